//! Polls that ask an earlier one again.

use super::bringing::Bringing;
use crate::domain::id::PollNo;
use crate::domain::poll::PollPlan;
use crate::domain::split::Shift;

impl Bringing<'_> {
    /// A poll by the numbers and the groups of now. What it asked again it asks again here, unless another one does; `own` is its
    /// number where it has one.
    pub fn planned(&mut self, lost: &PollPlan, own: Option<PollNo>) -> PollPlan {
        let after = lost.settings.after.and_then(|no| self.poll(no));
        let is_free = |after: &PollNo| self.now.asked_again(*after).is_none_or(|other| Some(other) == own);
        let after = after.filter(is_free);
        let mut plan = self.for_groups(lost);
        plan.settings.after = after;
        plan
    }

    /// Whether a poll of the present history asks what that of the lost one does, also where it is in no pair here.
    pub fn asks_alike(&self, lost: &PollPlan, now: &PollPlan) -> bool {
        let after = lost.settings.after.and_then(|no| self.poll(no));
        let is_in_its_pair = now.settings.after.is_none() || now.settings.after == after;
        let mut lost = lost.clone();
        lost.settings.after = now.settings.after;
        is_in_its_pair && self.is_plan(&lost, now)
    }

    /// The round of the earlier poll of a pair, where the two are one here too and no other round is told beside it.
    pub fn earlier(&self, later: PollNo, lost: (PollNo, u32)) -> Option<(PollNo, u32)> {
        let held @ (earlier, _) = self.numbering.round(lost.0, lost.1)?;
        let poll = self.now.polls.get(&later)?;
        let is_pair =
            poll.plan.settings.after == Some(earlier) && self.now.asked_again(earlier) == Some(later);
        (is_pair && !poll.is_told_beside(held)).then_some(held)
    }

    /// A shift as it was told, where the round is told beside the same one here.
    pub fn shift_now(&self, later: PollNo, shift: &Shift) -> Option<Shift> {
        let earlier = self.numbering.round(shift.earlier.0, shift.earlier.1);
        let stands = self.now.polls.get(&later)?.round.earlier;
        earlier.filter(|_| stands == earlier).map(|earlier| Shift { earlier, ..shift.clone() })
    }
}
