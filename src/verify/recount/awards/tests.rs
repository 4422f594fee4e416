//! The recount of awards beside the room's own count, which it shares no code with.

use std::sync::Arc;

use proptest::prelude::*;

use super::Awards;
use crate::domain::agenda::SessionKind;
use crate::domain::award::tests::{criterion, track};
use crate::domain::award::{
    AwardChange, AwardPlan, AwardResults, Case, Lot, Normalise, PeoplesChoice, Tie, results,
};
use crate::domain::badge::Groups;
use crate::domain::ballot::Mark;
use crate::domain::change::{Change, Plan};
use crate::domain::forum::{Moderation, Title};
use crate::domain::id::{CommandId, HallNo, LinkNo, PersonId, PollNo, SessionNo};
use crate::domain::poll::{PollKind, PollPlan, PollSettings, Voter};
use crate::domain::register::Seq;
use crate::domain::role::{Author, Link, Role};
use crate::domain::state::State;
use crate::domain::time::Time;
use crate::domain::words::Lexicon;
use crate::verify::compare::figures;
use crate::verify::recount::{Beside, Recount};
use crate::verify::report::ForumReport;

const SESSION: SessionNo = SessionNo(1);
const POLL: PollNo = PollNo(1);
const NOMINEES: u8 = 4;

/// An entry that files no words.
fn beside() -> Beside<'static> {
    static NONE: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(Lexicon::default);
    Beside { words: &NONE, is_home: false }
}

/// What was given: a juror, a nominee, and the marks, or that the juror does not judge it.
type Given = (u32, u8, Vec<u8>, bool);

fn founded(plan: &AwardPlan) -> Vec<Change> {
    let (session, title) = (SESSION, Title::default());
    let agenda = Plan {
        hall: HallNo(1),
        kind: SessionKind::Award,
        title: title.clone(),
        about: title.clone(),
        starts: Time(0),
        ends: Time(1),
        moderation: Moderation::After,
        labels: Vec::new(),
    };
    let draft = PollPlan {
        title: title.clone(),
        kind: PollKind::Single,
        options: vec![title; NOMINEES.into()],
        settings: PollSettings { sealed: true, ..PollSettings::default() },
        labels: Vec::new(),
    };
    let (author, id) = (Author::Link(LinkNo(1)), CommandId(1));
    let lot: Lot = serde_json::from_str(&format!("\"{}\"", "5a".repeat(32))).expect("a lot is a text");
    let organiser = |no: u32| {
        let (name, token_hash) = (String::new(), no.to_string());
        let grant = Link {
            role: Role::Organiser,
            hall: None,
            name,
            token_hash,
            expires: None,
            revoked: false,
            table: None,
            stand: None,
        };
        Change::LinkCreated { link: LinkNo(no), id, by: None, grant }
    };
    vec![
        organiser(2),
        organiser(3),
        Change::SessionSet { session, plan: agenda },
        Change::Award(AwardChange::Planned { session, plan: Arc::new(plan.clone()) }),
        Change::PollCreated { poll: POLL, session, author, id, draft },
        Change::Award(AwardChange::Begun { session, lot, polls: vec![Some(POLL)], key: None }),
    ]
}

fn given(seq: u64, (juror, nominee, marks, recused): &Given) -> Change {
    let case = Case { track: 0, nominee: *nominee, juror: LinkNo(*juror) };
    // No two commands have one id.
    let (session, seq, id) = (SESSION, Seq(seq), CommandId(seq * 10 + u64::from(*juror)));
    Change::Award(match recused {
        false => AwardChange::Scored { session, case, marks: marks.as_slice().into(), seq, id },
        true => AwardChange::Recused { session, case, on: marks.len() % 2 > 0, seq, id, by: Some(LinkNo(1)) },
    })
}

fn voted(round: u32, (voter, option): (u8, u8)) -> Change {
    let mark = [option][..].try_into().ok().map(Mark::Options);
    let voter = Voter(PersonId([voter; 16]));
    Change::Voted {
        poll: POLL,
        round,
        voter,
        mark,
        seq: Seq(1),
        id: CommandId(1),
        took: None,
        assisted: None,
        edition: 0,
        signed: None,
        slip: false,
    }
}

/// A history up to the moment before the opening.
fn history(plan: &AwardPlan, sheets: &[Given], votes: &[(u8, u8)]) -> Vec<Change> {
    let mut changes = founded(plan);
    let opened = |round| Change::PollOpened {
        poll: POLL,
        round,
        until: None,
        key: None,
        time: Time(0),
        earlier: None,
    };
    let closed = Change::PollClosed { poll: POLL, here: 0, time: Time(0), split: None };
    changes.extend([opened(1), voted(1, (9, 0)), closed.clone(), opened(2)]);
    changes.extend(votes.iter().map(|vote| voted(2, *vote)));
    changes.extend([closed, Change::Award(AwardChange::Sealed { session: SESSION })]);
    // Ones that came later than they were given stand in the order of their numbers all the same.
    changes.extend((1..).zip(sheets).map(|(at, sheet)| given(at * 7 % 5 + 1, sheet)));
    changes
}

/// What the recount tells of a history and the results that its opening said.
fn told(changes: &[Change], said: AwardResults) -> Vec<String> {
    let opened =
        AwardChange::Opened { session: SESSION, by: LinkNo(2), asked: LinkNo(3), results: Arc::new(said) };
    let (mut state, mut recount, mut report) = (State::default(), Recount::default(), ForumReport::default());
    let all: Vec<Change> = changes.iter().cloned().chain([Change::Award(opened)]).collect();
    state.apply_entry(1, &all, &[]);
    for change in &all {
        recount.take(change, beside());
    }
    figures(&state, &recount, &mut report);
    report.differences.into_iter().map(|difference| difference.place).collect()
}

