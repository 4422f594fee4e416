//! The forum's record, for everyone once it is published, and the time line, for organisers.

mod kept;
mod moments;

use std::sync::Arc;

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::Deserialize;

use crate::domain::id::ForumId;
use crate::domain::role::Role;
use crate::export::{self, FileName};
use crate::record::docx::{MEDIA_TYPE, Tongue};
use crate::room::Standing;

use super::Site;
use super::bearer::Crew;
use super::body::Asked;
use super::error::{ApiCode, ApiError};
use super::export::turn;
use super::guesses::Guesser;
use super::join::code_in;
use super::limits::spend;
use super::network::Network;

pub use kept::Records;
pub use moments::{TimelineView, WallMoment, timeline, wall};

/// Which record is asked for.
#[derive(Debug, Deserialize)]
pub struct Wish {
    /// The forum's join code, or one of its halls'; none where an organiser's token says which forum.
    code: Option<String>,
    /// With what organisers alone may read.
    #[serde(default)]
    full: bool,
    /// The document's language.
    lang: Option<String>,
}

/// Who asks, and of which forum.
struct Reader {
    forum: ForumId,
    standing: Arc<Standing>,
    /// By an organiser's link.
    crew: Option<Crew>,
}

/// `GET /v1/record`
pub async fn read(
    State(site): State<Arc<Site>>,
    network: Network,
    Asked(wish): Asked<Wish>,
    mut parts: Parts,
) -> Result<Response, ApiError> {
    let reader = reader(&site, network, &wish, &mut parts).await?;
    if wish.full {
        let bytes = whole(&site, &reader, None).await?;
        return Ok(([(header::CONTENT_TYPE, "application/json"), NEVER], bytes).into_response());
    }
    let (tag, bytes) = site.records.json(&site.journal, reader.forum, &reader.standing).await?;
    Ok(tagged(&parts.headers, &tag, [(header::CONTENT_TYPE, "application/json".to_owned())], bytes))
}

/// `GET /v1/record.docx`
pub async fn document(
    State(site): State<Arc<Site>>,
    network: Network,
    Asked(wish): Asked<Wish>,
    mut parts: Parts,
) -> Result<Response, ApiError> {
    let tongue = wish.lang.as_deref().and_then(Tongue::named).ok_or(ApiCode::Malformed)?;
    let reader = reader(&site, network, &wish, &mut parts).await?;
    let state = &reader.standing.state;
    let slug = site.slug(reader.forum).await?;
    let day = export::day(state, site.journal.now());
    // What organisers alone may read is told from what everyone may by its name, too.
    let part = match (wish.full, tongue) {
        (true, Tongue::Arabic) => "record-full-ar",
        (true, Tongue::English) => "record-full-en",
        (false, Tongue::Arabic) => "record-ar",
        (false, Tongue::English) => "record-en",
    };
    let file = FileName::of((&slug, &state.forum.name), Some(part), &day, "docx");
    let named = (header::CONTENT_DISPOSITION, file.disposition());
    let kind = (header::CONTENT_TYPE, MEDIA_TYPE.to_owned());
    if wish.full {
        let bytes = whole(&site, &reader, Some(tongue)).await?;
        return Ok(([named, kind, (NEVER.0, NEVER.1.to_owned())], bytes).into_response());
    }
    let (tag, bytes) = site.records.docx(&site.journal, reader.forum, &reader.standing, tongue).await?;
    Ok(tagged(&parts.headers, &tag, [named, kind], bytes))
}

const NEVER: (header::HeaderName, &str) = (header::CACHE_CONTROL, "no-store");

/// With what organisers alone may read: made for them each time, and counted as an export.
async fn whole(site: &Site, reader: &Reader, tongue: Option<Tongue>) -> Result<Bytes, ApiError> {
    let crew = reader.crew.as_ref().ok_or(ApiCode::NotAllowed)?;
    let _turn = turn(site, crew).await?;
    site.records.full(&site.journal, reader.forum, &reader.standing, tongue).await
}

/// Anybody by a join code, once it is published; an organiser by the link's token at any time.
async fn reader(
    site: &Arc<Site>,
    network: Network,
    wish: &Wish,
    parts: &mut Parts,
) -> Result<Reader, ApiError> {
    if parts.headers.contains_key(header::AUTHORIZATION) {
        let crew = Crew::from_request_parts(parts, site).await?.one_of(&[Role::Organiser])?;
        let standing = Arc::clone(&crew.standing);
        return Ok(Reader { forum: crew.forum, standing, crew: Some(crew) });
    }
    if wish.full {
        return Err(ApiCode::BadToken.into());
    }
    spend(&site.limits.records, network)?;
    let code = code_in(wish.code.as_deref().ok_or(ApiCode::Malformed)?)?;
    let looked = site.registry.lookup(code).await;
    let guesser = Guesser { network, known: None };
    let forum = site.connections.guesses.tell(guesser, looked, std::time::Instant::now())?.forum;
    let standing = site.enter(forum).await?.now_state();
    if !standing.state.publication.published {
        return Err(ApiCode::NotPublished.into());
    }
    Ok(Reader { forum, standing, crew: None })
}

/// The answer, or that whoever asks has it already. It is asked for again each time: a record may be taken back.
fn tagged<const N: usize>(
    asked: &HeaderMap,
    tag: &str,
    headers: [(header::HeaderName, String); N],
    bytes: Bytes,
) -> Response {
    let own = [(header::ETAG, tag.to_owned()), (header::CACHE_CONTROL, "no-cache".to_owned())];
    let had = asked.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    let has = |tags: &str| tags.split(',').any(|one| one.trim().trim_start_matches("W/") == tag);
    if had.is_some_and(has) {
        return (StatusCode::NOT_MODIFIED, own).into_response();
    }
    (own, headers, bytes).into_response()
}
