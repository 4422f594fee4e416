//! What the QR codes of stands say, as organisers are told it who print them.

use std::collections::BTreeMap;

use reqwest::{StatusCode, Url};
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
        return Err(untold(url, answer.status()));
    }
    let Sheets { stands } = answer.json().await.map_err(unreachable)?;
    let here = stands.into_iter().filter(|sheet| sheet.session == session);
    Ok(here.filter_map(|sheet| Some((sheet.stand, sheet.key?))).collect())
}

/// Why they were not told: the link's fault where the server says that it is.
fn untold(url: &Url, status: StatusCode) -> RehearseError {
    match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => RehearseError::NoOrganiser(url.clone()),
        _ => RehearseError::NoCodes { url: url.clone(), status },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_is_blamed_for_what_it_may_not_do_and_for_nothing_else() {
        let url = Url::parse("https://forum.example").expect("an address");
        let blames = |status| matches!(untold(&url, status), RehearseError::NoOrganiser(_));
        assert!(blames(StatusCode::UNAUTHORIZED) && blames(StatusCode::FORBIDDEN));
        for status in [StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE, StatusCode::NOT_FOUND]
        {
            assert!(!blames(status));
            assert!(untold(&url, status).to_string().contains(status.as_str()));
        }
    }
}
