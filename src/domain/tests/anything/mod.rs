//! Random histories of every command there is, from every role, with numbers that fit and numbers that are hostile:
//! the invariants hold at every revision.

mod altered;
mod awards;
mod blind;
mod commands;
mod forum;
mod halls;
mod homecoming;
mod ideas;
mod laws;
mod named;
mod parts;
mod recommendations;
mod replay;
mod secrecy;
mod shifts;
mod show;
mod speaking;
mod stands;
mod statements;

use proptest::prelude::ProptestConfig;

pub use blind::{keys, says};
pub use commands::{Step, give, step};
pub use forum::{founded, founded_where};
pub use homecoming::with_home;
pub use laws::laws_hold;
pub use replay::run;
pub use secrecy::unseen;

/// Every step is checked against the whole state: a quarter of the usual number of histories, which `PROPTEST_CASES` sets.
pub fn cases() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases / 4, ..usual }
}
