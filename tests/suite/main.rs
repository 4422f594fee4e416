//! The one integration-test binary: one module per behaviour, `support` for what they share.

mod journal_contract;
mod journal_embedded;
mod pulse_contract;
mod support;
