//! Four eyes: how long the word of the first organiser stands, and whose hand a link is.

use super::{Asked, Award, TOGETHER};
use crate::domain::id::LinkNo;
use crate::domain::role::{Author, Role};
use crate::domain::state::{Made, State};
use crate::domain::time::Time;

impl Award {
    /// The organiser who asked for the opening, while it waits for another one: half an hour long, and as long as it stands.
    pub(super) fn waiting(&self, state: &State, now: Time) -> Option<Asked> {
        let asked = self.asked.filter(|asked| self.stands(state) && now < asked.time + TOGETHER)?;
        state.links.get(&asked.by)?.is_good(now).then_some(asked)
    }

    /// Whether what was asked for stands: the link was not taken back, and the people have not chosen anew since.
    pub(super) fn stands(&self, state: &State) -> bool {
        let mut opened = self.polls.iter().flatten().filter_map(|no| state.polls.get(no)?.round.opened);
        self.asked.is_some_and(|asked| {
            let link = state.links.get(&asked.by);
            let is_good = link.is_some_and(|link| link.role == Role::Organiser && !link.revoked);
            is_good && opened.all(|opened| opened <= asked.time)
        })
    }

    /// Whose hand a link is: its own where it was there when the scoring began, else that of whoever made it, so that nobody
    /// makes the second pair of eyes for themself.
    pub(super) fn hand(&self, state: &State, link: LinkNo) -> LinkNo {
        let mut hand = link;
        while hand > self.links {
            // Whoever made a link was there before it: its number is lower.
            let Some(maker) = maker(state, hand).filter(|maker| *maker < hand) else { break };
            hand = maker;
        }
        hand
    }
}

fn maker(state: &State, link: LinkNo) -> Option<LinkNo> {
    let made = state.made.iter().find(|(_, made)| **made == Made::Link(link));
    made.and_then(|((author, _), _)| if let Author::Link(by) = author { Some(*by) } else { None })
}
