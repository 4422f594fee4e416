//! The one integration-test binary: one module per behaviour, `support` for what they share.

mod advisories;
mod arrows;
mod backup;
mod blindness;
#[cfg(unix)]
#[path = "../chaos/run/mod.rs"]
#[allow(dead_code, reason = "`make chaos` uses the rest")]
mod chaos;
#[cfg(unix)]
mod chaos_smoke;
mod clock;
mod columns;
mod command_line;
mod connection;
mod crash;
#[cfg(unix)]
mod disk;
mod documents;
mod export;
mod figures;
mod fixtures;
mod forms;
mod formulas;
mod founding;
#[cfg(unix)]
mod full_disk;
mod http;
mod journal_contract;
mod journal_embedded;
mod journal_read_only;
mod journal_redis;
mod journal_twofold;
mod moving;
mod parsers;
mod protocol;
mod protocol_page;
mod protocol_types;
mod proxies;
mod published;
mod pulse_contract;
mod redis_topologies;
mod replay;
mod room;
mod secrets;
mod support;
mod two_nodes;
mod verify;
mod workbook;
