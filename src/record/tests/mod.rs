//! A record holds what was public, and each chapter tells what it should.

use std::io::{Cursor, Read};
use std::sync::Arc;

use proptest::prelude::*;

use super::docx::{self, Tongue};
use super::{
    Audience, Chronicle, MarkKind, OPEN_QUESTIONS, QUARTER, QUESTIONS_OF_STAND, RecordChapter, RecordPart,
    RecordPoll, RecordQuarter, RecordStand, RecordView, marks, record,
};
use crate::domain::agenda::Phase;
use crate::domain::award::tests::sealed;
use crate::domain::badge::tests::with_badges;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::forum::Title;
use crate::domain::id::{
    CommandId, HallNo, IdeaNo, LinkNo, PersonId, PollNo, SessionNo, SpeakerNo, StandNo, StatementNo, VoteNo,
    WordsNo,
};
use crate::domain::idea::tests::{collecting_by, enter, on_cluster, set, usual, voting};
use crate::domain::idea::{Dots, IdeaAct, IdeaChange, IdeaPhase, IdeaPlan, Spot};
use crate::domain::question::Source;
use crate::domain::recommendation::tests::{RAPPORTEUR, draft, forum};
use crate::domain::recommendation::{RecommendationChange, RecommendationItem};
use crate::domain::register::Seq;
use crate::domain::role::{Author, Role};
use crate::domain::speaking::{SpeakingAct, SpeakingChange};
use crate::domain::stand::tests::{OWNER, add, exhibiting, named};
use crate::domain::stand::{ExhibitionPlan, Interest, StandAct, StandChange, StandCommand};
use crate::domain::state::State;
use crate::domain::statement::StatementChange;
use crate::domain::tests::anything::{cases, run, step, unseen};
use crate::domain::tests::scene::{DESK, PANEL, START, Scene, TALK, person};
use crate::domain::time::{Millis, Time};
use crate::domain::words::Text;

const HALL: HallNo = HallNo(1);

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
    polls.filter_map(|part| if let RecordPart::Poll(poll) = part { Some(&**poll) } else { None }).collect()
}

