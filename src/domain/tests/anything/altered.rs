//! Entries that no room wrote. What they come to may be nonsense, but it is come to: nothing panics, hangs or grows without
//! a bound.

use std::sync::Arc;

use proptest::prelude::*;

use super::cases;
use crate::domain::agenda::{Phase, SessionKind};
use crate::domain::badge::BadgeChange;
use crate::domain::ballot::Mark;
use crate::domain::change::{Change, Plan};
use crate::domain::command::Command;
use crate::domain::decide::{Circumstances, Request, decide, next_deadline};
use crate::domain::forum::{Moderation, Title};
use crate::domain::id::{
    ActNo, BadgeNo, ClusterNo, CommandId, CueNo, HallNo, IdeaNo, LinkNo, PersonId, PollNo, QuestionNo,
    RecommendationNo, RemarkNo, SessionNo, StandNo, VoteNo, WordsNo,
};
use crate::domain::idea::{self, Dots, IdeaAct, IdeaBy, IdeaChange, IdeaPlan, IdeaStatus, Spot};
use crate::domain::ledger::Deed;
use crate::domain::poll::{Method, PollKind, PollPlan, PollSettings, Voter};
use crate::domain::question::{Reason, Source, Status};
use crate::domain::recommendation::{self, Evidence, RecommendationChange, Rule, Voice};
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Author, Role};
use crate::domain::show::{self, Came, CueAct, CuePlan, Moment, Outcome, ShowAct, ShowChange, Thing};
use crate::domain::stand::{self, ExhibitionPlan, OnPage, RemarkKind, StandAct, StandChange};
use crate::domain::state::State;
use crate::domain::time::{Millis, Time};
use crate::domain::topic::Part;
use crate::domain::view;

/// A few numbers, so that they meet, and the last one there is.
fn number() -> impl Strategy<Value = u32> {
    prop_oneof![8 => 0..4_u32, 1 => Just(u32::MAX)]
}

fn moment() -> impl Strategy<Value = i64> {
    prop_oneof![0..1_000_i64, Just(i64::MAX), Just(i64::MIN)]
}

fn deed() -> impl Strategy<Value = Deed> {
    let to = prop_oneof![
        Just(Status::Pending),
        Just(Status::Withdrawn),
        number().prop_map(|no| Status::Merged(QuestionNo(no)))
    ];
    prop_oneof![
        Just(Deed::Approve),
        Just(Deed::Answer),
        Just(Deed::Stage),
        Just(Deed::Unqueue),
        Just(Deed::Dismiss { reason: Reason::Other }),
        to.prop_map(|to| Deed::Restore { to }),
        number().prop_map(|into| Deed::Merge { into: QuestionNo(into) }),
        number().prop_map(|to| Deed::Move { to: SessionNo(to) }),
        number().prop_map(|at| Deed::Queue { at }),
        number().prop_map(|text| Deed::Edit { text: WordsNo(text) }),
    ]
}

fn about_questions() -> impl Strategy<Value = Change> {
    let of = |by: u32| PersonId([by as u8; 16]);
    prop_oneof![
        (number(), number(), any::<bool>()).prop_map(move |(question, session, listed)| Change::Asked {
            question: QuestionNo(question),
            session: SessionNo(session),
            author: Author::Person(of(question)),
            id: CommandId(question.into()),
            source: Source::Phone,
            text: WordsNo(question),
            name: None,
            listed,
            time: Time(0),
        }),
        (number(), number(), deed()).prop_map(|(act, question, deed)| Change::Curated {
            act: ActNo(act),
            question: QuestionNo(question),
            by: LinkNo(1),
            deed,
            time: Time(0),
        }),
        number().prop_map(|act| Change::Undone { act: ActNo(act) }),
        (number(), number()).prop_map(|(poll, badge)| {
            let mut slips = vec![(BadgeNo(badge), poll), (BadgeNo(poll), badge)];
            slips.truncate(usize::try_from(poll).unwrap_or_default());
            let (by, id, poll, round) = (LinkNo(badge), CommandId(poll.into()), PollNo(poll), badge);
            Change::Badges(BadgeChange::SlipsPrinted {
                by,
                id,
                poll,
                round,
                slips,
                home: !badge.is_multiple_of(2),
            })
        }),
        number().prop_map(|question| Change::Withdrawn { question: QuestionNo(question) }),
        (number(), number(), any::<bool>()).prop_map(move |(question, by, on)| Change::Supported {
            question: QuestionNo(question),
            person: of(by),
            on,
            seq: Seq(by.into()),
            id: CommandId(0),
            time: Time(0),
        }),
        number().prop_map(|no| Change::Erased { words: vec![WordsNo(no)] }),
    ]
}

