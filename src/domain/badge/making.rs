//! Badges on their way into the forum: each row becomes one, or says anew what one says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{
    Badge, BadgeChange, BadgeCode, Columns, GROUP_LENGTH, GROUPS, Issued, LABEL_LENGTH, MOST, NAME_LENGTH,
    Row, code,
};
use crate::domain::change::Change;
use crate::domain::decide::{Circumstances, Decision, Request, Scribe, fits, names_of_badges};
use crate::domain::forum::Title;
use crate::domain::id::{BadgeNo, CommandId, LinkNo, WordsNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;
use crate::domain::text::direction::{self, Direction};
use crate::domain::text::fold::fold;
use crate::domain::words::Text;

/// Badges on their way into the forum.
pub(super) struct Making<'a> {
    state: &'a State,
    scribe: Scribe,
    id: CommandId,
    key: Arc<str>,
    /// Whose number is which badge's, folded, of those that are made or described here.
    labels: BTreeMap<String, BadgeNo>,
    /// The places of groups by their names, folded.
    groups: BTreeMap<String, u8>,
    named: Vec<Title>,
    issued: Vec<Issued>,
    described: Vec<BadgeChange>,
    /// Names that were taken off.
    taken_off: BTreeSet<Arc<str>>,
    place: u32,
}

impl<'a> Making<'a> {
    /// None yet.
    pub fn new(state: &'a State, request: &Request, around: &Circumstances) -> Self {
        let groups = state.badges.groups.iter().enumerate();
        Self {
            state,
            scribe: Scribe::new(state),
            id: request.id,
            key: code::key(&around.random, request.id),
            labels: BTreeMap::new(),
            groups: groups.flat_map(|(at, title)| names(title).map(move |name| (name, at as u8))).collect(),
            named: Vec::new(),
            issued: Vec::new(),
            described: Vec::new(),
            taken_off: BTreeSet::new(),
            place: 0,
        }
    }

    /// Makes a badge, or says anew what the one with its number says.
    pub fn add(&mut self, row: &Row, columns: Columns) -> Result<(), Refusal> {
        let state = self.state;
        let there = said(row.label.as_ref()).and_then(|label| self.labelled(label));
        let Some((no, badge)) = there.and_then(|no| Some((no, state.badges.list.get(&no)?))) else {
            return self.add_new(row);
        };
        let row = self.with_what_stands(badge, row, columns);
        if self.says(badge, &row) { Ok(()) } else { self.describe(no, badge, &row) }
    }

    /// The row, and what the badge says of which the list says nothing.
    fn with_what_stands(&self, badge: &Badge, row: &Row, columns: Columns) -> Row {
        let text = |no: WordsNo| Text::new(self.state.text(no));
        let group =
            |at: u8| self.state.badges.groups.get(usize::from(at)).map(|title| Text::new(either(title)));
        Row {
            label: row.label.clone(),
            name: if columns.names { row.name.clone() } else { badge.name.map(text) },
            group: if columns.groups { row.group.clone() } else { badge.group.and_then(group) },
        }
    }

    /// Makes a badge, whose number no other may have.
    pub fn add_new(&mut self, row: &Row) -> Result<(), Refusal> {
        if self.state.badges.list.len() + self.issued.len() >= MOST {
            return Err(Code::TooManyBadges.at_most(MOST));
        }
        let badge = BadgeNo(self.state.last.badge.0 + self.issued.len() as u32 + 1);
        self.name(row.label.as_ref(), badge)?;
        let label = self.scribe.file_optional(row.label.as_ref(), LABEL_LENGTH)?;
        let name = self.scribe.file_optional(row.name.as_ref(), NAME_LENGTH)?;
        let group = self.group(row.group.as_ref())?;
        let place = self.free_place();
        self.issued.push(Issued { badge, place, label, name, group });
        Ok(())
    }

    pub fn describe(&mut self, no: BadgeNo, stands: &Badge, row: &Row) -> Result<(), Refusal> {
        self.name(row.label.as_ref(), no)?;
        let label = self.kept_or_filed(stands.label, row.label.as_ref(), LABEL_LENGTH)?;
        let name = self.kept_or_filed(stands.name, row.name.as_ref(), NAME_LENGTH)?;
        if name.is_none() {
            self.taken_off.extend(stands.name.and_then(|no| self.state.words.get(no)).cloned());
        }
        let group = self.group(row.group.as_ref())?;
        self.described.push(BadgeChange::Described { badge: no, label, name, group });
        Ok(())
    }

