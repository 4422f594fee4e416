//! The agenda in the organiser's hands: sessions are added, changed and taken off; halls and the forum get other names,
//! and the halls another network.

use super::admission::current;
use super::again::made_before;
use super::{Authority, Decision, Request, Scribe, free_time, tidy};
use crate::domain::agenda::{AGENDA_TEXT, Hall, Phase, SESSIONS, Session, text_taken};
use crate::domain::change::{Change, Plan};
use crate::domain::command::{Command, SessionPlan};
use crate::domain::forum::{Forum, Title, Wifi};
use crate::domain::id::{HallNo, LinkNo, SessionNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::text::stored;
use crate::domain::time::Time;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &Command,
) -> Result<Decision, Refusal> {
    let by = who.organiser()?;
    match command {
        Command::AddSession { plan } => add(state, request, by, plan),
        Command::PlanSession { session, edition, plan } => {
            replan(state, request.now, (*session, *edition), plan)
        }
        Command::DropSession { session, edition } => take_off(state, *session, *edition),
        Command::NameHall { hall, version, name } => name_hall(state, *hall, *version, name),
        Command::NameForum { version, name } => name_forum(state, *version, name),
        Command::SetWifi { version, wifi } => set_wifi(state, *version, wifi.clone()),
        _ => Err(Code::NotAllowed.into()),
    }
}

fn add(state: &State, request: &Request, by: LinkNo, wish: &SessionPlan) -> Result<Decision, Refusal> {
    if let Some(decision) = made_before(state, Author::Link(by), request, Made::session)? {
        return Ok(decision);
    }
    if state.sessions.len() >= SESSIONS {
        return Err(Code::TooManySessions.at_most(SESSIONS));
    }
    let session = state.last.session.next();
    let plan = planned(state, wish)?;
    free_time::check(state, session, &plan, request.now)?;
    text_fits(state, &[], &[&plan.title, &plan.about])?;
    let made = Change::SessionMade { session, by, id: request.id };
    Ok(Decision { made: Some(session.0), ..Decision::of([made, Change::SessionSet { session, plan }]) })
}

fn replan(
    state: &State,
    now: Time,
    (no, edition): (SessionNo, u32),
    wish: &SessionPlan,
) -> Result<Decision, Refusal> {
    let session = state.sessions.get(&no).ok_or(Code::UnknownSession)?;
    let stands = Plan::of(session);
    let plan = Plan { moderation: stands.moderation, labels: stands.labels.clone(), ..planned(state, wish)? };
    if plan == stands {
        return Ok(Decision::stands());
    }
    current(session.edition, edition)?;
    if plan.kind != stands.kind && state.awards.get(&no).is_some_and(|award| award.has_begun()) {
        return Err(Code::AwardBegun.into());
    }
    if (plan.hall, plan.starts, plan.ends) != (stands.hall, stands.starts, stands.ends) {
        may_move(session, &plan)?;
        free_time::check(state, no, &plan, now)?;
    }
    text_fits(state, &[&stands.title, &stands.about], &[&plan.title, &plan.about])?;
    Ok(Decision::of([Change::SessionSet { session: no, plan }]))
}

/// Who is in a session that has begun is where it began. One that was missed never did.
fn may_move(session: &Session, plan: &Plan) -> Result<(), Refusal> {
    let begins = (plan.hall, plan.starts) == (session.hall, session.starts);
    match session.phase {
        Phase::Upcoming => Ok(()),
        Phase::Ended if session.was_missed() => Ok(()),
        Phase::Open if begins => Ok(()),
        Phase::Open | Phase::Ended => Err(Code::SessionBegun.into()),
    }
}

/// Taking off what is off already is the same.
fn take_off(state: &State, no: SessionNo, edition: u32) -> Result<Decision, Refusal> {
    let Some(session) = state.sessions.get(&no) else {
        return if state.was_dropped(no) { Ok(Decision::stands()) } else { Err(Code::UnknownSession.into()) };
    };
    current(session.edition, edition)?;
    // Stands have sheets that were printed and links that were handed out: they are taken off by hand first.
    let has_stands = state.exhibitions.get(&no).is_some_and(|held| !held.stands.is_empty());
    if has_stands || !state.is_untouched(no, session) {
        return Err(Code::SessionUsed.into());
    }
    let mut scribe = Scribe::new(state);
    scribe.let_go(session.words());
    Ok(scribe.decision([Change::SessionDropped { session: no }]))
}

