//! What each role sees of the recommendations.

mod shape;

use std::collections::BTreeSet;

use crate::domain::forum::Title;
use crate::domain::id::{LinkNo, PersonId, RecommendationNo, VoteNo};
use crate::domain::recommendation::evidence::{Gone, edition, told};
use crate::domain::recommendation::{MARKS_TOLD, Recommendation, Round, Stage, Voice};
use crate::domain::register::Seq;
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::text::direction;
use crate::domain::time::Time;
use crate::domain::topic::Part;
use crate::domain::view::question::{WINDOW_BYTES, fitting};

pub use shape::{
    MarksView, OutcomeView, OwnMarks, OwnVoices, RecommendationItem, RecommendationStage,
    RecommendationsDiff, RecommendationsHead, RecommendationsView, StepView, VoteView,
};

/// Most bytes of the recommendations that a phone is shown at once, and of those that the crew and walls are.
const PHONE_BYTES: usize = 60_000;
const CREW_BYTES: usize = 200_000;
/// Most bytes of what was done of one, the latest first.
const STEP_BYTES: usize = 8_000;
/// Those that are published no more of which everyone is told: the latest.
const UNPUBLISHED: usize = 20;

/// Whether that part is shown to the role: the drafts to whoever works on them, and what is public to everyone in the hall from when something was first.
#[must_use]
pub fn is_shown(state: &State, part: Part, role: Role) -> bool {
    let begun = state.topics.touched(part) > 0;
    match part {
        Part::Drafts => role == Role::Rapporteur || (role.is_desk() && begun),
        _ => role.is_in_the_hall() && begun,
    }
}

/// The revision at which something that is told in it was touched last: what it rests on among it.
#[must_use]
pub fn revision(state: &State, part: Part) -> u64 {
    let of = &state.recommendations;
    let shown = of.all.iter().filter(|(_, held)| part == Part::Drafts || is_public(held));
    let all = shown.flat_map(|(no, _)| of.group(*no)).collect::<BTreeSet<_>>();
    let evidence = all.iter().filter_map(|no| of.all.get(no)).flat_map(|held| &held.evidence);
    let parts: BTreeSet<Part> = evidence.flat_map(|thing| thing.resolved(state).parts(state)).collect();
    parts.into_iter().chain([part]).map(|part| state.topics.touched(part)).max().unwrap_or(0)
}

/// Whether everyone sees it: put to a vote, published, or published no more.
fn is_public(held: &Recommendation) -> bool {
    match held.stage {
        Stage::Published => true,
        Stage::Proposed => held.put.is_some() || held.unpublished.is_some(),
        Stage::Draft | Stage::Withdrawn => held.unpublished.is_some(),
        Stage::Merged(_) => false,
    }
}

/// The numbers of those that are told in that part, in their order.
fn told_of(state: &State, part: Part) -> Vec<RecommendationNo> {
    let of = &state.recommendations;
    let mut order = of.in_order();
    if part == Part::Drafts {
        return order;
    }
    let reached = |no: &RecommendationNo| of.all.get(no).map(|held| stage_of(held, false));
    let mut unpublished: Vec<RecommendationNo> = order.clone();
    unpublished.retain(|no| reached(no) == Some(RecommendationStage::Unpublished));
    unpublished.sort_unstable_by(|one, other| other.cmp(one));
    unpublished.truncate(UNPUBLISHED);
    order.retain(|no| of.all.get(no).is_some_and(|held| is_public(held)));
    order.retain(|no| reached(no) != Some(RecommendationStage::Unpublished) || unpublished.contains(no));
    order
}

/// Whether it is still told in that part.
#[must_use]
pub fn is_listed(state: &State, part: Part, no: RecommendationNo) -> bool {
    told_of(state, part).contains(&no)
}

/// The window on the recommendations that are told in that part.
#[must_use]
pub fn recommendations(state: &State, part: Part, role: Role) -> RecommendationsView {
    let of = &state.recommendations;
    let to_crew = part == Part::Drafts;
    let order = told_of(state, part);
    let (telling, bytes) = match role {
        _ if to_crew => (Telling::Crew, CREW_BYTES),
        Role::Participant => (Telling::Slim, PHONE_BYTES),
        _ => (Telling::Whole, CREW_BYTES),
    };
    let items = fitting(order.iter().filter_map(|no| item(state, *no, telling)), bytes);
    let head = RecommendationsHead {
        order,
        vote: of.round().map(|round| vote(round, role == Role::Participant)),
        by_hand: if to_crew { of.by_hand.clone() } else { Vec::new() },
        arrangement: to_crew.then_some(of.arrangement),
    };
    RecommendationsView { head, items }
}

