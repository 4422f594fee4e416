//! Why a Redis cannot be used, and what to do about it, for whoever started the node.

use redis::{ErrorKind, RedisError};

const START_OR_CORRECT: &str = "start it, or correct the address given with --redis";
const CORRECT: &str = "correct the address given with --redis";

/// Why, and what to do.
pub(super) fn of(why: &RedisError) -> (String, &'static str) {
    let text = why.to_string();
    let lower = text.to_lowercase();
    if why.kind() == ErrorKind::AuthenticationFailed || matches!(why.code(), Some("NOAUTH" | "WRONGPASS")) {
        return (text, "correct the user and the password (--redis-user, --redis-password-file)");
    }
    if lower.contains("certificate") || lower.contains("unknownca") {
        let advice = "give the certificates that its own are signed by (--redis-ca), and where it asks for one of yours, \
                      that (--redis-cert, --redis-key)";
        return (text, advice);
    }
    let (why, advice) = if why.is_connection_refusal() {
        ("nothing listens there", START_OR_CORRECT)
    } else if lower.contains("lookup address") {
        ("no machine of that name is known here", CORRECT)
    } else if lower.contains("corrupt message") {
        (
            "what answers there speaks no TLS",
            "write redis in place of rediss, or correct the address given with --redis",
        )
    } else if why.is_timeout() {
        let advice = "start it, or correct the address given with --redis: rediss is for one that speaks TLS, redis for \
                      one that does not";
        ("it does not answer in time", advice)
    } else if is_no_redis(why) {
        let advice = "correct the address given with --redis; where it is a Redis over TLS, write rediss in place of redis";
        ("what answers there is no Redis", advice)
    } else {
        return (text, START_OR_CORRECT);
    };
    (why.to_owned(), advice)
}

/// It answers something else, or hangs up when it is spoken to as a Redis is.
fn is_no_redis(why: &RedisError) -> bool {
    matches!(why.kind(), ErrorKind::Parse | ErrorKind::UnexpectedReturnType) || why.is_connection_dropped()
}
