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
        Call { script: self, keys: vec![key.into()], beside: Vec::new(), arguments: Vec::new() }
    }
}

/// How a server is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// As the one that keeps the slot.
    Here,
    /// As the one to which keys have gone, while another one still keeps it.
    Ahead,
}

/// A call of a script.
pub(super) struct Call<'a> {
    script: &'a Script,
    keys: Vec<String>,
    beside: Vec<String>,
    arguments: Vec<Vec<u8>>,
}

impl Call<'_> {
    /// One more key, kept where the first is.
    pub fn key(&mut self, key: impl Into<String>) -> &mut Self {
        self.keys.push(key.into());
        self
    }

    /// One more key that may not be there, which the script finds by the name of the first. While a slot is moved a server runs no
    /// script of several keys of which it does not have all: so this one is not named to it.
    pub fn beside(&mut self, key: impl Into<String>) -> &mut Self {
        self.beside.push(key.into());
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

    /// Every key that it may need.
    pub fn all_keys(&self) -> impl Iterator<Item = &String> {
        self.keys.iter().chain(&self.beside)
    }

    pub fn by_hash(&self, way: Way) -> Cmd {
        self.command("EVALSHA", &self.script.hash, way)
    }

    pub fn whole(&self, way: Way) -> Cmd {
        self.command("EVAL", &self.script.source, way)
    }

    fn command(&self, how: &str, what: &str, way: Way) -> Cmd {
        // All that there is of it has gone there, which may be less than what is named.
        let named = if way == Way::Ahead && !self.beside.is_empty() { 1 } else { self.keys.len() };
        redis::cmd(how).arg(what).arg(named).arg(&self.keys[..named]).arg(&self.arguments).to_owned()
    }

    /// Has that server do it.
    pub async fn run(&self, line: &mut impl ConnectionLike) -> RedisResult<Value> {
        match self.by_hash(Way::Here).query_async(line).await {
            Err(why) if is_unknown(&why) => self.whole(Way::Here).query_async(line).await,
            answer => answer,
        }
    }
}

/// The server does not know the script: nothing was done.
pub(super) fn is_unknown(why: &RedisError) -> bool {
    why.kind() == ErrorKind::Server(ServerErrorKind::NoScript)
}
