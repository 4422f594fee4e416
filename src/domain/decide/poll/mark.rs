//! What a ballot may say.

use crate::domain::ballot::{Choice, Mark};
use crate::domain::decide::Scribe;
use crate::domain::forum::Rules;
use crate::domain::places::Places;
use crate::domain::poll::{PollKind, PollPlan};
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
    let mark = match (plan.kind, choice) {
        (_, Choice::Options(none)) if none.is_empty() => return Ok(None),
        (_, Choice::Words(none)) if none.is_empty() => return Ok(None),
        (_, Choice::Steps(none) | Choice::Points(none)) if none.is_empty() => return Ok(None),
        (PollKind::Multiple { .. }, Choice::Options(some)) => {
            let mut ascending = some.clone();
            ascending.sort_unstable();
            Mark::Options(places(&ascending)?)
        }
        (_, Choice::Options(order)) => Mark::Options(places(order)?),
        (_, Choice::Stars(stars)) => Mark::Stars(*stars),
        (_, Choice::Steps(given)) => Mark::Steps(places(given)?),
        (_, Choice::Points(given)) => Mark::Points(places(given)?),
        (PollKind::Cloud { words: most }, Choice::Words(entries)) => cloud(entries, most.into(), scribe)?,
        (PollKind::Open, Choice::Text(text)) => {
            Mark::Texts([scribe.file(text, rules.comment_length)?].into())
        }
        _ => return Err(Code::BadBallot.into()),
    };
    if plan.takes(&mark) { Ok(Some(mark)) } else { Err(untaken(plan, &mark)) }
}

/// A list of them may be long; no more are kept than a poll has options.
fn places(list: &[u8]) -> Result<Places, Refusal> {
    list.try_into().map_err(|_| Code::BadBallot.into())
}

/// Why the poll does not take it: whoever gave each option its points is told how many there are.
fn untaken(plan: &PollPlan, mark: &Mark) -> Refusal {
    match mark {
        Mark::Points(given) if plan.kind == PollKind::Points && given.as_slice().len() == plan.rows() => {
            Code::PointsNotSpent.at(PollKind::POINTS.into())
        }
        _ => Code::BadBallot.into(),
    }
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
