//! What the behaviours share.

pub mod blind_award;
pub mod certificates;
pub mod client;
pub mod cluster;
pub mod counted;
#[cfg(unix)]
pub mod disk;
pub mod drafts;
pub mod faulty;
pub mod fixture_file;
pub mod folder;
pub mod forms;
pub mod forum;
pub mod house;
#[cfg(target_os = "linux")]
pub mod kernel;
pub mod lively;
pub mod no_registry;
pub mod node;
pub mod program;
pub mod proxy;
pub mod redis;
pub mod secure;
pub mod sentinels;
pub mod server_frame;
pub mod shaky;
pub mod sources;
pub mod store;
pub mod strays;
pub mod streamed;
pub mod told;
pub mod typescript;
pub mod views;
pub mod voter;
pub mod within;