/// All that is told of one to rapporteurs.
#[must_use]
pub fn whole(state: &State, no: RecommendationNo) -> Option<RecommendationItem> {
    item(state, no, Telling::Crew)
}

/// Those that are published, in their order, with all that everyone may see of each.
pub fn published(state: &State) -> impl Iterator<Item = RecommendationItem> + '_ {
    let of = &state.recommendations;
    let is_published =
        |no: &RecommendationNo| of.all.get(no).is_some_and(|held| held.stage == Stage::Published);
    let order = told_of(state, Part::Recommendations).into_iter().filter(is_published);
    order.filter_map(|no| item(state, no, Telling::Whole))
}

/// A page of them in the order of their numbers, all of each that is told to the role, from behind `after`, and the `after` of the next page.
#[must_use]
pub fn page(
    state: &State,
    part: Part,
    after: RecommendationNo,
    role: Role,
) -> (Vec<RecommendationItem>, Option<RecommendationNo>) {
    if !is_shown(state, part, role) {
        return (Vec::new(), None);
    }
    let mut behind = told_of(state, part);
    behind.retain(|no| *no > after);
    behind.sort_unstable();
    let telling = if part == Part::Drafts { Telling::Crew } else { Telling::Whole };
    let items = fitting(behind.iter().filter_map(|no| item(state, *no, telling)), WINDOW_BYTES);
    let reached = items.last().map(|item| item.r);
    let next = reached.filter(|reached| behind.last().is_some_and(|last| last > reached));
    (items, next)
}

fn vote(round: &Round, to_phones: bool) -> VoteView {
    VoteView {
        round: round.no,
        list: round.list.clone(),
        rule: round.rule,
        opened: round.opened,
        until: round.until.filter(|_| round.closed.is_none()),
        closed: round.closed,
        voted: Some(round.voted).filter(|_| !to_phones || round.closed.is_some()),
    }
}

fn stage_of(held: &Recommendation, to_crew: bool) -> RecommendationStage {
    let told = |stage| if to_crew { stage } else { RecommendationStage::Unpublished };
    match held.stage {
        Stage::Published => RecommendationStage::Published,
        Stage::Proposed if to_crew || held.put.is_some() => RecommendationStage::Proposed,
        Stage::Proposed => RecommendationStage::Unpublished,
        Stage::Draft => told(RecommendationStage::Draft),
        Stage::Withdrawn => told(RecommendationStage::Withdrawn),
        Stage::Merged(_) => RecommendationStage::Merged,
    }
}

/// How much of a recommendation is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Telling {
    /// What phones are sent of each at once.
    Slim,
    /// All that everyone may see.
    Whole,
    /// All that rapporteurs see.
    Crew,
}

