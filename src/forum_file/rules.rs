//! The rules of a forum.

use crate::domain::forum::{Moderation, Names, Rules};
use crate::domain::rules;

use super::mistake::Findings;
use super::tree::Node;
use super::values::{Table, duration, flag, items, not_more, one_of, shown, whole};

/// When questions are read, as a file names it.
pub(super) const MODERATION: [(&str, Moderation); 2] =
    [("before", Moderation::Before), ("after", Moderation::After)];

const NAMES: [(&str, Names); 3] =
    [("off", Names::Off), ("optional", Names::Optional), ("badge", Names::Badge)];

/// The rules that a file sets; the others are the usual ones.
pub(super) fn read(node: Option<&Node>, findings: &mut Findings) -> Rules {
    let mut rules = Rules::default();
    let Some(mut table) = node.and_then(|node| Table::of(node, findings)) else { return rules };
    let mut set = Setter { table: &mut table, findings };
    set.put("moderation", &mut rules.moderation, |node, findings| one_of(node, &MODERATION, findings));
    set.put("names", &mut rules.names, |node, findings| one_of(node, &NAMES, findings));
    set.put("question_length", &mut rules.question_length, |node, findings| {
        whole(node, rules::QUESTION_LENGTH, findings)
    });
    set.put("option_length", &mut rules.option_length, |node, findings| {
        whole(node, rules::OPTION_LENGTH, findings)
    });
    set.put("name_length", &mut rules.name_length, |node, findings| {
        whole(node, rules::NAME_LENGTH, findings)
    });
    set.put("comment_length", &mut rules.comment_length, |node, findings| {
        whole(node, rules::COMMENT_LENGTH, findings)
    });
    set.put("waiting_per_person", &mut rules.waiting_per_person, |node, findings| {
        whole(node, rules::WAITING_PER_PERSON, findings)
    });
    set.put("between_questions", &mut rules.between_questions, |node, findings| {
        duration(node, rules::BETWEEN_QUESTIONS, findings)
    });
    set.put("early_questions", &mut rules.early_questions, |node, findings| {
        duration(node, rules::EARLY_QUESTIONS, findings)
    });
    set.put("words_kept_days", &mut rules.words_kept_days, |node, findings| {
        whole(node, rules::WORDS_KEPT_DAYS, findings)
    });
    set.put("presenter_calls_next", &mut rules.presenter_calls_next, flag);
    set.put("questions_per_session", &mut rules.questions_per_session, |node, findings| {
        whole(node, rules::QUESTIONS_PER_SESSION, findings)
    });
    set.put("supports_per_person", &mut rules.supports_per_person, |node, findings| {
        whole(node, rules::SUPPORTS_PER_PERSON, findings)
    });
    set.put("word_list", &mut rules.word_list, |node, findings| Some(words(node, findings)));
    table.close(findings);
    rules
}

/// A list of words and phrases.
fn words(node: &Node, findings: &mut Findings) -> Vec<String> {
    let listed = items(node, findings);
    not_more(node.at, "words", listed.len(), rules::WORDS, findings);
    listed.iter().filter_map(|word| shown(word, rules::WORD, findings)).collect()
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
