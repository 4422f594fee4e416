//! Drafts: what they say and rest on, united and put in order.

use super::{Places, decided, drafter, has_room, held, is_draft, is_said, not_voted_on, rapporteur};
use crate::domain::change::Change;
use crate::domain::decide::{Authority, Decision, Request, Scribe, current, line, made_before, set_before};
use crate::domain::forum::Title;
use crate::domain::id::{LinkNo, RecommendationNo, WordsNo};
use crate::domain::recommendation::{
    Day, EVIDENCE, Evidence, LABEL_LENGTH, Marks, OWNER_LENGTH, RecommendationChange, RecommendationCommand,
    STANDING, Stage, TEXT_BYTES, TEXT_LENGTH, TITLE_BYTES, TITLE_LENGTH,
};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::register::Seq;
use crate::domain::role::Author;
use crate::domain::state::{Made, State};
use crate::domain::time::Time;
use crate::domain::words::Text;

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &RecommendationCommand,
) -> Result<Decision, Refusal> {
    match command {
        RecommendationCommand::Draft { title, text, evidence } => {
            let by = drafter(who)?;
            draft(state, request, (by, Places::of(who)), (title, text), evidence)
        }
        RecommendationCommand::Edit { recommendation, version, title, text, label } => {
            rapporteur(who)?;
            let now = who.organiser().is_ok().then_some(request.now);
            edit(state, (*recommendation, *version), (title, text), (label, now))
        }
        RecommendationCommand::Assign { recommendation, version, owner, due } => {
            rapporteur(who)?;
            assign(state, request, (*recommendation, *version), owner, *due)
        }
        RecommendationCommand::Cite { recommendation, evidence } => {
            drafter(who)?;
            cite(state, *recommendation, *evidence, rapporteur(who).is_ok())
        }
        RecommendationCommand::SetEvidence { recommendation, version, evidence } => {
            rapporteur(who)?;
            set_evidence(state, (*recommendation, *version), evidence)
        }
        RecommendationCommand::Merge { recommendation, version, into } => {
            rapporteur(who)?;
            merge(state, (*recommendation, *version), *into)
        }
        RecommendationCommand::Unmerge { recommendation, version } => {
            rapporteur(who)?;
            unmerge(state, (*recommendation, *version), Places::of(who))
        }
        RecommendationCommand::Mark { recommendation, marks, seq } => {
            mark(state, request, rapporteur(who)?, *recommendation, (*marks, *seq))
        }
        RecommendationCommand::Arrange { arrangement, order } => {
            rapporteur(who)?;
            arrange(state, *arrangement, order)
        }
        _ => Err(Code::NotAllowed.into()),
    }
}

/// Files what it says.
fn file(scribe: &mut Scribe, (title, text): (&Text, &Text)) -> Result<(WordsNo, Option<WordsNo>), Refusal> {
    fits(title, TITLE_BYTES, TITLE_LENGTH)?;
    fits(text, TEXT_BYTES, TEXT_LENGTH)?;
    Ok((scribe.file(title, TITLE_LENGTH)?, scribe.file_optional(Some(text), TEXT_LENGTH)?))
}

/// Refuses a text whose letters take too many bytes, however few they are.
pub(super) fn fits(text: &Text, bytes: usize, length: usize) -> Result<(), Refusal> {
    if text.as_str().len() <= bytes { Ok(()) } else { Err(Code::TextTooLong.at_most(length)) }
}

fn draft(
    state: &State,
    request: &Request,
    (by, places): (LinkNo, Places),
    said: (&Text, &Text),
    evidence: &[Evidence],
) -> Result<Decision, Refusal> {
    let author = Author::Link(by);
    if let Some(made) = made_before(state, author, request, Made::recommendation)? {
        return Ok(made);
    }
    has_room(state, places)?;
    if state.recommendations.all.len() >= places.ever {
        return Err(Code::TooManyRecommendations.at_most(places.ever));
    }
    let evidence = each_once(state, evidence)?;
    evidence.iter().try_for_each(|thing| counts(state, *thing))?;
    let mut scribe = Scribe::new(state);
    let (title, text) = file(&mut scribe, said)?;
    let recommendation = state.last.recommendation.next();
    let (id, time) = (request.id, request.now);
    let drafted = RecommendationChange::Drafted { recommendation, author, id, title, text, evidence, time };
    Ok(Decision { made: Some(recommendation.0), ..scribe.decision([Change::Recommendations(drafted)]) })
}

