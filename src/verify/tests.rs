//! The count of its own against figures that are wrong.

use std::sync::Arc;

use super::compare::figures;
use super::recount::{Beside, Recount};
use super::report::ForumReport;
use super::words::Words;
use crate::domain::agenda::SessionKind;
use crate::domain::badge::{BadgeChange, Groups, Issued, code};
use crate::domain::ballot::Mark;
use crate::domain::change::{Change, Plan};
use crate::domain::forum::{Moderation, Title};
use crate::domain::home::Home;
use crate::domain::id::{
    ActNo, BadgeNo, CommandId, HallNo, LinkNo, PersonId, PollNo, QuestionNo, SessionNo, SpeakerNo,
    StatementNo, WordsNo,
};
use crate::domain::ledger::Deed;
use crate::domain::poll::{Method, PollKind, PollPlan, PollSettings, Round, Voter};
use crate::domain::question::Source;
use crate::domain::register::Seq;
use crate::domain::role::Author;
use crate::domain::speaking::{SpeakingAct, SpeakingChange, SpeakingPlan, SpeakingQueue};
use crate::domain::split::{ByGroup, GroupRow, Moved, Shift, Split};
use crate::domain::state::State;
use crate::domain::statement::{Picture, Pictured, Stage, StatementChange, Vote};
use crate::domain::time::Time;
use crate::domain::words::Lexicon;
use crate::journal::Filed;
use crate::picturing;
use crate::room::Forms;
use crate::room::entry::{Body, NodeId};

const SESSION: SessionNo = SessionNo(1);
const POLL: PollNo = PollNo(1);
const QUESTION: QuestionNo = QuestionNo(1);

fn person(no: u8) -> PersonId {
    PersonId([no; 16])
}

fn plan() -> Plan {
    Plan {
        hall: HallNo(1),
        kind: SessionKind::Panel,
        title: Title::default(),
        about: Title::default(),
        starts: Time(0),
        ends: Time(1),
        moderation: Moderation::After,
        labels: Vec::new(),
    }
}

fn history() -> Vec<Change> {
    let author = Author::Link(LinkNo(1));
    let title = Title::default();
    let draft = PollPlan {
        title: title.clone(),
        kind: PollKind::Single,
        options: vec![title; 2],
        labels: Vec::new(),
        settings: PollSettings::default(),
    };
    let voted = |by: u8, option: u8, seq| Change::Voted {
        poll: POLL,
        round: 1,
        voter: Voter(person(by)),
        mark: [option][..].try_into().ok().map(Mark::Options),
        seq: Seq(seq),
        id: CommandId(seq),
        took: None,
        assisted: None,
        edition: 0,
        signed: None,
        slip: false,
    };
    let supported = |by: u8, on, seq| Change::Supported {
        question: QUESTION,
        person: person(by),
        on,
        seq: Seq(seq),
        id: CommandId(seq),
        time: Time(0),
    };
    vec![
        Change::SessionSet { session: SESSION, plan: plan() },
        Change::PollCreated { poll: POLL, session: SESSION, author, id: CommandId(1), draft },
        Change::PollOpened { poll: POLL, round: 1, until: None, key: None, time: Time(0), earlier: None },
        voted(1, 0, 1),
        voted(2, 1, 2),
        voted(1, 1, 3),
        voted(2, 0, 1),
        Change::Asked {
            question: QUESTION,
            session: SESSION,
            author: Author::Person(person(1)),
            id: CommandId(2),
            source: Source::Phone,
            text: WordsNo(1),
            name: None,
            listed: true,
            time: Time(0),
        },
        supported(2, true, 5),
        supported(3, true, 6),
        supported(3, false, 7),
        Change::Rated {
            session: SESSION,
            person: person(1),
            stars: 4,
            comment: None,
            seq: Seq(8),
            id: CommandId(8),
            time: Time(0),
        },
    ]
}

/// What is told of the state that the history comes to, after something in it was altered.
fn told(alter: impl FnOnce(&mut State)) -> Vec<String> {
    told_of(&history(), alter)
}

