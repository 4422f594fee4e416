//! The key with which a deployment signs its tokens: drawn once, the same on all nodes.

use bytes::Bytes;

use crate::http::token::Tokens;
use crate::journal::{JournalError, Registry};

use super::StartError;

/// The setting that holds it.
const SETTING: &str = "token-key";

/// The tokens of the deployment. The node that comes first draws the key; all others read it.
pub(super) async fn tokens(registry: &dyn Registry) -> Result<Tokens, StartError> {
    if let Some(key) = registry.setting(SETTING).await? {
        return read(&key);
    }
    let mut drawn = [0; 32];
    getrandom::fill(&mut drawn)?;
    if registry.set_setting(SETTING, None, Bytes::copy_from_slice(&drawn)).await? {
        return Ok(Tokens::new(drawn));
    }
    // Another node was first.
    let key = registry.setting(SETTING).await?.unwrap_or_default();
    read(&key)
}

fn read(key: &Bytes) -> Result<Tokens, StartError> {
    let key = <[u8; 32]>::try_from(&key[..]);
    key.map(Tokens::new).map_err(|_| JournalError::Unreadable("the key of the tokens".into()).into())
}
