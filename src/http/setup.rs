//! The setup link: whoever opens a server without a forum makes the first one with it, once.
//!
//! Its token is made from the deployment's key and from how many were used before, so that every node prints the same
//! one, also after a restart, and nothing has to be kept but that number.

use bytes::Bytes;

use crate::journal::JournalError;

use super::Site;
use super::error::{ApiCode, ApiError};

/// The setting that says how many setup links were used.
const USED: &str = "setup-used";

/// The token of the link that is good now.
pub async fn token(site: &Site) -> Result<String, JournalError> {
    Ok(site.tokens.setup(used(site).await?.1))
}

/// A setup token that is good until it is used.
#[derive(Debug, Clone)]
pub struct Setup {
    stored: Option<Bytes>,
    number: u64,
}

impl Setup {
    /// Reads a token. Nothing where it is of another kind; an error where it is not good, or not any more.
    pub(super) async fn read(site: &Site, token: &str) -> Result<Option<Self>, ApiError> {
        if !token.starts_with("s1.") {
            return Ok(None);
        }
        let number = site.tokens.read_setup(token).ok_or(ApiCode::BadToken)?;
        let (stored, used) = used(site).await?;
        if number == used { Ok(Some(Self { stored, number })) } else { Err(ApiCode::SetupSpent.into()) }
    }

    /// Uses it up. Of several that try at once, one succeeds.
    pub(super) async fn spend(&self, site: &Site) -> Result<(), ApiError> {
        let next = Bytes::from((self.number + 1).to_string());
        let won = site.registry.set_setting(USED, self.stored.clone(), next).await?;
        if won { Ok(()) } else { Err(ApiCode::SetupSpent.into()) }
    }

    /// Makes it good again, where what it was used for failed.
    pub(super) async fn give_back(&self, site: &Site) -> Result<(), ApiError> {
        let (next, before) = (self.number + 1, self.number);
        let (next, before) = (Bytes::from(next.to_string()), Bytes::from(before.to_string()));
        site.registry.set_setting(USED, Some(next), before).await?;
        Ok(())
    }
}

async fn used(site: &Site) -> Result<(Option<Bytes>, u64), JournalError> {
    let stored = site.registry.setting(USED).await?;
    let Some(text) = &stored else { return Ok((None, 0)) };
    let number = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
    let number = number.ok_or_else(|| JournalError::Unreadable("how many setup links were used".into()))?;
    Ok((stored, number))
}
