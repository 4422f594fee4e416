//! Calling a script.
//!
//! It is called by the hash of its text, and sent whole to a server that does not know it: a new one, or a replica that
//! has become the primary.

use redis::aio::ConnectionLike;
use redis::{Cmd, ErrorKind, RedisError, RedisResult, ServerErrorKind, ToRedisArgs, Value};

/// A script.
pub(super) struct Script {
    source: String,
    hash: String,
}

impl Script {
    pub fn new(source: &str) -> Self {
        let hash = redis::Script::new(source).get_hash().to_owned();
        Self { source: source.to_owned(), hash }
    }

    /// Has a server know it.
    pub fn load(&self) -> Cmd {
        redis::cmd("SCRIPT").arg("LOAD").arg(&self.source).to_owned()
    }

    /// A call, whose first key says which server it goes to.
    pub fn key(&self, key: impl Into<String>) -> Call<'_> {
        Call { script: self, keys: vec![key.into()], arguments: Vec::new() }
    }
}

/// A call of a script.
pub(super) struct Call<'a> {
    script: &'a Script,
    keys: Vec<String>,
    arguments: Vec<Vec<u8>>,
}

impl Call<'_> {
    /// One more key, kept where the first is.
    pub fn key(&mut self, key: impl Into<String>) -> &mut Self {
        self.keys.push(key.into());
        self
    }

    pub fn arg(&mut self, argument: impl ToRedisArgs) -> &mut Self {
        self.arguments.extend(argument.to_redis_args());
        self
    }

    /// The key that says which server it goes to.
    pub fn place(&self) -> &str {
        &self.keys[0]
    }

    pub fn by_hash(&self) -> Cmd {
        self.command("EVALSHA", &self.script.hash)
    }

    pub fn whole(&self) -> Cmd {
        self.command("EVAL", &self.script.source)
    }

    fn command(&self, how: &str, what: &str) -> Cmd {
        redis::cmd(how).arg(what).arg(self.keys.len()).arg(&self.keys).arg(&self.arguments).to_owned()
    }

    /// Has that server do it.
    pub async fn run(&self, line: &mut impl ConnectionLike) -> RedisResult<Value> {
        match self.by_hash().query_async(line).await {
            Err(why) if is_unknown(&why) => self.whole().query_async(line).await,
            answer => answer,
        }
    }
}

/// The server does not know the script: nothing was done.
pub(super) fn is_unknown(why: &RedisError) -> bool {
    why.kind() == ErrorKind::Server(ServerErrorKind::NoScript)
}
