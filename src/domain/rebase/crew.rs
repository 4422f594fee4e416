//! What organisers decided about the forum and its links.

use std::sync::Arc;

use super::bringing::Bringing;
use crate::domain::change::Change;
use crate::domain::decide::{is_last_organiser, names_may_be};
use crate::domain::forum::{Forum, Rules};
use crate::domain::id::LinkNo;
use crate::domain::idea::AtTable;
use crate::domain::look::{Accent, Logo};
use crate::domain::role::{Author, Link};
use crate::domain::stand::AtStand;
use crate::domain::state::Made;

impl Bringing<'_> {
    pub fn about_forum(&mut self, change: &Change) -> bool {
        match change {
            Change::ForumSet { forum } => self.forum_set(forum),
            Change::LookSet { accent, hijri } => self.look_set(*accent, *hijri),
            Change::LogoSet { logo } => self.logo_set(logo.as_ref()),
            _ => false,
        }
    }

    /// The name, the network and each rule by itself.
    fn forum_set(&mut self, set: &Forum) -> bool {
        let (stood, stands) = (&*self.lost.forum, &*self.now.forum);
        let mut all = true;
        let name = of_both(&mut all, [&stood.name, &set.name, &stands.name]);
        let wifi = of_both(&mut all, [&stood.wifi, &set.wifi, &stands.wifi]);
        let mut rules = rules_of_both(&mut all, [&stood.rules, &set.rules, &stands.rules]);
        if !names_may_be(&self.now, rules.names) {
            (all, rules.names) = (false, stands.rules.names);
        }
        let forum = Forum { name, rules, wifi, ..stands.clone() };
        if forum != *stands {
            let version = stands.version.saturating_add(1);
            self.emit(Change::ForumSet { forum: Forum { version, ..forum } });
        }
        all
    }

    fn look_set(&mut self, accent: Option<Accent>, hijri: bool) -> bool {
        let (stood, stands) = (&self.lost.look, &self.now.look);
        let is_same = (stood.accent, stood.hijri) == (stands.accent, stands.hijri);
        let is_so = (accent, hijri) == (stands.accent, stands.hijri);
        if is_same && !is_so {
            self.emit(Change::LookSet { accent, hijri });
        }
        is_same || is_so
    }

    fn logo_set(&mut self, logo: Option<&Logo>) -> bool {
        let hash = |logo: Option<&Logo>| logo.map(|logo| logo.hash.clone());
        let stands = hash(self.now.look.logo.as_ref());
        let (is_same, is_so) = (stands == hash(self.lost.look.logo.as_ref()), stands == hash(logo));
        if is_same && !is_so {
            self.replace(self.now.look.logo.as_ref().map(|logo| logo.words));
            let logo = logo.map(|logo| Logo { words: self.refile(logo.words), ..logo.clone() });
            self.emit(Change::LogoSet { logo });
        }
        is_same || is_so
    }

    pub fn about_link(&mut self, change: &Change) -> bool {
        let came = match change {
            Change::LinkCreated { .. } => self.link_created(change),
            Change::LinkRevoked { link } => self.link_revoked(*link),
            _ => self.profiled(change),
        };
        came.unwrap_or(false)
    }

    /// What was done by a link is known by its number, so it comes home whatever became of whoever made it; where they lost
    /// their right since, it opens nothing.
    fn link_created(&mut self, change: &Change) -> Option<bool> {
        let Change::LinkCreated { link: lost, id, by, grant } = change else { return None };
        let by = match by {
            Some(by) => Some(self.link(*by)?),
            None => None,
        };
        let made = by.and_then(|by| self.now.made.get(&(Author::Link(by), *id)).copied());
        let same =
            self.now.links.iter().find(|(_, link)| link.token_hash == grant.token_hash).map(|(no, _)| *no);
        let there = if let Some(Made::Link(no)) = made { Some(no) } else { same };
        if let Some(there) = there {
            self.note(|known| known.links.insert(*lost, there));
            return Some(true);
        }
        let maker = by.and_then(|by| self.now.links.get(&by));
        let is_good = maker.is_none_or(|maker| !maker.revoked);
        let link = self.now.last.link.next();
        self.note(|known| known.links.insert(*lost, link));
        // A facilitator's session may be off the agenda, and comes home with what was given by the link.
        let table =
            grant.table.and_then(|at| Some(AtTable { session: self.numbering.session(at.session)?, ..at }));
        let is_left =
            |at: AtTable| self.now.ideas.get(&at.session).is_none_or(|board| board.has_table(at.table));
        let has_table = grant.table.is_none() || table.is_some_and(is_left);
        // So may a stand be that was taken away.
        let stand = grant.stand.and_then(|at| {
            let (session, stand) = (self.numbering.session(at.session)?, self.numbering.stand(at.stand)?);
            Some(AtStand { session, stand })
        });
        let has_stand = grant.stand.is_none() || stand.is_some();
        // And a hall.
        let hall = grant.hall.and_then(|hall| self.hall(hall));
        let has_hall = grant.hall.is_none() || hall.is_some();
        let is_good = is_good && has_table && has_stand && has_hall;
        let grant = Link { hall, revoked: grant.revoked || !is_good, table, stand, ..grant.clone() };
        self.emit(Change::LinkCreated { link, id: *id, by, grant });
        Some(is_good)
    }

    fn link_revoked(&mut self, lost: LinkNo) -> Option<bool> {
        let link = self.link(lost)?;
        let revoked = self.now.links.get(&link)?.revoked;
        let comes = !revoked && !is_last_organiser(&self.now, link, self.at);
        if comes {
            self.emit(Change::LinkRevoked { link });
        }
        Some(comes || revoked)
    }

    fn profiled(&mut self, change: &Change) -> Option<bool> {
        let Change::Profiled { link: lost, profile } = change else { return None };
        let link = self.link(*lost)?;
        let is_good = self.now.links.get(&link).is_some_and(|link: &Arc<Link>| !link.revoked);
        let stood = self.lost.profiles.get(lost).and_then(|told| told.profile);
        let stands = self.now.profiles.get(&link).and_then(|told| told.profile);
        let (is_same, is_so) = (is_good && stands == stood, stands == *profile);
        if is_same && !is_so {
            self.emit(Change::Profiled { link, profile: *profile });
        }
        Some(is_same || is_so)
    }
}

/// What comes of a setting: what was set in the lost history where it stands as it stood there, else what stands, and then not all of it came.
fn of_both<T: Clone + PartialEq>(all: &mut bool, [stood, set, stands]: [&T; 3]) -> T {
    let comes = stood == stands;
    *all &= comes || set == stood || set == stands;
    if comes { set.clone() } else { stands.clone() }
}

macro_rules! each_rule {
    ($all:ident, [$stood:ident, $set:ident, $stands:ident]: $($rule:ident)+) => {
        Rules { $($rule: of_both($all, [&$stood.$rule, &$set.$rule, &$stands.$rule]),)+ }
    };
}

/// The same of each rule; the list of words is one.
fn rules_of_both(all: &mut bool, [stood, set, stands]: [&Rules; 3]) -> Rules {
    each_rule! {
        all, [stood, set, stands]:
        moderation names question_length option_length name_length comment_length waiting_per_person
        between_questions early_questions words_kept_days presenter_calls_next questions_per_session
        supports_per_person word_list
    }
}
