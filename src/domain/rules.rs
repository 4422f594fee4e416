//! What rules of a forum may be, in its file and in its organiser's hands, and what an organiser asks for.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::forum::{Moderation, Names, Rules};
use super::refusal::{Code, Refusal};
use super::text::{length, stored};
use super::time::Millis;

/// Longest question, in graphemes.
pub const QUESTION_LENGTH: RangeInclusive<usize> = 20..=2_000;
/// Longest option of a poll, in graphemes.
pub const OPTION_LENGTH: RangeInclusive<usize> = 10..=200;
/// Longest name, in graphemes.
pub const NAME_LENGTH: RangeInclusive<usize> = 5..=80;
/// Longest comment, reply or answer in free text, in graphemes.
pub const COMMENT_LENGTH: RangeInclusive<usize> = 20..=2_000;
/// Questions of one person that may wait for a moderator.
pub const WAITING_PER_PERSON: RangeInclusive<u32> = 1..=100_000;
/// Least time between two questions of one person.
pub const BETWEEN_QUESTIONS: RangeInclusive<Millis> = Millis(0)..=Millis::minutes(60);
/// How long before its start a session takes questions.
pub const EARLY_QUESTIONS: RangeInclusive<Millis> = Millis(0)..=Millis::minutes(30 * 24 * 60);
/// Days after the forum's last day until words are erased.
pub const WORDS_KEPT_DAYS: RangeInclusive<u32> = 1..=3_650;
/// Questions of one session.
pub const QUESTIONS_PER_SESSION: RangeInclusive<u32> = 10..=100_000;
/// Questions of one session that a person supports.
pub const SUPPORTS_PER_PERSON: RangeInclusive<u32> = 1..=20_000;
/// Words and phrases of the list at most.
pub const WORDS: usize = 1_000;
/// Longest of them, in graphemes.
pub const WORD: usize = 60;

/// The rules that are to be others. What is left out stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs, reason = "each is the rule of the same name")]
pub struct RulesWish {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub moderation: Option<Moderation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub names: Option<Names>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub question_length: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub option_length: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name_length: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub comment_length: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub waiting_per_person: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub between_questions: Option<Millis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub early_questions: Option<Millis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub words_kept_days: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub presenter_calls_next: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub questions_per_session: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub supports_per_person: Option<u32>,
    /// Words that the list has no more. A whole list may be longer than a frame.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub without_words: Vec<String>,
    /// Words that it has from now on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub with_words: Vec<String>,
}

impl RulesWish {
    /// What the rules come to by it.
    ///
    /// # Errors
    /// `out_of_range` with the bound that a number oversteps; `text_empty`, `text_too_long` and `too_many_words` of the list.
    pub fn of(&self, rules: &Rules) -> Result<Rules, Refusal> {
        let time = |wished: Option<Millis>, stands: Millis, bounds: &RangeInclusive<Millis>| {
            let bounds = bounds.start().0..=bounds.end().0;
            within(wished.map(|time| time.0), stands.0, &bounds).map(Millis)
        };
        Ok(Rules {
            moderation: self.moderation.unwrap_or(rules.moderation),
            names: self.names.unwrap_or(rules.names),
            question_length: within(self.question_length, rules.question_length, &QUESTION_LENGTH)?,
            option_length: within(self.option_length, rules.option_length, &OPTION_LENGTH)?,
            name_length: within(self.name_length, rules.name_length, &NAME_LENGTH)?,
            comment_length: within(self.comment_length, rules.comment_length, &COMMENT_LENGTH)?,
            waiting_per_person: within(
                self.waiting_per_person,
                rules.waiting_per_person,
                &WAITING_PER_PERSON,
            )?,
            between_questions: time(self.between_questions, rules.between_questions, &BETWEEN_QUESTIONS)?,
            early_questions: time(self.early_questions, rules.early_questions, &EARLY_QUESTIONS)?,
            words_kept_days: within(self.words_kept_days, rules.words_kept_days, &WORDS_KEPT_DAYS)?,
            presenter_calls_next: self.presenter_calls_next.unwrap_or(rules.presenter_calls_next),
            questions_per_session: within(
                self.questions_per_session,
                rules.questions_per_session,
                &QUESTIONS_PER_SESSION,
            )?,
            supports_per_person: within(
                self.supports_per_person,
                rules.supports_per_person,
                &SUPPORTS_PER_PERSON,
            )?,
            word_list: self.word_list(&rules.word_list)?,
        })
    }

    fn word_list(&self, stands: &[String]) -> Result<Vec<String>, Refusal> {
        // Each word is looked for among the others: so many are looked for in no time.
        if self.with_words.len().max(self.without_words.len()) > WORDS {
            return Err(Code::TooManyWords.at_most(WORDS));
        }
        let gone: BTreeSet<String> = self.without_words.iter().map(|word| stored::normalise(word)).collect();
        let mut list: Vec<String> =
            stands.iter().filter(|word| !gone.contains(word.as_str())).cloned().collect();
        for word in &self.with_words {
            let word = stored::normalise(word);
            if word.is_empty() {
                return Err(Code::TextEmpty.into());
            }
            if !length::fits(&word, WORD) {
                return Err(Code::TextTooLong.at_most(WORD));
            }
            if !list.contains(&word) {
                list.push(word);
            }
        }
        // A longer one of before may become shorter step by step.
        let is_too_long = list.len() > WORDS.max(stands.len());
        if is_too_long { Err(Code::TooManyWords.at_most(WORDS)) } else { Ok(list) }
    }
}

/// The number that is wished for, where it is within its bounds; that which stands where none is.
fn within<T: Copy + PartialOrd + TryInto<i64>>(
    wished: Option<T>,
    stands: T,
    bounds: &RangeInclusive<T>,
) -> Result<T, Refusal> {
    let Some(wished) = wished else { return Ok(stands) };
    if wished == stands || bounds.contains(&wished) {
        return Ok(wished);
    }
    let bound = if wished < *bounds.start() { *bounds.start() } else { *bounds.end() };
    Err(Code::OutOfRange.at(bound.try_into().unwrap_or(i64::MAX)))
}
