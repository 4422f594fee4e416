//! The document's own words, numbers and moments.

use jiff::Timestamp;
use jiff::ZonedDateTime;
use jiff::tz::TimeZone;

use crate::domain::forum::Title;
use crate::domain::recommendation::Day;
use crate::domain::time::Time;

/// A language of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// Arabic.
    Arabic,
    /// English.
    English,
}

impl Tongue {
    /// The language of a tag: `ar` or `en`.
    #[must_use]
    pub fn named(tag: &str) -> Option<Self> {
        match tag {
            "ar" => Some(Self::Arabic),
            "en" => Some(Self::English),
            _ => None,
        }
    }
}

const MONTHS: [(&str, &str); 12] = [
    ("يناير", "January"),
    ("فبراير", "February"),
    ("مارس", "March"),
    ("أبريل", "April"),
    ("مايو", "May"),
    ("يونيو", "June"),
    ("يوليو", "July"),
    ("أغسطس", "August"),
    ("سبتمبر", "September"),
    ("أكتوبر", "October"),
    ("نوفمبر", "November"),
    ("ديسمبر", "December"),
];
const DAYS: [(&str, &str); 7] = [
    ("الإثنين", "Monday"),
    ("الثلاثاء", "Tuesday"),
    ("الأربعاء", "Wednesday"),
    ("الخميس", "Thursday"),
    ("الجمعة", "Friday"),
    ("السبت", "Saturday"),
    ("الأحد", "Sunday"),
];

/// How a document speaks.
#[derive(Debug)]
pub struct Language {
    tongue: Tongue,
    zone: TimeZone,
}

impl Language {
    /// With moments told in that zone; one that this machine does not know is UTC.
    pub fn of(tongue: Tongue, zone: &str) -> Self {
        Self { tongue, zone: TimeZone::get(zone).unwrap_or(TimeZone::UTC) }
    }

    pub fn is_arabic(&self) -> bool {
        self.tongue == Tongue::Arabic
    }

    pub fn say<'w>(&self, ar: &'w str, en: &'w str) -> &'w str {
        if self.is_arabic() { ar } else { en }
    }

    /// What stands between parts of a line beside each other. A middle dot looks like the Arabic zero, and after a digit reads as one.
    pub fn between(&self) -> &'static str {
        if self.is_arabic() { "، " } else { " · " }
    }

    /// The title in this language, or in the one it has.
    pub fn title<'t>(&self, title: &'t Title) -> &'t str {
        let own = self.say(&title.ar, &title.en);
        if own.is_empty() { self.say(&title.en, &title.ar) } else { own }
    }

    /// A number in a line. The Arabic nought is no more than a dot, and is told in a word where it stands alone.
    pub fn number(&self, number: impl Into<u64>) -> String {
        let number = number.into();
        if number == 0 && self.is_arabic() { "صفر".to_owned() } else { self.figure(number) }
    }

    /// The same for a column of figures, where a nought stands among others: always in digits.
    pub fn figure(&self, number: impl Into<u64>) -> String {
        self.digits(&number.into().to_string())
    }

    /// Hundredths as a number with one place.
    pub fn hundredths(&self, hundredths: u32) -> String {
        let tenths = (hundredths + 5) / 10;
        self.digits(&format!("{}{}{}", tenths / 10, self.say("٫", "."), tenths % 10))
    }

    /// A share of a whole in per cent.
    pub fn share(&self, part: u32, whole: u32) -> String {
        let share =
            if whole == 0 { 0 } else { (u64::from(part) * 200 + u64::from(whole)) / (2 * u64::from(whole)) };
        format!("{}{}", self.figure(share), self.say("٪", "%"))
    }

    pub fn day(&self, at: Time) -> String {
        let moment = self.zoned(at);
        let name = |names: &[(&'static str, &'static str)], at: usize| {
            names.get(at).map_or("", |(ar, en)| self.say(ar, en))
        };
        let day = name(&DAYS, usize::try_from(moment.weekday().to_monday_zero_offset()).unwrap_or_default());
        let month = name(&MONTHS, usize::try_from(moment.month() - 1).unwrap_or_default());
        let written = format!("{day} {} {month} {}", moment.day(), moment.year());
        self.digits(&written)
    }

    /// A day that was named as such.
    pub fn date(&self, day: Day) -> String {
        let (year, month, date) = day.parts();
        let month = MONTHS.get(usize::from(month) - 1).map_or("", |(ar, en)| self.say(ar, en));
        self.digits(&format!("{date} {month} {year}"))
    }

    pub fn clock(&self, at: Time) -> String {
        let moment = self.zoned(at);
        self.digits(&format!("{:02}:{:02}", moment.hour(), moment.minute()))
    }

    fn zoned(&self, at: Time) -> ZonedDateTime {
        Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned_datetime(self.zone.clone())
    }

    /// Arabic is told with its own digits, as on the pages.
    fn digits(&self, text: &str) -> String {
        if !self.is_arabic() {
            return text.to_owned();
        }
        let digit = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(0x660 + digit)).unwrap_or(c);
        text.chars().map(digit).collect()
    }
}