    /// The badge that has that number, or is to have it.
    fn labelled(&self, label: &str) -> Option<BadgeNo> {
        let label = fold(label);
        self.labels.get(&label).copied().or_else(|| self.state.badges.labelled(&label))
    }

    /// Gives the badge a number, which no other may have.
    fn name(&mut self, label: Option<&Text>, badge: BadgeNo) -> Result<(), Refusal> {
        let Some(label) = said(label) else { return Ok(()) };
        if fold(label).is_empty() {
            return Err(Code::TextEmpty.into());
        }
        if self.labelled(label).is_some_and(|other| other != badge) {
            return Err(Code::BadgeTaken.into());
        }
        self.labels.insert(fold(label), badge);
        Ok(())
    }

    fn kept_or_filed(
        &mut self,
        stands: Option<WordsNo>,
        text: Option<&Text>,
        longest: usize,
    ) -> Result<Option<WordsNo>, Refusal> {
        if self.state.says(stands, text) {
            return Ok(stands);
        }
        self.scribe.file_instead(stands, text, longest)
    }

    /// Whether the badge says that already.
    pub fn says(&self, badge: &Badge, row: &Row) -> bool {
        let group = said(row.group.as_ref()).map(|name| self.groups.get(&fold(name)).copied());
        let same_group = group.map_or(badge.group.is_none(), |place| place.is_some() && place == badge.group);
        let says = |words, text: Option<&Text>| self.state.says(words, text);
        same_group && says(badge.label, row.label.as_ref()) && says(badge.name, row.name.as_ref())
    }

    /// The place of the group of that name.
    fn group(&mut self, name: Option<&Text>) -> Result<Option<u8>, Refusal> {
        let Some(name) = said(name) else { return Ok(None) };
        if let Some(place) = self.groups.get(&fold(name)) {
            return Ok(Some(*place));
        }
        if fold(name).is_empty() {
            return Err(Code::TextEmpty.into());
        }
        let place = self.state.badges.groups.len() + self.named.len();
        if place >= GROUPS {
            return Err(Code::TooManyGroups.at_most(GROUPS));
        }
        fits(name, GROUP_LENGTH)?;
        self.groups.insert(fold(name), place as u8);
        self.named.push(titled(name));
        Ok(Some(place as u8))
    }

    /// The next place whose code no badge has.
    fn free_place(&mut self) -> u32 {
        let is_free =
            |place: &u32| !self.state.badges.codes.contains_key(&BadgeCode::of(&self.key, *place, 0));
        let place = (self.place..u32::MAX).find(is_free).unwrap_or(u32::MAX);
        self.place = place.saturating_add(1);
        place
    }

    /// What comes of a list, which is taken once.
    pub fn finish_list(self, by: LinkNo) -> Decision {
        let listed = Change::Badges(BadgeChange::Listed { by, id: self.id });
        let mut decision = self.finish(by);
        decision.changes.insert(0, listed);
        decision
    }

    /// What comes of them.
    pub fn finish(mut self, by: LinkNo) -> Decision {
        let made = self.issued.last().map(|issued| issued.badge.0);
        let named = std::mem::take(&mut self.named).into_iter().map(|name| BadgeChange::Grouped { name });
        let mut changes: Vec<BadgeChange> = named.chain(std::mem::take(&mut self.described)).collect();
        if !self.issued.is_empty() {
            let key = self.scribe.file_shared(Arc::clone(&self.key));
            changes.push(BadgeChange::Issued { by, id: self.id, key, badges: self.issued });
        }
        if !self.taken_off.is_empty() {
            self.scribe.let_go(names_of_badges(self.state, &self.taken_off));
        }
        let changes: Vec<Change> = changes.into_iter().map(Change::Badges).collect();
        Decision { made, ..self.scribe.decision(changes) }
    }
}

/// What is said, where anything is.
fn said(text: Option<&Text>) -> Option<&str> {
    text.map(Text::as_str).filter(|text| !text.is_empty())
}

/// The name in whichever language there is one.
fn either(title: &Title) -> &str {
    if title.ar.is_empty() { &title.en } else { &title.ar }
}

/// The names by which a group is found again.
fn names(title: &Title) -> impl Iterator<Item = String> + use<> {
    let names = [fold(&title.ar), fold(&title.en)];
    names.into_iter().filter(|name| !name.is_empty())
}

/// The name in the language that it is written in.
fn titled(name: &str) -> Title {
    match direction::of(name) {
        Direction::Rtl => Title { ar: name.to_owned(), en: String::new() },
        Direction::Ltr | Direction::Auto => Title { ar: String::new(), en: name.to_owned() },
    }
}
