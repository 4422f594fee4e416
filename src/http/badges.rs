//! Badges: an organiser's list becomes badges, and whoever holds one asks what it is.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::badge_list::{self, List};
use crate::domain::badge::{
    self, BadgeChange, BadgeCode, BadgeCommand, BadgeEntry, BadgeGroup, Columns, Holder, Row, Slip, SlipSheet,
};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::decide::{Circumstances, Request, decide};
use crate::domain::forum::{Names, Title};
use crate::domain::id::{BadgeNo, CommandId, PollNo, SessionNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::{Author, Role};
use crate::domain::state::State as ForumState;
use crate::domain::words::Text;
use crate::room::Answer;

use super::Site;
use super::bearer::{Bearer, Crew, good_link, state_for};
use super::body::{Asked, Body};
use super::error::{ApiCode, ApiError};
use super::export::turn;
use super::limits::spend;
use super::screens::{refused, taken};
use super::token::Credential;

/// Longest body of a list, in bytes: the largest file in Base64, and what is said beside it.
pub(super) const LONGEST_LIST: usize = badge_list::LARGEST.div_ceil(3) * 4 + 1_024;

/// A list of attendees that an organiser brings.
#[derive(Debug, Deserialize, TS)]
pub struct BadgeList {
    /// The file's bytes, CSV or XLSX, in Base64 (RFC 4648, 4).
    file: String,
    /// The command's id, sixteen hexadecimal digits: the same list under the same id is taken once.
    #[ts(type = "string")]
    id: CommandId,
    /// Only tell what would come of it.
    #[serde(default)]
    dry: bool,
}

/// What comes of a list.
#[derive(Debug, PartialEq, Eq, Serialize, TS)]
pub struct ListTaken {
    /// Rows of the list.
    rows: usize,
    /// Badges that are made.
    new: usize,
    /// Badges that say something else from now on.
    changed: usize,
    /// Rows whose badge says the same already.
    same: usize,
    /// Rows without a number of their own: each is another badge, however often the list is brought.
    without_label: usize,
    /// The groups of the list.
    groups: Vec<String>,
}

/// The badges of a forum.
#[derive(Debug, Serialize, TS)]
pub struct Badges {
    /// All of them, with their codes.
    badges: Vec<BadgeEntry>,
    /// Their groups, by their places.
    groups: Vec<BadgeGroup>,
}

/// A badge's code, as its holder says it.
#[derive(Debug, Deserialize, TS)]
pub struct BadgeAsked {
    /// The code.
    badge: BadgeCode,
}

/// What a badge is, for its holder.
#[derive(Debug, Serialize, TS)]
pub struct BadgeHeld {
    /// Its group.
    group: Option<Title>,
    /// The organiser's number for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    label: Option<String>,
    /// Whose it is, where names are by badge: what its holder asks goes under that.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    name: Option<String>,
    /// The awards of which it took its paper.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<PaperTaken>>")]
    papers: Vec<PaperTaken>,
    /// What it is good for, where the code is a slip's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    slip: Option<SlipHeld>,
}

/// What a slip is good for.
#[derive(Debug, Serialize, TS)]
pub struct SlipHeld {
    /// In which session.
    session: SessionNo,
    /// In which poll.
    poll: PollNo,
    /// In which of its rounds.
    round: u32,
}

/// Which slips are asked for.
#[derive(Debug, Deserialize)]
pub struct SlipsAsked {
    /// Of which poll.
    poll: PollNo,
    /// Of this printing alone.
    printing: Option<u32>,
}

/// The slips of a poll.
#[derive(Debug, Serialize, TS)]
pub struct Slips {
    /// All of them, with their codes.
    #[serde(flatten)]
    sheet: SlipSheet,
    /// The groups of badges, by their places.
    groups: Vec<BadgeGroup>,
}

/// That a badge took its paper of an award with blind ballots.
#[derive(Debug, Serialize, TS)]
pub struct PaperTaken {
    /// Of which session's award.
    session: SessionNo,
    /// SHA-256 of the blinded message with which it did, as 64 hexadecimal digits.
    blinded: String,
}

/// `GET /v1/badges`: with their codes, so to an organiser alone.
pub async fn list(State(site): State<Arc<Site>>, crew: Crew) -> Result<Response, ApiError> {
    let crew = crew.one_of(&[Role::Organiser])?;
    let _turn = turn(&site, &crew).await?;
    let standing = crew.standing;
    let told = tokio::task::spawn_blocking(move || {
        let badges = badge::list(&standing.state).collect();
        Badges { badges, groups: badge::badges(&standing.state).groups }
    });
    let told = told.await.map_err(|_| ApiCode::Unavailable)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(told)).into_response())
}