fn told_of(history: &[Change], alter: impl FnOnce(&mut State)) -> Vec<String> {
    let (mut state, mut recount) = (State::default(), Recount::default());
    state.apply_entry(1, history, &[]);
    for change in history {
        recount.take(change, Beside { words: &state.words, is_home: false });
    }
    alter(&mut state);
    let mut report = ForumReport::default();
    figures(&state, &recount, &mut report);
    report
        .differences
        .into_iter()
        .map(|difference| format!("{}: {}", difference.place, difference.what))
        .collect()
}

#[test]
fn right_figures_are_whole() {
    assert_eq!(told(|_| {}), Vec::<String>::new());
}

#[test]
fn a_journal_that_merges_in_a_circle_is_told_and_hangs_nothing() {
    let mut history = history();
    let second = QuestionNo(2);
    let again = match &history[7] {
        Change::Asked { session, author, source, text, name, listed, time, .. } => Change::Asked {
            question: second,
            session: *session,
            author: *author,
            id: CommandId(9),
            source: *source,
            text: *text,
            name: *name,
            listed: *listed,
            time: *time,
        },
        other => panic!("a question was expected: {other:?}"),
    };
    let merged = |act, question, into| Change::Curated {
        act: ActNo(act),
        question,
        by: LinkNo(1),
        deed: Deed::Merge { into },
        time: Time(0),
    };
    let moved = Deed::Move { to: SessionNo(1) };
    history.extend([again, merged(1, QUESTION, second), merged(2, second, QUESTION)]);
    history.push(Change::Curated {
        act: ActNo(3),
        question: QUESTION,
        by: LinkNo(1),
        deed: moved,
        time: Time(0),
    });
    history.push(merged(4, QUESTION, QuestionNo(9)));
    let told = told_of(&history[..history.len() - 1], |_| {});
    assert!(told.contains(&"question 1: it was merged in a circle".to_owned()), "{told:?}");
    assert!(told.contains(&"question 2: it was merged in a circle".to_owned()), "{told:?}");
    let told = told_of(&history, |_| {});
    assert!(
        told.contains(&"question 1: it was merged into question 9, which is not there".to_owned()),
        "{told:?}"
    );
}

#[test]
fn a_wrong_tally_is_told_with_its_place() {
    let told = told(|state| {
        let poll = state.polls.get_mut(&POLL).map(Arc::make_mut).expect("it is there");
        poll.round.tally.counts = vec![1, 1];
    });
    assert_eq!(told, ["poll 1, round 1: votes by option: [1, 1] stands, [0, 2] were counted"]);
}

#[test]
fn wrong_supports_are_told() {
    let told = told(|state| {
        let question = state.questions.get_mut(&QUESTION).map(Arc::make_mut).expect("it is there");
        question.own_supports = 2;
    });
    assert_eq!(told, ["question 1: supports: 2 stands, 1 were counted"]);
}

#[test]
fn wrong_accounts_and_ratings_are_told() {
    let told = told(|state| {
        let session = state.sessions.get_mut(&SESSION).map(Arc::make_mut).expect("it is there");
        session.board.counts.pending = 1;
        session.feedback.stars = [0, 0, 0, 0, 1];
    });
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].starts_with("session 1: account of the questions"), "{told:?}");
    assert_eq!(told[1], "session 1: 1 received, 2 accounted for");
    assert_eq!(told[2], "session 1: ratings: [0, 0, 0, 0, 1] stands, [0, 0, 0, 1, 0] were counted");
}

/// A server that runs may close a secret poll, and erase its key, between the reading of the head and of the texts.
#[test]
fn a_text_that_went_after_the_last_entry_read_is_not_missing() {
    let hash = Filed { no: WordsNo(1), salt: [0; 16], text: "key".into() }.hash();
    let words = vec![(WordsNo(1), hash)];
    let (node, nonce) = (NodeId::new("a"), String::new());
    let (origin, home, changes) = (None, Home::default(), Vec::new());
    let body = Body { f: Forms::NEWEST, node, nonce, at: Time(0), origin, home, changes, words };
    let differences = |erased_since: &[WordsNo]| {
        let (mut words, mut report) = (Words::default(), ForumReport::default());
        words.take(1, &body);
        words.overlook(erased_since.iter().copied());
        words.compare(&[], &mut report);
        report.differences.len()
    };
    assert_eq!((differences(&[]), differences(&[WordsNo(1)])), (1, 0));
}