fn document(view: &RecordView, tongue: Tongue) -> String {
    let bytes = docx::write(view, tongue).expect("it is packed");
    let text = file_of(&bytes, "word/document.xml");
    let styles = file_of(&bytes, "word/styles.xml");
    for after in text.split(r#"<w:pStyle w:val=""#).skip(1) {
        let style = after.split('"').next().expect("its name");
        assert!(styles.contains(&format!(r#"w:styleId="{style}""#)), "the style {style} is there");
    }
    text
}

fn file_of(document: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(document)).expect("an archive");
    let mut text = String::new();
    zip.by_name(name).expect("it is in it").read_to_string(&mut text).expect("UTF-8");
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
            let text = document(&view, tongue);
            prop_assert!(roxmltree::Document::parse(&text).is_ok());
            prop_assert!(tongue == Tongue::English || !text.contains('·'), "a dot reads as a zero");
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

fn told_stands(state: &State, audience: Audience) -> Vec<RecordStand> {
    let view = record(state, &Chronicle::default(), audience);
    let told = parts(&view).into_iter().find_map(|part| match part {
        RecordPart::Exhibition { stands } => Some(stands.clone()),
        _ => None,
    });
    told.unwrap_or_default()
}

#[test]
fn a_stand_tells_what_its_page_told_everyone_and_no_more_but_to_organisers() {
    let mut scene = exhibiting(2);
    (1..=12).for_each(|by| scene.visits(by, 1));
    for by in 1..=5 {
        let rate = scene.rate(1, 4);
        scene.does(person(by), &rate);
    }
    let asked = [scene.asks_team(1, 1, "كيف نشارك؟"), scene.asks_team(2, 1, "سؤال بلا جواب")];
    scene.comments(3, 1, "رأي للفريق");
    let answer = scene.answer(1, asked[0], "بالتسجيل");
    scene.does(DESK, &answer);
    assert!(told_stands(&scene.state, Audience::Public).iter().all(|stand| stand.questions.is_empty()));
    let publish = scene.on_page(1, asked[0], true);
    scene.does(DESK, &publish);
    let told = told_stands(&scene.state, Audience::Public);
    assert_eq!(told.iter().map(|stand| stand.s).collect::<Vec<_>>(), [1, 2].map(StandNo));
    let first = &told[0];
    let said: Vec<_> = first.questions.iter().map(|one| (one.text.as_str(), one.answer.as_str())).collect();
    assert_eq!((said, first.more), (vec![("كيف نشارك؟", "بالتسجيل")], 0));
    assert_eq!(
        (first.n, first.visits, first.rated, first.mean, first.comments),
        (None, None, None, None, None)
    );
    let plan = ExhibitionPlan { shown: true, interest: Interest::Everyone };
    let version = scene.exhibition().version;
    scene.does(OWNER, &Command::Stands(StandCommand::Set { session: PANEL, version, plan }));
    assert_eq!(
        told_stands(&scene.state, Audience::Public)[0].n,
        Some(10),
        "in the step that phones are told"
    );
    let full = &told_stands(&scene.state, Audience::Organisers)[0];
    assert_eq!((full.visits, full.rated, full.mean, full.comments), (Some(12), Some(5), Some(40), Some(1)));
    let view = public(&scene.state);
    for (tongue, said) in [(Tongue::Arabic, "الزوار على الأقل"), (Tongue::English, "Visitors at least")]
    {
        let text = document(&view, tongue);
        assert!(
            text.contains("كيف نشارك؟") && text.contains("بالتسجيل") && text.contains(said),
            "{tongue:?}"
        );
        assert!(!text.contains("سؤال بلا جواب") && !text.contains("رأي للفريق"), "{tongue:?}");
    }
}

#[test]
fn an_exhibition_that_nobody_is_shown_is_in_no_record_and_of_many_questions_the_newest_are() {
    let mut scene = exhibiting(0);
    assert!(told_stands(&scene.state, Audience::Public).is_empty());
    scene.does(OWNER, &add(named("جناح")));
    for by in 1..=QUESTIONS_OF_STAND as u8 + 2 {
        let asked = scene.asks_team(by, 1, &format!("سؤال {by}"));
        let answer = scene.answer(1, asked, "نعم");
        scene.does(DESK, &answer);
        let publish = scene.on_page(1, asked, true);
        scene.does(DESK, &publish);
    }
    let told = told_stands(&scene.state, Audience::Public);
    assert_eq!((told[0].questions.len(), told[0].more), (QUESTIONS_OF_STAND, 2));
    assert_eq!(told[0].questions[0].text, format!("سؤال {}", QUESTIONS_OF_STAND + 2));
    let held = scene.state.exhibitions.get_mut(&PANEL).map(std::sync::Arc::make_mut).expect("it is there");
    held.plan.shown = false;
    for audience in [Audience::Public, Audience::Organisers] {
        assert!(told_stands(&scene.state, audience).is_empty());
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

#[test]
fn of_a_poll_for_badges_it_is_told_how_many_badges_might_vote() {
    let mut scene = with_badges();
    let poll = scene.for_badges(&[0], false);
    scene.around.came.insert((poll, 1), 500);
    let version = scene.state.polls[&poll].version;
    scene.does(DESK, &Command::ClosePoll { poll, version, seconds: Some(0) });
    let view = public(&scene.state);
    let [told] = polls(&view)[..] else { panic!("one poll") };
    assert_eq!((told.badges, told.here), (true, Some(2)));
    let text = document(&view, Tongue::English);
    assert!(text.contains("Badges that might vote: 2") && !text.contains("Devices present"));
}

#[test]
fn dots_are_told_apart_from_ideas_and_what_is_taken_back_was_not_given() {
    let mut chronicle = Chronicle::default();
    let mut dotted = |by: u8, all: &[u32]| {
        let (person, id) = (PersonId([by; 16]), CommandId(u64::from(by)));
        let dots = (1..).zip(all).map(|(no, n)| Dots { on: Spot::Idea(IdeaNo(no)), n: *n }).collect();
        let act = IdeaAct::Dotted { person, dots, seq: Seq(1), id };
        chronicle.take(1, START, &[Change::Ideas(IdeaChange { session: PANEL, act })]);
        chronicle.quarters().first().map_or((0, 0), |quarter| (quarter.ideas, quarter.dots))
    };
    assert_eq!(dotted(1, &[]), (0, 0), "nothing was given yet");
    assert_eq!(dotted(1, &[1]), (0, 1));
    assert_eq!(dotted(1, &[1, 2]), (0, 3), "all of somebody's dots are given each time");
    assert_eq!(dotted(1, &[1]), (0, 3), "two are taken back");
    assert_eq!(dotted(2, &[3]), (0, 6), "each has their own");
}

#[test]
fn what_is_taken_back_and_what_organisers_prepared_was_given_by_nobody() {
    let (person, id, session) = (PersonId([1; 16]), CommandId(1), PANEL);
    let dotted =
        |dots| Change::Ideas(IdeaChange { session, act: IdeaAct::Dotted { person, dots, seq: Seq(1), id } });
    let submitted = |author| {
        let (statement, text) = (StatementNo(1), WordsNo(1));
        let time = START;
        Change::Statements(StatementChange::Submitted {
            session,
            statement,
            author,
            id,
            text,
            published: true,
            time,
        })
    };
    let taken_back = [dotted(Vec::new()), submitted(Author::Link(LinkNo(1)))];
    let mut chronicle = Chronicle::default();
    chronicle.take(1, START, &taken_back);
    assert_eq!(chronicle.quarters(), []);
    let dots = vec![Dots { on: Spot::Idea(IdeaNo(1)), n: 1 }];
    chronicle.take(2, START, &[dotted(dots), submitted(Author::Person(person))]);
    let told = chronicle.quarters();
    assert_eq!((told[0].dots, told[0].votes), (1, 1));
}

#[test]
fn what_stands_were_given_is_told_in_time_to_organisers_alone() {
    let (stand, person, id) = (StandNo(1), PersonId([1; 16]), CommandId(1));
    let of_stand = |act| Change::Stands(StandChange { session: PANEL, act });
    let mut chronicle = Chronicle::default();
    chronicle.take(1, START, &[of_stand(StandAct::Visited { stand, person, id, time: START })]);
    chronicle.take(2, START, &[of_stand(StandAct::Rated { stand, person, stars: 5, seq: Seq(1), id })]);
    let told = |audience| {
        let view = record(&Scene::new().state, &chronicle, audience);
        view.chapters.into_iter().find_map(|chapter| match chapter {
            RecordChapter::Participation { quarters, .. } => Some(quarters),
            _ => None,
        })
    };
    let quarters = told(Audience::Organisers).expect("something was given");
    assert_eq!((quarters.len(), quarters[0].stands, quarters[0].mood), (1, 2, None));
    assert_eq!(told(Audience::Public), None, "everyone is told of visits in steps");
}

#[test]
fn what_goes_on_over_a_night_makes_no_one_day_of_two_and_what_was_passed_over_is_not_told() {
    let mut scene = Scene::new();
    let third = Arc::clone(&scene.state.sessions[&PANEL]);
    scene.state.sessions.insert(SessionNo(3), third);
    let days: [(Time, Time); 3] = [
        (START, START + Millis::minutes(60)),
        (START, START + Millis::minutes(30 * 60)),
        (START + Millis::minutes(24 * 60), START + Millis::minutes(25 * 60)),
    ];
    for ((starts, ends), no) in days.into_iter().zip((1..).map(SessionNo)) {
        let session = Arc::make_mut(scene.state.sessions.get_mut(&no).expect("it is there"));
        (session.starts, session.ends, session.opened) = (starts, ends, Some(starts));
    }
    let told = |scene: &Scene| -> Vec<usize> {
        let chapters = public(&scene.state).chapters.into_iter();
        let days = chapters.filter_map(|chapter| match chapter {
            RecordChapter::Day { sessions, .. } => Some(sessions.len()),
            _ => None,
        });
        days.collect()
    };
    assert_eq!(told(&scene), [2, 1]);
    let passed = Arc::make_mut(scene.state.sessions.get_mut(&TALK).expect("there is a second one"));
    (passed.opened, passed.phase) = (None, Phase::Ended);
    assert_eq!(told(&scene), [1, 1]);
}

#[test]
fn what_organisers_prepared_was_given_by_nobody() {
    let mut scene = Scene::new();
    let mut chronicle = Chronicle::default();
    let text = Text::new("ما رأيكم؟");
    let seeded = scene.does(DESK, &Command::Enter { session: PANEL, text, source: Source::Seed });
    chronicle.take(scene.state.rev, scene.now, &seeded.changes);
    assert!(chronicle.quarters().is_empty());
}

#[test]
fn the_line_has_a_moment_for_each_thing_that_walls_change_at() {
    let scene = Scene::new();
    let mut chronicle = Chronicle::default();
    let poll = PollNo(1);
    let changes = [
        Change::PollRevealed { poll, on: false },
        Change::Hidden { hall: HALL, on: false },
        Change::Announced { hall: HALL, text: None },
        Change::Ideas(IdeaChange { session: PANEL, act: IdeaAct::ResultsShown { on: false } }),
        Change::Speaking(SpeakingChange {
            session: PANEL,
            act: SpeakingAct::Called { speaker: SpeakerNo(1), time: START },
        }),
        Change::Recommendations(RecommendationChange::VoteClosed { round: VoteNo(1), time: START }),
    ];
    chronicle.take(1, START, &changes);
    let told: Vec<_> =
        marks(&scene.state, &chronicle).into_iter().map(|mark| (mark.mark, mark.hall)).collect();
    let expected = [
        (MarkKind::PollHidden, None),
        (MarkKind::Shown, Some(HALL)),
        (MarkKind::Unannounced, Some(HALL)),
        (MarkKind::ResultsHidden, Some(HALL)),
        (MarkKind::SpeakerCalled, Some(HALL)),
        (MarkKind::VoteClosed, None),
    ];
    assert_eq!(told, expected);
}

#[test]
fn what_the_walls_of_a_hall_that_went_showed_is_a_moment_of_no_other() {
    let mut scene = Scene::new();
    let mut chronicle = Chronicle::default();
    let tried = HallNo(9);
    let shown = |hall| Change::Hidden { hall, on: false };
    let said = |hall| Change::Announced { hall, text: None };
    chronicle.take(1, START, &[shown(tried), said(tried), shown(HALL)]);
    let halls = |scene: &Scene| -> Vec<_> {
        marks(&scene.state, &chronicle).into_iter().map(|mark| mark.hall).collect()
    };
    assert_eq!(halls(&scene), [Some(HALL)]);
    let made = Change::HallSet { hall: tried, name: Title::default(), code: "234567".into() };
    scene.state.apply_entry(scene.state.rev + 1, &[made], &[]);
    assert_eq!(halls(&scene), [Some(tried), Some(tried), Some(HALL)]);
    scene.state.apply_entry(scene.state.rev + 1, &[Change::HallDropped { hall: tried }], &[]);
    assert_eq!(halls(&scene), [Some(HALL)]);
}

/// Whoever rates again and again could else read off the mean what the only other one gave.
#[test]
fn of_a_quarter_in_which_fewer_than_five_rated_again_and_again_no_mood_is_told() {
    let mut chronicle = Chronicle::default();
    (1..=8).for_each(|rev| chronicle.take(rev, START, &[rated(1, 5)]));
    chronicle.take(9, START, &[rated(2, 1)]);
    let told = chronicle.quarters();
    assert_eq!((told[0].ratings, told[0].mood), (9, None));
    (3..=5).for_each(|by| chronicle.take(u64::from(by) + 10, START, &[rated(by, 1)]));
    assert_eq!(chronicle.quarters()[0].mood, Some(367));
}

#[test]
fn no_moment_however_odd_ends_the_reading_of_a_journal() {
    let mut chronicle = Chronicle::default();
    for at in [i64::MIN, 0, i64::MAX] {
        chronicle.take(1, Time(at), &[rated(1, 5)]);
    }
    assert_eq!(chronicle.quarters().len(), 3);
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

/// Where everyone sees the dots while they are given, phones are told what is in front alone until the end.
#[test]
fn of_a_board_that_is_not_closed_no_group_is_said_to_have_no_dots_that_phones_are_not_told_of() {
    let mut scene = collecting_by(IdeaPlan { show_dots: true, ..usual() });
    (1..=25).for_each(|by| {
        scene.thinks(by, &format!("فكرة {by}"));
    });
    let groups: Vec<u32> = (1..=25).map(|no| scene.groups(&[no])).collect();
    scene.leads(IdeaPhase::Voting);
    for (by, group) in (1..).zip(&groups) {
        scene.dots(by, &[on_cluster(*group, 1)]);
    }
    let told = |scene: &Scene| -> Vec<Option<u32>> {
        let view = public(&scene.state);
        let groups = parts(&view).into_iter().find_map(|part| match part {
            RecordPart::Ideas { groups, .. } => Some(groups.iter().map(|group| group.dots).collect()),
            _ => None,
        });
        groups.unwrap_or_default()
    };
    assert_eq!(told(&scene), [vec![Some(1); 20], vec![None; 5]].concat());
    scene.leads(IdeaPhase::Closed);
    assert_eq!(told(&scene), [Some(1); 25]);
}

#[test]
fn the_ideas_of_a_board_that_is_prepared_are_counted_for_nobody() {
    let mut scene = Scene::new();
    scene.does(DESK, &set(0, usual()));
    scene.does(DESK, &enter("فكرة لم يرها أحد", None));
    let ideas = |scene: &Scene| match public(&scene.state).chapters.first() {
        Some(RecordChapter::Summary(told)) => told.ideas,
        _ => panic!("the figures come first"),
    };
    assert_eq!(ideas(&scene), 0);
    scene.leads(IdeaPhase::Collecting);
    assert_eq!(ideas(&scene), 1);
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