fn about_polls() -> impl Strategy<Value = Change> {
    let kind = prop_oneof![
        Just(PollKind::Ranking { method: Method::Borda }),
        Just(PollKind::Ranking { method: Method::Schulze }),
        Just(PollKind::Points),
        Just(PollKind::Likert { steps: 255 }),
        Just(PollKind::Rating { max: 255 }),
        Just(PollKind::Quiz { answer: 255 }),
        Just(PollKind::Cloud { words: 255 }),
    ];
    let mark = prop_oneof![
        Just(None),
        any::<u8>().prop_map(|stars| Some(Mark::Stars(stars))),
        number().prop_map(|no| Some(Mark::Texts(vec![WordsNo(no); 3].into()))),
        any::<[u8; 3]>().prop_map(|given| given[..].try_into().ok().map(Mark::Steps)),
        any::<[u8; 3]>().prop_map(|given| given[..].try_into().ok().map(Mark::Points)),
        any::<u8>().prop_map(|place| [place, place][..].try_into().ok().map(Mark::Options)),
    ];
    prop_oneof![
        (number(), kind).prop_map(|(no, kind)| Change::PollCreated {
            poll: PollNo(no),
            session: SessionNo(no),
            author: Author::Link(LinkNo(1)),
            id: CommandId(no.into()),
            draft: PollPlan {
                title: Title::default(),
                kind,
                options: vec![Title::default(); 300],
                labels: Vec::new(),
                settings: PollSettings::default()
            },
        }),
        (number(), number(), moment()).prop_map(|(no, round, until)| Change::PollOpened {
            poll: PollNo(no),
            round,
            until: Some(Time(until)),
            key: Some(WordsNo(no)),
            time: Time(until),
            earlier: Some((PollNo(no / 2), round)),
        }),
        (number(), number()).prop_map(|(no, here)| Change::PollClosed {
            poll: PollNo(no),
            here,
            time: Time(0),
            split: None,
        }),
        (number(), number(), number(), mark).prop_map(|(no, round, by, mark)| Change::Voted {
            poll: PollNo(no),
            round,
            voter: Voter(PersonId([by as u8; 16])),
            mark,
            seq: Seq(by.into()),
            id: CommandId(no.into()),
            took: (by % 2 > 0).then_some(by),
            assisted: None,
            edition: 0,
            signed: None,
            slip: !by.is_multiple_of(2),
        }),
        number().prop_map(|no| Change::PollRevealed { poll: PollNo(no), on: no % 3 > 0 }),
        (number(), number()).prop_map(|(no, by)| Change::Named {
            session: SessionNo(no),
            person: PersonId([by as u8; 16]),
            name: (no % 2 > 0).then_some(WordsNo(no)),
            seq: Seq(by.into()),
            id: CommandId(no.into()),
            time: Time(0),
        }),
        (number(), number()).prop_map(|(no, by)| Change::NameRuled {
            session: SessionNo(no),
            person: PersonId([by as u8; 16]),
            show: by % 2 > 0,
            by: LinkNo(1),
            id: CommandId(no.into()),
        }),
    ]
}

fn about_the_agenda() -> impl Strategy<Value = Change> {
    prop_oneof![
        (number(), moment(), moment()).prop_map(|(no, starts, ends)| Change::SessionSet {
            session: SessionNo(no),
            plan: Plan {
                hall: HallNo(no / 2),
                kind: SessionKind::Panel,
                title: Title::default(),
                about: Title::default(),
                starts: Time(starts),
                ends: Time(ends),
                moderation: Moderation::Before,
                labels: Vec::new(),
            },
        }),
        number().prop_map(|no| Change::SessionDropped { session: SessionNo(no) }),
        number().prop_map(|no| Change::SessionMade {
            session: SessionNo(no),
            by: LinkNo(1),
            id: CommandId(no.into()),
        }),
        number().prop_map(|no| Change::HallSet {
            hall: HallNo(no),
            name: Title::default(),
            code: String::new()
        }),
        number().prop_map(|no| Change::HallDropped { hall: HallNo(no) }),
        number().prop_map(|no| Change::HallMade {
            hall: HallNo(no),
            by: LinkNo(1),
            id: CommandId(no.into()),
        }),
        number().prop_map(|no| Change::PhaseSet {
            session: SessionNo(no),
            phase: Phase::Open,
            time: Time(0),
        }),
        (number(), moment()).prop_map(|(no, length)| Change::Delayed {
            hall: HallNo(no),
            sessions: vec![SessionNo(no); 3],
            length: Millis(length),
            by: LinkNo(1),
            id: CommandId(no.into()),
        }),
    ]
}

