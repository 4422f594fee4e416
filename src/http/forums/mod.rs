//! Forums from the organiser's page: made, rehearsed, listed, deleted.

mod bounds;
mod holder;
mod made;
mod wish;

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use tokio::time::timeout;
use ts_rs::TS;

use crate::domain::forum::{Rules, Title};
use crate::domain::id::{ForumId, HallNo};
use crate::domain::role::Role;
use crate::domain::state;
use crate::domain::view::shape::WifiView;
use crate::forum_file::ForumFile;
use crate::founding::Outcome;
use crate::journal::ForumRecord;

use super::Site;
use super::bearer::Crew;
use super::body::{Body, InPath};
use super::error::{ApiCode, ApiError};
use super::to_the_end::to_the_end;
use holder::Holder;

pub use made::{MadeForum, MadeLink};
pub use wish::{ForumWish, Template};

/// Names that are tried for a forum that was given none.
const SLUGS: u32 = 1_000;
/// Foundings that are tried while other nodes take the name.
const TRIES: usize = 10;
/// How long a forum that is founded may keep another one waiting: its store may not answer.
const TURN_WITHIN: Duration = Duration::from_secs(10);

/// A forum that a token may see.
#[derive(Debug, Serialize, TS)]
pub struct ForumEntry {
    /// Its id.
    #[ts(type = "string")]
    forum: ForumId,
    /// Its name in addresses.
    slug: String,
    /// Its name.
    name: Title,
    /// Its join code.
    code: String,
    /// Whether it is a rehearsal.
    rehearsal: bool,
    /// Its halls.
    halls: Vec<HallEntry>,
    /// What `set_rules`, `set_wifi` and `name_forum` name: the forum's version that the rest is of.
    version: u32,
    /// Its rules.
    rules: Rules,
    /// Their network.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    wifi: Option<WifiView>,
}

/// A hall of a forum.
#[derive(Debug, Serialize, TS)]
pub struct HallEntry {
    /// Its number.
    hall: HallNo,
    /// Its name.
    name: Title,
    /// Its join code.
    code: String,
}

/// `GET /v1/forums`
pub async fn list(State(site): State<Arc<Site>>, holder: Holder) -> Result<Json<Vec<ForumEntry>>, ApiError> {
    let Holder::Organiser(crew) = holder else { return Ok(Json(Vec::new())) };
    let slug = site.slug(crew.forum).await?;
    // What it shows is printed and read out.
    site.founder().mend_codes(crew.forum, &crew.standing.state).await?;
    Ok(Json(vec![entry(crew.forum, slug, &crew.standing.state)]))
}

/// `POST /v1/forums`
pub async fn create(
    State(site): State<Arc<Site>>,
    holder: Holder,
    Body(wish): Body<ForumWish>,
) -> Result<Json<MadeForum>, ApiError> {
    let named = wish.names_itself();
    // A long file takes a moment, in which nobody else is to wait.
    let read = tokio::task::spawn_blocking(move || wish.file());
    let file = read.await.map_err(|_| ApiCode::Unavailable)??;
    let wanted = file.slug.clone();
    let slug = move |there: &[ForumRecord]| {
        if named { not_taken(there, &wanted) } else { free_slug(there, &wanted) }
    };
    to_the_end(&site.tasks.clone(), async move {
        let Holder::Setup(setup) = holder else { return found(&site, file, slug).await };
        setup.spend(&site).await?;
        let made = found(&site, file, slug).await;
        if made.is_err() {
            setup.give_back(&site).await?;
        }
        made
    })
    .await
}

/// `POST /v1/forums/{forum}/rehearsal`
pub async fn rehearse(
    State(site): State<Arc<Site>>,
    InPath(forum): InPath<String>,
    crew: Crew,
) -> Result<Json<MadeForum>, ApiError> {
    let crew = organiser_of(&forum, crew)?;
    let of = site.slug(crew.forum).await?;
    let file = ForumFile::rehearsal_of(&crew.standing.state, of.clone());
    let slug = move |there: &[ForumRecord]| free_slug(there, &bounds::one_more_rehearsal(&of, there)?);
    to_the_end(&site.tasks.clone(), async move { found(&site, file, slug).await }).await
}

/// `DELETE /v1/forums/{forum}`
pub async fn delete(
    State(site): State<Arc<Site>>,
    InPath(forum): InPath<String>,
    crew: Crew,
) -> Result<StatusCode, ApiError> {
    let crew = organiser_of(&forum, crew)?;
    site.registry.delete_forum(crew.forum).await?;
    site.rooms.deleted(crew.forum).await;
    site.forget(crew.forum).await;
    tracing::info!(forum = %crew.forum, link = %crew.no, "the forum was deleted");
    Ok(StatusCode::NO_CONTENT)
}

/// The organiser of that forum.
pub(super) fn organiser_of(forum: &str, crew: Crew) -> Result<Crew, ApiError> {
    let forum: ForumId = forum.parse().map_err(|_| ApiCode::UnknownForum)?;
    let crew = crew.one_of(&[Role::Organiser])?;
    if crew.forum == forum { Ok(crew) } else { Err(ApiCode::NotAllowed.into()) }
}

/// Founds the forum of a file under the name that `slug` gives it among those that are there. Where another node founds
/// one of that name at the same moment, `slug` is asked again.
async fn found(
    site: &Site,
    mut file: ForumFile,
    slug: impl Fn(&[ForumRecord]) -> Result<String, ApiError>,
) -> Result<Json<MadeForum>, ApiError> {
    site.has_memory()?;
    let turn = timeout(TURN_WITHIN, site.founding.lock()).await;
    let _alone = turn.map_err(|_| ApiCode::Unavailable)?;
    for _ in 0..TRIES {
        let there = site.founder().founded().await?;
        bounds::one_more(&there)?;
        file.slug = slug(&there)?;
        if let Outcome::Founded(founded) = site.founder().found(&file).await? {
            return Ok(Json(founded.into()));
        }
    }
    Err(ApiCode::SlugTaken.into())
}

/// The name that is wanted, where no forum has it.
fn not_taken(there: &[ForumRecord], wanted: &str) -> Result<String, ApiError> {
    let taken = there.iter().any(|forum| forum.slug == wanted);
    if taken { Err(ApiCode::SlugTaken.into()) } else { Ok(wanted.to_owned()) }
}

/// The name that is wanted, with a number behind it where it is taken.
fn free_slug(there: &[ForumRecord], wanted: &str) -> Result<String, ApiError> {
    let is_free = |slug: &String| there.iter().all(|forum| forum.slug != *slug);
    let numbered = (2..SLUGS).map(|number| format!("{wanted}-{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(is_free).ok_or(ApiCode::SlugTaken.into())
}

fn entry(forum: ForumId, slug: String, state: &state::State) -> ForumEntry {
    let about = &state.forum;
    let halls = state.halls.iter().map(|(no, hall)| HallEntry {
        hall: *no,
        name: hall.name.clone(),
        code: hall.code.clone(),
    });
    ForumEntry {
        forum,
        slug,
        name: about.name.clone(),
        code: about.code.clone(),
        rehearsal: about.rehearsal,
        halls: halls.collect(),
        version: about.version,
        rules: about.rules.clone(),
        wifi: about.wifi.as_ref().map(Into::into),
    }
}
