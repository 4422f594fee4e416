//! The rules of a forum.

use crate::domain::forum::{Moderation, Names, Rules};
use crate::domain::time::Millis;

use super::mistake::Findings;
use super::tree::Node;
use super::values::{Table, duration, flag, items, not_more, one_of, shown, whole};

/// When questions are read, as a file names it.
pub(super) const MODERATION: [(&str, Moderation); 2] =
    [("before", Moderation::Before), ("after", Moderation::After)];

const NAMES: [(&str, Names); 3] =
    [("off", Names::Off), ("optional", Names::Optional), ("badge", Names::Badge)];

/// Most words of a word list, and the longest one, in graphemes.
const WORDS: usize = 1_000;
const WORD: usize = 60;

/// The rules that a file sets; the others are the usual ones.
pub(super) fn read(node: Option<&Node>, findings: &mut Findings) -> Rules {
    let mut rules = Rules::default();
    let Some(mut table) = node.and_then(|node| Table::of(node, findings)) else { return rules };
    let mut set = Setter { table: &mut table, findings };
    set.put("moderation", &mut rules.moderation, |node, findings| one_of(node, &MODERATION, findings));
    set.put("names", &mut rules.names, |node, findings| one_of(node, &NAMES, findings));
    set.put("question_length", &mut rules.question_length, |node, findings| {
        whole(node, 20..=2_000, findings)
    });
    set.put("option_length", &mut rules.option_length, |node, findings| whole(node, 10..=200, findings));
    set.put("name_length", &mut rules.name_length, |node, findings| whole(node, 5..=80, findings));
    set.put("comment_length", &mut rules.comment_length, |node, findings| whole(node, 20..=2_000, findings));
    set.put("waiting_per_person", &mut rules.waiting_per_person, |node, findings| {
        whole(node, 1..=100_000, findings)
    });
    set.put("between_questions", &mut rules.between_questions, |node, findings| {
        duration(node, Millis(0)..=Millis::minutes(60), findings)
    });
    set.put("early_questions", &mut rules.early_questions, |node, findings| {
        duration(node, Millis(0)..=Millis::minutes(30 * 24 * 60), findings)
    });
    set.put("words_kept_days", &mut rules.words_kept_days, |node, findings| whole(node, 1..=3_650, findings));
    set.put("presenter_calls_next", &mut rules.presenter_calls_next, flag);
    set.put("questions_per_session", &mut rules.questions_per_session, |node, findings| {
        whole(node, 10..=100_000, findings)
    });
    set.put("supports_per_person", &mut rules.supports_per_person, |node, findings| {
        whole(node, 1..=20_000, findings)
    });
    set.put("word_list", &mut rules.word_list, |node, findings| Some(words(node, findings)));
    table.close(findings);
    rules
}

/// A list of words and phrases.
fn words(node: &Node, findings: &mut Findings) -> Vec<String> {
    let listed = items(node, findings);
    not_more(node.at, "words", listed.len(), WORDS, findings);
    listed.iter().filter_map(|word| shown(word, WORD, findings)).collect()
}

struct Setter<'s, 'n> {
    table: &'s mut Table<'n>,
    findings: &'s mut Findings,
}

impl Setter<'_, '_> {
    /// Sets a rule to what the file says, if it says something that fits.
    fn put<T>(
        &mut self,
        key: &'static str,
        rule: &mut T,
        read: impl FnOnce(&Node, &mut Findings) -> Option<T>,
    ) {
        if let Some(value) = self.table.take(key).and_then(|node| read(node, self.findings)) {
            *rule = value;
        }
    }
}
