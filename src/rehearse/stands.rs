//! What the QR codes of stands say, as organisers are told it who print them.

use std::collections::BTreeMap;

use reqwest::Url;
use serde::Deserialize;

use super::RehearseError;
use super::join::JoinError;
use super::phone::token_of;
use crate::domain::id::{SessionNo, StandNo};
use crate::domain::stand::StandKey;

#[derive(Debug, Deserialize)]
struct Sheets {
    stands: Vec<Sheet>,
}

#[derive(Debug, Deserialize)]
struct Sheet {
    session: SessionNo,
    stand: StandNo,
    key: Option<StandKey>,
}

/// The keys of the session's stands, by an organiser's link.
pub async fn codes(
    url: &Url,
    link: &str,
    session: SessionNo,
) -> Result<BTreeMap<StandNo, StandKey>, RehearseError> {
    let unreachable = |source| JoinError::Unreachable { url: url.clone(), source };
    let address = url.join("/v1/stands").unwrap_or_else(|_| url.clone());
    let asked = reqwest::Client::new().get(address).bearer_auth(token_of(link));
    let answer = asked.send().await.map_err(unreachable)?;
    if !answer.status().is_success() {
        return Err(RehearseError::NoOrganiser(url.clone()));
    }
    let Sheets { stands } = answer.json().await.map_err(unreachable)?;
    let here = stands.into_iter().filter(|sheet| sheet.session == session);
    Ok(here.filter_map(|sheet| Some((sheet.stand, sheet.key?))).collect())
}
