//! The forum: its name, its languages, its rules.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::text::{length, stored};
use super::time::Millis;

/// A text of the organiser in Arabic and English. One of them may be missing; the other then stands for both, and for
/// every further language that pages speak.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// Arabic.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub ar: String,
    /// English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub en: String,
}

impl Title {
    /// Whether it has at most so many graphemes in each language.
    #[must_use]
    pub fn fits(&self, longest: usize) -> bool {
        length::fits(&self.ar, longest) && length::fits(&self.en, longest)
    }
}

/// The languages that pages have: those that `web/project.inlang/settings.json` lists, in its order.
pub const LANGUAGES: &[&str] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// Longest name of a forum in addresses and file names.
pub const SLUG_LENGTH: usize = 40;

/// Whether a forum may have that name in addresses and file names: lower-case letters, digits, and hyphens between them.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let ends = text.starts_with('-') || text.ends_with('-');
    (1..=SLUG_LENGTH).contains(&text.len()) && !ends && text.bytes().all(plain)
}

/// A forum as everyone knows it, without what changes during its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forum {
    /// Its name.
    pub name: Title,
    /// Languages of its pages, the first one first, out of [`LANGUAGES`].
    pub languages: Vec<String>,
    /// IANA name of the zone its times are told in.
    pub zone: String,
    /// The forum's join code: six digits.
    pub code: String,
    /// A rehearsal says so on every screen.
    pub rehearsal: bool,
    /// Its rules.
    pub rules: Rules,
    /// The network of its halls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wifi: Option<Wifi>,
    /// Raised by every change that an organiser makes of it: what that names.
    #[serde(default)]
    pub version: u32,
}

impl Forum {
    /// Longest name, in graphemes.
    pub const NAME_LENGTH: usize = 120;
}

impl Default for Forum {
    fn default() -> Self {
        Self {
            name: Title::default(),
            languages: LANGUAGES.iter().copied().map(Into::into).collect(),
            zone: "Asia/Riyadh".into(),
            code: String::new(),
            rehearsal: false,
            rules: Rules::default(),
            wifi: None,
            version: 0,
        }
    }
}

/// A wireless network that attendees may use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Wifi {
    /// Its name.
    pub name: String,
    /// Its password; none is an open network.
    #[serde(default)]
    #[ts(optional)]
    pub password: Option<String>,
}

impl Wifi {
    /// The most characters of a name; IEEE 802.11 takes 32 bytes.
    pub const NAME: usize = 32;
    /// The most characters of a password, as WPA takes it.
    pub const PASSWORD: usize = 63;

    /// As a form gives it: white space around the name is none of it, and an empty password is none.
    #[must_use]
    pub fn tidied(self) -> Self {
        let password = self.password.filter(|password| !password.is_empty());
        Self { name: stored::normalise(&self.name), password }
    }

    /// Whether there can be such a network.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let password = self.password.as_deref().unwrap_or_default();
        (1..=Self::NAME).contains(&self.name.chars().count()) && password.chars().count() <= Self::PASSWORD
    }

    /// What a QR code of the network says, so that a phone offers to join it.
    #[must_use]
    pub fn qr_text(&self) -> String {
        let escape = |text: &str| {
            text.chars().fold(String::new(), |mut escaped, c| {
                if matches!(c, '\\' | ';' | ',' | ':' | '"') {
                    escaped.push('\\');
                }
                escaped.push(c);
                escaped
            })
        };
        let name = escape(&self.name);
        match &self.password {
            Some(password) => format!("WIFI:T:WPA;S:{name};P:{};;", escape(password)),
            None => format!("WIFI:T:nopass;S:{name};;"),
        }
    }
}

/// The rules that a forum's file sets, and its organiser. A missing one has the default written here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// Whether questions wait for a moderator before they are published.
    pub moderation: Moderation,
    /// Whether people may put a name to a question, and which.
    pub names: Names,
    /// Longest question, in graphemes.
    pub question_length: usize,
    /// Longest option of a poll, in graphemes.
    pub option_length: usize,
    /// Longest name, in graphemes.
    pub name_length: usize,
    /// Longest comment, reply or answer in free text, in graphemes.
    pub comment_length: usize,
    /// How many questions of one person may wait for a moderator.
    pub waiting_per_person: u32,
    /// Least time between two questions of one person, in milliseconds.
    pub between_questions: Millis,
    /// How long before its start a session takes questions, in milliseconds.
    pub early_questions: Millis,
    /// Days after the forum's last day until words are erased.
    pub words_kept_days: u32,
    /// Whether the presenter's tablet may call the next question.
    pub presenter_calls_next: bool,
    /// The most questions that one session holds.
    pub questions_per_session: u32,
    /// The most questions of one session that a person supports. All of them are in what the person is told as the own
    /// part, whole each time: 2,000 are 12 KB.
    pub supports_per_person: u32,
    /// Words and phrases that nothing publishes by itself: a question with one of them waits for a moderator also where
    /// others don't, and a cloud's word with one is shown when a moderator says so. Compared folded and never stemmed.
    pub word_list: Vec<String>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            moderation: Moderation::Before,
            names: Names::Optional,
            question_length: 280,
            option_length: 60,
            name_length: 40,
            comment_length: 500,
            waiting_per_person: 3,
            between_questions: Millis::seconds(30),
            early_questions: Millis::minutes(10),
            words_kept_days: 90,
            presenter_calls_next: false,
            questions_per_session: 20_000,
            supports_per_person: 2_000,
            word_list: Vec::new(),
        }
    }
}

/// When a moderator reads a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Moderation {
    /// A question waits until it is approved.
    Before,
    /// A question is on the list at once and may be dismissed later.
    After,
}

/// Whether questions carry names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Names {
    /// No name is taken or kept.
    Off,
    /// Whoever wants to gives one, question by question.
    Optional,
    /// Everyone gives the one on their badge, and nobody types any.
    Badge,
}
