//! What a desk writes about a question: its corrected text, a shorter one for the wall, a reply.

use super::admission::{current, may_write};
use super::case::QuestionCase;
use super::{Authority, Decision, Request, Scribe};
use crate::domain::id::QuestionNo;
use crate::domain::ledger::Deed;
use crate::domain::question::Status;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;
use crate::domain::words::Text;

pub fn edit(
    state: &State,
    request: &Request,
    who: &Authority,
    (no, version): (QuestionNo, u32),
    text: &Text,
) -> Result<Decision, Refusal> {
    let case = QuestionCase::open(state, who, no)?;
    if state.text(case.question.standing.text) == text.as_str() && !text.as_str().is_empty() {
        return Ok(Decision::stands());
    }
    written(&case, request, version, |scribe| {
        Ok(Deed::Edit { text: scribe.file(text, state.forum.rules.question_length)? })
    })
}

/// What a desk writes beside the text of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// A shorter text for the wall.
    WallText,
    /// A reply.
    Reply,
}

/// Writes it anew, or takes it away. A reply is for a question that everyone sees.
pub fn beside(
    state: &State,
    request: &Request,
    who: &Authority,
    (no, version): (QuestionNo, u32),
    (what, text): (Beside, Option<&Text>),
) -> Result<Decision, Refusal> {
    let case = QuestionCase::open(state, who, no)?;
    let (standing, rules) = (&case.question.standing, &state.forum.rules);
    let (stands, longest) = match what {
        Beside::WallText => (standing.wall_text, rules.question_length),
        Beside::Reply => (standing.reply, rules.comment_length),
    };
    if state.says(stands, text) {
        return Ok(Decision::stands());
    }
    if what == Beside::Reply && !case.status().is_public() {
        return Err(Code::WrongState.into());
    }
    written(&case, request, version, |scribe| {
        let text = scribe.file_optional(text, longest)?;
        Ok(match what {
            Beside::WallText => Deed::Shorten { text },
            Beside::Reply => Deed::Reply { text },
        })
    })
}

/// A decision with words of its own.
fn written(
    case: &QuestionCase<'_>,
    request: &Request,
    version: u32,
    deed: impl FnOnce(&mut Scribe) -> Result<Deed, Refusal>,
) -> Result<Decision, Refusal> {
    current(case.question.version, version)?;
    if case.status() == Status::Withdrawn || case.state.is_erased(case.question) {
        return Err(Code::WrongState.into());
    }
    let mut scribe = Scribe::new(case.state);
    let deed = deed(&mut scribe)?;
    if deed.words().is_some() {
        may_write(case.question.written)?;
    }
    let change = case.change(request, case.state.last.act.next(), deed);
    Ok(scribe.decision([change]))
}