fn about_ideas() -> impl Strategy<Value = Change> {
    let spot = (number(), any::<bool>())
        .prop_map(|(no, idea)| if idea { Spot::Idea(IdeaNo(no)) } else { Spot::Cluster(ClusterNo(no)) });
    let dots = prop::collection::vec((spot, number()).prop_map(|(on, n)| Dots { on, n }), 0..4);
    let status = prop_oneof![
        Just(IdeaStatus::Listed),
        Just(IdeaStatus::Withdrawn),
        Just(IdeaStatus::Dismissed { reason: Reason::Other, listed: true }),
    ];
    let of = |no: u32| PersonId([no as u8; 16]);
    let act = prop_oneof![
        any::<u8>().prop_map(|n| {
            let plan =
                IdeaPlan { dots: n, most: n, tables: vec![Title::default(); 3], ..IdeaPlan::default() };
            IdeaAct::Set { plan }
        }),
        (number(), number(), any::<bool>()).prop_map(move |(idea, by, listed)| IdeaAct::Came {
            idea: IdeaNo(idea),
            author: Author::Person(of(by)),
            id: CommandId(idea.into()),
            by: IdeaBy::Phone,
            text: WordsNo(idea),
            table: Some(by as u8),
            listed,
            time: Time(0),
        }),
        (number(), status).prop_map(|(idea, status)| IdeaAct::Ruled { idea: IdeaNo(idea), status }),
        (number(), any::<bool>()).prop_map(|(idea, listed)| IdeaAct::Reworded {
            idea: IdeaNo(idea),
            text: WordsNo(idea),
            listed,
            time: Time(0)
        }),
        (number(), number()).prop_map(|(cluster, idea)| IdeaAct::Clustered {
            cluster: ClusterNo(cluster),
            by: LinkNo(1),
            id: CommandId(cluster.into()),
            title: Title::default(),
            ideas: vec![IdeaNo(idea); 2],
        }),
        (number(), number(), number()).prop_map(|(idea, cluster, at)| IdeaAct::Placed {
            idea: IdeaNo(idea),
            cluster: (cluster > 0).then_some(ClusterNo(cluster)),
            at,
        }),
        number().prop_map(|no| IdeaAct::Dissolved { cluster: ClusterNo(no), ideas: vec![IdeaNo(no)] }),
        number().prop_map(|no| IdeaAct::Arranged { clusters: vec![ClusterNo(no); 2] }),
        (number(), dots).prop_map(move |(by, dots)| IdeaAct::Dotted {
            person: of(by),
            dots,
            seq: Seq(by.into()),
            id: CommandId(0)
        }),
        number().prop_map(|no| IdeaAct::Harvested {
            table: no as u8,
            title: None,
            text: Some(WordsNo(no)),
            rests: vec![Spot::Idea(IdeaNo(no))],
            done: true,
            time: Time(0),
        }),
    ];
    (0..3_u32, act).prop_map(|(no, act)| Change::Ideas(IdeaChange { session: SessionNo(no), act }))
}

