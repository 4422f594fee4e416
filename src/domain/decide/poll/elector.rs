//! Whose ballot somebody casts.

use crate::domain::badge::{BadgeCode, Groups};
use crate::domain::decide::Authority;
use crate::domain::id::PersonId;
use crate::domain::poll::Poll;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;

/// Whose ballot it is: the participant's, or where the poll asks for badges the badge's, whoever says its code.
pub(super) struct Elector {
    /// The participant, or the badge by what its ballots are filed under.
    pub id: PersonId,
    /// Of a badge, how often the code that was said had been replaced.
    pub edition: u32,
    /// A desk enters it for somebody.
    pub assisted: bool,
    /// Why it may not vote, where it may not: it still hears what became of its ballot before.
    barred: Option<Code>,
}

impl Elector {
    /// Looks whoever votes up.
    pub fn of(
        state: &State,
        who: &Authority,
        poll: &Poll,
        badge: Option<BadgeCode>,
    ) -> Result<Self, Refusal> {
        match poll.plan.settings.voters {
            None => Ok(Self { id: who.person()?, edition: 0, assisted: false, barred: None }),
            Some(groups) => Self::of_badge(state, who, poll, groups, badge),
        }
    }

    fn of_badge(
        state: &State,
        who: &Authority,
        poll: &Poll,
        groups: Groups,
        badge: Option<BadgeCode>,
    ) -> Result<Self, Refusal> {
        let assisted = match who {
            Authority::Person(_) => false,
            _ => who.desk_of(state, poll.session).map(|_| true)?,
        };
        let holder = state.holder(badge.ok_or(Code::BadgeNeeded)?).ok_or(Code::UnknownBadge)?;
        let barred = match holder {
            _ if !holder.is_good => Some(Code::BadgeEnded),
            _ if !groups.admits(holder.group) => Some(Code::NotYourGroup),
            _ => None,
        };
        Ok(Self { id: holder.voter.0, edition: holder.edition, assisted, barred })
    }

    /// Refuses a ballot of a badge that ended, or of another group.
    pub fn may_vote(&self) -> Result<(), Refusal> {
        self.barred.map_or(Ok(()), |why| Err(why.into()))
    }
}
