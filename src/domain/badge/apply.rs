//! What badges come to by a change.

use std::sync::Arc;

use super::{Badge, BadgeChange, BadgeCode, Badges, Issued};
use crate::domain::id::{BadgeNo, WordsNo};
use crate::domain::keepers::Keeper;
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::topic::Part;

/// Applies a change of the badges.
pub fn apply(state: &mut State, rev: u64, change: &BadgeChange) {
    match change {
        BadgeChange::Issued { by, id, key, badges } => {
            let last = badges.last().map_or(state.last.badge, |issued| issued.badge);
            state.made.insert((Author::Link(*by), *id), Made::Badge(last));
            for issued in badges {
                issue(state, *key, issued);
            }
        }
        BadgeChange::Grouped { name } => Arc::make_mut(&mut state.badges.groups).push(name.clone()),
        BadgeChange::Described { badge, label, name, group } => {
            let before = state.badges.list.get(badge).map(|badge| badge.words().collect::<Vec<_>>());
            state.keepers.take(before.into_iter().flatten());
            alter(state, *badge, |badge| (badge.label, badge.name, badge.group) = (*label, *name, *group));
            state.keepers.put(label.iter().chain(name).copied(), Keeper::Badge(*badge));
        }
        BadgeChange::Replaced { badge, edition, by, id } => {
            state.made.insert((Author::Link(*by), *id), Made::Done);
            alter(state, *badge, |badge| badge.edition = *edition);
            let codes = state.codes_of(*badge);
            state.badges.codes.extend(codes);
        }
        BadgeChange::Ended { badge, on } => alter(state, *badge, |badge| badge.ended = *on),
    }
    state.badges.count();
    state.topics.touch(Part::Badges, rev);
    let open: Vec<_> = state
        .polls
        .iter()
        .filter(|(_, poll)| poll.plan.settings.voters.is_some())
        .map(|(no, _)| *no)
        .collect();
    for poll in open {
        state.topics.touch(Part::Poll(poll), rev);
    }
}

fn issue(state: &mut State, key: WordsNo, issued: &Issued) {
    let Issued { badge: no, place, label, name, group } = issued.clone();
    let badge = Badge { label, name, group, key, place, edition: 0, ended: false, version: 1 };
    state.keepers.put(badge.words(), Keeper::Badge(no));
    state.badges.list.insert(no, Arc::new(badge));
    state.last.badge = state.last.badge.max(no);
    let codes = state.codes_of(no);
    state.badges.codes.extend(codes);
}

fn alter(state: &mut State, no: BadgeNo, change: impl FnOnce(&mut Badge)) {
    let Some(badge) = state.badges.list.get_mut(&no).map(Arc::make_mut) else { return };
    change(badge);
    badge.version = badge.version.saturating_add(1);
}

impl Badge {
    /// What is written on it.
    pub(in crate::domain) fn words(&self) -> impl Iterator<Item = WordsNo> + use<> {
        self.label.into_iter().chain(self.name)
    }
}

impl Badges {
    fn count(&mut self) {
        self.census.clear();
        for badge in self.list.values().filter(|badge| !badge.ended) {
            *self.census.entry(badge.group).or_default() += 1;
        }
    }
}

impl State {
    /// Makes the codes of all badges from the keys among the words: a snapshot holds none, and with its key a code is gone.
    pub(in crate::domain) fn rebuild_badges(&mut self) {
        let all: Vec<_> = self.badges.list.keys().flat_map(|no| self.codes_of(*no)).collect();
        self.badges.codes = all.into_iter().collect();
        self.badges.count();
        let kept: Vec<_> = self.badges.list.iter().map(|(no, badge)| (*no, badge.words())).collect();
        for (no, words) in kept {
            self.keepers.put(words, Keeper::Badge(no));
        }
    }

    /// The badges' part of an erasure: without their key their codes are no good any more.
    pub(in crate::domain) fn badge_keys_erased(&mut self, rev: u64, is_erased: impl Fn(WordsNo) -> bool) {
        if self.badges.list.values().any(|badge| is_erased(badge.key)) {
            self.rebuild_badges();
            self.topics.touch(Part::Badges, rev);
        }
    }

    /// The codes that a badge has had, with its editions.
    fn codes_of(&self, no: BadgeNo) -> Vec<(BadgeCode, (BadgeNo, u32))> {
        let Some(badge) = self.badges.list.get(&no) else { return Vec::new() };
        let Some(key) = self.words.get(badge.key) else { return Vec::new() };
        let code = |edition| (BadgeCode::of(key, badge.place, edition), (no, edition));
        (0..=badge.edition).map(code).collect()
    }
}
