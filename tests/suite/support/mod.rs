//! What the behaviours share.

pub mod drafts;
pub mod faulty;
pub mod redis;
pub mod store;
pub mod typescript;
pub mod within;
