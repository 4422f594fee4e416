//! The frames of `majlis.v1` and their codec. PROTOCOL.md is the law; each rule there names its test.

pub mod client;
pub mod close;
pub mod codec;
pub mod server;
pub mod topic;
