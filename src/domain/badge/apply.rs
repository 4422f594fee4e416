//! What badges come to by a change.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};

use super::decide::EDITIONS;
use super::slips;
use super::{Badge, BadgeChange, BadgeCode, Groups, Issued, Printing, code};
use crate::domain::id::{BadgeNo, WordsNo};
use crate::domain::keepers::Keeper;
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::text::fold::fold;
use crate::domain::topic::Part;

/// Applies a change of the badges.
pub fn apply(state: &mut State, rev: u64, change: &BadgeChange) {
    let moved = moved(state, change);
    match change {
        // That it was taken is told of its command alone.
        BadgeChange::Listed { .. } => {}
        BadgeChange::Issued { by, id, key, badges } => {
            if let Some(last) = badges.last() {
                state.made.entry((Author::Link(*by), *id)).or_insert(Made::Badge(last.badge));
            }
            for issued in badges {
                issue(state, *key, issued);
            }
        }
        BadgeChange::Grouped { name } => Arc::make_mut(&mut state.badges.groups).push(name.clone()),
        BadgeChange::Described { badge, label, name, group } => {
            alter(state, *badge, |badge| (badge.label, badge.name, badge.group) = (*label, *name, *group));
        }
        BadgeChange::Replaced { badge, edition, .. } => {
            alter(state, *badge, |badge| badge.edition = *edition);
        }
        BadgeChange::SlipsPrinted { by, id, poll, round, slips, home } => {
            let (id, poll, round, slips, home) = (*id, *poll, *round, slips.clone(), *home);
            slips::printed(state, *by, Printing { id, poll, round, slips, home });
        }
        BadgeChange::Ended { badge, on } => alter(state, *badge, |badge| badge.ended = *on),
    }
    state.topics.touch(Part::Badges, rev);
    if moved.is_empty() {
        return;
    }
    let electors = |groups: Groups| -> i64 {
        moved.iter().filter(|(group, _)| groups.admits(**group)).map(|(_, more)| more).sum()
    };
    let for_badges = state.polls.iter().filter_map(|(no, poll)| Some((*no, poll.plan.settings.voters?)));
    for (poll, _) in for_badges.filter(|(_, groups)| electors(*groups) != 0) {
        state.topics.touch(Part::Poll(poll), rev);
    }
}

/// How many more good badges each group has by it, or fewer: as many more or fewer may vote in its polls. A list that is read again is
/// thousands of changes, and of few badges another group.
fn moved(state: &State, change: &BadgeChange) -> BTreeMap<Option<u8>, i64> {
    let mut moved = BTreeMap::new();
    let mut count = |group: Option<u8>, more: i64| *moved.entry(group).or_default() += more;
    match change {
        BadgeChange::Issued { badges, .. } => badges.iter().for_each(|issued| count(issued.group, 1)),
        BadgeChange::Described { badge, group, .. } => {
            let stands = state.badges.list.get(badge).filter(|badge| !badge.ended && badge.group != *group);
            if let Some(stands) = stands {
                count(stands.group, -1);
                count(*group, 1);
            }
        }
        BadgeChange::Ended { badge, on } => {
            if let Some(stands) = state.badges.list.get(badge).filter(|badge| badge.ended != *on) {
                count(stands.group, if *on { -1 } else { 1 });
            }
        }
        BadgeChange::Listed { .. }
        | BadgeChange::Grouped { .. }
        | BadgeChange::Replaced { .. }
        | BadgeChange::SlipsPrinted { .. } => {}
    }
    moved
}

fn issue(state: &mut State, key: WordsNo, issued: &Issued) {
    let Issued { badge: no, place, label, name, group } = issued.clone();
    let badge = Badge { label, name, group, key, place, edition: 0, ended: false, version: 1 };
    state.badges.list.insert(no, Arc::new(badge));
    state.last.badge = state.last.badge.max(no);
    state.note_badge(no);
}

fn alter(state: &mut State, no: BadgeNo, change: impl FnOnce(&mut Badge)) {
    state.drop_badge(no);
    if let Some(badge) = state.badges.list.get_mut(&no).map(Arc::make_mut) {
        change(badge);
        badge.version = badge.version.saturating_add(1);
    }
    state.note_badge(no);
}

impl Badge {
    /// What is written on it.
    pub(in crate::domain) fn words(&self) -> impl Iterator<Item = WordsNo> + use<> {
        self.label.into_iter().chain(self.name)
    }
}