/// `GET /v1/slips?poll=7`: with their codes, so to an organiser alone.
pub async fn slips(
    State(site): State<Arc<Site>>,
    crew: Crew,
    Asked(asked): Asked<SlipsAsked>,
) -> Result<Response, ApiError> {
    let crew = crew.one_of(&[Role::Organiser])?;
    let _turn = turn(&site, &crew).await?;
    let standing = crew.standing;
    let told = tokio::task::spawn_blocking(move || Slips {
        sheet: badge::slips(&standing.state, asked.poll, asked.printing),
        groups: badge::badges(&standing.state).groups,
    });
    let told = told.await.map_err(|_| ApiCode::Unavailable)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(told)).into_response())
}

/// `POST /v1/badges`: the whole list, or nothing of it.
pub async fn import(
    State(site): State<Arc<Site>>,
    crew: Crew,
    Body(wish): Body<BadgeList>,
) -> Result<Json<ListTaken>, ApiError> {
    let crew = crew.one_of(&[Role::Organiser])?;
    let _turn = turn(&site, &crew).await?;
    let (id, dry) = (wish.id, wish.dry);
    // Told as of another command: under its own id the list may have been taken already.
    let request = Request { actor: crew.actor(), id: CommandId(fastrand::u64(..)), now: crew.room.clock() };
    let standing = Arc::clone(&crew.standing);
    let tried = tokio::task::spawn_blocking(move || tried(&standing.state, request, &wish.file));
    let (command, come) = tried.await.map_err(|_| ApiCode::Unavailable)??;
    if dry {
        return Ok(Json(come));
    }
    let was_taken = crew.standing.state.made.contains_key(&(Author::Link(crew.no), id));
    if was_taken && come.new + come.changed > come.without_label {
        return Err(ApiError::saying(
            ApiCode::Changed,
            "this id was used for another list; bring it under a new one",
        ));
    }
    match crew.submit(id, command).await {
        Answer::Refused(why) => Err(list_refused(&why)),
        other => taken(other).map(|()| Json(come)),
    }
}

/// What a list asks for, and what would come of it.
fn tried(state: &ForumState, request: Request, file: &str) -> Result<(Command, ListTaken), ApiError> {
    let list = read(file)?;
    let rows: Arc<[Row]> = list.rows.iter().map(row).collect();
    let columns = Columns { names: list.columns.name, groups: list.columns.group };
    let command = Command::Badges(BadgeCommand::Import { rows, columns });
    let decided = decide(state, &request, &command, &Circumstances::default());
    let come = come_of(&list, &decided.map_err(|why| list_refused(&why))?.changes);
    Ok((command, come))
}

/// Why a list that has no mistake in itself is refused.
fn list_refused(why: &Refusal) -> ApiError {
    let most = why.limit.unwrap_or_default();
    match why.code {
        Code::TooManyBadges => ApiError::saying(
            ApiCode::BadList,
            format!("the forum would have more than {most} badges; bring fewer"),
        ),
        Code::TooManyGroups => ApiError::saying(
            ApiCode::BadList,
            format!("the forum's badges would be of more than {most} groups; use those that are there"),
        ),
        Code::IdReused => ApiError::saying(
            ApiCode::Changed,
            "this id was used for another command; bring the list under a new one",
        ),
        Code::UpgradeUnfinished => ApiError::saying(
            ApiCode::Unavailable,
            "the server is being upgraded; its operator finishes that with majlis upgrade --finish",
        ),
        _ => refused(why),
    }
}

