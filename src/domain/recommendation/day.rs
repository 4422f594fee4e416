//! Days of the calendar, as plain dates.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A day: `2027-03-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Day {
    year: u16,
    month: u8,
    date: u8,
}

/// A text was no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a day as 2027-03-01")]
pub struct BadDay;

impl Day {
    /// That day, where there is one.
    #[must_use]
    pub fn new(year: u16, month: u8, date: u8) -> Option<Self> {
        let there = (1..=9999).contains(&year) && (1..=length(year, month)).contains(&date);
        there.then_some(Self { year, month, date })
    }

    /// Its year, its month from 1 on, and its day of the month.
    #[must_use]
    pub fn parts(self) -> (u16, u8, u8) {
        (self.year, self.month, self.date)
    }
}

/// How many days the month has; none where there is no such month.
fn length(year: u16, month: u8) -> u8 {
    let leaps = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u8::from(leaps),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

impl FromStr for Day {
    type Err = BadDay;

    fn from_str(text: &str) -> Result<Self, BadDay> {
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let mut parts = text.split('-');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(year), Some(month), Some(day), None)
                if (year.len(), month.len(), day.len()) == (4, 2, 2)
                    && [year, month, day].into_iter().all(digits) =>
            {
                let (year, month, day) = (year.parse(), month.parse(), day.parse());
                let (Ok(year), Ok(month), Ok(day)) = (year, month, day) else { return Err(BadDay) };
                Self::new(year, month, day).ok_or(BadDay)
            }
            _ => Err(BadDay),
        }
    }
}

impl TryFrom<String> for Day {
    type Error = BadDay;

    fn try_from(text: String) -> Result<Self, BadDay> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_it_is_written_and_no_other_text_is() {
        for day in ["2027-03-01", "2028-02-29", "2000-02-29", "0001-12-31"] {
            assert_eq!(day.parse::<Day>().map(|read| read.to_string()), Ok(day.to_owned()));
        }
        for wrong in
            ["2027-02-29", "1900-02-29", "2027-13-01", "2027-00-01", "2027-04-31", "0000-01-01", "2027-3-1"]
        {
            assert_eq!(wrong.parse::<Day>(), Err(BadDay), "{wrong}");
        }
        for wrong in ["", "2027-03", "2027-03-01-", "+027-03-01", "٢٠٢٧-03-01", "2027-03-01T00:00"] {
            assert_eq!(wrong.parse::<Day>(), Err(BadDay), "{wrong}");
        }
    }
}
