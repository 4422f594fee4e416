//! The name that goes with what somebody gives: as they typed it, or as their badge says.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::fits;
use crate::domain::badge::BadgeCode;
use crate::domain::forum::Names;
use crate::domain::id::WordsNo;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;
use crate::domain::words::Text;

/// What somebody says of their name.
#[derive(Debug, Clone, Copy, Default)]
pub struct SaysName<'a> {
    /// As it was typed; an empty one counts as none.
    pub name: Option<&'a Text>,
    /// The code of the badge that it stands on. Overlooked where names are not by badge.
    pub badge: Option<BadgeCode>,
}

impl SaysName<'_> {
    /// Whether there is any.
    pub fn is_some(&self, names: Names) -> bool {
        self.typed().is_some() || (names == Names::Badge && self.badge.is_some())
    }

    /// The name that it goes under; none where nobody has to have one and none was given. It is filed as words of what it goes with, and
    /// whose badge it came from is told nowhere.
    ///
    /// # Errors
    /// `names_off` where none is typed, `text_too_long`; where names are by badge `badge_needed`, `unknown_badge`, `badge_ended` and
    /// `badge_nameless`.
    pub fn name(self, state: &State) -> Result<Option<Arc<str>>, Refusal> {
        let rules = &state.forum.rules;
        match (rules.names, self.typed()) {
            (Names::Badge, typed) => {
                let code = self.badge.ok_or(Code::BadgeNeeded)?;
                if typed.is_some() { Err(Code::NamesOff.into()) } else { on_badge(state, code).map(Some) }
            }
            (_, None) => Ok(None),
            (Names::Off, Some(_)) => Err(Code::NamesOff.into()),
            (Names::Optional, Some(name)) => {
                fits(name.as_str(), rules.name_length)?;
                Ok(Some(name.shared()))
            }
        }
    }

    fn typed(&self) -> Option<&Text> {
        self.name.filter(|name| !name.as_str().is_empty())
    }
}

/// The name on a badge that is good, of any length that badges have.
fn on_badge(state: &State, code: BadgeCode) -> Result<Arc<str>, Refusal> {
    let holder = state.holder(code).ok_or(Code::UnknownBadge)?;
    if !holder.is_good {
        return Err(Code::BadgeEnded.into());
    }
    let name = state.badges.list.get(&holder.badge).and_then(|badge| state.words.get(badge.name?));
    name.cloned().ok_or_else(|| Code::BadgeNameless.into())
}

/// The words that are one of these names, wherever badges put them: with questions, on leaderboards, in speaking queues. Whose badge a name
/// came from is told nowhere, so those of others of the same name are among them. Where names are not by badge there are none: it is settled
/// with the first name (see [`super::names_may_be`]), and what comes home from a history of another kind comes without.
pub fn names_of_badges<'a>(
    state: &'a State,
    names: &'a BTreeSet<Arc<str>>,
) -> impl Iterator<Item = WordsNo> + 'a {
    let asked = state.questions.values().filter_map(|question| question.name);
    let players = state.sessions.values().flat_map(|session| session.players.values());
    let played = players.filter_map(|player| player.name);
    let tickets = state.queues.values().flat_map(|queue| queue.tickets.values());
    let spoken = tickets.filter_map(|ticket| ticket.name);
    let all = asked.chain(played).chain(spoken).filter(|_| state.forum.rules.names == Names::Badge);
    all.filter(|no| state.words.get(*no).is_some_and(|name| names.contains(name)))
}