impl State {
    /// Makes what is told from all badges and their words: a snapshot holds none of it.
    pub(in crate::domain) fn rebuild_badges(&mut self) {
        let badges = &mut self.badges;
        (badges.codes, badges.labels, badges.keys) = (OrdMap::new(), OrdSet::new(), OrdSet::new());
        badges.voters = OrdMap::new();
        badges.census.clear();
        let all: Vec<_> = self.badges.list.keys().copied().collect();
        for no in all {
            self.note_badge(no);
        }
    }

    /// The badges' part of an erasure: without their key their codes are no good any more, and what is erased is nobody's number.
    pub(in crate::domain) fn badge_words_erased(&mut self, rev: u64, erased: &BTreeSet<WordsNo>) {
        if erased.iter().any(|no| self.badges.keys.contains(no)) {
            self.rebuild_badges();
            self.rebuild_slips();
            self.topics.touch(Part::Badges, rev);
            return;
        }
        let badge = |no: &WordsNo| match self.keepers.get(*no) {
            Some(Keeper::Badge(badge)) => Some(badge),
            _ => None,
        };
        let of: BTreeSet<BadgeNo> = erased.iter().filter_map(badge).collect();
        if of.is_empty() {
            return;
        }
        let has_lost = |no: &BadgeNo| {
            let label = self.badges.list.get(no).and_then(|badge| badge.label);
            label.is_some_and(|label| erased.contains(&label))
        };
        let unnumbered: BTreeSet<BadgeNo> = of.into_iter().filter(has_lost).collect();
        if !unnumbered.is_empty() {
            // What a number was is known by the numbers alone now.
            let labels = self.badges.labels.iter().filter(|(_, no)| !unnumbered.contains(no));
            self.badges.labels = labels.cloned().collect();
        }
        self.topics.touch(Part::Badges, rev);
    }

    /// Tells a badge among the codes, the numbers and the figures.
    fn note_badge(&mut self, no: BadgeNo) {
        let Some(badge) = self.badges.list.get(&no).map(Arc::clone) else { return };
        self.keepers.put(badge.words(), Keeper::Badge(no));
        let codes = self.codes_of(no, &badge);
        let label = self.label_of(&badge);
        let voter = self.words.get(badge.key).map(|key| code::voter(key, badge.place));
        let badges = &mut self.badges;
        badges.codes.extend(codes);
        badges.voters.extend(voter.map(|voter| (voter, no)));
        badges.keys.insert(badge.key);
        badges.labels.extend(label.map(|label| (label, no)));
        if !badge.ended {
            *badges.census.entry(badge.group).or_default() += 1;
        }
    }

    /// Takes a badge back from the numbers and the figures before it is changed. Its codes stay: they tell who had one.
    fn drop_badge(&mut self, no: BadgeNo) {
        let Some(badge) = self.badges.list.get(&no).map(Arc::clone) else { return };
        self.keepers.take(badge.words());
        if let Some(label) = self.label_of(&badge) {
            self.badges.labels.remove(&(label, no));
        }
        if let (false, Entry::Occupied(mut counted)) = (badge.ended, self.badges.census.entry(badge.group)) {
            *counted.get_mut() -= 1;
            if *counted.get() == 0 {
                counted.remove();
            }
        }
    }

    /// Its number, folded, unless it was erased.
    fn label_of(&self, badge: &Badge) -> Option<String> {
        let label = fold(self.words.get(badge.label?)?);
        (!label.is_empty()).then_some(label)
    }

    /// The codes that a badge has had, the first one first.
    #[cfg(test)]
    pub(in crate::domain) fn codes_had(&self, no: BadgeNo) -> impl Iterator<Item = BadgeCode> + use<> {
        let badge = self.badges.list.get(&no).map(Arc::clone);
        badge.map(|badge| self.codes_of(no, &badge)).into_iter().flatten().map(|(code, _)| code)
    }

    /// The codes that a badge has had, with its editions: the latest ones, and all of a badge that rooms replaced.
    fn codes_of(&self, no: BadgeNo, badge: &Badge) -> Vec<(BadgeCode, (BadgeNo, u32))> {
        let Some(key) = self.words.get(badge.key) else { return Vec::new() };
        let code = |edition| (BadgeCode::of(key, badge.place, edition), (no, edition));
        (badge.edition.saturating_sub(EDITIONS)..=badge.edition).map(code).collect()
    }
}