/// Twelve people of two minds on two statements, and the picture of what they said.
fn conversation() -> Vec<Change> {
    let (author, said) = (Author::Link(LinkNo(1)), |change| Change::Statements(change));
    let mut history = vec![
        Change::SessionSet { session: SESSION, plan: plan() },
        said(StatementChange::Planned { session: SESSION, plan: Arc::default() }),
    ];
    history.extend([1, 2].map(|no| {
        said(StatementChange::Submitted {
            session: SESSION,
            statement: StatementNo(no),
            author,
            id: CommandId(no.into()),
            text: WordsNo(no),
            published: true,
            time: Time(0),
        })
    }));
    for (by, on) in (1..=12).flat_map(|by| [(by, 1), (by, 2)]) {
        history.push(said(StatementChange::Voted {
            session: SESSION,
            statement: StatementNo(on),
            person: person(by),
            vote: Some(if (by < 7) == (on == 1) { Vote::Agree } else { Vote::Disagree }),
            seq: Seq(on.into()),
            id: CommandId(7),
        }));
    }
    history.push(said(StatementChange::Staged { session: SESSION, stage: Stage::Closed, time: Time(1) }));
    let mut state = State::default();
    state.apply_entry(1, &history, &[]);
    let held = &state.conversations[&SESSION];
    let pictured = Arc::new(Pictured {
        arithmetic: picturing::ARITHMETIC,
        edition: held.edition,
        picture: picturing::last(held),
    });
    history.push(said(StatementChange::Pictured { session: SESSION, pictured }));
    history
}

/// The history with another last picture.
fn repainted(alter: impl FnOnce(&mut Picture)) -> Vec<Change> {
    let mut history = conversation();
    if let Some(Change::Statements(StatementChange::Pictured { pictured, .. })) = history.last_mut() {
        alter(&mut Arc::make_mut(pictured).picture);
    }
    history
}

#[test]
fn a_last_picture_that_cannot_come_out_of_its_votes_is_told() {
    let wrong = ["statements of session 1: the last picture cannot come out of their votes"];
    assert_eq!(told_of(&conversation(), |_| {}), Vec::<String>::new());
    let alterations: [fn(&mut Picture); 6] = [
        |picture| picture.people += 1,
        |picture| picture.statements[1].all = [12, 0, 0],
        |picture| picture.statements[0].groups[0] = Some([7, 0, 0]),
        |picture| picture.groups.truncate(1),
        |picture| picture.dividing[0].strength += 1,
        |picture| picture.groups[1].typical.clear(),
    ];
    for (no, alter) in alterations.into_iter().enumerate() {
        assert_eq!(told_of(&repainted(alter), |_| {}), wrong, "{no}");
    }
}

/// Which of two equally good axes is taken hangs on the processor.
#[test]
fn a_last_picture_with_another_map_is_no_difference_and_is_counted() {
    let otherwise = |history: &[Change]| {
        let mut recount = Recount::default();
        for change in history {
            recount.take(change, Beside { words: &Lexicon::default(), is_home: false });
        }
        recount.statements().otherwise()
    };
    let turned = repainted(|picture| {
        for group in &mut picture.groups {
            group.centre = group.centre.map(|(x, y)| (y, -x));
        }
    });
    assert_eq!(told_of(&turned, |_| {}), Vec::<String>::new());
    assert_eq!((otherwise(&conversation()), otherwise(&turned)), (0, 1));
    let mut older = repainted(|picture| picture.dividing.clear());
    if let Some(Change::Statements(StatementChange::Pictured { pictured, .. })) = older.last_mut() {
        Arc::make_mut(pictured).arithmetic = 0;
    }
    assert_eq!(told_of(&older, |_| {}), Vec::<String>::new(), "another version ranks otherwise");
}

#[test]
fn a_wrong_count_of_a_statement_is_told() {
    let told = told_of(&conversation(), |state| {
        let held = Arc::make_mut(state.conversations.get_mut(&SESSION).expect("it is there"));
        Arc::make_mut(held.list.get_mut(&StatementNo(2)).expect("it is there")).counts = [7, 5, 0];
    });
    assert_eq!(told, ["statement 2: votes: [7, 5, 0] stands, [6, 6, 0] were counted"]);
}

