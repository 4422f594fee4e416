//! What attendees do with questions.

use std::sync::Arc;

use super::scene::{DESK, PANEL, START, Scene, ask, person};
use crate::domain::agenda::Pause;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::forum::{Moderation, Names};
use crate::domain::id::{CommandId, PersonId, QuestionNo, SessionNo};
use crate::domain::question::{Source, Status};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::time::Millis;
use crate::domain::words::Text;

#[test]
fn a_question_waits_and_counts_as_received() {
    let mut scene = Scene::new();
    let question = scene.asked(1, "كيف نشارك؟");
    assert_eq!(scene.question(question).standing.status, Status::Pending);
    let counts = scene.board(PANEL).counts;
    assert_eq!((counts.received, counts.pending), (1, 1));
}

#[test]
fn asking_again_under_the_same_id_makes_no_second_question() {
    let mut scene = Scene::new();
    let first = scene.give_as(person(1), CommandId(7), &ask(PANEL, "سؤال")).expect("accepted");
    let again = scene.give_as(person(1), CommandId(7), &ask(PANEL, "سؤال")).expect("acknowledged");
    assert_eq!((again.made, again.changes.len()), (first.made, 0));
    assert_eq!(scene.state.questions.len(), 1);
}

#[test]
fn an_id_belongs_to_its_author() {
    let mut scene = Scene::new();
    scene.give_as(person(1), CommandId(7), &ask(PANEL, "سؤال")).expect("accepted");
    scene.give_as(person(2), CommandId(7), &ask(PANEL, "سؤال آخر")).expect("accepted");
    assert_eq!(scene.state.questions.len(), 2);
}

#[test]
fn limits_hold_per_person_and_name_their_bound() {
    let mut scene = Scene::new();
    scene.asked(1, "أول");
    let refusal = scene.give(person(1), &ask(PANEL, "ثان")).expect_err("too soon");
    assert_eq!((refusal.code, refusal.limit), (Code::TooSoon, Some(30_000)));
    scene.asked(1, "ثان");
    scene.asked(1, "ثالث");
    scene.now = scene.now + Millis::minutes(1);
    assert_eq!(scene.is_refused(person(1), &ask(PANEL, "رابع")), Code::TooManyWaiting);
    scene.asked(2, "سؤال من شخص آخر");
}

#[test]
fn who_asked_while_a_clock_was_ahead_waits_no_longer_than_the_rule_says() {
    let mut scene = Scene::new();
    let right = scene.now;
    scene.now = right + Millis::minutes(5 * 60);
    scene.asked(1, "والساعة متقدمة");
    scene.now = right;
    scene.give(person(1), &ask(PANEL, "والساعة صحيحة")).expect("accepted");
    assert_eq!(scene.is_refused(person(1), &ask(PANEL, "بعده مباشرة")), Code::TooSoon);
}

#[test]
fn an_approved_question_no_longer_counts_as_waiting() {
    let mut scene = Scene::new();
    for text in ["أول", "ثان", "ثالث", "رابع", "خامس"] {
        scene.listed(1, text);
    }
    assert_eq!(scene.board(PANEL).counts.listed, 5);
}

#[test]
fn texts_are_measured_in_graphemes() {
    let mut scene = Scene::new();
    let longest = "مُ".repeat(280);
    scene.does(person(1), &ask(PANEL, &longest));
    let refusal = scene.give(person(2), &ask(PANEL, &format!("{longest}م"))).expect_err("too long");
    assert_eq!((refusal.code, refusal.limit), (Code::TextTooLong, Some(280)));
    assert_eq!(scene.is_refused(person(2), &ask(PANEL, " \u{202e} \n ")), Code::TextEmpty);
}

#[test]
fn closed_paused_unknown_and_blocked_are_refused_each_in_its_words() {
    let mut scene = Scene::new();
    assert_eq!(scene.is_refused(person(1), &ask(SessionNo(9), "سؤال")), Code::UnknownSession);
    edit_panel(&mut scene, |session| session.asking = Some(false));
    assert_eq!(scene.is_refused(person(1), &ask(PANEL, "سؤال")), Code::AskingClosed);
    edit_panel(&mut scene, |session| session.paused = Some(Pause { message: None }));
    assert_eq!(scene.is_refused(person(1), &ask(PANEL, "سؤال")), Code::Paused);
    edit_panel(&mut scene, |session| (session.asking, session.paused) = (None, None));
    let question = scene.asked(1, "سؤال");
    scene.does(DESK, &Command::Block { question, on: true });
    assert_eq!(scene.is_refused(person(1), &ask(PANEL, "سؤال")), Code::Blocked);
}

