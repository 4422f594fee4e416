use super::INTRO_LENGTH;
use crate::domain::change::Change;
use crate::domain::decide::{Authority, Decision, current, fits};
use crate::domain::forum::Title;
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::text::stored::paragraphs;

/// Publishes the record or takes it back, and sets what stands before it.
pub fn decide(
    state: &State,
    who: &Authority,
    version: u32,
    published: bool,
    intro: &Title,
) -> Result<Decision, Refusal> {
    who.organiser()?;
    let stands = &state.publication;
    let intro = Title { ar: paragraphs(&intro.ar), en: paragraphs(&intro.en) };
    if (stands.published, &stands.intro) == (published, &intro) {
        return Ok(Decision::stands());
    }
    current(stands.version, version)?;
    fits(&intro.ar, INTRO_LENGTH)?;
    fits(&intro.en, INTRO_LENGTH)?;
    Ok(Decision::of([Change::RecordSet { published, intro }]))
}
