//! Lost changes of badges on their way home.
//!
//! Sheets are printed the moment badges are made, so a badge comes home with its code, unless another one has its number by now.
//! One that was ended or replaced is lost in somebody's street: that comes home wherever its badge is.

use super::{BadgeChange, Issued};
use crate::domain::change::Change;
use crate::domain::forum::Title;
use crate::domain::id::{BadgeNo, CommandId, LinkNo, WordsNo};
use crate::domain::rebase::Bringing;
use crate::domain::role::Author;
use crate::domain::state::Made;
use crate::domain::text::fold::fold;

impl Bringing<'_> {
    /// Brings a change of the badges, and tells whether all of it stands now.
    pub(in crate::domain) fn about_badges(&mut self, change: &BadgeChange) -> bool {
        match change {
            BadgeChange::Issued { by, id, key, badges } => self.badge_issued((*by, *id), *key, badges),
            // A group comes home with the first badge of it.
            BadgeChange::Grouped { .. } => true,
            BadgeChange::Described { badge, label, name, group } => {
                self.badge_described(*badge, (*label, *name), *group).unwrap_or(false)
            }
            BadgeChange::Replaced { badge, edition, by, id } => {
                self.badge_replaced(*badge, *edition, (*by, *id)).unwrap_or(false)
            }
            BadgeChange::Ended { badge, on } => self.badge_ended(*badge, *on).unwrap_or(false),
        }
    }

    /// The badge as it is known now.
    fn badge(&self, no: BadgeNo) -> Option<BadgeNo> {
        self.numbering.badge(no).filter(|no| self.now.badges.list.contains_key(no))
    }

    fn badge_issued(&mut self, (by, id): (LinkNo, CommandId), key: WordsNo, badges: &[Issued]) -> bool {
        let by = self.link(by).unwrap_or_default();
        let already = self.now.made.get(&(Author::Link(by), id));
        if matches!(already, Some(Made::Badge(_))) {
            return false;
        }
        let come: Vec<Issued> = badges.iter().filter_map(|issued| self.comes(issued)).collect();
        let all = come.len() == badges.len();
        if !come.is_empty() {
            let key = self.refile(key);
            self.emit(Change::Badges(BadgeChange::Issued { by, id, key, badges: come }));
        }
        all
    }

    /// The badge under its number of now; none where another one has its label.
    fn comes(&mut self, lost: &Issued) -> Option<Issued> {
        let label = lost.label.map(|no| fold(self.lost.text(no))).filter(|label| !label.is_empty());
        if label.is_some_and(|label| self.has_label(&label)) {
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

    fn has_label(&self, label: &str) -> bool {
        let mut labels = self.now.badges.list.values().filter_map(|badge| badge.label);
        labels.any(|no| fold(self.now.text(no)) == label)
    }

    /// The place that the group has now; it is named where it is not.
    fn group(&mut self, lost: Option<u8>) -> Option<u8> {
        let name: Title = self.lost.badges.groups.get(usize::from(lost?))?.clone();
        if let Some(at) = self.now.badges.groups.iter().position(|there| *there == name) {
            return Some(at as u8);
        }
        let place = self.now.badges.groups.len();
        if place >= super::GROUPS {
            return None;
        }
        self.emit(Change::Badges(BadgeChange::Grouped { name }));
        Some(place as u8)
    }

    fn badge_described(
        &mut self,
        lost: BadgeNo,
        (label, name): (Option<WordsNo>, Option<WordsNo>),
        group: Option<u8>,
    ) -> Option<bool> {
        let badge = self.badge(lost)?;
        let (stood, stands) = (self.lost.badges.list.get(&lost)?, self.now.badges.list.get(&badge)?);
        let is_same = self.alike(stood.label, stands.label) && self.alike(stood.name, stands.name);
        if !is_same {
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

    fn badge_replaced(&mut self, lost: BadgeNo, edition: u32, (by, id): (LinkNo, CommandId)) -> Option<bool> {
        let badge = self.badge(lost)?;
        let by = self.link(by)?;
        if self.now.badges.list.get(&badge)?.edition < edition {
            self.emit(Change::Badges(BadgeChange::Replaced { badge, edition, by, id }));
        }
        Some(true)
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