/// Somebody who spoke, somebody who speaks, and one who waits.
fn floor() -> Vec<Change> {
    let of = |act| Change::Speaking(SpeakingChange { session: SESSION, act });
    let asked = |no: u8| {
        let (speaker, id) = (SpeakerNo(no.into()), CommandId(no.into()));
        let (person, time) = (person(no), Time(no.into()));
        of(SpeakingAct::Asked { speaker, person, topic: None, name: None, seq: Seq(1), id, time })
    };
    let plan = SpeakingPlan { open: true, walls: false };
    let mut changes = vec![Change::SessionSet { session: SESSION, plan: self::plan() }];
    changes.extend([of(SpeakingAct::Set { plan }), asked(1), asked(2), asked(3), asked(4)]);
    changes.extend([1, 2].map(|no| of(SpeakingAct::Called { speaker: SpeakerNo(no), time: Time(9) })));
    changes.push(of(SpeakingAct::Withdrawn { person: person(4), seq: Seq(2), id: CommandId(9) }));
    changes
}

#[test]
fn wrong_turns_and_a_place_that_was_lost_are_told() {
    let altered = |alter: fn(&mut SpeakingQueue)| {
        told_of(&floor(), |state| alter(Arc::make_mut(state.queues.get_mut(&SESSION).expect("it is there"))))
    };
    assert_eq!(altered(|_| {}), Vec::<String>::new());
    let place = "speaking queue of session 1";
    assert_eq!(altered(|queue| queue.turns = 2), [format!("{place}: turns: 2 stands, 1 were counted")]);
    let lost = altered(|queue| queue.waiting.clear());
    assert_eq!(lost[0], format!("{place}: places: 0 stands, 1 were counted"));
    let doubled = altered(|queue| queue.waiting = vec![SpeakerNo(3), SpeakerNo(3)]);
    assert_eq!(doubled, [format!("{place}: places: 2 stands, 1 were counted")]);
    let other = altered(|queue| queue.speaking = Some(SpeakerNo(1)));
    assert!(other.len() == 1 && other[0].starts_with(&format!("{place}: who speaks")), "{other:?}");
}

/// A poll of each further kind with a ballot or two.
fn further() -> Vec<Change> {
    let author = Author::Link(LinkNo(1));
    let methods = [Method::InstantRunoff, Method::Schulze].map(|method| PollKind::Ranking { method });
    let kinds = methods.into_iter().chain([PollKind::Points, PollKind::Likert { steps: 3 }]);
    let changes = (1..).zip(kinds).flat_map(|(no, kind)| {
        let (poll, id) = (PollNo(no), CommandId(100 + u64::from(no)));
        let title = Title::default();
        let labels = Vec::new();
        let draft = PollPlan {
            title: title.clone(),
            kind,
            options: vec![title; 3],
            labels,
            settings: PollSettings::default(),
        };
        let mark = |given: [u8; 3]| {
            let places = given[..].try_into().expect("three fit");
            Some(match kind {
                PollKind::Points => Mark::Points(places),
                PollKind::Likert { .. } => Mark::Steps(places),
                _ => Mark::Options(places),
            })
        };
        let voted = move |by: u8, mark| Change::Voted {
            poll,
            round: 1,
            voter: Voter(person(by)),
            mark,
            seq: Seq(1),
            id: CommandId(u64::from(by)),
            took: None,
            assisted: None,
            edition: 0,
            signed: None,
            slip: false,
        };
        [
            Change::PollCreated { poll, session: SESSION, author, id, draft },
            Change::PollOpened { poll, round: 1, until: None, key: None, time: Time(0), earlier: None },
            voted(1, mark([2, 0, 1])),
            voted(2, mark([0, 2, 1])),
            voted(3, mark([1, 2, 0])),
            Change::PollClosed { poll, here: 3, time: Time(1), split: None },
        ]
    });
    std::iter::once(Change::SessionSet { session: SESSION, plan: plan() }).chain(changes).collect()
}

