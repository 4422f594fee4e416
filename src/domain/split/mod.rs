//! What a round came to, told apart by whose ballots they are: by the groups of their badges, or by what the same people chose when
//! they were asked before.
//!
//! A table is made once, when its round closes, from the ballots and the badges of that moment, and holds what may be told and
//! nothing else, so that no view, no export and no picture of before can tell more. No badge that is moved later, no ballot that
//! comes home later changes it, so that no two tables of one round can be compared. (Ballots lie by badge, and badges have
//! groups: whoever has the journal itself can count what is hidden here for as long as the badges' keys are there.)

mod groups;
mod hiding;
mod pair;
mod shift;
mod view;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::ballot::Mark;
use super::poll::{Poll, PollKind, PollPlan};
use super::state::State;

pub(in crate::domain) use pair::{earlier, fits};

pub use groups::{ByGroup, GroupRow};
pub use pair::asks_again;
pub use shift::{Moved, Shift};
pub use view::{GroupRowView, GroupsView, ShiftView};

/// The fewest people whom a number tells of.
pub const LEAST: u32 = 5;

/// A table of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// By the groups of the badges.
    Groups(ByGroup),
    /// Beside an earlier round of another poll.
    Shift(Shift),
}

/// The table of the round that closes now, where the poll is to have one and enough voted.
#[must_use]
pub fn of(state: &State, poll: &Poll) -> Option<Split> {
    if poll.plan.settings.by_group {
        return groups::by_group(state, poll).map(Split::Groups);
    }
    shift::shift(state, poll).map(Split::Shift)
}

/// Whether a ballot of such a poll is one choice, so that tables can be made of it.
#[must_use]
pub(super) fn is_one_choice(kind: PollKind) -> bool {
    matches!(kind, PollKind::Single | PollKind::YesNoAbstain | PollKind::Rating { .. })
}

/// The place of what a ballot chose.
fn chosen(plan: &PollPlan, mark: &Mark) -> Option<usize> {
    let place = match mark {
        Mark::Options(one) => usize::from(*one.as_slice().first()?),
        Mark::Stars(stars) => usize::from(*stars).checked_sub(1)?,
        Mark::Steps(_) | Mark::Points(_) | Mark::Texts(_) => return None,
    };
    (place < plan.choices()).then_some(place)
}