fn about_stands() -> impl Strategy<Value = Change> {
    let of = |no: u32| PersonId([no as u8; 16]);
    let page = prop_oneof![Just(OnPage::Published), Just(OnPage::Held(Reason::Other))];
    let act = prop_oneof![
        number().prop_map(|no| StandAct::Added {
            stand: StandNo(no),
            author: Author::Link(LinkNo(no)),
            id: CommandId(no.into()),
            plan: Arc::default(),
            key: WordsNo(no),
        }),
        any::<bool>().prop_map(|shown| {
            let plan = ExhibitionPlan { shown, ..ExhibitionPlan::default() };
            StandAct::Set { plan }
        }),
        number().prop_map(|no| StandAct::Dropped { stand: StandNo(no) }),
        number().prop_map(|no| StandAct::Ordered { stands: vec![StandNo(no); 2] }),
        (number(), number(), moment()).prop_map(move |(no, by, at)| StandAct::Visited {
            stand: StandNo(no),
            person: of(by),
            id: CommandId(no.into()),
            time: Time(at),
        }),
        (number(), number(), any::<u8>()).prop_map(move |(no, by, stars)| StandAct::Rated {
            stand: StandNo(no),
            person: of(by),
            stars,
            seq: Seq(no.into()),
            id: CommandId(no.into()),
        }),
        (number(), number(), any::<bool>()).prop_map(move |(no, by, waits)| StandAct::Came {
            stand: StandNo(no),
            remark: RemarkNo(by),
            author: of(by),
            id: CommandId(by.into()),
            kind: RemarkKind::Question,
            text: WordsNo(by),
            waits,
            time: Time(0),
        }),
        (number(), number()).prop_map(|(no, remark)| StandAct::Answered {
            stand: StandNo(no),
            remark: RemarkNo(remark),
            text: WordsNo(no),
            time: Time(0),
        }),
        (number(), number(), page).prop_map(|(no, remark, page)| StandAct::Paged {
            stand: StandNo(no),
            remark: RemarkNo(remark),
            page,
        }),
    ];
    (0..3_u32, act).prop_map(|(no, act)| Change::Stands(StandChange { session: SessionNo(no), act }))
}

fn about_recommendations() -> impl Strategy<Value = Change> {
    let no = || number().prop_map(RecommendationNo);
    let evidence = || number().prop_map(|no| Evidence::Question { question: QuestionNo(no) });
    let change = prop_oneof![
        (no(), evidence()).prop_map(|(recommendation, evidence)| RecommendationChange::Drafted {
            recommendation,
            author: Author::Link(LinkNo(1)),
            id: CommandId(recommendation.0.into()),
            title: WordsNo(recommendation.0),
            text: None,
            evidence: vec![evidence; 3],
            time: Time(0),
        }),
        (no(), no()).prop_map(|(recommendation, into)| RecommendationChange::Merged { recommendation, into }),
        no().prop_map(|recommendation| RecommendationChange::Unmerged { recommendation }),
        (no(), evidence())
            .prop_map(|(recommendation, evidence)| RecommendationChange::Cited { recommendation, evidence }),
        no().prop_map(|no| RecommendationChange::Arranged { order: vec![no; 2] }),
        (no(), any::<bool>())
            .prop_map(|(recommendation, on)| RecommendationChange::Proposed { recommendation, on }),
        (number(), no()).prop_map(|(round, no)| RecommendationChange::VoteOpened {
            round: VoteNo(round),
            list: vec![no; 2],
            rule: Rule { more_than: 200, voters: 0 },
            until: Some(Time(round.into())),
            time: Time(0),
            by: LinkNo(1),
            id: CommandId(round.into()),
            apart: false,
        }),
        (number(), no(), number()).prop_map(|(round, recommendation, by)| RecommendationChange::Voted {
            round: VoteNo(round),
            recommendation,
            person: PersonId([by as u8; 16]),
            vote: Some(Voice::Agree),
            seq: Seq(by.into()),
            id: CommandId(0),
        }),
        (no(), any::<bool>()).prop_map(|(recommendation, anyway)| RecommendationChange::Published {
            recommendation,
            anyway,
            time: Time(0)
        }),
        (no(), number()).prop_map(|(recommendation, reason)| RecommendationChange::Unpublished {
            recommendation,
            reason: WordsNo(reason)
        }),
    ];
    change.prop_map(Change::Recommendations)
}

