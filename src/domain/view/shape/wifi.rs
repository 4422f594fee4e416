//! The network of the halls.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::forum::Wifi;

/// A network that attendees may use. Phones are told nothing of it: who is not in the hall has no use for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WifiView {
    /// Its name.
    pub name: String,
    /// Its password; none is an open network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub password: Option<String>,
    /// What its QR says.
    pub qr: String,
}

impl From<&Wifi> for WifiView {
    fn from(wifi: &Wifi) -> Self {
        Self { name: wifi.name.clone(), password: wifi.password.clone(), qr: wifi.qr_text() }
    }
}