/// `POST /v1/badge`: what a badge or a slip is, to whoever says its code. Codes are too many to be guessed, however many ask.
pub async fn held(
    State(site): State<Arc<Site>>,
    Bearer(token): Bearer,
    Body(asked): Body<BadgeAsked>,
) -> Result<Json<BadgeHeld>, ApiError> {
    let now = site.journal.now();
    let standing = match site.tokens.read(&token, now)? {
        Credential::Person { forum, person } => {
            spend(&site.limits.own, person)?;
            site.enter(forum).await?.now_state()
        }
        Credential::Crew { forum, secret } => {
            let room = site.enter(forum).await?;
            let standing = state_for(&room, &secret).await?;
            good_link(&standing, &secret, now)?;
            standing
        }
    };
    let state = &standing.state;
    if asked.badge.is_of_a_slip() {
        let slip = state.slip(asked.badge).ok_or(ApiCode::UnknownBadge)?;
        slip.check().map_err(|_| ApiCode::BadgeEnded)?;
        let held = slip_held(state, slip).ok_or(ApiCode::BadgeEnded)?;
        return Ok(Json(BadgeHeld { papers: Vec::new(), slip: Some(held), ..told(state, slip.holder) }));
    }
    let holder = state.holder(asked.badge).ok_or(ApiCode::UnknownBadge)?;
    if holder.is_good { Ok(Json(told(state, holder))) } else { Err(ApiCode::BadgeEnded.into()) }
}

fn told(state: &ForumState, holder: Holder) -> BadgeHeld {
    let group = holder.group.and_then(|at| state.badges.groups.get(usize::from(at)).cloned());
    let badge = state.badges.list.get(&holder.badge);
    let text = |no| state.words.get(no).map(ToString::to_string);
    let label = badge.and_then(|badge| badge.label).and_then(text);
    let is_shown = state.forum.rules.names == Names::Badge;
    let name = badge.and_then(|badge| badge.name).filter(|_| is_shown).and_then(text);
    BadgeHeld { group, label, name, papers: papers(state, holder.badge), slip: None }
}

/// None of a poll that was taken away since.
fn slip_held(state: &ForumState, slip: Slip) -> Option<SlipHeld> {
    let session = state.polls.get(&slip.poll)?.session;
    Some(SlipHeld { session, poll: slip.poll, round: slip.round })
}

fn papers(state: &ForumState, badge: BadgeNo) -> Vec<PaperTaken> {
    let taken = state.awards.iter().flat_map(|(session, award)| {
        let papers = award.papers.get(&badge).map(|papers| papers.as_slice()).unwrap_or_default();
        papers
            .iter()
            .map(|paper| PaperTaken { session: *session, blinded: paper.blinded.as_str().to_owned() })
    });
    taken.collect()
}

fn read(file: &str) -> Result<List, ApiError> {
    let bytes =
        STANDARD.decode(file).map_err(|_| ApiError::saying(ApiCode::Malformed, "send the file in Base64"))?;
    badge_list::read(&bytes).map_err(Into::into)
}

fn row(row: &badge_list::Row) -> Row {
    let text = |text: &Option<String>| text.as_deref().map(Text::new);
    Row { label: text(&row.badge), name: text(&row.name), group: text(&row.group) }
}

fn come_of(list: &List, changes: &[Change]) -> ListTaken {
    let (mut made, mut described) = (0, 0);
    for change in changes {
        match change {
            Change::Badges(BadgeChange::Issued { badges, .. }) => made += badges.len(),
            Change::Badges(BadgeChange::Described { .. }) => described += 1,
            _ => {}
        }
    }
    let rows = list.rows.len();
    ListTaken {
        rows,
        new: made,
        changed: described,
        same: rows.saturating_sub(made + described),
        without_label: list.rows.iter().filter(|row| row.badge.is_none()).count(),
        groups: list.groups.clone(),
    }
}
