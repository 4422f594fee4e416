//! Opening forums when a server starts, and making the links that let the first people in.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout, timeout_at};

use crate::domain::command::Command;
use crate::domain::id::{CommandId, ForumId, LinkNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::{Actor, Role, Secret};
use crate::domain::state::State;
use crate::domain::time::Time;
use crate::forum_file::ForumFile;
use crate::founding::{Outcome, new_secret};
use crate::http::Site;
use crate::http::setup;
use crate::http::token::Tokens;
use crate::journal::ForumRecord;
use crate::room::{Answer, RoomHandle, read_state};

use super::Failure;
use super::addresses::{ForumAddresses, LinkAddress};

/// Founds the forum of a file, or keeps the one that is there.
pub(super) async fn open(site: &Arc<Site>, file: &ForumFile) -> Result<ForumAddresses, Failure> {
    match site.founder().found(file).await? {
        Outcome::Founded(founded) => Ok(ForumAddresses::founded(&site.public, founded)),
        Outcome::Kept(forum) => {
            tracing::info!(
                slug = file.slug,
                "the forum is there already and is kept as it is: a file counts once, later changes are made on its organiser's page"
            );
            let standing = site.rooms.enter(forum).await?.now_state();
            Ok(ForumAddresses::kept(&site.public, forum, file.slug.clone(), &standing.state))
        }
    }
}

/// The link that makes the first forum.
pub(super) async fn setup_link(site: &Site) -> Result<String, Failure> {
    let token = setup::token(site).await?;
    Ok(site.public.setup_link(&token))
}

/// Most forums that are told of though nobody asked for them: each is read for it.
const TOLD: usize = 20;
/// Nobody waits longer for that.
const READ_WITHIN: Duration = Duration::from_secs(3);
/// A forum that takes no link by then keeps no other waiting.
const LINK_WITHIN: Duration = Duration::from_secs(10);

/// Tells of the forums that are there and that no file named, as they lie in the journal: nobody enters them. Of one that cannot be read
/// now, or not in time, the log tells that, and its codes are those that the registry has: it may be well later.
pub(super) async fn add_those_there(site: &Site, there: Vec<ForumRecord>, told: &mut Vec<ForumAddresses>) {
    let until = Instant::now() + READ_WITHIN;
    for ForumRecord { id, slug } in there.into_iter().take(TOLD) {
        if told.iter().any(|forum| forum.forum == id) {
            continue;
        }
        match timeout_at(until, read_state(&*site.journal, id)).await {
            Ok(Ok(standing)) => {
                told.push(ForumAddresses::kept(&site.public, id, slug, &standing.state));
                continue;
            }
            Ok(Err(why)) => tracing::error!(slug, "the forum cannot be read: {why}"),
            Err(_) => tracing::warn!(slug, "reading this forum takes long: it is told without its names"),
        }
        told.extend(by_codes(site, id, slug).await);
    }
}

/// A forum as the registry knows it, where that can be asked.
async fn by_codes(site: &Site, forum: ForumId, slug: String) -> Option<ForumAddresses> {
    match site.registry.codes(forum).await {
        Ok(codes) => ForumAddresses::by_codes(&site.public, forum, slug, codes),
        Err(why) => {
            tracing::warn!(slug, %why, "its codes cannot be read either: they are on its organiser's page");
            None
        }
    }
}

/// Makes a new organiser link for every forum that there is. Of one that can have none the reason is told: the others are
/// to be served.
pub(super) async fn add_organiser_links(site: &Site, told: &mut Vec<ForumAddresses>) {
    let there = match site.founder().founded().await {
        Ok(there) => there,
        Err(why) => {
            tracing::error!(
                "no new organiser links, as it cannot be read which forums there are: {why}; start again"
            );
            return;
        }
    };
    for record in there {
        let slug = record.slug.clone();
        match timeout(LINK_WITHIN, add_organiser_link(site, record, told)).await {
            Ok(Ok(())) => {}
            Ok(Err(why)) => tracing::error!(slug, "no new organiser link: {why}"),
            Err(_) => tracing::error!(slug, "no new organiser link: the store does not take it; start again"),
        }
    }
}

async fn add_organiser_link(
    site: &Site,
    ForumRecord { id, slug }: ForumRecord,
    told: &mut Vec<ForumAddresses>,
) -> Result<(), Failure> {
    let room = site.rooms.enter(id).await?;
    let link = organiser_link(site, &room, id).await?;
    if let Some(forum) = told.iter_mut().find(|forum| forum.forum == id) {
        forum.links.push(link);
    } else {
        let mut forum = ForumAddresses::kept(&site.public, id, slug, &room.now_state().state);
        forum.links.push(link);
        told.push(forum);
    }
    Ok(())
}

/// Makes the link in the name of an organiser's that is there: whoever holds the data may do what an organiser may.
async fn organiser_link(site: &Site, room: &RoomHandle, forum: ForumId) -> Result<LinkAddress, Failure> {
    let by = good_organiser(&room.now_state().state, room.clock())
        .ok_or("every organiser link of the forum has expired, and a new one needs one that has not")?;
    let secret = new_secret()?;
    let name = "new organiser link".to_owned();
    let create = Command::CreateLink {
        role: Role::Organiser,
        hall: None,
        name: name.clone(),
        expires: None,
        table: None,
        stand: None,
        secret: Secret::new(secret.clone()),
    };
    match room.submit(Actor::Crew(by), CommandId(fastrand::u64(..)), create).await {
        Answer::Done { .. } => {
            let token = Tokens::crew(forum, &secret);
            let url = site.public.role_link(Role::Organiser, &token);
            Ok(LinkAddress { role: Role::Organiser, hall: None, name, token, url })
        }
        Answer::Refused(Refusal { code: Code::TooManyLinks, .. }) => Err(
            "the forum has as many links as it may; take one back on its organiser's page, then start again"
                .into(),
        ),
        other => Err(format!("the forum's room says {other:?}; start again").into()),
    }
}

fn good_organiser(state: &State, now: Time) -> Option<LinkNo> {
    let mut links = state.links.iter();
    links.find(|(_, link)| link.role == Role::Organiser && link.is_good(now)).map(|(no, _)| *no)
}