fn counted(changes: &[Change]) -> AwardResults {
    let mut state = State::default();
    state.apply_entry(1, changes, &[]);
    results(&state, &state.awards[&SESSION]).expect("it was begun")
}

fn plan() -> impl Strategy<Value = AwardPlan> {
    let ties = vec![Tie::Criterion, Tie::People, Tie::Firsts, Tie::Lot];
    let people = prop::option::of((prop_oneof![Just(0_u8), Just(35), Just(100)], 0..4_u32));
    (
        prop::collection::vec(1..4_u8, 1..4),
        prop_oneof![Just(5_u8), Just(10), Just(100)],
        any::<bool>(),
        1..3_u8,
        people,
        (Just(ties).prop_shuffle(), 0..5_usize),
    )
        .prop_map(|(weights, scale, levelled, quorum_jury, people, (mut ties, asked))| {
            ties.truncate(asked);
            let groups = Groups::ALL;
            AwardPlan {
                tracks: vec![track(NOMINEES.into())],
                criteria: weights.into_iter().map(criterion).collect(),
                scale,
                normalise: if levelled { Normalise::ByJuror } else { Normalise::None },
                quorum_jury,
                people: people.map(|(weight, quorum)| PeoplesChoice { groups, weight, quorum, blind: false }),
                ties,
            }
        })
}

fn sheets() -> impl Strategy<Value = Vec<Given>> {
    let marks = prop::collection::vec(0..6_u8, 3);
    prop::collection::vec((1..5_u32, 0..NOMINEES, marks, prop::bool::weighted(0.1)), 0..40)
}

proptest! {
    #[test]
    fn an_award_comes_out_and_one_that_says_otherwise_does_not(
        plan in plan(),
        sheets in sheets(),
        votes in prop::collection::vec((0..9_u8, 0..NOMINEES), 0..9),
        at in 0..NOMINEES as usize,
        replaced in prop::collection::vec((0..40_usize, 1..5_u32, 1..5_u32), 0..3),
    ) {
        let fit = |(juror, nominee, marks, recused): &Given| {
            (*juror, *nominee, marks[..plan.criteria.len()].iter().map(|m| *m.min(&plan.scale)).collect(), *recused)
        };
        let mut changes = history(&plan, &sheets.iter().map(fit).collect::<Vec<_>>(), &votes);
        for (before, juror, heir) in replaced {
            let (juror, heir) = (LinkNo(juror), LinkNo(heir));
            let at = changes.len() - before.min(sheets.len());
            changes.insert(at, Change::Award(AwardChange::Replaced { session: SESSION, juror, heir }));
        }
        let said = counted(&changes);
        prop_assert_eq!(told(&changes, said.clone()), Vec::<String>::new());
        let mut other = said;
        other.tracks[0].nominees[at].votes += 1;
        prop_assert_eq!(told(&changes, other).len(), 1);
    }
}

#[test]
fn an_award_that_one_organiser_opened_or_nobody_sealed_is_named() {
    let plan = AwardPlan { tracks: vec![track(4)], criteria: vec![criterion(1)], ..AwardPlan::default() };
    let changes = history(&plan, &[], &[]);
    let said = Arc::new(counted(&changes));
    let named = |changes: &[Change], by: u32, asked: u32| {
        let (by, asked, results) = (LinkNo(by), LinkNo(asked), Arc::clone(&said));
        let opened = Change::Award(AwardChange::Opened { session: SESSION, by, asked, results });
        let mut recount = Recount::default();
        changes.iter().chain([&opened]).for_each(|change| recount.take(change, beside()));
        recount.awards().alone.clone()
    };
    assert_eq!(named(&changes, 2, 3), []);
    assert_eq!(named(&changes, 2, 2), [SESSION]);
    assert_eq!(named(&changes, 2, 4), [SESSION], "the fourth link is no organiser's");
    let sealed = Change::Award(AwardChange::Sealed { session: SESSION });
    let unsealed: Vec<Change> = changes.iter().filter(|change| **change != sealed).cloned().collect();
    assert_eq!(named(&unsealed, 2, 3), [SESSION]);
}

#[test]
fn a_track_that_does_not_come_out_is_named() {
    let plan = AwardPlan {
        tracks: vec![track(NOMINEES.into()); 2],
        criteria: vec![criterion(1)],
        ..AwardPlan::default()
    };
    let changes = history(&plan, &[(1, 0, vec![4], false), (1, 1, vec![7], false)], &[]);
    let mut said = counted(&changes);
    said.tracks[1].nominees[2].place = Some(1);
    assert_eq!(told(&changes, said), ["award of session 1, track 2 (التطوع البلدي)"]);
}

#[test]
fn ballots_that_come_home_after_the_opening_are_none_of_it() {
    let people = Some(PeoplesChoice { groups: Groups::ALL, weight: 100, quorum: 1, blind: false });
    let plan =
        AwardPlan { tracks: vec![track(4)], criteria: vec![criterion(1)], people, ..AwardPlan::default() };
    let changes = history(&plan, &[], &[(1, 0), (2, 1), (3, 1)]);
    let said = Arc::new(counted(&changes));
    assert_eq!(said.tracks[0].nominees[1].place, Some(1));
    let mut recount = Recount::default();
    let opened = AwardChange::Opened { session: SESSION, by: LinkNo(2), asked: LinkNo(3), results: said };
    let late = [voted(2, (4, 0)), voted(2, (5, 0))];
    for change in changes.iter().chain([&Change::Award(opened)]).chain(&late) {
        recount.take(change, beside());
    }
    let Awards { wrong, tracks, .. } = recount.awards();
    assert_eq!((wrong.as_slice(), *tracks), (&[][..], 1));
}
