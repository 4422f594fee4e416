//! Halls that come and go, and the forum's rules.

use std::collections::BTreeSet;

use super::commands::Draft;
use crate::domain::command::{Command, DrawnHall};
use crate::domain::forum::{Moderation, Names, Title};
use crate::domain::id::HallNo;
use crate::domain::rules::RulesWish;
use crate::domain::state::State;
use crate::domain::time::Millis;

impl Draft<'_> {
    /// Codes are those of no other hall in any history: each goes by the command for which it is drawn.
    pub(super) fn about_changing_halls(&self) -> Command {
        let state = &self.scene.state;
        if self.step.by.is_multiple_of(3) {
            let name = Title { ar: format!("قاعة{}", self.step.b % 5), en: String::new() };
            let next = if self.step.hostile { HallNo(self.step.a) } else { state.last.hall.next() };
            let ids = self.scene.ids;
            let code = format!("{:06}", 500_000 + ids / 1_000_000 * 20_000 + ids % 20_000);
            let drawn = (self.step.b % 9 > 0).then_some(DrawnHall { hall: next, code });
            return Command::AddHall { name, drawn };
        }
        let hall = HallNo(self.number(self.step.a, state.last.hall.0));
        let version = self.version(state.halls.get(&hall).map(|hall| hall.version));
        Command::DropHall { hall, version }
    }

    pub(super) fn about_rules(&self) -> Command {
        let (a, b) = (self.step.a, self.step.b);
        let word = format!("كلمة{}", a % 4);
        let rules = match self.step.by % 6 {
            0 => RulesWish {
                names: Some([Names::Optional, Names::Off, Names::Optional, Names::Badge][b as usize % 4]),
                ..RulesWish::default()
            },
            1 => RulesWish {
                moderation: Some([Moderation::Before, Moderation::After][b as usize % 2]),
                presenter_calls_next: Some(a.is_multiple_of(2)),
                ..RulesWish::default()
            },
            2 => RulesWish {
                question_length: Some(20 + (a as usize % 3) * 100),
                comment_length: Some(a as usize),
                ..RulesWish::default()
            },
            3 => RulesWish {
                waiting_per_person: Some(a.saturating_add(10)),
                between_questions: Some(Millis(i64::from(b))),
                ..RulesWish::default()
            },
            4 => RulesWish { with_words: vec![word, "ممنوع".into()], ..RulesWish::default() },
            _ => RulesWish { without_words: vec![word, "ممنوع".into()], ..RulesWish::default() },
        };
        Command::SetRules { version: self.version(Some(self.scene.state.forum.version)), rules }
    }
}

/// Whatever happens in a hall, it is there; no number is used twice, and no code.
pub(super) fn halls_are_there(state: &State) {
    let halls = || state.halls.keys().chain(state.former_codes.keys());
    assert!(halls().all(|no| *no <= state.last.hall), "a hall has a number that was given");
    assert_eq!(halls().collect::<BTreeSet<_>>().len(), halls().count(), "one that went is not there");
    let codes: Vec<_> = state.codes().map(|(_, code)| code).collect();
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len(), "each has a code of its own");
    for (no, session) in &state.sessions {
        assert!(state.halls.contains_key(&session.hall), "the hall of session {no}");
    }
    assert!(state.shows.keys().all(|hall| state.halls.contains_key(hall)), "the hall of a run of show");
    let good = state.links.values().filter(|link| !link.revoked && link.expires.is_none());
    assert!(good.filter_map(|link| link.hall).all(|hall| state.halls.contains_key(&hall)), "and of a link");
    assert!(!state.halls.is_empty());
}
