//! What a ballot may say.

use crate::domain::ballot::{Choice, Mark};
use crate::domain::decide::Scribe;
use crate::domain::forum::Rules;
use crate::domain::places::Places;
use crate::domain::poll::{Method, PollKind, PollPlan};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::tally::cloud_key;
use crate::domain::words::Text;

/// Checks a choice against the poll and files its texts. An empty choice is no mark: it takes the ballot back.
pub fn mark(
    plan: &PollPlan,
    choice: &Choice,
    rules: &Rules,
    scribe: &mut Scribe,
) -> Result<Option<Mark>, Refusal> {
    match (plan.kind, choice) {
        (_, Choice::Options(none)) if none.is_empty() => return Ok(None),
        (_, Choice::Words(none)) if none.is_empty() => return Ok(None),
        (_, Choice::Steps(none) | Choice::Points(none)) if none.is_empty() => return Ok(None),
        (PollKind::Single | PollKind::YesNoAbstain | PollKind::Quiz { .. }, Choice::Options(one)) => {
            options(plan, one, 1..=1)
        }
        (PollKind::Multiple { min, max }, Choice::Options(some)) => {
            let mut ascending = some.clone();
            ascending.sort_unstable();
            options(plan, &ascending, min.into()..=max.into())
        }
        (PollKind::Ranking { method }, Choice::Options(order)) => {
            let fewest = if method == Method::Borda { plan.choices() } else { 1 };
            options(plan, order, fewest..=plan.choices())
        }
        (PollKind::Points, Choice::Points(given)) => points(plan, given),
        (PollKind::Likert { steps }, Choice::Steps(given)) => grid(plan, given, steps),
        (PollKind::Rating { max }, Choice::Stars(stars)) if (1..=max).contains(stars) => {
            Ok(Mark::Stars(*stars))
        }
        (PollKind::Cloud { words: most }, Choice::Words(entries)) => cloud(entries, most.into(), scribe),
        (PollKind::Open, Choice::Text(text)) => {
            Ok(Mark::Texts([scribe.file(text, rules.comment_length)?].into()))
        }
        _ => Err(Code::BadBallot.into()),
    }
    .map(Some)
}

/// So many options of the poll, each once.
fn options(plan: &PollPlan, places: &[u8], count: std::ops::RangeInclusive<usize>) -> Result<Mark, Refusal> {
    // The count comes first: a hostile list may be long, and comparing all with all takes its square.
    let fits = count.contains(&places.len())
        && places.iter().all(|place| usize::from(*place) < plan.choices())
        && places.iter().enumerate().all(|(at, place)| !places[..at].contains(place));
    let places = places.try_into().ok().filter(|_| fits);
    places.map(Mark::Options).ok_or_else(|| Code::BadBallot.into())
}

/// A hundred points, shared out over all options of the poll.
fn points(plan: &PollPlan, given: &[u8]) -> Result<Mark, Refusal> {
    let places = of_each_row(plan, given).ok_or(Code::BadBallot)?;
    let spent: u32 = given.iter().map(|points| u32::from(*points)).sum();
    if spent == PollKind::POINTS {
        Ok(Mark::Points(places))
    } else {
        Err(Code::PointsNotSpent.at(PollKind::POINTS.into()))
    }
}

/// A step for each statement or none, and for one of them at least.
fn grid(plan: &PollPlan, given: &[u8], steps: u8) -> Result<Mark, Refusal> {
    let fits = given.iter().all(|step| *step <= steps) && given.iter().any(|step| *step > 0);
    let places = of_each_row(plan, given).filter(|_| fits);
    places.map(Mark::Steps).ok_or_else(|| Code::BadBallot.into())
}

/// One number for each option.
fn of_each_row(plan: &PollPlan, given: &[u8]) -> Option<Places> {
    given.try_into().ok().filter(|_| given.len() == plan.rows())
}

/// Entries of a cloud that are different words, however they are spelled.
fn cloud(entries: &[Text], most: usize, scribe: &mut Scribe) -> Result<Mark, Refusal> {
    if entries.len() > most {
        return Err(Code::BadBallot.into());
    }
    let filed =
        entries.iter().map(|entry| scribe.file(entry, PollKind::ENTRY_LENGTH)).collect::<Result<_, _>>()?;
    let keys: std::collections::BTreeSet<_> = entries.iter().map(|entry| cloud_key(entry.as_str())).collect();
    if keys.len() == entries.len() { Ok(Mark::Texts(filed)) } else { Err(Code::BadBallot.into()) }
}
