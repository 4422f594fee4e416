//! Two versions beside each other: while a deployment is upgraded node by node, and until an operator says that it is done.
//!
//! A setting of the deployment says in which form its entries are written ([`crate::room::Forms`]); it is raised by
//! `majlis upgrade --finish` and never lowered. Each node tells of itself what it knows, so that nothing is written that one of them
//! cannot read.

mod finish;
mod form;
mod node;
mod report;

pub use finish::{FinishError, finish};
pub use form::{UpgradeError, keep, settle};
pub use node::{Node, Told};
pub use report::Report;

/// The setting that says in which form entries are written, in decimal digits.
pub const SETTING: &str = "entry-form";

/// The form that a setting says.
fn read(stored: &[u8]) -> Option<u32> {
    std::str::from_utf8(stored).ok()?.parse().ok()
}
