//! A record holds what was public, and each chapter tells what it should.

use std::io::{Cursor, Read};

use proptest::prelude::*;

use super::docx::{self, Tongue};
use super::{
    Audience, Chronicle, MarkKind, OPEN_QUESTIONS, QUARTER, RecordChapter, RecordPart, RecordPoll,
    RecordQuarter, RecordView, marks, record,
};
use crate::domain::award::tests::sealed;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::{CommandId, PersonId};
use crate::domain::idea::IdeaPhase;
use crate::domain::idea::tests::{on_cluster, voting};
use crate::domain::recommendation::RecommendationItem;
use crate::domain::recommendation::tests::{RAPPORTEUR, draft, forum};
use crate::domain::register::Seq;
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::tests::anything::{cases, run, step, unseen};
use crate::domain::tests::scene::{DESK, PANEL, START, Scene, person};
use crate::domain::time::Time;

fn public(state: &State) -> RecordView {
    record(state, &Chronicle::default(), Audience::Public)
}

fn parts(view: &RecordView) -> Vec<&RecordPart> {
    let sessions = view.chapters.iter().flat_map(|chapter| match chapter {
        RecordChapter::Day { sessions, .. } => sessions.as_slice(),
        _ => &[],
    });
    sessions.flat_map(|session| &session.parts).collect()
}

fn polls(view: &RecordView) -> Vec<&RecordPoll> {
    let polls = parts(view).into_iter();
    polls.filter_map(|part| if let RecordPart::Poll(poll) = part { Some(poll) } else { None }).collect()
}

fn document(view: &RecordView, tongue: Tongue) -> String {
    let bytes = docx::write(view, tongue).expect("it is packed");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    zip.by_name("word/document.xml").expect("its text").read_to_string(&mut text).expect("UTF-8");
    text
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_public_record_holds_nothing_that_everyone_may_not_see(
        steps in prop::collection::vec(step(), 1..120),
    ) {
        let (mut state, mut chronicle) = (State::default(), Chronicle::default());
        let journal = run(&steps, |scene, _| state = scene.state.clone());
        for (rev, changes, _) in &journal {
            chronicle.take(*rev, START, changes);
        }
        let view = record(&state, &chronicle, Audience::Public);
        let told = serde_json::to_string(&view).expect("a record is JSON");
        for unseen in unseen(&state, Role::Participant) {
            prop_assert!(!told.contains(&unseen), "{unseen} is in the record");
        }
        for poll in polls(&view) {
            let held = &state.polls[&poll.poll];
            let hidden = !held.shows_results() || state.is_sealed(poll.poll);
            let further = poll.grid.is_some() || poll.ranked.is_some();
            let told = further || poll.options.is_some() || poll.words.is_some() || poll.texts.is_some() || poll.right.is_some();
            prop_assert!(!(hidden && told), "{:?} tells what was not revealed", poll.poll);
        }
        let sealed = |poll: &RecordPoll| state.is_sealed(poll.poll) && poll.options.is_some();
        prop_assert!(!polls(&record(&state, &chronicle, Audience::Organisers)).into_iter().any(sealed));
        let moments = serde_json::to_string(&marks(&state, &chronicle)).expect("marks are JSON");
        for unseen in unseen(&state, Role::Participant) {
            prop_assert!(!moments.contains(&unseen), "{unseen} is on the time line");
        }
        for tongue in [Tongue::Arabic, Tongue::English] {
            prop_assert!(roxmltree::Document::parse(&document(&view, tongue)).is_ok());
        }
    }
}

fn recommended(state: &State) -> Vec<RecommendationItem> {
    let chapters = public(state).chapters.into_iter();
    let mut lists = chapters.filter_map(|chapter| match chapter {
        RecordChapter::Recommendations { list } => Some(list),
        _ => None,
    });
    lists.next().unwrap_or_default()
}

#[test]
fn published_recommendations_are_in_it_with_what_they_rest_on_and_drafts_are_not() {
    let mut scene = forum();
    scene.drafts(1, "سجل وطني للمتطوعين");
    scene.does(RAPPORTEUR, &draft("توصية لم تُنشر", &[]));
    assert!(recommended(&scene.state).is_empty(), "nothing is published");
    let publish = scene.publish(&[1], false);
    scene.does(RAPPORTEUR, &publish);
    let list = recommended(&scene.state);
    let told: Vec<_> = list.iter().map(|item| (item.title.as_str(), item.evidence.len())).collect();
    assert_eq!(told, [("سجل وطني للمتطوعين", 1)]);
    assert!(list.iter().all(|item| item.marks.is_none() && item.at.is_none()), "rapporteurs alone see marks");
    let view = public(&scene.state);
    for (tongue, said) in [(Tongue::Arabic, "لم تُعرض على التصويت"), (Tongue::English, "Not put to the vote")]
    {
        let text = document(&view, tongue);
        assert!(text.contains("سجل وطني للمتطوعين") && text.contains(said), "{tongue:?}");
        assert!(!text.contains("توصية لم تُنشر"));
    }
}

#[test]
fn of_a_sessions_questions_those_with_an_answer_come_before_the_most_supported_ones_without() {
    let mut scene = Scene::new();
    for no in 1..=OPEN_QUESTIONS as u8 + 2 {
        let question = scene.listed(no, &format!("سؤال {no}"));
        (0..no).for_each(|by| scene.supported(100 + by, question, true));
    }
    let answered = scene.listed(50, "أُجيب عنه");
    let version = scene.version(answered);
    scene.does(DESK, &Command::Answer { question: answered, version });
    scene.asked(60, "ينتظر");
    let view = public(&scene.state);
    let [RecordPart::Questions { counts, answered, open, more }] = parts(&view)[..] else {
        panic!("one part")
    };
    assert_eq!((counts.received, answered.len(), *more), (14, 1, 0));
    assert_eq!(answered[0].text, "أُجيب عنه");
    let supports: Vec<_> = open.iter().map(|question| question.n).collect();
    assert_eq!(supports, (3..=12).rev().collect::<Vec<_>>());
    assert!(!serde_json::to_string(&view).unwrap().contains("ينتظر"));
}

