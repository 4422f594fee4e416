use super::super::scene::{DESK, PANEL, Scene, person};
use super::{draft, one};
use crate::domain::command::{Command, PollDraft};
use crate::domain::forum::Title;
use crate::domain::id::{PollNo, SessionNo};
use crate::domain::poll::{Method, PollKind, PollSettings};
use crate::domain::refusal::Code;
use crate::domain::time::Millis;

fn create(poll: PollDraft) -> Command {
    Command::CreatePoll { session: PANEL, poll }
}

#[test]
fn a_session_holds_100_polls() {
    let mut scene = Scene::new();
    let single = draft(PollKind::Single, 2);
    for _ in 0..100 {
        scene.prepared(&single);
    }
    let refusal = scene.give(DESK, &create(single)).expect_err("it is full");
    assert_eq!((refusal.code, refusal.limit), (Code::OutOfRange, Some(100)));
}

#[test]
fn every_kind_can_be_prepared() {
    let mut scene = Scene::new();
    for (kind, options) in [
        (PollKind::Single, 20),
        (PollKind::Multiple { min: 1, max: 4 }, 4),
        (PollKind::YesNoAbstain, 0),
        (PollKind::Rating { max: 10 }, 0),
        (PollKind::Ranking { method: Method::Borda }, 2),
        (PollKind::Ranking { method: Method::InstantRunoff }, 20),
        (PollKind::Ranking { method: Method::Schulze }, 2),
        (PollKind::Points, 2),
        (PollKind::Likert { steps: 2 }, 20),
        (PollKind::Likert { steps: 7 }, 2),
        (PollKind::Cloud { words: 5 }, 0),
        (PollKind::Open, 0),
        (PollKind::Quiz { answer: 1 }, 2),
    ] {
        let poll = scene.prepared(&draft(kind, options));
        assert_eq!(scene.poll(poll).plan.kind, kind);
    }
    assert_eq!(scene.state.sessions[&PANEL].polls.len(), 13);
}

#[test]
fn a_draft_that_does_not_fit_its_kind_is_refused() {
    let mut scene = Scene::new();
    for (kind, options) in [
        (PollKind::Single, 1),
        (PollKind::Single, 21),
        (PollKind::Multiple { min: 0, max: 2 }, 3),
        (PollKind::Multiple { min: 3, max: 2 }, 3),
        (PollKind::Multiple { min: 1, max: 4 }, 3),
        (PollKind::YesNoAbstain, 3),
        (PollKind::Rating { max: 1 }, 0),
        (PollKind::Rating { max: 11 }, 0),
        (PollKind::Rating { max: 5 }, 5),
        (PollKind::Ranking { method: Method::Borda }, 1),
        (PollKind::Ranking { method: Method::Schulze }, 21),
        (PollKind::Points, 1),
        (PollKind::Likert { steps: 1 }, 3),
        (PollKind::Likert { steps: 8 }, 3),
        (PollKind::Likert { steps: 5 }, 1),
        (PollKind::Cloud { words: 0 }, 0),
        (PollKind::Cloud { words: 6 }, 0),
        (PollKind::Open, 1),
        (PollKind::Quiz { answer: 2 }, 2),
    ] {
        assert_eq!(
            scene.is_refused(DESK, &create(draft(kind, options))),
            Code::BadPoll,
            "{kind:?} {options}"
        );
    }
}

#[test]
fn titles_and_times_have_bounds() {
    let mut scene = Scene::new();
    let mut empty = draft(PollKind::Open, 0);
    empty.title = Title { ar: " \u{202e} ".into(), en: String::new() };
    assert_eq!(scene.is_refused(DESK, &create(empty)), Code::BadPoll);
    let mut long = draft(PollKind::Single, 2);
    long.options[1].en = "x".repeat(61);
    assert_eq!(scene.is_refused(DESK, &create(long)), Code::TextTooLong);
    let mut long = draft(PollKind::Open, 0);
    long.title.en = "x".repeat(281);
    assert_eq!(scene.is_refused(DESK, &create(long)), Code::TextTooLong);
    for time in [Millis(0), Millis(4_999), Millis::minutes(24 * 60 + 1), Millis(i64::MIN)] {
        let settings = PollSettings { time: Some(time), ..PollSettings::default() };
        let timed = PollDraft { settings, ..draft(PollKind::Open, 0) };
        assert_eq!(scene.is_refused(DESK, &create(timed)), Code::BadPoll, "{time:?}");
    }
}

