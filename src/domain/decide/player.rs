//! Names on leaderboards.

use super::admission::{may_rewrite, not_paused};
use super::again::{done_before, set_before};
use super::named::SaysName;
use super::{Authority, Decision, Request, Scribe};
use crate::domain::agenda::Session;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::{SessionNo, WordsNo};
use crate::domain::poll::PollPhase;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::register::Seq;
use crate::domain::state::State;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &Command,
) -> Result<Decision, Refusal> {
    match command {
        Command::Name { session, name, seq, badge } => {
            let name = SaysName { name: name.as_ref(), badge: *badge };
            name_player(state, request, who, *session, (name, *seq))
        }
        Command::RuleName { session, name, show } => rule(state, request, who, *session, (*name, *show)),
        _ => Err(Code::NotAllowed.into()),
    }
}

/// A name is given where there is a board that it can stand on, and taken away at any time.
fn name_player(
    state: &State,
    request: &Request,
    who: &Authority,
    no: SessionNo,
    (name, seq): (SaysName<'_>, Seq),
) -> Result<Decision, Refusal> {
    let person = who.person()?;
    let session = state.sessions.get(&no).ok_or(Code::UnknownSession)?;
    let before = session.players.get(&person);
    if set_before(before.and_then(|player| player.set), (seq, request.id))? {
        return Ok(Decision::stands());
    }
    let name = if name.is_some(state.forum.rules.names) {
        let name = name.name(state)?;
        takes_names(state, no, session)?;
        may_rewrite(before.map_or(0, |player| player.rewritten))?;
        name
    } else {
        None
    };
    let mut scribe = Scribe::new(state);
    scribe.let_go(before.and_then(|player| player.name));
    let name = name.map(|name| scribe.file_shared(name));
    let named = Change::Named { session: no, person, name, seq, id: request.id, time: request.now };
    Ok(scribe.decision([named]))
}

fn takes_names(state: &State, no: SessionNo, session: &Session) -> Result<(), Refusal> {
    not_paused(state, no)?;
    let mut polls = session.polls.iter().filter_map(|no| state.polls.get(no));
    let has_board = polls.any(|poll| poll.is_scored() && poll.phase != PollPhase::Draft);
    if has_board { Ok(()) } else { Err(Code::WrongState.into()) }
}

/// The ruling is on who has the name. It is noted also where it stands already, as one that is sent again after a
/// colleague's opposite must not come to something new.
fn rule(
    state: &State,
    request: &Request,
    who: &Authority,
    session: SessionNo,
    (name, show): (WordsNo, bool),
) -> Result<Decision, Refusal> {
    let desk = who.desk_of(state, session)?;
    if done_before(state, desk, request)? {
        return Ok(Decision::stands());
    }
    let owner = state.keepers.get(name).and_then(|keeper| keeper.player(session));
    let person = owner.ok_or(Code::Changed)?;
    Ok(Decision::of([Change::NameRuled { session, person, show, by: desk, id: request.id }]))
}