fn about_shows() -> impl Strategy<Value = Change> {
    let plan = || {
        let at = prop_oneof![
            (number(), any::<i32>())
                .prop_map(|(no, seconds)| Moment::Start { session: SessionNo(no), seconds }),
            (number(), any::<i32>())
                .prop_map(|(no, seconds)| Moment::End { session: SessionNo(no), seconds }),
            // Reading takes no later one.
            (0..253_402_300_800_000_i64).prop_map(|time| Moment::Clock { time: Time(time) }),
        ];
        let does = prop_oneof![
            number().prop_map(|poll| CueAct::OpenPoll { poll: PollNo(poll), seconds: Some(poll) }),
            number().prop_map(|no| CueAct::Phase { session: SessionNo(no), phase: Phase::Open }),
            number().prop_map(|no| CueAct::Results { session: SessionNo(no), on: true }),
        ];
        (at, does).prop_map(|(at, does)| Arc::new(CuePlan { at, name: Title::default(), does }))
    };
    let outcome = prop_oneof![Just(Outcome::Done), Just(Outcome::Missed), Just(Outcome::Left)];
    let act = prop_oneof![
        4 => (number(), plan()).prop_map(|(no, plan)| {
            let by = (no > 0).then_some((LinkNo(1), CommandId(no.into())));
            ShowAct::Added { cue: CueNo(no), plan, by }
        }),
        2 => (number(), plan()).prop_map(|(no, plan)| ShowAct::Changed { cue: CueNo(no), plan, by: LinkNo(no) }),
        1 => number().prop_map(|no| ShowAct::Dropped { cue: CueNo(no) }),
        2 => (number(), outcome, moment()).prop_map(|(no, to, time)| ShowAct::Came {
            cue: CueNo(no),
            became: Came { to, time: Time(time), by: None },
        }),
        2 => (number(), moment()).prop_map(|(no, time)| ShowAct::Handed {
            thing: Thing::Opening(PollNo(no)),
            time: Some(Time(time)),
        }),
        1 => (any::<bool>(), moment()).prop_map(|(on, time)| ShowAct::Held {
            on,
            time: Time(time),
            by: LinkNo(1),
            id: CommandId(7),
        }),
        2 => (number(), moment()).prop_map(|(no, length)| ShowAct::Moved {
            cues: vec![CueNo(no); 2],
            length: Millis(length),
            by: None,
        }),
    ];
    (0..3_u32, act).prop_map(|(hall, act)| Change::Show(ShowChange { hall: HallNo(hall), act }))
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        3 => about_questions().boxed(),
        1 => about_polls().boxed(),
        1 => about_the_agenda(),
        1 => about_ideas().boxed(),
        1 => about_stands().boxed(),
        1 => about_recommendations().boxed(),
        1 => about_shows().boxed(),
    ]
}

/// Everything that is worked out of a state.
fn look_at(state: &State) {
    for no in state.questions.keys() {
        let lineage = state.lineage(*no);
        assert!(lineage.contains(&state.root(*no)) && state.group(*no).contains(no));
    }
    for session in state.sessions.keys() {
        let _ = view::question::window(state, *session, Role::Moderator);
        let _ = view::mine::mine(state, *session, PersonId([1; 16]));
        let _ = (stand::stands(state, *session, Role::Moderator), stand::remarks(state, *session));
        let _ = stand::interest(state, *session);
        let _ = (idea::board(state, *session, Role::Moderator), idea::suggestions(state, *session));
    }
    for hall in state.halls.keys() {
        let _ = (show::show(state, *hall), show::next(state, *hall), show::would_be_refused(state, *hall));
    }
    for part in [Part::Recommendations, Part::Drafts] {
        let _ = recommendation::recommendations(state, part, Role::Screen);
        let _ = recommendation::revision(state, part);
    }
    for question in state.questions.values() {
        assert!(question.standing.set_aside_from.len() <= 8);
    }
    let _ = next_deadline(state);
    for now in [i64::MIN, 0, i64::MAX] {
        let request = Request { actor: Actor::Clock, id: CommandId(0), now: Time(now) };
        let _ = decide(state, &request, &Command::Tick, &Circumstances::default());
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn whatever_a_journal_says_it_is_read_to_its_end(changes in prop::collection::vec(change(), 1..200)) {
        let mut state = State::default();
        for (rev, change) in (1..).zip(&changes) {
            state.apply_entry(rev, std::slice::from_ref(change), &[(WordsNo(rev as u32 % 5), "كلمة".into())]);
        }
        look_at(&state);
        let saved = serde_json::to_string(&state).expect("a snapshot is JSON");
        let mut loaded: State = serde_json::from_str(&saved).expect("it can be read");
        loaded.file_again(&[]);
        look_at(&loaded);
    }
}