#[test]
fn what_was_done_before_the_device_was_blocked_is_acknowledged_again() {
    let mut scene = Scene::new();
    let listed = scene.listed(2, "سؤال آخر");
    let support = |on, seq| Command::Support { question: listed, on, seq: Seq(seq) };
    let asked = scene.give_as(person(1), CommandId(7), &ask(PANEL, "سؤال")).expect("accepted");
    scene.give_as(person(1), CommandId(90), &support(true, 10)).expect("accepted");
    let question = QuestionNo(asked.made.expect("a question has a number"));
    scene.does(DESK, &Command::Block { question, on: true });
    let again = scene.give_as(person(1), CommandId(7), &ask(PANEL, "سؤال")).expect("acknowledged");
    assert_eq!((again.made, again.changes.len()), (asked.made, 0));
    let again = scene.give_as(person(1), CommandId(90), &support(true, 10)).expect("acknowledged");
    assert!(again.changes.is_empty());
    assert_eq!(scene.is_refused(person(1), &support(false, 11)), Code::Blocked);
    assert_eq!(scene.is_refused(person(1), &ask(PANEL, "سؤال")), Code::Blocked, "under another id it is new");
}

#[test]
fn where_names_are_off_none_is_taken() {
    let mut scene = Scene::new();
    scene.rule(|rules| rules.names = Names::Off);
    let named =
        Command::Ask {
            session: PANEL, text: Text::new("سؤال"), name: Some(Text::new("اسم")), badge: None
        };
    assert_eq!(scene.is_refused(person(1), &named), Code::NamesOff);
}

#[test]
fn an_author_edits_and_withdraws_while_it_waits_and_nobody_else_does() {
    let mut scene = Scene::new();
    let question = scene.asked(1, "قبل");
    let edit = Command::Edit { question, version: 1, text: Text::new("بعد") };
    assert_eq!(scene.is_refused(person(2), &edit), Code::UnknownQuestion);
    scene.does(person(1), &edit);
    scene.does(person(1), &edit);
    assert_eq!(scene.state.text(scene.question(question).original), "بعد");
    let withdraw = |version| Command::Withdraw { question, version };
    assert_eq!(scene.is_refused(person(1), &withdraw(1)), Code::Changed);
    scene.does(person(1), &withdraw(2));
    scene.does(person(1), &withdraw(2));
    assert_eq!(scene.board(PANEL).counts.withdrawn, 1);
    let listed = scene.listed(1, "منشور");
    let version = scene.version(listed);
    assert_eq!(
        scene.is_refused(person(1), &Command::Withdraw { question: listed, version }),
        Code::TooLateToChange
    );
}

#[test]
fn a_question_that_waits_is_reworded_50_times_and_no_more() {
    let mut scene = Scene::new();
    let question = scene.asked(1, "سؤال");
    let edit = |version| Command::Edit { question, version, text: Text::new(&format!("صيغة {version}")) };
    for version in 1..=50 {
        scene.does(person(1), &edit(version));
    }
    let refusal = scene.give(person(1), &edit(51)).expect_err("once too often");
    assert_eq!((refusal.code, refusal.limit), (Code::ChangedTooOften, Some(50)));
    assert!(scene.does(person(1), &edit(50)).changes.is_empty(), "what stands is acknowledged");
}

#[test]
fn what_desks_corrected_does_not_count_against_the_author() {
    let mut scene = Scene::new();
    let question = scene.asked(1, "سؤال");
    let edit = |version| Command::Edit { question, version, text: Text::new(&format!("صيغة {version}")) };
    (1..=60).for_each(|version| drop(scene.does(DESK, &edit(version))));
    scene.does(person(1), &edit(61));
}

#[test]
fn a_person_supports_so_many_questions_of_a_session_and_can_change_one_for_another() {
    let mut scene = Scene::new();
    scene.rule(|rules| rules.supports_per_person = 2);
    let questions = [1, 2, 3].map(|by| scene.listed(by, "سؤال"));
    let support = |at: usize, on, seq| Command::Support { question: questions[at], on, seq: Seq(seq) };
    scene.does(person(4), &support(0, true, 1));
    scene.does(person(4), &support(1, true, 2));
    let refusal = scene.give(person(4), &support(2, true, 3)).expect_err("one too many");
    assert_eq!((refusal.code, refusal.limit), (Code::TooManySupports, Some(2)));
    scene.does(person(4), &support(1, true, 4));
    scene.does(person(4), &support(0, false, 5));
    scene.does(person(4), &support(2, true, 6));
}