/// The evidence as it is to be found now, no more than there may be.
fn each_once(state: &State, evidence: &[Evidence]) -> Result<Vec<Evidence>, Refusal> {
    if evidence.len() > EVIDENCE {
        return Err(Code::TooMuchEvidence.at_most(EVIDENCE));
    }
    let mut all: Vec<Evidence> = Vec::with_capacity(evidence.len());
    for thing in evidence.iter().map(|thing| thing.resolved(state)) {
        if !all.contains(&thing) {
            all.push(thing);
        }
    }
    Ok(all)
}

/// Refuses what is not there, or not to be seen by everyone.
fn counts(state: &State, thing: Evidence) -> Result<(), Refusal> {
    thing.stands(state).map_err(|_| Code::NotEvidence.into())
}

fn edit(
    state: &State,
    (no, version): (RecommendationNo, u32),
    (title, text): (&Text, &Text),
    (label, now): (&Title, Option<Time>),
) -> Result<Decision, Refusal> {
    let stands = held(state, no)?;
    let label = line(label, LABEL_LENGTH)?;
    let says = state.says(Some(stands.title), Some(title)) && state.says(stands.text, Some(text));
    if says && stands.label == label {
        return Ok(Decision::stands());
    }
    current(stands.version, version)?;
    is_said(state, stands)?;
    // An organiser puts right what is published, and everyone is told.
    let corrected = now.filter(|_| stands.stage == Stage::Published);
    if corrected.is_none() {
        is_draft(state, no, stands)?;
    }
    let mut scribe = Scribe::new(state);
    fits(title, TITLE_BYTES, TITLE_LENGTH)?;
    fits(text, TEXT_BYTES, TEXT_LENGTH)?;
    let text = scribe.file_instead(stands.text, Some(text), TEXT_LENGTH)?;
    let title = scribe.file_instead(Some(stands.title), Some(title), TITLE_LENGTH)?.ok_or(Code::TextEmpty)?;
    let edited = RecommendationChange::Edited { recommendation: no, title, text, label, corrected };
    Ok(scribe.decision([Change::Recommendations(edited)]))
}

/// An office and a day can be named as long as anybody has to do with it. Whether that was after the room saw it is told.
fn assign(
    state: &State,
    request: &Request,
    (no, version): (RecommendationNo, u32),
    owner: &Title,
    due: Option<Day>,
) -> Result<Decision, Refusal> {
    let stands = held(state, no)?;
    let owner = line(owner, OWNER_LENGTH)?;
    if stands.owner == owner && stands.due == due {
        return Ok(Decision::stands());
    }
    current(stands.version, version)?;
    if !stands.stage.stands() {
        return Err(Code::WrongState.into());
    }
    let after_vote = stands.put.map(|_| request.now);
    Ok(decided(RecommendationChange::Assigned { recommendation: no, owner, due, after_vote }))
}

/// Adding evidence takes nothing from anybody, so it names no version; rapporteurs add to a published one too. What is put to the vote stays as it is.
fn cite(
    state: &State,
    no: RecommendationNo,
    thing: Evidence,
    to_published: bool,
) -> Result<Decision, Refusal> {
    let stands = held(state, no)?;
    let (thing, all) = (thing.resolved(state), state.recommendations.evidence(state, no));
    if all.contains(&thing) {
        return Ok(Decision::stands());
    }
    not_voted_on(state, no)?;
    if stands.stage != Stage::Draft && (stands.stage != Stage::Published || !to_published) {
        return Err(Code::WrongState.into());
    }
    counts(state, thing)?;
    if all.len() >= EVIDENCE || stands.evidence.len() >= EVIDENCE {
        return Err(Code::TooMuchEvidence.at_most(EVIDENCE));
    }
    Ok(decided(RecommendationChange::Cited { recommendation: no, evidence: thing }))
}

