//! Whose ballot somebody casts.

use crate::domain::badge::{BadgeCode, Groups, Holder};
use crate::domain::decide::Authority;
use crate::domain::id::{PersonId, PollNo};
use crate::domain::poll::Poll;
use crate::domain::question::Assistant;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;

/// Whose ballot it is: the participant's, or where the poll asks for badges the badge's, whoever says its code.
pub(super) struct Elector {
    /// The participant, or the badge by what its ballots are filed under.
    pub id: PersonId,
    /// Of a badge, how often the code that was said had been replaced.
    pub edition: u32,
    /// What enters it for somebody.
    pub assisted: Option<Assistant>,
    /// Whether it is cast with a slip.
    pub slip: bool,
    /// Why it may not vote, where it may not: it still hears what became of its ballot before.
    barred: Option<Refusal>,
}

impl Elector {
    /// Looks whoever votes up.
    pub fn of(
        state: &State,
        who: &Authority,
        (poll, cast_in): (&Poll, (PollNo, u32)),
        code: Option<BadgeCode>,
    ) -> Result<Self, Refusal> {
        match poll.plan.settings.voters {
            None => Self::of_person(state, who, poll),
            Some(groups) => Self::of_badge(state, who, (poll, cast_in), groups, code),
        }
    }

    /// Without badges nobody could tell how often somebody votes for others.
    fn of_person(state: &State, who: &Authority, poll: &Poll) -> Result<Self, Refusal> {
        match who.person() {
            Ok(id) => Ok(Self { id, edition: 0, assisted: None, slip: false, barred: None }),
            Err(why) => Err(match who.assistant_of(state, poll.session) {
                Ok(Assistant::Usher | Assistant::Kiosk) => Code::NotForOthers.into(),
                _ => why,
            }),
        }
    }

    fn of_badge(
        state: &State,
        who: &Authority,
        (poll, cast_in): (&Poll, (PollNo, u32)),
        groups: Groups,
        code: Option<BadgeCode>,
    ) -> Result<Self, Refusal> {
        let assisted = match who {
            Authority::Person(_) => None,
            _ => Some(who.assistant_of(state, poll.session)?),
        };
        let code = code.ok_or(Code::BadgeNeeded)?;
        let slip = code.is_of_a_slip();
        let (holder, good) = if slip { of_slip(state, code, cast_in)? } else { of_badge(state, code)? };
        let is_of_them = if groups.admits(holder.group) { Ok(()) } else { Err(Code::NotYourGroup.into()) };
        let barred = good.and(is_of_them).err();
        Ok(Self { id: holder.voter.0, edition: holder.edition, assisted, slip, barred })
    }

    /// Refuses a ballot of a badge or slip that is no good, or of another group.
    pub fn may_vote(&self) -> Result<(), Refusal> {
        self.barred.clone().map_or(Ok(()), Err)
    }
}

/// Whose code it is, and whether it is good.
type Found = (Holder, Result<(), Refusal>);

fn of_badge(state: &State, code: BadgeCode) -> Result<Found, Refusal> {
    let holder = state.holder(code).ok_or(Code::UnknownBadge)?;
    Ok((holder, if holder.is_good { Ok(()) } else { Err(Code::BadgeEnded.into()) }))
}

fn of_slip(state: &State, code: BadgeCode, (poll, round): (PollNo, u32)) -> Result<Found, Refusal> {
    let slip = state.slip(code).ok_or(Code::UnknownBadge)?;
    Ok((slip.holder, slip.check().and_then(|()| slip.is_for(poll, round))))
}
