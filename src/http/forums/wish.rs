//! The forum that somebody wants: a file of their own, or a template and a few answers.

use jiff::civil;
use serde::Deserialize;
use ts_rs::TS;

use crate::domain::forum::{LANGUAGES, SLUG_LENGTH, Title, Wifi, is_slug};
use crate::domain::strict::{object, object_or_null, objects};
use crate::forum_file::templates::{self, Answers};
use crate::forum_file::{self, ForumFile, Mistakes, Syntax};
use crate::http::error::{ApiCode, ApiError};

/// What mistakes call a text that came without a name.
const FILE: &str = "forum.toml";
/// The usual zone.
const ZONE: &str = "Asia/Riyadh";

/// A forum that is wanted: either `file`, or `template` with the answers.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ForumWish {
    /// A forum file, in TOML or JSON.
    #[serde(default)]
    #[ts(optional)]
    file: Option<String>,
    /// The template.
    #[serde(default)]
    #[ts(optional)]
    template: Option<Template>,
    /// Its name in addresses; none makes one from its English name.
    #[serde(default)]
    #[ts(optional)]
    slug: Option<String>,
    /// Its name.
    #[serde(default, deserialize_with = "object")]
    #[ts(optional, as = "Option<Title>")]
    name: Title,
    /// Its first day, as 2026-11-02.
    #[serde(default)]
    #[ts(optional, type = "string")]
    first_day: Option<civil::Date>,
    /// The names of its halls.
    #[serde(default, deserialize_with = "objects")]
    #[ts(optional, as = "Option<Vec<Title>>")]
    halls: Vec<Title>,
    /// Languages of its pages, the first one first.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<String>>")]
    languages: Vec<String>,
    /// IANA name of its zone; none is Asia/Riyadh.
    #[serde(default)]
    #[ts(optional)]
    zone: Option<String>,
    /// The network of its halls.
    #[serde(default, deserialize_with = "object_or_null")]
    #[ts(optional)]
    wifi: Option<Wifi>,
}

/// A forum to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// One hour on stage.
    OnePanel,
    /// A day with panels and workshops.
    OneDay,
    /// Two days with exhibition and award.
    TwoDays,
}

impl ForumWish {
    /// Whether it says what it is called in addresses.
    pub(super) fn names_itself(&self) -> bool {
        self.file.is_some() || self.slug.is_some()
    }

    /// The forum, checked.
    pub(super) fn file(self) -> Result<ForumFile, ApiError> {
        match (self.file.as_deref(), self.template) {
            (Some(text), None) => Ok(parse(text)?),
            (None, Some(template)) => self.by_template(template),
            _ => Err(bad("give either a file, or a template with a name, a first day and halls")),
        }
    }

    fn by_template(self, template: Template) -> Result<ForumFile, ApiError> {
        let slug = match self.slug {
            Some(slug) if is_slug(&slug) => slug,
            Some(_) => return Err(bad("write the name in addresses with a-z, 0-9 and -")),
            None => slug_of(&self.name.en),
        };
        if self.wifi.as_ref().is_some_and(|wifi| !wifi.is_sound()) {
            return Err(bad("name the network in 1 to 32 characters, and give a password of at most 63"));
        }
        let answers = Answers {
            slug,
            name: self.name,
            first_day: self.first_day.ok_or_else(|| bad("give the first day as 2026-11-02"))?,
            halls: self.halls,
            languages: if self.languages.is_empty() {
                LANGUAGES.iter().copied().map(Into::into).collect()
            } else {
                self.languages
            },
            zone: self.zone.unwrap_or_else(|| ZONE.into()),
        };
        let file = match template {
            Template::OnePanel => templates::one_panel(answers),
            Template::OneDay => templates::one_day(answers),
            Template::TwoDays => templates::two_days(answers),
        };
        let file = file.map_err(|why| bad(why.to_string()))?;
        Ok(ForumFile { wifi: self.wifi, ..file })
    }
}

fn parse(text: &str) -> Result<ForumFile, Mistakes> {
    let syntax = if text.trim_start().starts_with('{') { Syntax::Json } else { Syntax::Toml };
    forum_file::parse(FILE, text, syntax)
}

fn bad(message: impl Into<std::borrow::Cow<'static, str>>) -> ApiError {
    ApiError::saying(ApiCode::BadForum, message)
}

/// A name in addresses from an English one: `Volunteers' Day 2026` becomes `volunteers-day-2026`.
fn slug_of(name: &str) -> String {
    let mut slug = String::new();
    for word in name.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'' && c != '’') {
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        if word.is_empty() || slug.len() + word.len() >= SLUG_LENGTH {
            continue;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word.to_ascii_lowercase());
    }
    if slug.is_empty() { "forum".into() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_addresses_comes_from_the_english_one() {
        assert_eq!(slug_of("Volunteers' Day 2026"), "volunteers-day-2026");
        assert_eq!(slug_of("  A – B  "), "a-b");
        assert_eq!(slug_of("ملتقى"), "forum");
        assert!(is_slug(&slug_of(&"word ".repeat(40))));
    }
}