/// What counts no more may stay, so that a list can be put in order around it, and not come in.
fn set_evidence(
    state: &State,
    (no, version): (RecommendationNo, u32),
    evidence: &[Evidence],
) -> Result<Decision, Refusal> {
    let stands = held(state, no)?;
    let (evidence, all) = (each_once(state, evidence)?, state.recommendations.evidence(state, no));
    if all == evidence {
        return Ok(Decision::stands());
    }
    current(stands.version, version)?;
    if stands.stage != Stage::Published {
        is_draft(state, no, stands)?;
    } else if !evidence.iter().any(|thing| thing.counts(state)) {
        return Err(Code::NoEvidence.at(i64::from(no.0)));
    }
    let new = evidence.iter().filter(|thing| !all.contains(thing));
    new.copied().try_for_each(|thing| counts(state, thing))?;
    Ok(decided(RecommendationChange::Founded { recommendation: no, evidence }))
}

fn merge(
    state: &State,
    (no, version): (RecommendationNo, u32),
    into: RecommendationNo,
) -> Result<Decision, Refusal> {
    let (stands, stays) = (held(state, no)?, held(state, into)?);
    if stands.stage == Stage::Merged(into) {
        return Ok(Decision::stands());
    }
    current(stands.version, version)?;
    if no == into {
        return Err(Code::BadMerge.into());
    }
    is_draft(state, no, stands)?;
    is_draft(state, into, stays)?;
    let of = &state.recommendations;
    let mut all = of.evidence(state, into);
    all.extend(of.evidence(state, no).into_iter().filter(|thing| !of.evidence(state, into).contains(thing)));
    if all.len() > EVIDENCE {
        return Err(Code::TooMuchEvidence.at_most(EVIDENCE));
    }
    Ok(decided(RecommendationChange::Merged { recommendation: no, into }))
}

fn unmerge(
    state: &State,
    (no, version): (RecommendationNo, u32),
    places: Places,
) -> Result<Decision, Refusal> {
    let stands = held(state, no)?;
    let into = match stands.stage {
        Stage::Merged(into) => into,
        Stage::Draft => return Ok(Decision::stands()),
        _ => return Err(Code::WrongState.into()),
    };
    current(stands.version, version)?;
    is_draft(state, into, held(state, into)?)?;
    has_room(state, places)?;
    Ok(decided(RecommendationChange::Unmerged { recommendation: no }))
}

fn mark(
    state: &State,
    request: &Request,
    by: LinkNo,
    no: RecommendationNo,
    (marks, seq): (Option<Marks>, Seq),
) -> Result<Decision, Refusal> {
    let stands = held(state, no)?;
    let before = stands.marks.get(&by).map(|marked| (marked.seq, marked.id));
    if set_before(before, (seq, request.id))? {
        return Ok(Decision::stands());
    }
    let in_range = |marks: Marks| [marks.impact, marks.feasibility].iter().all(|mark| (1..=5).contains(mark));
    if !marks.is_none_or(in_range) {
        return Err(Code::OutOfRange.at(5));
    }
    if !stands.stage.stands() {
        return Err(Code::WrongState.into());
    }
    let marked = RecommendationChange::Marked { recommendation: no, by, marks, seq, id: request.id };
    Ok(decided(marked))
}

fn arrange(state: &State, arrangement: u32, order: &[RecommendationNo]) -> Result<Decision, Refusal> {
    let of = &state.recommendations;
    if of.by_hand == order {
        return Ok(Decision::stands());
    }
    current(of.arrangement, arrangement)?;
    if order.len() > STANDING {
        return Err(Code::OutOfRange.at_most(STANDING));
    }
    for (at, no) in order.iter().enumerate() {
        held(state, *no)?;
        if order[..at].contains(no) {
            return Err(Code::OutOfRange.at_most(STANDING));
        }
    }
    Ok(decided(RecommendationChange::Arranged { order: order.to_vec() }))
}
