use std::collections::{BTreeSet, HashMap};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use majlis::backbone::{Access, Backbone, BackboneError};
use majlis::pulse::Pulse;
use majlis::pulse::redis::RedisPulse;
use redis::{Client, ClientTlsConfig, FromRedisValue, TlsCertificates, Value};

use crate::journal_contract;
use crate::support::certificates::Certificates;
use crate::support::drafts::FORUM;
use crate::support::redis::{PATIENT, RedisServer, deployed, journal_by, run};
use crate::support::store::{Node, Store};
use crate::support::within::within;

/// What stands in the file for the password.
const PASSWORD: &str = "SECRET";

/// All that the user of Majlis may do.
const MAY: &str = "auth hello ping select time role info wait config|get eval evalsha script|load get set setex del pttl \
    pexpireat hget hmget hgetall hset hsetnx hdel hexists xadd xrange lindex lpop rpush lrem lpos publish subscribe \
    unsubscribe spublish ssubscribe sunsubscribe cluster|slots asking";

/// A server that is spoken to over TLS alone, by the users of `deploy/redis/users.acl`.
struct Sealed {
    server: RedisServer,
    certificates: Certificates,
}

impl Sealed {
    fn start() -> Self {
        let certificates = Certificates::make();
        let path = |name: &str| certificates.file(name).to_str().unwrap().to_owned();
        let [ca, certificate, key] = ["ca.crt", "server.crt", "server.key"].map(path);
        let server = RedisServer::launch(|port, folder| {
            let port = port.to_string();
            let [file, users] = ["redis.conf", "users.acl"].map(|file| deployed(file, folder));
            let options = [
                &file,
                "--bind",
                "127.0.0.1",
                "--port",
                "0",
                "--tls-port",
                &port,
                "--tls-auth-clients",
                "yes",
                "--tls-ca-cert-file",
                &ca,
                "--tls-cert-file",
                &certificate,
                "--tls-key-file",
                &key,
                "--aclfile",
                &users,
            ];
            run(&options, folder, "Ready to accept connections")
        });
        Self { server, certificates }
    }

    /// As the user of Majlis, with a password from a file.
    fn access(&self) -> Access {
        let password = self.certificates.file("password");
        std::fs::write(&password, format!("{PASSWORD}\n")).unwrap();
        Access {
            url: format!("rediss://127.0.0.1:{}", self.server.port()),
            user: Some("majlis".into()),
            password_file: Some(password),
            ca: Some(self.certificates.file("ca.crt")),
            identity: Some((self.certificates.file("client.crt"), self.certificates.file("client.key"))),
        }
    }

    /// A connection past all that is under test.
    async fn connection(&self) -> redis::aio::MultiplexedConnection {
        let bytes = |name: &str| std::fs::read(self.certificates.file(name)).unwrap();
        let url = format!("rediss://majlis:{PASSWORD}@127.0.0.1:{}", self.server.port());
        let client_tls =
            Some(ClientTlsConfig { client_cert: bytes("client.crt"), client_key: bytes("client.key") });
        let certificates = TlsCertificates { client_tls, root_cert: Some(bytes("ca.crt")) };
        let client = Client::build_with_tls(url, certificates).unwrap();
        client.get_multiplexed_async_connection().await.unwrap()
    }
}

#[tokio::test]
async fn the_contract_of_a_journal_holds_over_tls_for_a_user_of_few_rights() {
    let afresh = async || {
        let sealed = Sealed::start();
        let near = Node::of(Arc::new(journal_by(&sealed.access(), PATIENT, 0).await));
        Store::of_two(near.clone(), near).keeping(sealed)
    };
    journal_contract::all(afresh).await;
}

#[tokio::test]
async fn the_user_may_do_what_is_needed_and_nothing_else() {
    let sealed = Sealed::start();
    let backbone = Backbone::connect(&sealed.access(), PATIENT).await.unwrap();
    let pulse = RedisPulse::over(&backbone);
    let mut beats = pulse.subscribe(FORUM).await.unwrap();
    pulse.publish(FORUM, Bytes::from_static(b"a beat")).await;
    assert_eq!(within(beats.next()).await.as_deref(), Some(&b"a beat"[..]));

    let mut connection = sealed.connection().await;
    for forbidden in [
        "GET other",
        "SET other 1",
        "KEYS *",
        "SCAN 0",
        "FLUSHALL",
        "CONFIG SET maxmemory-policy allkeys-lru",
        "PUBLISH other x",
        "SUBSCRIBE other",
        "ACL LIST",
        "SHUTDOWN",
        "REPLICAOF NO ONE",
        "MONITOR",
        "EVAL return(redis.call('GET','other')) 0",
        "CLIENT LIST",
    ] {
        let mut words = forbidden.split(' ');
        let mut command = redis::cmd(words.next().unwrap());
        words.for_each(|word| {
            command.arg(word);
        });
        let refused = command.query_async::<redis::Value>(&mut connection).await.unwrap_err().to_string();
        assert!(refused.contains("permission") || refused.contains("can't access"), "{forbidden}: {refused}");
    }
}

