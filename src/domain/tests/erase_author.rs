//! What an organiser erases of somebody, who is named by something that they wrote.

use super::polls::{draft, secret, words};
use super::rebase::Parted;
use super::scene::{DESK, PANEL, Scene, ask, person};
use crate::domain::ballot::Choice;
use crate::domain::command::Command;
use crate::domain::decide::Decision;
use crate::domain::id::{CommandId, LinkNo, QuestionNo, WordsNo};
use crate::domain::poll::PollKind;
use crate::domain::question::{Source, Status};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::Actor;
use crate::domain::state::State;
use crate::domain::time::Millis;
use crate::domain::words::Text;
use crate::domain::written::Piece;

const OWNER: Actor = Actor::Crew(LinkNo(3));

fn of(question: QuestionNo) -> Command {
    Command::EraseAuthor { of: Piece::Question { question } }
}

fn texts(scene: &Scene) -> Vec<String> {
    scene.state.words.iter().map(|(_, text)| text.to_string()).collect()
}

fn told(decision: &Decision) -> Option<u32> {
    decision.made
}

#[test]
fn all_that_its_author_wrote_goes_by_a_question_and_nothing_of_others() {
    let mut scene = Scene::new();
    let listed = scene.listed(1, "سؤالها");
    scene.supported(2, listed, true);
    scene.asked(2, "سؤال غيرها");
    let waiting = scene.asked(1, "سؤالها الذي ينتظر");
    let open = scene.opened(&draft(PollKind::Open, 0));
    scene.voted(1, open, Choice::Text(Text::new("جوابها")));
    scene.voted(2, open, Choice::Text(Text::new("جواب غيرها")));
    let erased = scene.does(OWNER, &of(listed));
    assert_eq!(told(&erased), Some(3));
    assert_eq!(texts(&scene), ["سؤال غيرها", "جواب غيرها"]);
    assert_eq!(scene.question(waiting).standing.status, Status::Withdrawn);
    assert_eq!(scene.question(listed).standing.status, Status::Listed);
    assert_eq!(scene.question(listed).supports(), 1, "what counts stays");
}

#[test]
fn sent_again_it_tells_the_same_and_touches_nothing_that_was_written_since() {
    let mut scene = Scene::new();
    let question = scene.listed(1, "سؤال");
    let first = scene.give_as(OWNER, CommandId(77), &of(question)).expect("it is done");
    let since = scene.asked(1, "سؤال جديد");
    let again = scene.give_as(OWNER, CommandId(77), &of(question)).expect("it stands");
    assert_eq!((told(&first), told(&again), again.changes.len()), (Some(1), Some(1), 0));
    assert_eq!(texts(&scene), ["سؤال جديد"]);
    assert_eq!(told(&scene.does(OWNER, &of(since))), Some(1), "what came later goes by another command");
    assert_eq!(told(&scene.does(OWNER, &of(question))), Some(0), "an empty question names its author still");
}

#[test]
fn the_same_id_with_another_piece_erases_nothing_and_says_so() {
    let mut scene = Scene::new();
    let (first, other) = (scene.listed(1, "سؤال"), scene.listed(2, "سؤال غيرها"));
    scene.give_as(OWNER, CommandId(77), &of(first)).expect("it is done");
    let reused = scene.give_as(OWNER, CommandId(77), &of(other)).expect_err("it is another command");
    assert_eq!((reused.code, texts(&scene)), (Code::IdReused, vec!["سؤال غيرها".to_owned()]));
    let snapshot = serde_json::to_value(&scene.state).expect("it is written");
    scene.state.erased_by = serde_json::from_value::<State>(snapshot).expect("it is read").erased_by;
    assert_eq!(
        scene.give_as(OWNER, CommandId(77), &of(other)).map_err(|why| why.code).err(),
        Some(Code::IdReused)
    );
    scene.give_as(OWNER, CommandId(77), &of(first)).expect("it stands");
}

#[test]
fn what_came_home_is_known_again_by_the_piece_that_the_command_named() {
    let mut parted = Parted::after(Scene::new());
    let lost = ask(PANEL, "ضائع");
    parted.loses(person(1), &lost);
    parted.now.asked(2, "سؤال غيرها");
    parted.loses_as(OWNER, CommandId(77), &of(QuestionNo(1)));
    assert_eq!(parted.left(), []);
    assert_eq!(texts(&parted.now), ["سؤال غيرها"]);
    let again = parted.now.give_as(OWNER, CommandId(77), &of(QuestionNo(1))).expect("it was done");
    assert_eq!((told(&again), texts(&parted.now)), (Some(1), vec!["سؤال غيرها".to_owned()]));
    let other =
        parted.now.give_as(OWNER, CommandId(77), &of(QuestionNo(2))).expect_err("it is another command");
    assert_eq!(other.code, Code::IdReused);
}

#[test]
fn a_word_of_a_cloud_and_a_comment_name_who_sent_them() {
    let mut scene = Scene::new();
    let cloud = scene.opened(&draft(PollKind::Cloud { words: 2 }, 0));
    scene.voted(1, cloud, words(&["كلمتها"]));
    let word = scene.state.last.words;
    scene.now = scene.now + Millis::minutes(30);
    let comment = Some(Text::new("تعليقها"));
    scene.does(person(1), &Command::Rate { session: PANEL, stars: 4, comment, seq: Seq(900) });
    let by_word = Command::EraseAuthor { of: Piece::Words { words: word } };
    assert_eq!(told(&scene.does(OWNER, &by_word)), Some(2));
    assert_eq!(texts(&scene), [""; 0]);
    assert_eq!(told(&scene.does(OWNER, &by_word)), Some(0), "they name who sent them still");
    let unknown = Command::EraseAuthor { of: Piece::Words { words: WordsNo(99) } };
    assert_eq!(scene.is_refused(OWNER, &unknown), Code::OutOfRange);
}

#[test]
fn only_organisers_may_and_only_of_what_a_phone_wrote() {
    let mut scene = Scene::new();
    let question = scene.listed(1, "سؤال");
    assert_eq!(scene.is_refused(DESK, &of(question)), Code::NotAllowed);
    assert_eq!(scene.is_refused(person(1), &of(question)), Code::NotAllowed);
    assert_eq!(scene.is_refused(OWNER, &of(QuestionNo(99))), Code::UnknownQuestion);
    let source = Source::Floor;
    scene.does(DESK, &Command::Enter { session: PANEL, text: Text::new("من القاعة"), source });
    let entered = scene.state.last.question;
    assert_eq!(scene.is_refused(OWNER, &of(entered)), Code::WrongState);
}

#[test]
fn what_stands_on_a_secret_ballot_names_nobody() {
    let mut scene = Scene::new();
    let poll = scene.opened(&secret(PollKind::Open, 0));
    scene.now = scene.now + Millis::minutes(1);
    let choice = Choice::Text(Text::new("سر"));
    scene.does(person(1), &Command::Vote { poll, round: 1, choice, seq: Seq(1), badge: None });
    for no in 1..=scene.state.last.words.0 {
        let command = Command::EraseAuthor { of: Piece::Words { words: WordsNo(no) } };
        let refused = scene.is_refused(OWNER, &command);
        assert!(matches!(refused, Code::WrongState | Code::OutOfRange), "{refused:?}");
    }
}
