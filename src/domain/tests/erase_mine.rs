//! What a person takes back of all that it wrote.

use super::polls::{draft, secret, words};
use super::scene::{DESK, PANEL, Scene, person};
use crate::domain::ballot::Choice;
use crate::domain::command::Command;
use crate::domain::id::{CommandId, LinkNo, PersonId, QuestionNo, WordsNo};
use crate::domain::poll::PollKind;
use crate::domain::question::Status;
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Role};
use crate::domain::time::Millis;
use crate::domain::view::given::given;
use crate::domain::view::poll::tally;
use crate::domain::words::Text;

fn upto(scene: &Scene, by: u8) -> WordsNo {
    given(&scene.state, PersonId([by; 16])).upto
}

/// All that the person is shown at this moment.
fn all(scene: &Scene, by: u8) -> Command {
    Command::EraseMine { upto: upto(scene, by) }
}

fn rated(scene: &mut Scene, by: u8, comment: &str) {
    scene.ids += 1;
    let rating =
        Command::Rate { session: PANEL, stars: 4, comment: Some(Text::new(comment)), seq: Seq(scene.ids) };
    scene.does(person(by), &rating);
}

fn texts(scene: &Scene) -> Vec<String> {
    scene.state.words.iter().map(|(_, text)| text.to_string()).collect()
}

#[test]
fn everything_that_a_person_wrote_is_erased_and_nothing_of_others() {
    let mut scene = Scene::new();
    let listed = scene.listed(1, "سؤالي");
    scene.asked(2, "سؤال غيري");
    let open = scene.opened(&draft(PollKind::Open, 0));
    scene.voted(1, open, Choice::Text(Text::new("جوابي")));
    scene.voted(2, open, Choice::Text(Text::new("جواب غيري")));
    scene.closes(open);
    scene.does(DESK, &scene.open_poll(open, None));
    scene.voted(1, open, Choice::Text(Text::new("جوابي في الجولة الثانية")));
    scene.now = scene.now + Millis::minutes(30);
    rated(&mut scene, 1, "تعليقي");
    rated(&mut scene, 2, "تعليق غيري");
    let command = all(&scene, 1);
    scene.does(person(1), &command);
    assert_eq!(texts(&scene), ["سؤال غيري", "جواب غيري", "تعليق غيري"]);
    assert!(scene.state.is_erased(scene.question(listed)));
    assert_eq!(upto(&scene, 1), WordsNo(0), "nothing is left to erase");
}

#[test]
fn what_was_changed_before_goes_too() {
    let mut scene = Scene::new();
    let question = scene.asked(1, "أول نص");
    scene.does(person(1), &Command::Edit { question, version: 1, text: Text::new("ثاني نص") });
    let cloud = scene.opened(&draft(PollKind::Cloud { words: 2 }, 0));
    scene.voted(1, cloud, words(&["أولى"]));
    scene.voted(1, cloud, words(&["ثانية"]));
    scene.now = scene.now + Millis::minutes(30);
    rated(&mut scene, 1, "أول تعليق");
    rated(&mut scene, 1, "ثاني تعليق");
    let command = all(&scene, 1);
    scene.does(person(1), &command);
    assert_eq!(texts(&scene), [""; 0]);
}

#[test]
fn what_waits_is_taken_back_and_what_counts_stays() {
    let mut scene = Scene::new();
    let listed = scene.listed(1, "سؤال منشور");
    scene.supported(2, listed, true);
    let other = scene.listed(2, "سؤال آخر");
    scene.supported(1, other, true);
    let waiting = scene.asked(1, "سؤال ينتظر");
    let cloud = scene.opened(&draft(PollKind::Cloud { words: 2 }, 0));
    scene.voted(1, cloud, words(&["تطوع"]));
    let command = all(&scene, 1);
    scene.does(person(1), &command);
    assert_eq!(scene.question(waiting).standing.status, Status::Withdrawn);
    assert_eq!(scene.question(listed).standing.status, Status::Listed);
    assert_eq!((scene.question(listed).supports(), scene.question(other).supports()), (1, 1));
    assert_eq!(tally(&scene.state, cloud, Role::Moderator).v, 1, "the ballot counts");
    let counts = scene.board(PANEL).counts;
    assert_eq!((counts.received, counts.withdrawn, counts.listed), (3, 1, 2));
}

#[test]
fn sent_again_it_touches_nothing_that_was_written_since() {
    let mut scene = Scene::new();
    scene.asked(1, "سؤال");
    let command = all(&scene, 1);
    let id = CommandId(77);
    assert!(!scene.give_as(person(1), id, &command).expect("it is done").changes.is_empty());
    let waiting = scene.asked(1, "سؤال جديد");
    assert!(scene.give_as(person(1), id, &command).expect("it stands").changes.is_empty());
    assert_eq!(texts(&scene), ["سؤال جديد"]);
    assert_eq!(scene.question(waiting).standing.status, Status::Pending);
}

#[test]
fn a_question_that_was_reworded_since_loses_what_it_was_before_and_stays() {
    let mut scene = Scene::new();
    let question = scene.asked(1, "قبل");
    let command = all(&scene, 1);
    scene.does(person(1), &Command::Edit { question, version: 1, text: Text::new("بعد") });
    scene.does(person(1), &command);
    assert_eq!(texts(&scene), ["بعد"]);
    assert_eq!(scene.question(question).standing.status, Status::Pending);
}

#[test]
fn what_a_desk_wrote_to_it_since_goes_with_the_question() {
    let mut scene = Scene::new();
    let question = scene.listed(1, "اسمي ورقم هاتفي");
    let command = all(&scene, 1);
    let version = scene.version(question);
    scene.does(DESK, &Command::Edit { question, version, text: Text::new("رقم هاتفي") });
    scene.does(person(1), &command);
    assert_eq!(texts(&scene), [""; 0]);
}