fn item(state: &State, no: RecommendationNo, telling: Telling) -> Option<RecommendationItem> {
    let (to_crew, is_slim) = (telling == Telling::Crew, telling == Telling::Slim);
    let of = &state.recommendations;
    let held = of.all.get(&no)?;
    let reached = stage_of(held, to_crew);
    let is_whole = reached != RecommendationStage::Unpublished;
    // What somebody works on again is not what was published.
    let is_told = is_whole || held.stage == Stage::Withdrawn;
    let title = if is_told { state.text(held.title).to_owned() } else { String::new() };
    let text = held.text.map(|no| state.text(no).to_owned()).filter(|text| is_whole && !text.is_empty());
    let dir = direction::of(&[title.as_str(), text.as_deref().unwrap_or_default()].join(" "));
    let named = |title: &Title| (is_whole && *title != Title::default()).then(|| title.clone());
    let all = if is_whole { of.evidence(state, no) } else { Vec::new() };
    let is_published = reached == RecommendationStage::Published;
    let published = held.published.filter(|_| is_published);
    // What was counted is told once the vote is closed: the open one says nothing of it yet.
    let outcome = of.outcome(no).filter(|_| is_whole).map(|outcome| OutcomeView {
        round: outcome.round,
        agree: outcome.counts[0],
        disagree: outcome.counts[1],
        abstain: outcome.counts[2],
        agreed: outcome.agreed,
    });
    let reason = held.unpublished.filter(|_| to_crew || !is_whole);
    let crew = if to_crew { CrewPart::of(held) } else { CrewPart::default() };
    let evidence = told(state, &all, to_crew);
    let erased = all.iter().filter(|thing| thing.stands(state) == Err(Gone::Erased)).count();
    Some(RecommendationItem {
        r: no,
        v: held.version,
        stage: reached,
        title,
        text,
        dir,
        label: named(&held.label),
        owner: named(&held.owner),
        due: held.due.filter(|_| is_whole),
        pieces: all.iter().filter(|thing| thing.counts(state)).count() as u32,
        erased: erased as u32,
        e: is_slim.then(|| edition(&evidence)).filter(|_| !evidence.is_empty()),
        evidence: if is_slim { Vec::new() } else { evidence },
        assigned: held.assigned.filter(|_| is_whole),
        corrected: held.corrected.filter(|_| is_whole),
        outcome,
        published: published.map(|published| published.at),
        anyway: published.is_some_and(|published| published.anyway),
        steps: if is_published || to_crew { steps(state, held, is_slim) } else { Vec::new() },
        reason: reason.map(|no| state.text(no).to_owned()),
        at: crew.at,
        into: crew.into,
        absorbed: crew.absorbed,
        put: crew.put,
        unagreed: to_crew && of.lacks_agreement(no),
        marks: crew.marks,
    })
}

/// What rapporteurs alone are told of one.
#[derive(Default)]
struct CrewPart {
    at: Option<Time>,
    into: Option<RecommendationNo>,
    absorbed: Vec<RecommendationNo>,
    put: Option<VoteNo>,
    marks: Option<MarksView>,
}

impl CrewPart {
    fn of(held: &Recommendation) -> Self {
        let score = held.score();
        let (impact, feasibility) = score.means();
        let n = u32::try_from(score.voices).unwrap_or(u32::MAX);
        let told = |hundredths| Some(hundredths).filter(|_| n >= MARKS_TOLD);
        let marks = MarksView {
            impact: told(impact),
            feasibility: told(feasibility),
            score: told(score.hundredths()),
            n,
        };
        Self {
            at: Some(held.at),
            into: if let Stage::Merged(into) = held.stage { Some(into) } else { None },
            absorbed: held.absorbed.clone(),
            put: held.put,
            marks: (n > 0).then_some(marks),
        }
    }
}

/// The latest steps that fit, in their order.
fn steps(state: &State, held: &Recommendation, is_slim: bool) -> Vec<StepView> {
    let most = if is_slim { 1 } else { usize::MAX };
    let latest = held.steps.iter().rev().map(|step| StepView {
        status: step.status,
        note: step.note.and_then(|no| state.words.get(no)).map(ToString::to_string),
        at: step.at,
    });
    let mut steps = fitting(latest.take(most), STEP_BYTES);
    steps.reverse();
    steps
}

/// What that person said in the vote at hand, and the highest sequence number of it.
#[must_use]
pub fn own_voices(state: &State, person: PersonId) -> (Option<OwnVoices>, Seq) {
    let none = (None, Seq::default());
    let Some(round) = state.recommendations.round() else { return none };
    let Some(votes) = round.votes.get(&person) else { return none };
    let (mut own, mut seq) = (OwnVoices { round: round.no, ..OwnVoices::default() }, Seq::default());
    for (no, cast) in &votes.cast {
        seq = seq.max(cast.seq);
        match cast.vote {
            Some(Voice::Agree) => own.agree.push(*no),
            Some(Voice::Disagree) => own.disagree.push(*no),
            Some(Voice::Abstain) => own.abstain.push(*no),
            None => {}
        }
    }
    (Some(own), seq)
}

/// What that link's marks are, and the highest sequence number of them; nothing where it never gave any.
#[must_use]
pub fn own_marks(state: &State, link: LinkNo) -> Option<(Vec<OwnMarks>, Seq)> {
    let given =
        state.recommendations.all.iter().filter_map(|(no, held)| Some((*no, *held.marks.get(&link)?)));
    let given: Vec<_> = given.collect();
    let seq = given.iter().map(|(_, marked)| marked.seq).max()?;
    let marks = given.iter().filter_map(|(no, marked)| Some(OwnMarks { r: *no, marks: marked.marks? }));
    Some((marks.collect(), seq))
}
