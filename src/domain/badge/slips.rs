//! Slips: pieces of paper with each of which a badge votes once, in one round of one poll.
//!
//! A slip's code is made from the key of its badge and the command that printed it, and kept nowhere. That it was used is noted in the
//! round, under what the badge's ballots are filed there. In a secret round nothing is noted: there a slip is good while its badge has
//! no ballot, and nothing tells afterwards who used one. So a slip is for a round and not for all of a poll's.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use imbl::{OrdMap, Vector};
use serde::{Deserialize, Serialize};

use super::code::{self, BadgeCode, Keyed};
use super::{Badge, BadgeChange, Holder};
use crate::domain::change::Change;
use crate::domain::decide::{Decision, Request, made_before};
use crate::domain::id::{BadgeNo, CommandId, LinkNo, PollNo, WordsNo};
use crate::domain::left_out::is_default;
use crate::domain::poll::Poll;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Author;
use crate::domain::state::{Made, State};

/// Slips of a forum at most, all printings together.
pub const SLIPS: usize = 300_000;
/// Slips that are known at most: those of a lost history come home beside the others. A journal that says more is none that a server wrote.
const KNOWN: usize = 2 * SLIPS;
/// How many badges a command names at most.
const NAMED: usize = 1_000;

/// The slips of a forum.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slips {
    /// The printings, in their order: a printing is known by its place, from 1.
    pub printings: Vector<Arc<Printing>>,
    /// The codes of all slips. Never in a snapshot: made from the keys among the words.
    #[serde(skip)]
    codes: OrdMap<BadgeCode, Printed>,
    /// The last printing for each badge and round. Made from the printings.
    #[serde(skip)]
    newest: OrdMap<(PollNo, u32, BadgeNo), u32>,
    /// How many there are. Made from the printings.
    #[serde(skip)]
    count: usize,
}

/// Slips that were printed together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printing {
    /// The command that printed them: what makes their codes others than those of any other printing.
    pub id: CommandId,
    /// For which poll they are.
    pub poll: PollNo,
    /// For which of its rounds.
    pub round: u32,
    /// For which badges, each with how often its code had been replaced.
    pub slips: Vec<(BadgeNo, u32)>,
    /// It came home from a lost history: it was printed beside those that were printed meanwhile, and is good beside them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub home: bool,
}

/// A slip: by which printing, of which badge, and in which edition of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Printed {
    printing: u32,
    badge: BadgeNo,
    edition: u32,
}

/// A slip, as its code tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    /// For which poll it is.
    pub poll: PollNo,
    /// For which of its rounds.
    pub round: u32,
    /// Of which badge, as it was when the slip was printed.
    pub holder: Holder,
    /// Whether no other slip of the badge was printed since for that round.
    pub is_newest: bool,
}

impl Slip {
    /// Whether it is good: its badge was neither ended nor given another code, and no slip was printed instead of it.
    ///
    /// # Errors
    /// `slip_ended`, `slip_replaced`.
    pub fn check(&self) -> Result<(), Refusal> {
        match self {
            _ if !self.holder.is_good => Err(Code::SlipEnded.into()),
            _ if !self.is_newest => Err(Code::SlipReplaced.into()),
            _ => Ok(()),
        }
    }

    /// Whether it is for that round of that poll.
    ///
    /// # Errors
    /// `slip_of_other_poll`, `slip_of_other_round`, each with the number of the one that it is for.
    pub fn is_for(&self, poll: PollNo, round: u32) -> Result<(), Refusal> {
        match self {
            _ if self.poll != poll => Err(Code::SlipOfOtherPoll.at(i64::from(self.poll.0))),
            _ if self.round != round => Err(Code::SlipOfOtherRound.at(i64::from(self.round))),
            _ => Ok(()),
        }
    }
}

impl Slips {
    /// Whether none was ever printed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.printings.is_empty()
    }

    /// How many there are, of all printings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether that printing made the badge's last slip for its round.
    fn is_newest(&self, printing: u32, of: &Printing, badge: BadgeNo) -> bool {
        of.home || self.newest.get(&(of.poll, of.round, badge)) == Some(&printing)
    }
}

impl State {
    /// What the slip of that code is.
    #[must_use]
    pub fn slip(&self, code: BadgeCode) -> Option<Slip> {
        let slips = &self.badges.slips;
        let Printed { printing, badge: no, edition } = *slips.codes.get(&code)?;
        let of = slips.printings.get(place(printing)?)?;
        let badge = self.badges.list.get(&no)?;
        let voter = code::voter(self.words.get(badge.key)?, badge.place);
        let is_good = !badge.ended && badge.edition == edition;
        Some(Slip {
            poll: of.poll,
            round: of.round,
            holder: Holder { badge: no, group: badge.group, voter, edition, is_good },
            is_newest: slips.is_newest(printing, of, no),
        })
    }

    /// The good slips of a printing, each with its badge and its code.
    pub(super) fn slips_of(&self, printing: u32) -> impl Iterator<Item = (BadgeNo, &Badge, BadgeCode)> {
        let of = place(printing).and_then(|at| self.badges.slips.printings.get(at));
        of.into_iter().flat_map(move |of| {
            of.slips.iter().filter_map(move |(no, edition)| {
                let badge = self.badges.list.get(no)?;
                let is_good = !badge.ended && badge.edition == *edition;
                let is_newest = self.badges.slips.is_newest(printing, of, *no);
                let key = self.words.get(badge.key).filter(|_| is_good && is_newest)?;
                Some((*no, &**badge, BadgeCode::of_slip(&Keyed::of(key), (badge.place, *edition), of.id)))
            })
        })
    }

