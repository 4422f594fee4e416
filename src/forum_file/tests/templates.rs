//! Templates and examples: each is a forum that can be founded.

use std::path::Path;

use super::reading::keys;
use crate::domain::agenda::{HALLS, SessionKind};
use crate::domain::forum::Title;
use crate::domain::time::Time;
use crate::forum_file::templates::{Answers, BadAnswers, one_day, one_panel, two_days};
use crate::forum_file::{ForumFile, read};

fn answers(halls: usize) -> Answers {
    let title = |ar: &str| Title { ar: ar.to_owned(), en: String::new() };
    Answers {
        slug: "new".into(),
        name: title("ملتقى"),
        first_day: jiff::civil::date(2026, 10, 28),
        halls: (1..=halls).map(|no| title(&format!("قاعة {no}"))).collect(),
        languages: vec!["ar".into(), "en".into()],
        zone: "Asia/Riyadh".into(),
    }
}

/// No two sessions are in one hall at one time, every hall is there, and every poll keeps to the rules.
#[track_caller]
fn is_sound(file: &ForumFile) {
    for (place, one) in file.sessions.iter().enumerate() {
        assert!(one.plan.starts < one.plan.ends && one.plan.hall.0 as usize <= file.halls.len());
        for other in &file.sessions[..place] {
            let apart = one.plan.hall != other.plan.hall || other.plan.ends <= one.plan.starts;
            assert!(apart && other.plan.starts <= one.plan.starts, "{:?} {:?}", other.plan, one.plan);
        }
        for poll in &one.polls {
            let draft = crate::domain::command::PollDraft {
                title: poll.title.clone(),
                answer: poll.kind,
                options: poll.options.clone(),
                labels: Vec::new(),
                settings: poll.settings,
            };
            assert_eq!(draft.plan(&file.rules).as_ref(), Ok(poll));
        }
    }
    assert!(file.founding(&keys(file), Time(0)).changes.len() > file.sessions.len());
}

#[test]
fn every_template_is_sound_whatever_the_number_of_halls() {
    for halls in (1..=5).chain([HALLS]) {
        for template in [one_panel, one_day, two_days] {
            is_sound(&template(answers(halls)).expect("the answers are good"));
        }
    }
}

#[test]
fn two_days_have_an_exhibition_and_an_award() {
    for halls in [1, 2, 4] {
        let file = two_days(answers(halls)).expect("the answers are good");
        let count = |kind| file.sessions.iter().filter(|session| session.plan.kind == kind).count();
        assert_eq!((count(SessionKind::Exhibition), count(SessionKind::Award)), (1, 1), "two would be two");
        let workshops = file.sessions.iter().filter(|session| session.plan.kind == SessionKind::Workshop);
        assert!(workshops.clone().count() > 0 && workshops.clone().all(|session| session.board.is_some()));
        let first = file.sessions[0].plan.starts;
        assert_eq!(first, Time(1_793_167_200_000), "nine o'clock in Riyadh");
    }
}

#[test]
fn answers_that_make_no_forum_are_refused() {
    let refused = |change: fn(&mut Answers)| {
        let mut answers = answers(1);
        change(&mut answers);
        one_day(answers).expect_err("it is refused")
    };
    assert_eq!(refused(|answers| answers.halls.clear()), BadAnswers::NoHall);
    assert_eq!(refused(|answers| answers.name = Title::default()), BadAnswers::NoName);
    assert_eq!(
        refused(|answers| answers.halls = vec![answers.name.clone(); HALLS + 1]),
        BadAnswers::TooManyHalls(HALLS + 1)
    );
    assert_eq!(refused(|answers| answers.name.en = "a".repeat(121)), BadAnswers::LongName);
    assert_eq!(refused(|answers| answers.halls[0].ar = "ق".repeat(61)), BadAnswers::LongName);
    assert_eq!(refused(|answers| answers.zone = "x".into()), BadAnswers::Zone("x".into()));
    assert_eq!(refused(|answers| answers.languages = vec!["fr".into()]), BadAnswers::Language("fr".into()));
    assert_eq!(refused(|answers| answers.languages.clear()), BadAnswers::Language(String::new()));
}

#[test]
fn every_example_loads() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut loaded = 0;
    for folder in std::fs::read_dir(examples).expect("there are examples") {
        for file in std::fs::read_dir(folder.expect("it can be read").path()).expect("it is a folder") {
            let file =
                read(&file.expect("it can be read").path()).unwrap_or_else(|mistakes| panic!("{mistakes}"));
            is_sound(&file);
            loaded += 1;
        }
    }
    assert!(loaded >= 2, "{loaded}");
}

#[test]
fn the_izwa_example_has_a_poll_of_every_kind() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/izwa/forum.toml");
    let file = read(&path).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let kinds: std::collections::BTreeSet<String> = file
        .sessions
        .iter()
        .flat_map(|session| &session.polls)
        .map(|poll| serde_json::to_value(poll.kind).expect("it is JSON")["kind"].to_string())
        .collect();
    assert_eq!(kinds.len(), 8, "{kinds:?}");
    let session_kinds: std::collections::BTreeSet<_> =
        file.sessions.iter().map(|session| format!("{:?}", session.plan.kind)).collect();
    assert_eq!(session_kinds.len(), 6, "{session_kinds:?}");
}