#[test]
fn creating_again_is_the_same_poll() {
    let mut scene = Scene::new();
    let id = scene.fresh_id();
    let command = create(draft(PollKind::Single, 2));
    let first = scene.give_as(DESK, id, &command).expect("it is made");
    let again = scene.give_as(DESK, id, &create(draft(PollKind::Single, 3))).expect("it is acknowledged");
    assert_eq!((first.made, again.made, again.changes.len()), (Some(1), Some(1), 0));
}

#[test]
fn only_a_desk_prepares_polls_and_only_for_a_session_that_exists() {
    let mut scene = Scene::new();
    let poll = draft(PollKind::Single, 2);
    assert_eq!(scene.is_refused(person(1), &create(poll.clone())), Code::NotAllowed);
    let nowhere = Command::CreatePoll { session: SessionNo(9), poll };
    assert_eq!(scene.is_refused(DESK, &nowhere), Code::UnknownSession);
}

#[test]
fn a_draft_is_changed_and_removed_by_version() {
    let mut scene = Scene::new();
    let poll = scene.prepared(&draft(PollKind::Single, 2));
    let edit = Command::EditPoll { poll, version: 1, draft: draft(PollKind::Single, 3) };
    scene.does(DESK, &edit);
    assert_eq!((scene.poll(poll).version, scene.poll(poll).plan.options.len()), (2, 3));
    assert!(scene.does(DESK, &edit).changes.is_empty(), "sent again, it stands");
    let older = Command::EditPoll { poll, version: 1, draft: draft(PollKind::Single, 4) };
    assert_eq!(scene.is_refused(DESK, &older), Code::Changed);
    let remove = |version| Command::DropPoll { poll, version };
    assert_eq!(scene.is_refused(DESK, &remove(1)), Code::Changed);
    assert_eq!(scene.is_refused(person(1), &remove(2)), Code::NotAllowed);
    scene.does(DESK, &remove(2));
    assert!(scene.state.sessions[&PANEL].polls.is_empty());
    assert!(scene.does(DESK, &remove(2)).changes.is_empty(), "it is gone already");
    assert_eq!(scene.is_refused(DESK, &Command::DropPoll { poll: PollNo(9), version: 1 }), Code::UnknownPoll);
    assert_eq!(scene.is_refused(person(1), &remove(2)), Code::NotAllowed);
}

#[test]
fn what_is_open_is_no_draft_any_more() {
    let mut scene = Scene::new();
    let poll = scene.prepared(&draft(PollKind::Single, 2));
    let round = 1;
    let ballot =
        Command::Vote { poll, round, choice: one(0), seq: crate::domain::register::Seq(1), badge: None };
    assert_eq!(scene.is_refused(person(1), &ballot), Code::UnknownPoll, "phones know of no drafts");
    scene.does(DESK, &scene.open_poll(poll, None));
    let version = scene.poll(poll).version;
    let edit = Command::EditPoll { poll, version, draft: draft(PollKind::Single, 3) };
    assert_eq!(scene.is_refused(DESK, &edit), Code::WrongState);
    assert_eq!(scene.is_refused(DESK, &Command::DropPoll { poll, version }), Code::WrongState);
}

#[test]
fn the_polls_of_a_session_are_put_in_order_by_its_version() {
    let mut scene = Scene::new();
    let [one, two, three] = [2, 3, 4].map(|options| scene.prepared(&draft(PollKind::Single, options)));
    let order =
        |version, polls: &[PollNo]| Command::OrderPolls { session: PANEL, version, polls: polls.to_vec() };
    scene.does(DESK, &order(1, &[three, one, two]));
    assert_eq!(scene.state.sessions[&PANEL].polls, [three, one, two]);
    assert!(scene.does(DESK, &order(1, &[three, one, two])).changes.is_empty(), "sent again, it stands");
    assert_eq!(scene.is_refused(DESK, &order(1, &[one, two, three])), Code::Changed);
    for polls in [&[one, two][..], &[one, one, two], &[one, two, PollNo(9)]] {
        assert_eq!(
            scene.is_refused(DESK, &order(2, polls)),
            Code::Changed,
            "{polls:?} are not all there are"
        );
    }
    assert_eq!(scene.is_refused(person(1), &order(2, &[one, two, three])), Code::NotAllowed);
}