#[test]
fn a_wrong_count_of_a_further_poll_is_told_with_its_place() {
    assert_eq!(told_of(&further(), |_| {}), Vec::<String>::new());
    let alter = |state: &mut State, no: u32, wrong: fn(&mut Round)| {
        let poll = state.polls.get_mut(&PollNo(no)).map(Arc::make_mut).expect("it is there");
        wrong(&mut poll.round);
    };
    let runoff = told_of(&further(), |state| {
        alter(state, 1, |round| round.runoff = Some(Arc::default()));
    });
    assert_eq!(runoff, ["poll 1, round 1: the rounds and places of the runoff are not those of its ballots"]);
    let pairs = told_of(&further(), |state| alter(state, 2, |round| round.tally.pairs[1] = 3));
    let counted = "[0, 2, 1, 1, 0, 1, 2, 2, 0]";
    let stands = "[0, 3, 1, 1, 0, 1, 2, 2, 0]";
    assert_eq!(pairs, [format!("poll 2, round 1: pairs: {stands} stands, {counted} were counted")]);
    let backers = told_of(&further(), |state| alter(state, 3, |round| round.tally.backers[0] = 3));
    let place = "poll 3, round 1: backers by option";
    assert_eq!(backers, [format!("{place}: [3, 2, 2] stands, [2, 2, 2] were counted")]);
    let grid = told_of(&further(), |state| alter(state, 4, |round| round.tally.counts[0] = 9));
    assert_eq!(grid.len(), 1, "{grid:?}");
}

/// Twelve badges of one group and twelve of another, and a poll that is told by group: the first vote 7 and 5, the others 6 and 6.
fn grouped(table: ByGroup) -> Vec<Change> {
    let author = Author::Link(LinkNo(1));
    let (by, id, key) = (LinkNo(1), CommandId(200), WordsNo(1));
    let badge = |no: u32| Issued {
        badge: BadgeNo(no),
        place: no,
        label: None,
        name: None,
        group: Some(u8::from(no > 12)),
    };
    let badges = BadgeChange::Issued { by, id, key, badges: (1..=24).map(badge).collect() };
    let draft = PollPlan {
        title: Title::default(),
        kind: PollKind::Single,
        options: vec![Title::default(); 2],
        labels: Vec::new(),
        settings: PollSettings { voters: Some(Groups::ALL), by_group: true, ..PollSettings::default() },
    };
    let chosen = |no: u32| u8::from(no > 7 && no <= 12 || no > 18);
    let voted = move |no: u32| Change::Voted {
        poll: POLL,
        round: 1,
        voter: code::voter("key", no),
        mark: Some(Mark::Options([chosen(no)][..].try_into().expect("one fits"))),
        seq: Seq(1),
        id: CommandId(u64::from(no)),
        took: None,
        assisted: None,
        slip: false,
        edition: 0,
        signed: None,
    };
    let split = Some(Arc::new(Split::Groups(table)));
    let before = [
        Change::SessionSet { session: SESSION, plan: plan() },
        Change::Badges(badges),
        Change::PollCreated { poll: POLL, session: SESSION, author, id: CommandId(201), draft },
        Change::PollOpened { poll: POLL, round: 1, until: None, key: None, time: Time(0), earlier: None },
    ];
    let closed = Change::PollClosed { poll: POLL, here: 24, time: Time(1), split };
    before.into_iter().chain((1..=24).map(voted)).chain([closed]).collect()
}

#[test]
fn a_wrong_table_by_group_is_told() {
    let row = |group, voters, counts: [Option<u32>; 2]| GroupRow {
        groups: vec![Some(group)],
        voters,
        counts: counts.to_vec(),
    };
    let told = |first: [Option<u32>; 2], second: [Option<u32>; 2], voters: u32, is_home: bool| {
        let rows = vec![row(0, voters, first), row(1, 12, second)];
        let words = [(WordsNo(1), Arc::<str>::from("key"))];
        let (mut state, mut recount) = (State::default(), Recount::default());
        let history = grouped(ByGroup { rows });
        state.apply_entry(1, &history, &words);
        for change in &history {
            recount.take(change, Beside { words: &state.words, is_home });
        }
        let mut report = ForumReport::default();
        figures(&state, &recount, &mut report);
        assert_eq!(report.counted.uncounted, usize::from(is_home));
        report.differences.len()
    };
    let (first, second) = ([Some(7), Some(5)], [Some(6), Some(6)]);
    assert_eq!(told(first, second, 12, false), 0);
    assert_eq!(told([Some(6), Some(6)], [Some(7), Some(5)], 12, false), 1, "one group's are the other's");
    assert_eq!(told(first, second, 13, false), 1, "so many did not vote");
    assert_eq!(told(first, [None, Some(6)], 12, false), 1, "what is hidden follows from its sums");
    assert_eq!(told([None; 2], [None; 2], 12, false), 0);
    assert_eq!(told([Some(6), Some(6)], second, 12, true), 0, "it was made of other ballots");
}