fn name_hall(state: &State, no: HallNo, version: u32, name: &Title) -> Result<Decision, Refusal> {
    let hall = state.halls.get(&no).ok_or(Code::UnknownHall)?;
    let name = tidy(name, Hall::NAME_LENGTH)?;
    if name == hall.name {
        return Ok(Decision::stands());
    }
    current(hall.version, version)?;
    text_fits(state, &[&hall.name], &[&name])?;
    Ok(Decision::of([Change::HallSet { hall: no, name, code: hall.code.clone() }]))
}

fn name_forum(state: &State, version: u32, name: &Title) -> Result<Decision, Refusal> {
    let name = tidy(name, Forum::NAME_LENGTH)?;
    if name == state.forum.name {
        return Ok(Decision::stands());
    }
    current(state.forum.version, version)?;
    Ok(with_forum(state, |forum| forum.name = name))
}

fn set_wifi(state: &State, version: u32, wifi: Option<Wifi>) -> Result<Decision, Refusal> {
    let wifi = wifi.map(Wifi::tidied);
    if wifi == state.forum.wifi {
        return Ok(Decision::stands());
    }
    current(state.forum.version, version)?;
    if let Some(wifi) = &wifi {
        sound(wifi)?;
    }
    Ok(with_forum(state, |forum| forum.wifi = wifi))
}

fn sound(wifi: &Wifi) -> Result<(), Refusal> {
    if wifi.name.is_empty() {
        return Err(Code::TextEmpty.into());
    }
    if wifi.name.chars().count() > Wifi::NAME {
        return Err(Code::TextTooLong.at_most(Wifi::NAME));
    }
    if wifi.is_sound() { Ok(()) } else { Err(Code::TextTooLong.at_most(Wifi::PASSWORD)) }
}

/// The forum with something of it changed, as its next version.
pub fn with_forum(state: &State, change: impl FnOnce(&mut Forum)) -> Decision {
    let mut forum = Forum::clone(&state.forum);
    change(&mut forum);
    forum.version = forum.version.saturating_add(1);
    Decision::of([Change::ForumSet { forum }])
}

/// What is asked for, checked by itself. How it is moderated is not part of it: as a new session is.
fn planned(state: &State, wish: &SessionPlan) -> Result<Plan, Refusal> {
    if !state.halls.contains_key(&wish.hall) {
        return Err(Code::UnknownHall.into());
    }
    let about = Title { ar: stored::normalise(&wish.about.ar), en: stored::normalise(&wish.about.en) };
    if !about.fits(Session::ABOUT_LENGTH) {
        return Err(Code::TextTooLong.at_most(Session::ABOUT_LENGTH));
    }
    Ok(Plan {
        hall: wish.hall,
        kind: wish.kind,
        title: tidy(&wish.title, Session::TITLE_LENGTH)?,
        about,
        starts: wish.starts,
        ends: wish.ends,
        moderation: state.forum.rules.moderation,
        labels: Vec::new(),
    })
}

/// Refuses words that make the agenda longer than one frame takes, in the place of others. Shorter ones are taken however
/// long the rest is.
pub fn text_fits(state: &State, instead: &[&Title], words: &[&Title]) -> Result<(), Refusal> {
    let of = |titles: &[&Title]| titles.iter().copied().map(text_taken).sum::<usize>();
    let (gone, come) = (of(instead), of(words));
    if come <= gone {
        return Ok(());
    }
    let halls = state.halls.values().map(|hall| text_taken(&hall.name));
    let sessions =
        state.sessions.values().map(|session| text_taken(&session.title) + text_taken(&session.about));
    let taken = halls.chain(sessions).sum::<usize>();
    if (taken + come).saturating_sub(gone) <= AGENDA_TEXT {
        Ok(())
    } else {
        Err(Code::AgendaTooLong.at_most(AGENDA_TEXT))
    }
}
