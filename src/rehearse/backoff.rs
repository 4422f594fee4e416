//! When a played phone comes back: by the schedule of the real ones (PROTOCOL.md, L4; `web/src/lib/net/backoff.ts`), so that a
//! rehearsed hall returns as a real one does. `tests/fixtures/backoff.json` holds both to the same waits.

use std::time::Duration;

/// The first wait of a hall whose server went away is spread over so much, in milliseconds.
const FIRST: f64 = 500.0;
/// The waits before the attempts after the first in milliseconds, the last one for all that follow, each spread.
const WAITS: [f64; 7] = [500.0, 1_000.0, 1_000.0, 1_000.0, 2_000.0, 4_000.0, 8_000.0];
/// The least by which the waits that a server asks for are spread, in milliseconds.
const SPREAD_AFTER_BYE: f64 = 500.0;
/// How long an attempt may last as long as few failed; then it may be a slow network.
const FIRST_PATIENCE: Duration = Duration::from_secs(5);
const IMPATIENT_FOR: u32 = 2;
const PATIENCE: Duration = Duration::from_secs(9);

/// How long to wait before an attempt, by how many failed before it. `random` is between 0 and 1.
#[must_use]
pub fn wait(failures: u32, random: f64) -> Duration {
    let Some(before) = failures.checked_sub(1) else { return millis(FIRST * random) };
    let longest = WAITS.len() - 1;
    let wait = WAITS[usize::try_from(before).map_or(longest, |at| at.min(longest))];
    millis(wait * (0.5 + random))
}

/// How long to wait where the server said how long at least.
pub(super) fn after_bye(least: Duration, random: f64) -> Duration {
    let least = least.as_secs_f64() * 1_000.0;
    millis(least + SPREAD_AFTER_BYE.max(least / 2.0) * random)
}

/// How long an attempt may last.
pub(super) fn patience(failures: u32) -> Duration {
    if failures < IMPATIENT_FOR { FIRST_PATIENCE } else { PATIENCE }
}

/// Whole milliseconds, as a page's timers have them.
fn millis(ms: f64) -> Duration {
    Duration::from_secs_f64(ms.round() / 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Schedule {
        waits: Vec<Wait>,
        byes: Vec<Bye>,
    }

    #[derive(serde::Deserialize)]
    struct Wait {
        failures: u32,
        random: f64,
        ms: u64,
    }

    #[derive(serde::Deserialize)]
    struct Bye {
        after_ms: u64,
        random: f64,
        ms: u64,
    }

    #[test]
    fn a_played_phone_waits_as_long_as_a_real_one() {
        let schedule: Schedule = serde_json::from_str(include_str!("../../tests/fixtures/backoff.json"))
            .expect("the fixture is JSON");
        for Wait { failures, random, ms } in schedule.waits {
            assert_eq!(
                wait(failures, random),
                Duration::from_millis(ms),
                "after {failures} failures, by {random}"
            );
        }
        for Bye { after_ms, random, ms } in schedule.byes {
            let waits = after_bye(Duration::from_millis(after_ms), random);
            assert_eq!(waits, Duration::from_millis(ms), "after a bye of {after_ms} ms, by {random}");
        }
    }

    #[test]
    fn the_first_attempts_are_left_sooner() {
        assert_eq!([0, 1, 2, 9].map(|failures| patience(failures).as_secs()), [5, 5, 9, 9]);
    }
}