    /// Makes what is told from all printings and the keys: a snapshot holds none of it.
    pub(in crate::domain) fn rebuild_slips(&mut self) {
        let slips = &mut self.badges.slips;
        (slips.codes, slips.newest, slips.count) = (OrdMap::new(), OrdMap::new(), 0);
        let printings = slips.printings.clone();
        for (printing, of) in (1..).zip(&printings) {
            self.note_slips(printing, of);
        }
    }

    fn note_slips(&mut self, printing: u32, of: &Printing) {
        let mut held = None;
        for (badge, edition) in &of.slips {
            let code = self.slip_code(of.id, (*badge, *edition), &mut held);
            let slips = &mut self.badges.slips;
            slips.count += 1;
            if !of.home {
                slips.newest.insert((of.poll, of.round, *badge), printing);
            }
            if let Some(code) = code {
                let printed = Printed { printing, badge: *badge, edition: *edition };
                slips.codes.entry(code).or_insert(printed);
            }
        }
    }

    /// `held` is the key of the slip before: badges that were made together have the same one.
    fn slip_code(
        &self,
        id: CommandId,
        (badge, edition): (BadgeNo, u32),
        held: &mut Option<(WordsNo, Keyed)>,
    ) -> Option<BadgeCode> {
        let badge = self.badges.list.get(&badge)?;
        if held.as_ref().is_none_or(|(no, _)| *no != badge.key) {
            *held = Some((badge.key, Keyed::of(self.words.get(badge.key)?)));
        }
        let (_, key) = held.as_ref()?;
        Some(BadgeCode::of_slip(key, (badge.place, edition), id))
    }
}

/// Where a printing lies, which is counted from 1.
fn place(printing: u32) -> Option<usize> {
    printing.checked_sub(1).map(|at| at as usize)
}

/// Notes slips that were printed, as many as are known at most.
pub(super) fn printed(state: &mut State, by: LinkNo, mut printing: Printing) {
    printing.slips.truncate(KNOWN.saturating_sub(state.badges.slips.count));
    let no = u32::try_from(state.badges.slips.printings.len()).unwrap_or(u32::MAX).saturating_add(1);
    state.made.entry((Author::Link(by), printing.id)).or_insert(Made::Slips(no));
    state.note_slips(no, &printing);
    state.badges.slips.printings.push_back(Arc::new(printing));
}

/// For which badges slips are printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct For<'a> {
    pub badges: Option<&'a [BadgeNo]>,
    pub group: Option<u8>,
}

/// Decides a printing.
pub(super) fn print(
    state: &State,
    request: &Request,
    by: LinkNo,
    (no, round): (PollNo, u32),
    whose: For<'_>,
) -> Result<Decision, Refusal> {
    if let Some(decision) = made_before(state, Author::Link(by), request, Made::slips)? {
        return Ok(decision);
    }
    let poll = state.polls.get(&no).ok_or(Code::UnknownPoll)?;
    if poll.plan.settings.blind {
        return Err(Code::BlindOnly.into());
    }
    if poll.next_round() != round {
        return Err(Code::Changed.into());
    }
    let slips = chosen(state, poll, whose)?;
    if slips.is_empty() {
        return Err(Code::NoBadges.into());
    }
    if state.badges.slips.len() + slips.len() > SLIPS {
        return Err(Code::TooManySlips.at_most(SLIPS));
    }
    // A code that is there already is of a command with the same id, by whichever organiser.
    let mut held = None;
    let code = |slip: &(BadgeNo, u32)| state.slip_code(request.id, *slip, &mut held);
    if slips.iter().filter_map(code).any(|code| state.badges.slips.codes.contains_key(&code)) {
        return Err(Code::IdReused.into());
    }
    let printing = u32::try_from(state.badges.slips.printings.len()).unwrap_or(u32::MAX).saturating_add(1);
    let printed = BadgeChange::SlipsPrinted { by, id: request.id, poll: no, round, slips, home: false };
    Ok(Decision { made: Some(printing), ..Decision::of([Change::Badges(printed)]) })
}

/// The badges of those that are asked for that are good, may vote in the poll and have a key, each with its edition.
fn chosen(state: &State, poll: &Poll, whose: For<'_>) -> Result<Vec<(BadgeNo, u32)>, Refusal> {
    let voters = poll.plan.settings.voters.ok_or(Code::NotForOthers)?;
    let may_vote =
        |badge: &Badge| !badge.ended && voters.admits(badge.group) && state.words.get(badge.key).is_some();
    let list = &state.badges.list;
    match whose {
        For { badges: Some(_), group: Some(_) } => Err(Code::OutOfRange.into()),
        For { badges: Some(named), group: None } => {
            if named.is_empty() || named.len() > NAMED {
                return Err(Code::OutOfRange.at_most(NAMED));
            }
            let named: std::collections::BTreeSet<BadgeNo> = named.iter().copied().collect();
            let found = named.into_iter().map(|no| Ok((no, list.get(&no).ok_or(Code::UnknownBadge)?)));
            let found: Vec<_> = found.collect::<Result<_, Refusal>>()?;
            Ok(found
                .into_iter()
                .filter(|(_, badge)| may_vote(badge))
                .map(|(no, badge)| (no, badge.edition))
                .collect())
        }
        For { badges: None, group } => {
            let is_asked = |badge: &Badge| group.is_none() || badge.group == group;
            let found = list.iter().filter(|(_, badge)| is_asked(badge) && may_vote(badge));
            Ok(found.map(|(no, badge)| (*no, badge.edition)).collect())
        }
    }
}