#[test]
fn a_support_is_a_register() {
    let mut scene = Scene::new();
    let question = scene.listed(1, "سؤال");
    let support = |on, seq| Command::Support { question, on, seq: Seq(seq) };
    scene.give_as(person(2), CommandId(90), &support(true, 10)).expect("accepted");
    scene.give_as(person(2), CommandId(90), &support(true, 10)).expect("acknowledged again");
    assert_eq!(scene.question(question).supports(), 1);
    scene.give_as(person(2), CommandId(91), &support(false, 11)).expect("accepted");
    assert_eq!(scene.is_refused(person(2), &support(true, 10)), Code::Stale);
    assert_eq!(scene.question(question).supports(), 0);
    assert_eq!(scene.is_refused(person(2), &support(true, 1 << 53)), Code::BadSeq);
}

#[test]
fn nobody_learns_of_a_question_that_waits() {
    let mut scene = Scene::new();
    let question = scene.asked(1, "سرّ");
    let support = Command::Support { question, on: true, seq: Seq(1) };
    assert_eq!(scene.is_refused(person(2), &support), Code::UnknownQuestion);
    let unknown = Command::Support { question: QuestionNo(99), on: true, seq: Seq(1) };
    assert_eq!(scene.is_refused(person(2), &unknown), Code::UnknownQuestion);
}

#[test]
fn what_holds_a_word_of_the_list_waits_where_others_are_published() {
    let mut scene = Scene::new();
    edit_panel(&mut scene, |session| session.moderation = Moderation::After);
    scene.rule(|rules| rules.word_list = vec!["احتيال".into()]);
    let listed = scene.asked(1, "هذا اِحتيـــالٌ!");
    let other = scene.asked(2, "هل نحن محتالون؟");
    assert_eq!(scene.question(listed).standing.status, Status::Pending);
    assert_eq!(scene.question(other).standing.status, Status::Listed);
}

fn edit_panel(scene: &mut Scene, change: impl FnOnce(&mut crate::domain::agenda::Session)) {
    let session = scene.state.sessions.get_mut(&PANEL).expect("the panel exists");
    change(Arc::make_mut(session));
}

#[test]
fn what_came_of_late_is_told_and_a_support_that_is_taken_back_stays_counted() {
    let mut scene = Scene::new();
    let question = scene.listed(2, "سؤال");
    let support = |on, seq| Command::Support { question, on, seq: Seq(seq) };
    scene.does(person(1), &support(true, 10));
    scene.does(person(1), &support(false, 11));
    let seed =
        Command::Enter { session: PANEL, text: Text::new("سؤال المنظمين"), source: Source::Seed };
    scene.does(DESK, &seed);
    let lately = scene.state.sessions[&PANEL].board.arrivals.lately(scene.now + Millis::minutes(1));
    let came = |counts: [u32; 30]| counts.iter().sum::<u32>();
    assert_eq!((came(lately.asked), came(lately.supported)), (1, 1));
}

#[test]
fn a_support_in_a_journal_from_before_its_time_was_told_counts_as_one_but_not_as_come_of_late() {
    let mut scene = Scene::new();
    let question = scene.listed(2, "سؤال");
    let decision = scene.clone().does(person(1), &Command::Support { question, on: true, seq: Seq(10) });
    let mut entry = serde_json::to_value(&decision.changes).expect("changes are JSON");
    entry[0].as_object_mut().and_then(|change| change.remove("time")).expect("it has a time");
    let changes: Vec<Change> = serde_json::from_value(entry).expect("an older entry is read");
    scene.state.apply_entry(scene.state.rev + 1, &changes, &[]);
    assert_eq!(scene.state.questions[&question].supports(), 1);
    let lately = scene.state.sessions[&PANEL].board.arrivals.lately(scene.now + Millis::minutes(1));
    assert_eq!(lately.supported, [0; 30]);
}

#[test]
fn of_a_persons_settings_of_a_support_the_latest_stands_in_whatever_order_they_are_applied() {
    let set = |question, on, seq, id| Change::Supported {
        question,
        person: PersonId([7; 16]),
        on,
        seq: Seq(seq),
        id: CommandId(id),
        time: START,
    };
    let mut settings = [(true, 5, 1), (false, 6, 2), (true, 6, 3)];
    for _ in 0..2 {
        let mut scene = Scene::new();
        let question = scene.listed(1, "سؤال");
        for (on, seq, id) in settings {
            scene.state.apply_entry(scene.state.rev + 1, &[set(question, on, seq, id)], &[]);
        }
        let supported = scene.question(question);
        assert_eq!(supported.supporters[&PersonId([7; 16])].id, CommandId(3));
        assert!(supported.is_supported_by(PersonId([7; 16])));
        settings.reverse();
    }
}
