use super::super::scene::{DESK, Scene, person};
use super::{NOTHING, draft, words};
use crate::domain::ballot::Choice;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::{PollNo, WordsNo};
use crate::domain::poll::PollKind;
use crate::domain::refusal::Code;
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::view::poll::tally;
use crate::domain::words::Text;

fn cloud() -> (Scene, PollNo) {
    let mut scene = Scene::new();
    let poll = scene.opened(&draft(PollKind::Cloud { words: 3 }, 0));
    scene.voted(1, poll, words(&["Water", "air"]));
    scene.voted(2, poll, words(&["water", "soil"]));
    scene.voted(3, poll, words(&["water"]));
    scene.reveals(poll);
    (scene, poll)
}

fn seen(scene: &Scene, poll: PollNo, role: Role) -> Vec<(String, u32)> {
    let words = tally(&scene.state, poll, role).words.unwrap_or_default();
    words.into_iter().map(|word| (word.text, word.n)).collect()
}

fn number(scene: &Scene, text: &str) -> WordsNo {
    let found = scene.state.words.iter().find(|(_, known)| ***known == *text);
    found.map(|(no, _)| no).expect("the word was sent")
}

fn rule(scene: &Scene, poll: PollNo, text: &str, show: Option<bool>) -> Command {
    Command::RuleWord { poll, round: 1, word: number(scene, text), show }
}

#[test]
fn a_word_reaches_everyone_from_two_people_on() {
    let (scene, poll) = cloud();
    assert_eq!(seen(&scene, poll, Role::Screen), [("water".into(), 3)]);
    let all = [("water".into(), 3), ("air".into(), 1), ("soil".into(), 1)];
    assert_eq!(seen(&scene, poll, Role::Moderator), all);
}

#[test]
fn a_ruling_shows_a_word_of_one_person_and_keeps_off_a_word_of_many() {
    let (mut scene, poll) = cloud();
    scene.does(DESK, &rule(&scene, poll, "air", Some(true)));
    scene.does(DESK, &rule(&scene, poll, "Water", Some(false)));
    assert_eq!(seen(&scene, poll, Role::Participant), [("air".into(), 1)]);
    let desk = tally(&scene.state, poll, Role::Moderator).words.unwrap_or_default();
    assert_eq!(desk.iter().map(|word| word.show).collect::<Vec<_>>(), [Some(false), Some(true), None]);
    let other_spelling = rule(&scene, poll, "water", Some(false));
    scene.does(DESK, &other_spelling);
    assert_eq!(scene.poll(poll).round.rulings.len(), 2, "the ruling is on the word");
    scene.does(DESK, &rule(&scene, poll, "water", None));
    assert_eq!(seen(&scene, poll, Role::Participant), [("water".into(), 3), ("air".into(), 1)]);
    assert_eq!(scene.poll(poll).round.rulings.len(), 1);
}

#[test]
fn a_word_of_the_list_is_shown_when_a_moderator_says_so() {
    let (mut scene, poll) = cloud();
    scene.rule(|rules| rules.word_list = vec!["WATER".into()]);
    assert_eq!(seen(&scene, poll, Role::Screen), []);
    assert_eq!(seen(&scene, poll, Role::Moderator).len(), 3);
    scene.does(DESK, &rule(&scene, poll, "water", Some(true)));
    assert_eq!(seen(&scene, poll, Role::Screen), [("water".into(), 3)]);
}

#[test]
fn rulings_are_the_desks_on_words_of_the_round_at_hand() {
    let (mut scene, poll) = cloud();
    let air = number(&scene, "air");
    assert_eq!(scene.is_refused(person(1), &rule(&scene, poll, "air", Some(true))), Code::NotAllowed);
    let ruling = |round, word| Command::RuleWord { poll, round, word, show: Some(true) };
    assert_eq!(scene.is_refused(DESK, &ruling(2, air)), Code::RoundOver);
    assert_eq!(scene.is_refused(DESK, &ruling(1, WordsNo(999))), Code::OutOfRange);
    scene.asked(4, "what of the sea?");
    let question = number(&scene, "what of the sea?");
    assert_eq!(scene.is_refused(DESK, &ruling(1, question)), Code::OutOfRange);
}

#[test]
fn what_is_written_on_a_ballot_is_changed_50_times_taken_back_or_not() {
    for kind in [PollKind::Open, PollKind::Cloud { words: 3 }] {
        let mut scene = Scene::new();
        let poll = scene.opened(&draft(kind, 0));
        let wrote = |scene: &mut Scene| match kind {
            PollKind::Open => scene.votes(1, poll, Choice::Text(Text::new("text"))),
            _ => scene.votes(1, poll, words(&["text"])),
        };
        for _ in 0..25 {
            wrote(&mut scene).expect("it is taken");
            wrote(&mut scene).expect("it is changed");
            scene.voted(1, poll, NOTHING);
        }
        let refusal = wrote(&mut scene).expect_err("once too often");
        assert_eq!((refusal.code, refusal.limit), (Code::ChangedTooOften, Some(50)));
        scene.voted(1, poll, NOTHING);
    }
}

#[test]
fn erased_words_leave_the_cloud_and_the_texts() {
    let (mut scene, poll) = cloud();
    let open = scene.opened(&draft(PollKind::Open, 0));
    scene.voted(1, open, Choice::Text(Text::new("first")));
    scene.voted(2, open, Choice::Text(Text::new("second")));
    let texts = |scene: &Scene| tally(&scene.state, open, Role::Moderator).texts.unwrap_or_default();
    assert_eq!(texts(&scene), ["second", "first"], "newest first");
    let erased = vec![number(&scene, "Water"), number(&scene, "first")];
    scene.state.apply_entry(scene.state.rev + 1, &[Change::Erased { words: erased }], &[]);
    assert_eq!(seen(&scene, poll, Role::Screen), [("water".into(), 2)]);
    assert_eq!(scene.poll(poll).round.tally.voters, 3, "its counts stay");
    assert_eq!(texts(&scene), ["second"]);
}

#[test]
fn a_snapshot_has_its_clouds_again_once_the_words_are_filed() {
    let (mut scene, poll) = cloud();
    scene.closes(poll);
    scene.does(DESK, &scene.open_poll(poll, None));
    scene.voted(1, poll, words(&["sea"]));
    let snapshot = serde_json::to_string(&scene.state).expect("a snapshot is JSON");
    let mut loaded: State = serde_json::from_str(&snapshot).expect("it can be read");
    assert!(loaded.polls[&poll].round.tally.cloud.is_empty());
    let filed: Vec<_> = scene.state.words.iter().map(|(no, text)| (no, text.clone())).collect();
    loaded.file_again(&filed);
    assert_eq!(loaded, scene.state);
}
