use super::super::scene::{DESK, PANEL, Scene};
use super::{draft, one, secret, words};
use crate::domain::ballot::Choice;
use crate::domain::command::PollDraft;
use crate::domain::id::{PersonId, PollNo};
use crate::domain::poll::{PollKind, PollSettings};
use crate::domain::role::Role;
use crate::domain::view::mine::mine;
use crate::domain::view::poll::{poll as view, tally};
use crate::domain::view::shape::TallyView;
use crate::domain::words::Text;

const EVERYONE: [Role; 3] = [Role::Participant, Role::Screen, Role::Presenter];

fn json(scene: &Scene, poll: PollNo, role: Role) -> String {
    serde_json::to_string(&view(&scene.state, poll, role)).expect("a view is JSON")
}

#[test]
fn a_draft_is_the_desks_alone() {
    let mut scene = Scene::new();
    let poll = scene.prepared(&draft(PollKind::Single, 2));
    for role in EVERYONE {
        assert_eq!(view(&scene.state, poll, role), None);
        assert_eq!(tally(&scene.state, poll, role), TallyView::default());
    }
    assert!(view(&scene.state, poll, Role::Moderator).is_some());
    assert!(view(&scene.state, poll, Role::Organiser).is_some());
}

#[test]
fn hidden_results_show_turnout_and_nothing_else() {
    let mut scene = Scene::new();
    for (kind, options, choice) in [
        (PollKind::Single, 2, one(1)),
        (PollKind::Rating { max: 5 }, 0, Choice::Stars(4)),
        (PollKind::Cloud { words: 2 }, 0, words(&["giveaway"])),
        (PollKind::Open, 0, Choice::Text(Text::new("giveaway"))),
    ] {
        let poll = scene.opened(&draft(kind, options));
        scene.voted(1, poll, choice.clone());
        scene.voted(2, poll, choice);
        let bare = TallyView { v: 2, ..TallyView::default() };
        for role in EVERYONE {
            assert_eq!(tally(&scene.state, poll, role), bare);
            let json = json(&scene, poll, role);
            for told in ["\"n\":", "\"words\":[", "\"texts\":", "giveaway"] {
                assert!(!json.contains(told), "{told} in {json}");
            }
        }
        assert_ne!(tally(&scene.state, poll, Role::Moderator), bare);
        scene.closes(poll);
        assert_eq!(tally(&scene.state, poll, Role::Screen), TallyView { here: Some(2), ..bare.clone() });
        scene.reveals(poll);
        assert_ne!(tally(&scene.state, poll, Role::Participant), TallyView { here: Some(2), ..bare });
    }
}

#[test]
fn results_that_are_not_hidden_are_seen_as_they_come_until_they_are_hidden_by_hand() {
    let mut scene = Scene::new();
    let settings = PollSettings { hidden: false, ..PollSettings::default() };
    let poll = scene.opened(&PollDraft { settings, ..draft(PollKind::Single, 2) });
    scene.voted(1, poll, one(1));
    assert_eq!(tally(&scene.state, poll, Role::Participant).n, Some(vec![0, 1]));
    scene.does(DESK, &scene.reveal_poll(poll, false));
    assert_eq!(tally(&scene.state, poll, Role::Participant).n, None);
}

#[test]
fn the_right_answer_is_told_once_it_is_revealed_and_nobody_can_vote_any_more() {
    let mut scene = Scene::new();
    let poll = scene.opened(&draft(PollKind::Quiz { answer: 1 }, 3));
    let right = |scene: &Scene, role| view(&scene.state, poll, role).and_then(|view| view.right);
    assert_eq!(right(&scene, Role::Moderator), Some(1));
    assert_eq!(right(&scene, Role::Participant), None);
    assert!(!json(&scene, poll, Role::Participant).contains("right"));
    assert!(json(&scene, poll, Role::Participant).contains(r#""answer":{"kind":"quiz"}"#));
    scene.reveals(poll);
    assert_eq!(right(&scene, Role::Screen), None);
    scene.closes(poll);
    assert_eq!(right(&scene, Role::Screen), Some(1));
}

#[test]
fn no_view_of_a_secret_poll_tells_who_or_holds_the_key() {
    let mut scene = Scene::new();
    let poll = scene.opened(&secret(PollKind::Single, 2));
    scene.voted(7, poll, one(1));
    scene.reveals(poll);
    let round = &scene.poll(poll).round;
    let key = scene.state.text(round.key.expect("a secret round has a key")).to_string();
    let pseudonyms: Vec<String> = round.ballots.keys().map(|voter| voter.0.to_string()).collect();
    assert!(!key.is_empty() && pseudonyms.len() == 1);
    for role in [Role::Participant, Role::Screen, Role::Presenter, Role::Moderator, Role::Organiser] {
        let json = json(&scene, poll, role);
        assert!(!json.contains(&key) && !json.contains(&pseudonyms[0]));
        assert!(!json.contains(&PersonId([7; 16]).to_string()));
    }
}

#[test]
fn a_cloud_is_shown_by_its_60_first_words() {
    let mut scene = Scene::new();
    let poll = scene.opened(&draft(PollKind::Cloud { words: 1 }, 0));
    for by in 0..80 {
        scene.voted(by, poll, words(&[&format!("word {by}")]));
    }
    scene.voted(90, poll, words(&["word 79"]));
    let desk = tally(&scene.state, poll, Role::Moderator).words.unwrap_or_default();
    assert_eq!(desk.len(), 60);
    assert_eq!((desk[0].text.as_str(), desk[0].n), ("word 79", 2));
    assert_eq!(desk[1].text, "word 0", "older ones first among equals");
}

#[test]
fn what_somebody_wrote_into_very_many_polls_fits_a_frame_and_that_of_open_polls_comes_first() {
    let mut scene = Scene::new();
    let first = scene.opened(&draft(PollKind::Open, 0));
    let longest = Choice::Text(Text::new(&"\u{645}\u{64f}\u{651}".repeat(500)));
    scene.voted(1, first, longest.clone());
    for _ in 1..85 {
        let poll = scene.opened(&draft(PollKind::Open, 0));
        scene.voted(1, poll, longest.clone());
        scene.closes(poll);
    }
    let one_choice = scene.opened(&draft(PollKind::Single, 2));
    scene.voted(1, one_choice, one(1));
    let mine = mine(&scene.state, PANEL, PersonId([1; 16]));
    let polls: Vec<u32> = mine.ballots.iter().map(|ballot| ballot.poll.0).collect();
    assert!(polls.is_sorted() && polls[0] == first.0 && polls[1] > 10, "{polls:?}");
    assert_eq!(polls.last(), Some(&one_choice.0));
    let size = serde_json::to_string(&mine).expect("a view is JSON").len();
    assert!((64 * 1024..128 * 1024).contains(&size), "{size}");
}
