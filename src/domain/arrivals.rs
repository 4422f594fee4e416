//! What came to a session of late, minute by minute: so that a desk sees whether the hall wakes up or falls asleep.

use serde::{Deserialize, Serialize};

use super::time::Time;

/// The whole minutes that are told.
pub const MINUTES: usize = 30;
/// As many, to reckon with numbers of minutes.
const SPAN: i64 = 30;
/// A minute in milliseconds.
const MINUTE: i64 = 60_000;

/// Questions and supports by the minute in which the server had them, ascending; minutes in which nothing came are left
/// out. It reaches back from the newest one as far as is told, so that it stays small however long the session lasts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Arrivals(Vec<Minute>);

/// What came in one minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Minute {
    /// Minutes since 1970.
    no: i64,
    asked: u32,
    supported: u32,
}

/// What came in each of the last [`MINUTES`] whole minutes, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lately {
    /// Questions; seeds are outside.
    pub asked: [u32; MINUTES],
    /// Supports that were given; one that is taken back stays counted.
    pub supported: [u32; MINUTES],
}

impl Arrivals {
    /// A question came.
    pub(super) fn ask(&mut self, time: Time) {
        if let Some(minute) = self.minute(time) {
            minute.asked = minute.asked.saturating_add(1);
        }
    }

    /// A support came.
    pub(super) fn support(&mut self, time: Time) {
        if let Some(minute) = self.minute(time) {
            minute.supported = minute.supported.saturating_add(1);
        }
    }

    /// What came in the minutes that are over at that moment.
    #[must_use]
    pub fn lately(&self, now: Time) -> Lately {
        let mut lately = Lately { asked: [0; MINUTES], supported: [0; MINUTES] };
        let first = number(now).saturating_sub(SPAN);
        for minute in &self.0 {
            let place = minute.no.checked_sub(first).and_then(|place| usize::try_from(place).ok());
            if let Some(place) = place.filter(|place| *place < MINUTES) {
                lately.asked[place] = minute.asked;
                lately.supported[place] = minute.supported;
            }
        }
        lately
    }

    /// The minute of that moment; none where newer ones have left it behind.
    fn minute(&mut self, time: Time) -> Option<&mut Minute> {
        let no = number(time);
        let newest = self.0.last().map_or(no, |minute| minute.no.max(no));
        let oldest = newest.saturating_sub(SPAN);
        if no < oldest {
            return None;
        }
        self.0.retain(|minute| minute.no >= oldest);
        let place = match self.0.binary_search_by_key(&no, |minute| minute.no) {
            Ok(place) => place,
            Err(place) => {
                self.0.insert(place, Minute { no, asked: 0, supported: 0 });
                place
            }
        };
        self.0.get_mut(place)
    }
}

fn number(time: Time) -> i64 {
    time.0.div_euclid(MINUTE)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Some moment in that minute.
    fn at(minute: i64) -> Time {
        Time(minute * MINUTE + 17_003)
    }

    #[test]
    fn each_minute_has_its_own_and_the_running_one_is_not_told() {
        let mut arrivals = Arrivals::default();
        for minute in [100, 100, 102, 103] {
            arrivals.ask(at(minute));
        }
        arrivals.support(at(102));
        let lately = arrivals.lately(at(103));
        assert_eq!(lately.asked[MINUTES - 3..], [2, 0, 1], "of the minutes 100, 101 and 102");
        assert_eq!(lately.supported[MINUTES - 3..], [0, 0, 1]);
        assert_eq!(arrivals.lately(at(104)).asked[MINUTES - 1], 1, "it is over");
        assert_eq!(arrivals.lately(at(134)), Arrivals::default().lately(at(134)), "nothing for long");
    }

    #[test]
    fn it_stays_small_and_what_is_older_than_what_is_told_is_overlooked() {
        let mut arrivals = Arrivals::default();
        for minute in 0..500 {
            arrivals.ask(at(minute));
            arrivals.support(at(minute));
        }
        assert_eq!(arrivals.0.len(), MINUTES + 1);
        assert_eq!(arrivals.lately(at(500)).asked, [1; MINUTES]);
        let before = arrivals.clone();
        arrivals.support(Time(0));
        assert_eq!(arrivals, before, "a support from before its time was told");
        for extreme in [Time(i64::MIN), Time(i64::MAX)] {
            arrivals.ask(extreme);
            let _ = arrivals.lately(extreme);
        }
    }
}