/// A server with the users of the file, and one of the test's beside them who may look at what those may do.
fn with_an_auditor() -> RedisServer {
    RedisServer::launch(|port, folder| {
        let (users, port) = (deployed("users.acl", folder), port.to_string());
        let mut file = std::fs::OpenOptions::new().append(true).open(&users).unwrap();
        writeln!(file, "user auditor on >{PASSWORD} ~* &* +@all").unwrap();
        let options = ["--bind", "127.0.0.1", "--port", &port, "--save", "", "--aclfile", &users];
        run(&options, folder, "Ready to accept connections")
    })
}

/// What a server answers to whoever enters so; what it says where it does not.
async fn answer<T: FromRedisValue>(server: &RedisServer, user: &str, command: &[&str]) -> Result<T, String> {
    let client = Client::open(format!("redis://{user}127.0.0.1:{}", server.port())).unwrap();
    let asking = async {
        let mut connection = client.get_multiplexed_async_connection().await?;
        redis::cmd(command[0]).arg(&command[1..]).query_async(&mut connection).await
    };
    within(asking).await.map_err(|why: redis::RedisError| why.to_string())
}

#[tokio::test]
async fn nobody_enters_without_a_user_of_the_file_and_ours_may_do_what_is_written_there_alone() {
    let server = with_an_auditor();
    let unnamed = answer::<Value>(&server, "", &["GET", "majlis:codes"]).await.unwrap_err();
    assert!(unnamed.to_lowercase().contains("auth"), "{unnamed}");
    let auditor = format!("auditor:{PASSWORD}@");
    let entered: String = answer(&server, &auditor, &["ACL", "WHOAMI"]).await.unwrap();
    assert_eq!(entered, "auditor", "where one may enter one does");

    let asked = ["ACL", "GETUSER", "majlis"];
    let mut user: HashMap<String, Value> = answer(&server, &auditor, &asked).await.unwrap();
    let mut text = |what: &str| -> String {
        redis::from_redis_value(user.remove(what).unwrap_or_else(|| panic!("no {what}"))).unwrap()
    };
    let commands = text("commands");
    let may = commands.split(' ').collect::<BTreeSet<_>>();
    let written: Vec<_> = MAY.split(' ').map(|command| format!("+{command}")).collect();
    let written = written.iter().map(String::as_str).chain(["-@all"]).collect::<BTreeSet<_>>();
    assert_eq!(may, written);
    assert_eq!((text("keys").as_str(), text("channels").as_str()), ("~majlis:*", "&majlis:*"));
    let more: Vec<Value> = redis::from_redis_value(user.remove("selectors").unwrap()).unwrap();
    assert!(more.is_empty(), "{more:?}");
}

#[tokio::test]
async fn whoever_may_not_enter_is_told_what_to_do() {
    let sealed = Sealed::start();
    let elsewhere = Certificates::make();
    let good = sealed.access();
    let wrong = elsewhere.file("password");
    std::fs::write(&wrong, "not-the-password").unwrap();
    let told = async |access: Access| {
        let why = Backbone::connect(&access, PATIENT).await.unwrap_err().to_string();
        assert!(!why.contains("not-the-password") && !why.contains(PASSWORD), "{why}");
        why
    };
    let password = told(Access { password_file: Some(wrong), ..good.clone() }).await;
    assert!(password.contains("--redis-password-file"), "{password}");
    let authority = told(Access { ca: Some(elsewhere.file("ca.crt")), ..good.clone() }).await;
    assert!(authority.contains("--redis-ca"), "{authority}");
    let stranger = told(Access { identity: None, ..good.clone() }).await;
    assert!(stranger.contains("--redis-cert"), "{stranger}");
    let missing = told(Access { ca: Some(PathBuf::from("/no/such/file")), ..good.clone() }).await;
    assert!(missing.contains("/no/such/file"), "{missing}");
    let open = Access { url: good.url.replace("rediss", "redis"), ..good };
    assert!(matches!(Backbone::connect(&open, PATIENT).await, Err(BackboneError::NotTls)));
}