/// Two polls that ask the same of 20 people: 10 and 10 chose what before; 5 of each have moved since, and 5 came anew.
fn asked_twice(told: Shift) -> Vec<Change> {
    let again = PollNo(POLL.0 + 1);
    let draft = |after| PollPlan {
        title: Title::default(),
        kind: PollKind::Single,
        options: vec![Title::default(); 2],
        labels: Vec::new(),
        settings: PollSettings { after, ..PollSettings::default() },
    };
    let created = |poll: PollNo, after| Change::PollCreated {
        poll,
        session: SESSION,
        author: Author::Link(LinkNo(1)),
        id: CommandId(300 + u64::from(poll.0)),
        draft: draft(after),
    };
    let opened =
        |poll, earlier| Change::PollOpened { poll, round: 1, until: None, key: None, time: Time(0), earlier };
    let voted = |poll: PollNo, no: u8, place: u8| Change::Voted {
        poll,
        round: 1,
        voter: Voter(PersonId([no; 16])),
        mark: Some(Mark::Options([place][..].try_into().expect("one fits"))),
        seq: Seq(1),
        id: CommandId(u64::from(no)),
        took: None,
        assisted: None,
        slip: false,
        edition: 0,
        signed: None,
    };
    let closed = |poll, split| Change::PollClosed { poll, here: 0, time: Time(1), split };
    let mut history = vec![
        Change::SessionSet { session: SESSION, plan: plan() },
        created(POLL, None),
        created(again, Some(POLL)),
        opened(POLL, None),
    ];
    history.extend((1..=20).map(|no| voted(POLL, no, u8::from(no > 10))));
    history.extend([closed(POLL, None), opened(again, Some((POLL, 1)))]);
    history.extend((1..=25).map(|no| voted(again, no, no % 2)));
    history.push(closed(again, Some(Arc::new(Split::Shift(told)))));
    history
}

fn told_of_shift(shift: Shift, is_home: bool) -> usize {
    let history = asked_twice(shift);
    let (mut state, mut recount) = (State::default(), Recount::default());
    state.apply_entry(1, &history, &[]);
    for change in &history {
        recount.take(change, Beside { words: &state.words, is_home });
    }
    let mut report = ForumReport::default();
    figures(&state, &recount, &mut report);
    assert_eq!(report.counted.uncounted, usize::from(is_home));
    report.differences.len()
}

#[test]
fn a_wrong_shift_is_told() {
    let nobody = Some(0);
    let cells = vec![vec![None, None, nobody], vec![Some(5), Some(5), nobody], vec![None, None, nobody]];
    let with =
        |moved: Option<Moved>| Shift { earlier: (POLL, 1), before: vec![10, 10], now: vec![12, 13], moved };
    let right = with(Some(Moved { both: 20, cells: cells.clone() }));
    assert_eq!(told_of_shift(right.clone(), false), 0);
    assert_eq!(told_of_shift(with(None), false), 0);
    let wrong = [
        Shift { before: vec![9, 11], ..right.clone() },
        Shift { now: vec![13, 12], ..right.clone() },
        with(Some(Moved { both: 19, cells: cells.clone() })),
        // Another round was said when this one opened.
        Shift { earlier: (POLL, 2), ..right.clone() },
    ];
    for shift in wrong {
        assert_eq!(told_of_shift(shift.clone(), false), 1, "{shift:?}");
    }
    // A wrong number, one of two people, one out of which others follow, and a hidden one that follows.
    for (row, column, n) in [(1, 0, Some(6)), (2, 0, Some(2)), (0, 0, Some(5)), (1, 2, None)] {
        let mut cells = cells.clone();
        cells[row][column] = n;
        assert_eq!(told_of_shift(with(Some(Moved { both: 20, cells })), false), 1, "{row}, {column}: {n:?}");
    }
    let of_others = Shift { now: vec![13, 12], ..right };
    assert_eq!(told_of_shift(of_others, true), 0, "it was made of other ballots");
}
