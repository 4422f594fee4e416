//! Redis as operators run it: over TLS by a user of few rights, behind sentinels, as a cluster.

mod cluster;
mod moving;
mod program;
mod sentinel;
mod tls;
mod valkey;
mod writer;
