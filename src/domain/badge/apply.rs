//! What badges come to by a change.

use std::collections::BTreeSet;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};

use super::decide::EDITIONS;
use super::slips;
use super::{Badge, BadgeChange, BadgeCode, Issued, Printing, code};
use crate::domain::id::{BadgeNo, PollNo, WordsNo};
use crate::domain::keepers::Keeper;
use crate::domain::poll::Poll;
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::text::fold::fold;
use crate::domain::topic::Part;

/// Applies a change of the badges.
pub fn apply(state: &mut State, rev: u64, change: &BadgeChange) {
    let before = may_alter_electors(state, change).then(|| electors(state));
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
    let Some(before) = before else { return };
    for (poll, _) in electors(state).into_iter().filter(|electors| !before.contains(electors)) {
        state.topics.touch(Part::Poll(poll), rev);
    }
}

/// Whether another number of badges may vote by it. A list that is read again is thousands of changes, and of few badges another group.
fn may_alter_electors(state: &State, change: &BadgeChange) -> bool {
    match change {
        BadgeChange::Issued { .. } | BadgeChange::Ended { .. } => true,
        BadgeChange::Described { badge, group, .. } => {
            state.badges.list.get(badge).is_some_and(|stands| stands.group != *group)
        }
        BadgeChange::Listed { .. }
        | BadgeChange::Grouped { .. }
        | BadgeChange::Replaced { .. }
        | BadgeChange::SlipsPrinted { .. } => false,
    }
}

/// The polls for badges, each with how many may vote.
fn electors(state: &State) -> BTreeSet<(PollNo, u32)> {
    let groups = |poll: &Poll| poll.plan.settings.voters;
    let for_badges = state.polls.iter().filter_map(|(no, poll)| Some((*no, groups(poll)?)));
    for_badges.map(|(no, groups)| (no, state.badges.electors(groups))).collect()
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
        let is_key = |no: &WordsNo| self.badges.keys.contains(no);
        let is_badge = |no: &WordsNo| matches!(self.keepers.get(*no), Some(Keeper::Badge(_)));
        if erased.iter().any(|no| is_key(no) || is_badge(no)) {
            self.rebuild_badges();
            if erased.iter().any(|no| self.badges.keys.contains(no)) {
                self.rebuild_slips();
            }
            self.topics.touch(Part::Badges, rev);
        }
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