fn rated(by: u8, stars: u8) -> Change {
    let (person, id) = (PersonId([by; 16]), CommandId(u64::from(by)));
    Change::Rated { session: PANEL, person, stars, comment: None, seq: Seq(1), id, time: START }
}

#[test]
fn a_quarter_tells_what_was_given_in_it_and_its_mood_from_five_ratings_on() {
    let mut chronicle = Chronicle::default();
    let quarter = i64::from(QUARTER);
    let begin = Time(START.0 - START.0.rem_euclid(quarter));
    for by in 1..=5 {
        chronicle.take(u64::from(by), Time(begin.0 + quarter - 1), &[rated(by, by)]);
    }
    chronicle.take(6, Time(begin.0 + quarter), &[rated(6, 5)]);
    let told = chronicle.quarters();
    let first = RecordQuarter { from: begin, ratings: 5, mood: Some(300), ..RecordQuarter::default() };
    let second = RecordQuarter { from: Time(begin.0 + quarter), ratings: 1, ..RecordQuarter::default() };
    assert_eq!(told, [first, second]);
}

fn told_ratings(scene: &Scene, audience: Audience) -> (u32, Option<u32>, usize) {
    let view = record(&scene.state, &Chronicle::default(), audience);
    let [RecordPart::Ratings { n, mean, stars, comments }] = parts(&view)[..] else { panic!("one part") };
    assert_eq!(stars.is_some(), mean.is_some());
    (*n, *mean, comments.len())
}

#[test]
fn what_few_gave_is_told_to_organisers_alone_and_so_are_comments() {
    let mut scene = Scene::new();
    let version = scene.state.sessions[&PANEL].version;
    scene.does(DESK, &Command::SetFeedback { session: PANEL, version, open: Some(true) });
    let rate = |by: u8| Command::Rate {
        session: PANEL,
        stars: if by == 1 { 5 } else { 4 },
        comment: (by == 1).then(|| crate::domain::words::Text::new("ملاحظة")),
        seq: Seq(1),
    };
    (1..=4).for_each(|by| {
        scene.does(person(by), &rate(by));
    });
    assert_eq!(told_ratings(&scene, Audience::Public), (4, None, 0));
    assert_eq!(told_ratings(&scene, Audience::Organisers), (4, Some(425), 1));
    scene.does(person(5), &rate(5));
    assert_eq!(told_ratings(&scene, Audience::Public), (5, Some(420), 0));
}

#[test]
fn of_an_award_the_places_that_were_revealed_are_told_first_place_first() {
    let mut scene = sealed();
    scene.people_choose(0, &[0, 0, 1]);
    let places = |scene: &Scene| -> Vec<Option<u8>> {
        let view = public(&scene.state);
        let told = parts(&view).into_iter().find_map(|part| match part {
            RecordPart::Award { tracks } => Some(tracks[0].places.iter().map(|place| place.place).collect()),
            _ => None,
        });
        told.unwrap_or_default()
    };
    scene.opens_award();
    assert!(places(&scene).is_empty());
    scene.does(DESK, &scene.reveal(0));
    let first = places(&scene);
    assert_eq!(first.len(), 1);
    (0..3).for_each(|_| {
        scene.does(DESK, &scene.reveal(0));
    });
    let all = places(&scene);
    assert!(all.len() > 1 && all.iter().flatten().is_sorted(), "{all:?}");
}

#[test]
fn a_board_tells_its_groups_by_their_dots_once_those_are_shown() {
    let mut scene = voting(4);
    let few = scene.groups(&[1]);
    let many = scene.groups(&[2, 3]);
    scene.dots(1, &[on_cluster(few, 1), on_cluster(many, 2)]);
    let groups = |scene: &Scene| -> Vec<(Option<u32>, usize)> {
        let view = public(&scene.state);
        let told = parts(&view).into_iter().find_map(|part| match part {
            RecordPart::Ideas { groups, .. } => {
                Some(groups.iter().map(|group| (group.dots, group.ideas.len())).collect())
            }
            _ => None,
        });
        told.unwrap_or_default()
    };
    assert_eq!(groups(&scene), [(None, 1), (None, 2), (None, 1)]);
    scene.leads(IdeaPhase::Closed);
    assert_eq!(groups(&scene), [(Some(2), 2), (Some(1), 1), (Some(0), 1)]);
}

#[test]
fn a_question_on_stage_is_a_moment_that_is_called_after_its_words_until_they_are_erased() {
    let mut scene = Scene::new();
    let question = scene.listed(1, "متى؟");
    let version = scene.version(question);
    let staged = scene.does(DESK, &Command::Stage { question, version });
    let mut chronicle = Chronicle::default();
    chronicle.take(scene.state.rev, scene.now, &staged.changes);
    let told = marks(&scene.state, &chronicle);
    let [mark] = &told[..] else { panic!("one moment") };
    assert_eq!(
        (mark.mark, mark.session, mark.text.as_deref()),
        (MarkKind::QuestionStaged, Some(PANEL), Some("متى؟"))
    );
    let original = scene.question(question).original;
    let rev = scene.state.rev + 1;
    scene.state.apply_entry(rev, &[Change::Erased { words: vec![original] }], &[]);
    assert_eq!(marks(&scene.state, &chronicle)[0].text, None);
}
