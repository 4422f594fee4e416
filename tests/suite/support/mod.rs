//! What the behaviours share.

pub mod drafts;
pub mod store;
pub mod within;
