//! Lost changes of badges on their way home.
//!
//! Sheets are printed the moment badges are made, so a badge comes home with its code, unless another one has its number by now.
//! One that was ended or replaced is lost in somebody's street: that comes home wherever its badge is.

use std::sync::Arc;

use super::{Badge, BadgeChange, Groups, Issued};
use crate::domain::change::Change;
use crate::domain::forum::Title;
use crate::domain::id::{BadgeNo, CommandId, LinkNo, PollNo, WordsNo};
use crate::domain::poll::{PollPlan, PollSettings};
use crate::domain::rebase::Bringing;
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::text::fold::fold;

impl Bringing<'_> {
    /// Brings a change of the badges, and tells whether all of it stands now.
    pub(in crate::domain) fn about_badges(&mut self, change: &BadgeChange) -> bool {
        match change {
            BadgeChange::Listed { by, id } => self.link(*by).is_some_and(|by| {
                self.emit(Change::Badges(BadgeChange::Listed { by, id: *id }));
                true
            }),
            BadgeChange::Issued { by, id, key, badges } => self.badge_issued((*by, *id), *key, badges),
            // A group comes home with the first badge of it.
            BadgeChange::Grouped { .. } => true,
            BadgeChange::Described { badge, label, name, group } => {
                self.badge_described(*badge, (*label, *name), *group).unwrap_or(false)
            }
            BadgeChange::Replaced { badge, edition, by, id } => {
                self.badge_replaced(*badge, *edition, (*by, *id)).unwrap_or(false)
            }
            BadgeChange::SlipsPrinted { by, id, poll, round, slips, .. } => {
                self.slips_printed((*by, *id), (*poll, *round), slips).is_some()
            }
            BadgeChange::Ended { badge, on } => self.badge_ended(*badge, *on).unwrap_or(false),
        }
    }

    /// The badge as it is known now.
    fn badge(&self, no: BadgeNo) -> Option<BadgeNo> {
        self.numbering.badge(no).filter(|no| self.now.badges.list.contains_key(no))
    }

    fn badge_issued(&mut self, (by, id): (LinkNo, CommandId), key: WordsNo, badges: &[Issued]) -> bool {
        let Some(by) = self.link(by) else { return false };
        match self.now.made.get(&(Author::Link(by), id)).copied() {
            Some(Made::Badge(last)) => {
                self.badges_made_too(Some(last), badges);
                return false;
            }
            // A list, which may have been read to other badges.
            Some(Made::Done) => self.badges_made_too(None, badges),
            _ => {}
        }
        let come: Vec<Issued> = badges.iter().filter_map(|issued| self.comes(issued)).collect();
        let all = come.len() == badges.len();
        let key = if come.is_empty() { None } else { Some(self.refile(key)) };
        if let Some(key) = key {
            self.emit(Change::Badges(BadgeChange::Issued { by, id, key, badges: come }));
        }
        all
    }

    /// The same command made badges in both histories, with other codes: those of the lost one are no good, and what was decided of such a
    /// badge there is of the one that has its number here, or its place where it has none. `last` is the last one that it made here.
    fn badges_made_too(&mut self, last: Option<BadgeNo>, badges: &[Issued]) {
        let held = &self.now.badges.list;
        let key = last.and_then(|no| held.get(&no)).map(|badge| badge.key);
        let at = |place| held.iter().find(|(_, badge)| Some(badge.key) == key && badge.place == place);
        let here = |lost: &Issued| match lost.label {
            Some(label) => self.now.badges.labelled(&fold(self.lost.text(label))),
            None => at(lost.place).map(|(no, _)| *no),
        };
        let pairs: Vec<_> = badges.iter().filter_map(|lost| Some((lost.badge, here(lost)?))).collect();
        for (lost, here) in pairs {
            self.note(|known| known.badges.insert(lost, here));
        }
    }

    /// Whether its codes are those that it had there.
    fn has_its_codes(&self, lost: BadgeNo, badge: BadgeNo) -> bool {
        let key = |badge: Option<&Arc<Badge>>| badge.map(|badge| badge.key);
        let there = key(self.lost.badges.list.get(&lost)).and_then(|key| self.numbering.words(key));
        there.is_some() && there == key(self.now.badges.list.get(&badge))
    }

    /// The badge under its number of now; none where another one has its label.
    fn comes(&mut self, lost: &Issued) -> Option<Issued> {
        let label = lost.label.map(|no| fold(self.lost.text(no))).filter(|label| !label.is_empty());
        if label.is_some_and(|label| self.now.badges.labelled(&label).is_some()) {
            return None;
        }
        let badge = self.now.last.badge.next();
        self.now.last.badge = badge;
        self.note(|known| known.badges.insert(lost.badge, badge));
        let label = lost.label.map(|no| self.refile(no));
        let name = lost.name.map(|no| self.refile(no));
        let group = self.group(lost.group);
        Some(Issued { badge, place: lost.place, label, name, group })
    }

    /// The place that the group has now; it is named where it is not.
    pub(in crate::domain) fn group(&mut self, lost: Option<u8>) -> Option<u8> {
        let name: Title = self.lost.badges.groups.get(usize::from(lost?))?.clone();
        if let Some(at) = self.group_now(lost?) {
            return Some(at);
        }
        let place = self.now.badges.groups.len();
        if place >= super::GROUPS {
            return None;
        }
        self.emit(Change::Badges(BadgeChange::Grouped { name }));
        Some(place as u8)
    }

    /// The place that the group has now, where it is one.
    fn group_now(&self, lost: u8) -> Option<u8> {
        let name = self.lost.badges.groups.get(usize::from(lost))?;
        let mut names =
            [&name.ar, &name.en].into_iter().map(|text| fold(text)).filter(|text| !text.is_empty());
        names.find_map(|text| self.now.badges.group_named(&text))
    }

    /// A poll by the groups of now, which are named where they are not.
    pub(in crate::domain) fn for_groups(&mut self, lost: &PollPlan) -> PollPlan {
        let Some(voters) = lost.settings.voters else { return lost.clone() };
        let places: Vec<u8> = voters.iter().filter_map(|place| self.group(Some(place))).collect();
        with_voters(lost, voters, places)
    }

    /// Whether a poll of the present history is that of the lost one, whatever places their groups have.
    pub(in crate::domain) fn is_plan(&self, lost: &PollPlan, now: &PollPlan) -> bool {
        let Some(voters) = lost.settings.voters else { return lost == now };
        let places: Option<Vec<u8>> = voters.iter().map(|place| self.group_now(place)).collect();
        places.is_some_and(|places| with_voters(lost, voters, places) == *now)
    }

    fn badge_described(
        &mut self,
        lost: BadgeNo,
        (label, name): (Option<WordsNo>, Option<WordsNo>),
        group: Option<u8>,
    ) -> Option<bool> {
        let badge = self.badge(lost)?;
        if name.is_none() {
            self.name_taken_off(lost);
        }
        let (stood, stands) = (self.lost.badges.list.get(&lost)?, self.now.badges.list.get(&badge)?);
        let is_same = self.alike(stood.label, stands.label)
            && self.alike(stood.name, stands.name)
            && stood.group.and_then(|group| self.group_now(group)) == stands.group;
        let says = label.map(|no| fold(self.lost.text(no))).unwrap_or_default();
        let is_free = self.now.badges.labelled(&says).is_none_or(|other| other == badge);
        if !is_same || !is_free {
            return Some(false);
        }
        let gone = [(stood.label, label, stands.label), (stood.name, name, stands.name)];
        for (_, _, stands) in gone.into_iter().filter(|(stood, set, _)| stood != set) {
            self.replace(stands);
        }
        let label = label.map(|no| self.refile(no));
        let name = name.map(|no| self.refile(no));
        let group = self.group(group);
        self.emit(Change::Badges(BadgeChange::Described { badge, label, name, group }));
        Some(true)
    }

    /// What was given under it here goes with it, whatever else is decided of the badge. Where its text was erased there already, it stands
    /// here yet.
    fn name_taken_off(&mut self, lost: BadgeNo) {
        let Some(no) = self.lost.badges.list.get(&lost).and_then(|badge| badge.name) else { return };
        let here = self.numbering.words(no).and_then(|no| self.now.words.get(no));
        self.taken_off.extend(self.lost.words.get(no).into_iter().chain(here).cloned());
    }

    /// Whether it is a name that badges have, and of none that had it there it was taken off.
    pub(in crate::domain) fn is_name_of_badges(&self, lost: WordsNo) -> bool {
        let Some(name) = self.lost.words.get(lost) else { return false };
        let on = |state: &State, badge: &Badge| badge.name.and_then(|no| state.words.get(no)).cloned();
        let has = |state: &State, badge: &Badge| on(state, badge).is_some_and(|text| text == *name);
        let here = &self.now.badges.list;
        let is_taken_off = |no: &BadgeNo| {
            let badge = self.numbering.badge(*no).and_then(|no| here.get(&no));
            badge.is_some_and(|badge| on(&self.now, badge).is_none())
        };
        let mut had = self.lost.badges.list.iter().filter(|(_, badge)| has(&self.lost, badge));
        here.values().any(|badge| has(&self.now, badge)) && !had.any(|(no, _)| is_taken_off(no))
    }

    fn badge_replaced(&mut self, lost: BadgeNo, edition: u32, (by, id): (LinkNo, CommandId)) -> Option<bool> {
        let badge = self.badge(lost)?;
        let by = self.link(by)?;
        if !self.has_its_codes(lost, badge) {
            return None;
        }
        // Where it was replaced as often since it is told again, so that the same command comes to nothing new.
        let edition = edition.max(self.now.badges.list.get(&badge)?.edition);
        self.emit(Change::Badges(BadgeChange::Replaced { badge, edition, by, id }));
        Some(true)
    }

    /// Slips lie in people's hands by the time they come home, and are good as they were: their codes are made from what comes home too.
    /// Those of a round that was not opened yet are for the one of that number.
    fn slips_printed(
        &mut self,
        (by, id): (LinkNo, CommandId),
        (poll, round): (PollNo, u32),
        slips: &[(BadgeNo, u32)],
    ) -> Option<()> {
        let by = self.link(by)?;
        if self.is_done(by, id) {
            return Some(());
        }
        let (poll, round) = match self.numbering.round(poll, round) {
            Some(there) => there,
            None => (self.numbering.poll(poll)?, round),
        };
        let come = slips.iter().filter_map(|(lost, edition)| {
            let badge = self.badge(*lost)?;
            self.has_its_codes(*lost, badge).then_some((badge, *edition))
        });
        let slips: Vec<_> = come.collect();
        if !slips.is_empty() {
            self.emit(Change::Badges(BadgeChange::SlipsPrinted { by, id, poll, round, slips, home: true }));
        }
        Some(())
    }

    fn badge_ended(&mut self, lost: BadgeNo, on: bool) -> Option<bool> {
        let badge = self.badge(lost)?;
        let (stood, stands) = (self.lost.badges.list.get(&lost)?.version, self.now.badges.list.get(&badge)?);
        let (is_so, is_same) = (stands.ended == on, stood == stands.version);
        let comes = !is_so && (on || is_same);
        if comes {
            self.emit(Change::Badges(BadgeChange::Ended { badge, on }));
        }
        Some(is_so || comes)
    }
}

/// The poll for these groups instead. One whose groups are all unknown now is for nobody rather than for everybody.
fn with_voters(plan: &PollPlan, lost: Groups, places: Vec<u8>) -> PollPlan {
    let nobody = [super::GROUPS as u8 - 1].to_vec();
    let places = if places.is_empty() && lost != Groups::ALL { nobody } else { places };
    let voters = Groups::try_from(places).ok();
    PollPlan { settings: PollSettings { voters, ..plan.settings }, ..plan.clone() }
}