#[test]
fn a_number_that_was_not_given_yet_is_refused_and_so_is_whoever_is_no_participant() {
    let mut scene = Scene::new();
    scene.asked(1, "سؤال");
    let ahead = Command::EraseMine { upto: WordsNo(scene.state.last.words.0 + 1) };
    assert_eq!(scene.is_refused(person(1), &ahead), Code::OutOfRange);
    assert_eq!(scene.is_refused(DESK, &all(&scene, 1)), Code::NotAllowed);
    assert!(scene.does(person(3), &all(&scene, 1)).changes.is_empty(), "who wrote nothing");
}

#[test]
fn what_stands_on_a_secret_ballot_stays_where_nobody_finds_whose_it_is() {
    let mut scene = Scene::new();
    let poll = scene.opened(&secret(PollKind::Open, 0));
    scene.now = scene.now + Millis::minutes(1);
    let ballot =
        Command::Vote { poll, round: 1, choice: Choice::Text(Text::new("سر")), seq: Seq(1), badge: None };
    scene.does(person(1), &ballot);
    assert_eq!(upto(&scene, 1), WordsNo(0));
    let command = Command::EraseMine { upto: scene.state.last.words };
    assert!(scene.does(person(1), &command).changes.is_empty());
}

#[test]
fn a_word_that_a_desk_hid_stays_hidden_while_others_have_sent_it() {
    let mut scene = Scene::new();
    let cloud = scene.opened(&draft(PollKind::Cloud { words: 2 }, 0));
    scene.voted(1, cloud, words(&["إعلان"]));
    let word = scene.state.last.words;
    scene.voted(2, cloud, words(&["إعلان"]));
    scene.voted(3, cloud, words(&["إعلان"]));
    scene.does(DESK, &scene.reveal_poll(cloud, true));
    scene.does(DESK, &Command::RuleWord { poll: cloud, round: 1, word, show: Some(false) });
    let command = all(&scene, 1);
    scene.does(person(1), &command);
    assert_eq!(tally(&scene.state, cloud, Role::Screen).words.map(|words| words.len()), Some(0));
    let desk = tally(&scene.state, cloud, Role::Moderator).words.expect("desks see it");
    assert_eq!((desk[0].n, desk[0].show), (2, Some(false)));
}

#[test]
fn all_that_was_given_is_told_by_session() {
    let mut scene = Scene::new();
    scene.listed(1, "سؤالي");
    let other = scene.listed(2, "سؤال غيري");
    scene.supported(1, other, true);
    let open = scene.opened(&draft(PollKind::Open, 0));
    scene.voted(1, open, Choice::Text(Text::new("جوابي")));
    let view = given(&scene.state, PersonId([1; 16]));
    assert_eq!((view.parts.len(), view.left_out), (1, 0));
    let part = &view.parts[0];
    assert_eq!((part.session, part.supports, part.ballots), (PANEL, 1, 1));
    assert_eq!(part.questions[0].text, "سؤالي");
    assert_eq!(part.answers[0].choice, Choice::Text(Text::new("جوابي")));
    assert!(given(&scene.state, PersonId([9; 16])).parts.is_empty());
}

/// One of the first person on stage and one in the queue, before another's.
fn on_their_way(scene: &mut Scene) -> [QuestionNo; 3] {
    let questions =
        [scene.listed(1, "على المنصة"), scene.listed(1, "في الدور"), scene.listed(2, "سؤال غيري")];
    let [shown, ..] = questions;
    for question in questions {
        let version = scene.version(question);
        scene.does(DESK, &Command::Queue { question, version, at: 99 });
    }
    let version = scene.version(shown);
    scene.does(DESK, &Command::Stage { question: shown, version });
    questions
}

#[test]
fn what_is_erased_leaves_the_stage_and_its_queue_in_the_same_entry_whoever_asks_for_it() {
    let mut scene = Scene::new();
    let [shown, queued, other] = on_their_way(&mut scene);
    let (mut organiser, before) = (scene.clone(), scene.board(PANEL).stage_version);
    let rev = scene.state.rev;
    let command = all(&scene, 1);
    scene.does(person(1), &command);
    assert_eq!(scene.state.rev, rev + 1);
    for question in [shown, queued] {
        organiser.does(Actor::Crew(LinkNo(3)), &Command::Erase { question });
    }
    for scene in [&scene, &organiser] {
        let board = scene.board(PANEL);
        assert_eq!((board.on_stage, board.queue.clone()), (None, vec![other]));
        assert!(board.stage_version > before, "what was read of the stage before calls nobody");
        assert_eq!(scene.question(shown).standing.status, Status::Listed, "it keeps its supports");
    }
}

#[test]
fn what_is_erased_is_neither_queued_nor_shown_nor_brought_back() {
    let mut scene = Scene::new();
    let [shown, queued, other] = on_their_way(&mut scene);
    let version = scene.version(queued);
    scene.does(DESK, &Command::Unqueue { question: queued, version });
    let act = scene.state.last.act;
    let command = all(&scene, 1);
    scene.does(person(1), &command);
    for question in [shown, queued] {
        let version = scene.version(question);
        assert_eq!(scene.is_refused(DESK, &Command::Queue { question, version, at: 0 }), Code::WrongState);
        assert_eq!(scene.is_refused(DESK, &Command::Stage { question, version }), Code::WrongState);
    }
    assert_eq!(scene.is_refused(DESK, &Command::Undo { act }), Code::Changed);
    let version = scene.board(PANEL).stage_version;
    scene.does(DESK, &Command::Next { session: PANEL, version, question: Some(other), answered: false });
    assert_eq!(scene.board(PANEL).on_stage, Some(other), "the next one comes as ever");
}
