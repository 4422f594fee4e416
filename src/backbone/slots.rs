//! Which server of a cluster keeps a key.

use std::collections::BTreeSet;

use redis::{RedisResult, Value};

use super::address::Server;

/// How many slots there are.
const SLOTS: u16 = 16_384;

/// The slot of a key or a channel: by what stands between its first braces, if anything does, else by all of it.
pub(super) fn slot_of(key: &str) -> u16 {
    let tag = key.split_once('{').and_then(|(_, rest)| rest.split_once('}')).map(|(tag, _)| tag);
    crc16(tag.filter(|tag| !tag.is_empty()).unwrap_or(key).as_bytes()) % SLOTS
}

/// CRC-16/XMODEM, as the cluster specification of Redis asks for.
fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(*byte) << 8), |crc, _| {
            if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 }
        })
    })
}

/// One row of `CLUSTER SLOTS`: the first slot, the last, the primary, then its replicas.
type Row = (u16, u16, Vec<Server>);

/// The servers of a cluster and what each keeps.
#[derive(Debug, Default)]
pub(super) struct Slots(Vec<Row>);

impl Slots {
    /// Reads the answer of that server to `CLUSTER SLOTS`. One that does not know its own address leaves it out.
    pub fn read(answer: Value, asked: &Server) -> RedisResult<Self> {
        let rows: Vec<Vec<Value>> = redis::from_redis_value(answer)?;
        let mut slots = rows.into_iter().filter_map(|row| row_of(row, asked)).collect::<Vec<_>>();
        slots.sort_unstable_by_key(|(first, ..)| *first);
        Ok(Self(slots))
    }

    /// The primary that keeps a slot.
    pub fn primary(&self, slot: u16) -> Option<&Server> {
        let after = self.0.partition_point(|(first, ..)| *first <= slot);
        let (_, last, servers) = self.0.get(after.checked_sub(1)?)?;
        servers.first().filter(|_| slot <= *last)
    }

    /// Every primary once.
    pub fn primaries(&self) -> Vec<Server> {
        once(self.0.iter().filter_map(|(.., servers)| servers.first()))
    }

    /// Every server once.
    pub fn servers(&self) -> Vec<Server> {
        once(self.0.iter().flat_map(|(.., servers)| servers))
    }

    /// A tag under which keys lie on that primary; none where it keeps nothing.
    pub fn tag_of(&self, primary: &Server) -> Option<String> {
        // Each tag hits a slot at random: one that keeps a single slot is missed by all of them once in a million times.
        let mut tags = (0..u32::from(SLOTS) * 14).map(|number| number.to_string());
        tags.find(|tag| self.primary(slot_of(tag)) == Some(primary))
    }

    /// Whether every slot is kept by somebody.
    pub fn is_whole(&self) -> bool {
        self.0.iter().map(|(first, last, _)| u32::from(last - first) + 1).sum::<u32>() == u32::from(SLOTS)
    }
}

/// The server that one which was asked names in its place, as `host:port`. Where it leaves the host out, it is on its own.
pub(super) fn named_by(asked: &Server, address: &str) -> Option<Server> {
    let (host, port) = address.rsplit_once(':')?;
    let host = match (host, asked) {
        ("", Server::Tcp { host, .. }) => host.clone(),
        ("", Server::Socket(_)) => return None,
        (host, _) => host.trim_matches(['[', ']']).to_owned(),
    };
    Some(Server::Tcp { host, port: port.parse().ok()? })
}

fn once<'a>(servers: impl Iterator<Item = &'a Server>) -> Vec<Server> {
    let servers: BTreeSet<&Server> = servers.collect();
    servers.into_iter().cloned().collect()
}

fn row_of(row: Vec<Value>, asked: &Server) -> Option<Row> {
    let mut parts = row.into_iter();
    let first = redis::from_redis_value(parts.next()?).ok()?;
    let last = redis::from_redis_value(parts.next()?).ok()?;
    let servers: Vec<Server> = parts.filter_map(|server| server_of(server, asked)).collect();
    (!servers.is_empty() && first <= last).then_some((first, last, servers))
}

fn server_of(value: Value, asked: &Server) -> Option<Server> {
    let mut parts = redis::from_redis_value::<Vec<Value>>(value).ok()?.into_iter();
    let host: Option<String> = redis::from_redis_value(parts.next()?).ok()?;
    let port = redis::from_redis_value(parts.next()?).ok()?;
    let host = match (host.as_deref(), asked) {
        // A name that is not known yet.
        (Some("?"), _) | (None | Some(""), Server::Socket(_)) => None,
        (None | Some(""), Server::Tcp { host, .. }) => Some(host.clone()),
        (Some(host), _) => Some(host.to_owned()),
    };
    Some(Server::Tcp { host: host?, port })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value {
        Value::BulkString(text.into())
    }

    fn server(host: Value, port: i64) -> Value {
        Value::Array(vec![host, Value::Int(port), text("id"), Value::Array(Vec::new())])
    }

    fn tcp(host: &str, port: u16) -> Server {
        Server::Tcp { host: host.into(), port }
    }

    /// The examples of the cluster specification.
    #[test]
    fn keys_lie_where_redis_puts_them() {
        assert_eq!(crc16(b"123456789"), 0x31C3);
        assert_eq!(slot_of("foo"), 12_182);
        assert_eq!(slot_of("{user1000}.following"), slot_of("{user1000}.followers"));
        assert_eq!(slot_of("foo{}{bar}"), crc16(b"foo{}{bar}") % SLOTS);
        assert_eq!(slot_of("foo{{bar}}zap"), slot_of("{bar"));
    }

    #[test]
    fn a_slot_is_kept_by_the_primary_of_its_row() {
        let row = |first, last, servers: &[Value]| {
            Value::Array([&[Value::Int(first), Value::Int(last)], servers].concat())
        };
        let answer = Value::Array(vec![
            row(8_000, 16_383, &[server(text("b"), 2), server(text("c"), 3)]),
            row(0, 4_000, &[server(text(""), 1), server(text("?"), 9)]),
        ]);
        let slots = Slots::read(answer, &tcp("asked", 7)).unwrap();
        assert_eq!(slots.primary(0), Some(&tcp("asked", 1)));
        assert_eq!(slots.primary(4_001), None, "nobody keeps it");
        assert_eq!(slots.primary(8_000), Some(&tcp("b", 2)));
        assert_eq!(slots.primary(16_383), Some(&tcp("b", 2)));
        assert_eq!(slots.primaries().len(), 2);
        assert_eq!(slots.servers().len(), 3);
        assert!(!slots.is_whole());
        let tag = slots.tag_of(&tcp("b", 2)).unwrap();
        assert_eq!(slots.primary(slot_of(&format!("majlis:{{{tag}}}:probe"))), Some(&tcp("b", 2)));
        assert_eq!(slots.tag_of(&tcp("c", 3)), None, "a replica keeps nothing of its own");
    }

    #[test]
    fn a_server_names_the_next_one_as_clusters_do() {
        let asked = tcp("asked", 7);
        assert_eq!(named_by(&asked, "10.0.0.1:7001"), Some(tcp("10.0.0.1", 7_001)));
        assert_eq!(named_by(&asked, ":7001"), Some(tcp("asked", 7_001)));
        assert_eq!(named_by(&asked, "[::1]:7001"), Some(tcp("::1", 7_001)));
        assert_eq!(named_by(&asked, "nobody"), None);
    }
}
