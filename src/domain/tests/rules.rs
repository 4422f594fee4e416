//! The forum's rules in its organiser's hands.

use super::polls::{draft, one};
use super::rebase::Parted;
use super::scene::{DESK, PANEL, Scene, ask, person};
use crate::domain::agenda::SessionKind;
use crate::domain::command::{Command, PollDraft, SessionPlan};
use crate::domain::forum::{Moderation, Names, Rules, Title, Wifi};
use crate::domain::home::Matter;
use crate::domain::id::{HallNo, LinkNo, SessionNo};
use crate::domain::poll::{PollKind, PollSettings};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Role};
use crate::domain::rules::{RulesWish, WORD, WORDS};
use crate::domain::show::tests::ORGANISER;
use crate::domain::time::Millis;
use crate::domain::topic::Part;
use crate::domain::view::session::session;
use crate::domain::words::Text;

fn set(scene: &Scene, rules: RulesWish) -> Command {
    Command::SetRules { version: scene.state.forum.version, rules }
}

fn names(names: Names) -> RulesWish {
    RulesWish { names: Some(names), ..RulesWish::default() }
}

fn words(with: &[&str], without: &[&str]) -> RulesWish {
    let all = |words: &[&str]| words.iter().map(ToString::to_string).collect();
    RulesWish { with_words: all(with), without_words: all(without), ..RulesWish::default() }
}

#[test]
fn what_is_wished_for_is_set_and_the_rest_stays() {
    let mut scene = Scene::new();
    let wish = RulesWish { waiting_per_person: Some(1), name_length: Some(20), ..RulesWish::default() };
    let command = set(&scene, wish);
    scene.does(ORGANISER, &command);
    let expected = Rules { waiting_per_person: 1, name_length: 20, ..Rules::default() };
    assert_eq!((&scene.state.forum.rules, scene.state.forum.version), (&expected, 1));
    assert!(scene.does(ORGANISER, &command).changes.is_empty(), "sent again, it stands");
    for who in [DESK, person(1), Actor::Crew(LinkNo(4)), Actor::Clock] {
        let command = set(&scene, names(Names::Off));
        assert_eq!(scene.is_refused(who, &command), Code::NotAllowed);
    }
}

#[test]
fn of_two_organisers_the_later_looks_again_also_after_another_setting_of_the_forum() {
    let mut scene = Scene::new();
    let mine = set(&scene, names(Names::Off));
    let theirs = set(&scene, RulesWish { words_kept_days: Some(30), ..RulesWish::default() });
    scene.does(ORGANISER, &theirs);
    assert_eq!(scene.is_refused(ORGANISER, &mine), Code::Changed);
    let mine = set(&scene, names(Names::Off));
    let wifi = Some(Wifi { name: "Guests".into(), password: None });
    scene.does(ORGANISER, &Command::SetWifi { version: 1, wifi });
    assert_eq!(scene.is_refused(ORGANISER, &mine), Code::Changed);
    let mine = set(&scene, names(Names::Off));
    scene.does(ORGANISER, &mine);
    assert_eq!(scene.state.forum.rules.words_kept_days, 30, "what the other one set stands");
}

#[test]
fn every_number_keeps_to_the_bounds_of_the_file() {
    type Wish = fn(u32) -> RulesWish;
    let mut scene = Scene::new();
    let cases: [(Wish, u32, u32); 10] = [
        (|n| RulesWish { question_length: Some(n as usize), ..RulesWish::default() }, 20, 2_000),
        (|n| RulesWish { option_length: Some(n as usize), ..RulesWish::default() }, 10, 200),
        (|n| RulesWish { name_length: Some(n as usize), ..RulesWish::default() }, 5, 80),
        (|n| RulesWish { comment_length: Some(n as usize), ..RulesWish::default() }, 20, 2_000),
        (|n| RulesWish { waiting_per_person: Some(n), ..RulesWish::default() }, 1, 100_000),
        (|n| RulesWish { between_questions: Some(Millis(n.into())), ..RulesWish::default() }, 0, 3_600_000),
        (|n| RulesWish { early_questions: Some(Millis(n.into())), ..RulesWish::default() }, 0, 2_592_000_000),
        (|n| RulesWish { words_kept_days: Some(n), ..RulesWish::default() }, 1, 3_650),
        (|n| RulesWish { questions_per_session: Some(n), ..RulesWish::default() }, 10, 100_000),
        (|n| RulesWish { supports_per_person: Some(n), ..RulesWish::default() }, 1, 20_000),
    ];
    for (at, (wish, least, most)) in cases.into_iter().enumerate() {
        for number in [least, most] {
            let command = set(&scene, wish(number));
            scene.does(ORGANISER, &command);
        }
        let above = set(&scene, wish(most + 1));
        let refused = scene.give(ORGANISER, &above).expect_err("it is too much");
        assert_eq!((refused.code, refused.limit), (Code::OutOfRange, Some(most.into())), "case {at}");
        if least > 0 {
            let below = set(&scene, wish(least - 1));
            let refused = scene.give(ORGANISER, &below).expect_err("it is too little");
            assert_eq!((refused.code, refused.limit), (Code::OutOfRange, Some(least.into())), "case {at}");
        }
    }
}

#[test]
fn a_new_rule_holds_at_once_and_is_told_with_every_session() {
    let mut scene = Scene::new();
    scene.asked(1, "سؤال");
    let wish = RulesWish {
        waiting_per_person: Some(1),
        question_length: Some(30),
        presenter_calls_next: Some(true),
        early_questions: Some(Millis::minutes(3)),
        ..names(Names::Off)
    };
    let command = set(&scene, wish);
    scene.does(ORGANISER, &command);
    assert_eq!(scene.state.topics.touched(Part::Session(PANEL)), scene.state.rev, "phones hear of it");
    let told = session(&scene.state, PANEL, Role::Participant).expect("it is there");
    assert_eq!((told.names, told.question_length, told.early), (Names::Off, 30, Millis::minutes(3)));
    assert!(told.presenter_calls_next);
    scene.now = scene.now + Millis::minutes(5);
    assert_eq!(scene.is_refused(person(1), &ask(PANEL, "سؤال ثانٍ")), Code::TooManyWaiting);
    assert_eq!(scene.is_refused(person(2), &ask(PANEL, &"س".repeat(31))), Code::TextTooLong);
    let name = Some(Text::new("سارة"));
    let named = Command::Ask { session: PANEL, text: Text::new("سؤال"), name, badge: None };
    assert_eq!(scene.is_refused(person(2), &named), Code::NamesOff);
}

#[test]
fn new_sessions_are_read_as_the_rules_say_and_those_that_are_there_stay_as_they_are() {
    let mut scene = Scene::new();
    let wish = RulesWish { moderation: Some(Moderation::After), ..RulesWish::default() };
    let command = set(&scene, wish);
    scene.does(ORGANISER, &command);
    let plan = SessionPlan {
        hall: HallNo(1),
        kind: SessionKind::Talk,
        title: Title { ar: "جلسة".into(), en: String::new() },
        about: Title::default(),
        starts: scene.now + Millis::minutes(600),
        ends: scene.now + Millis::minutes(660),
    };
    scene.does(ORGANISER, &Command::AddSession { plan });
    assert_eq!(scene.state.sessions[&SessionNo(3)].moderation, Moderation::After);
    assert_eq!(scene.state.sessions[&PANEL].moderation, Moderation::Before);
}

/// The names of badges are erased with them, and those that people typed are not: nobody could tell them apart afterwards.
#[test]
fn whether_names_are_those_of_badges_is_settled_once_somebody_gave_one() {
    let mut scene = Scene::new();
    let by_badge = set(&scene, names(Names::Badge));
    scene.does(ORGANISER, &by_badge);
    let optional = set(&scene, names(Names::Optional));
    scene.does(ORGANISER, &optional);
    scene.asked(1, "بلا اسم");
    let by_badge = set(&scene, names(Names::Badge));
    scene.does(ORGANISER, &by_badge);
    let optional = set(&scene, names(Names::Optional));
    scene.does(ORGANISER, &optional);
    let name = Some(Text::new("سارة"));
    scene.does(person(2), &Command::Ask { session: PANEL, text: Text::new("سؤال"), name, badge: None });
    let by_badge = set(&scene, names(Names::Badge));
    assert_eq!(scene.is_refused(ORGANISER, &by_badge), Code::NamesSettled);
    let off = set(&scene, names(Names::Off));
    scene.does(ORGANISER, &off);
}

#[test]
fn a_name_on_a_leaderboard_settles_it_too() {
    let mut scene = Scene::new();
    let quiz = scene.opened(&draft(PollKind::Quiz { answer: 0 }, 2));
    scene.voted(1, quiz, one(0));
    let name = Some(Text::new("سارة"));
    scene.does(person(1), &Command::Name { session: PANEL, name, seq: Seq(905), badge: None });
    let by_badge = set(&scene, names(Names::Badge));
    assert_eq!(scene.is_refused(ORGANISER, &by_badge), Code::NamesSettled);
}

#[test]
fn the_word_list_grows_and_shrinks_word_by_word() {
    let mut scene = Scene::new();
    let command = set(&scene, words(&[" ممنوع ", "خصم كبير", "ممنوع"], &[]));
    scene.does(ORGANISER, &command);
    assert_eq!(scene.state.forum.rules.word_list, ["ممنوع", "خصم كبير"]);
    assert!(scene.state.word_list.is_in("هذا مَمْنُوع"));
    let command = set(&scene, words(&["جديد"], &["ممنوع"]));
    scene.does(ORGANISER, &command);
    assert_eq!(scene.state.forum.rules.word_list, ["خصم كبير", "جديد"]);
    assert!(scene.does(ORGANISER, &command).changes.is_empty(), "sent again, it stands");
    for (word, code) in [(String::new(), Code::TextEmpty), ("ط".repeat(WORD + 1), Code::TextTooLong)] {
        let command = set(&scene, words(&[&word], &[]));
        assert_eq!(scene.is_refused(ORGANISER, &command), code);
    }
    let many: Vec<String> = (0..WORDS).map(|no| format!("كلمة {no}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let command = set(&scene, words(&many, &[]));
    let refused = scene.give(ORGANISER, &command).expect_err("it is too long");
    assert_eq!((refused.code, refused.limit), (Code::TooManyWords, Some(1_000)));
}

#[test]
fn what_everyone_sees_of_a_cloud_goes_by_the_new_list_at_once() {
    let mut scene = Scene::new();
    let poll = scene.opened(&PollDraft {
        title: Title { ar: "كلمة".into(), en: String::new() },
        answer: PollKind::Cloud { words: 1 },
        options: Vec::new(),
        labels: Vec::new(),
        settings: PollSettings::default(),
    });
    let command = set(&scene, words(&["سيول"], &[]));
    scene.does(ORGANISER, &command);
    assert_eq!(scene.state.topics.touched(Part::Poll(poll)), scene.state.rev);
    let command = set(&scene, names(Names::Off));
    scene.does(ORGANISER, &command);
    let rev = scene.state.rev;
    let command = set(&scene, RulesWish { words_kept_days: Some(9), ..RulesWish::default() });
    scene.does(ORGANISER, &command);
    assert_eq!(scene.state.topics.touched(Part::Poll(poll)), rev, "and by nothing else");
}

#[test]
fn each_rule_comes_home_where_it_stands_as_it_stood() {
    let mut scene = Scene::new();
    let command = set(&scene, words(&["ممنوع", "خصم"], &[]));
    scene.does(ORGANISER, &command);
    let mut parted = Parted::after(scene);
    let wish =
        RulesWish { words_kept_days: Some(30), name_length: Some(20), ..words(&["جديد"], &["خصم"]) };
    let command = set(&parted.lost, wish);
    parted.loses(ORGANISER, &command);
    let name = |ar: &str| Title { ar: ar.into(), en: String::new() };
    let version = parted.lost.state.forum.version;
    parted.loses(ORGANISER, &Command::NameForum { version, name: name("ملتقى المبادرات") });
    let mut listed = parted.clone_of();
    let wish = RulesWish { words_kept_days: Some(9), question_length: Some(100), ..RulesWish::default() };
    let command = set(&parted.now, wish);
    parted.now.does(ORGANISER, &command);
    let version = parted.now.state.forum.version;
    assert_eq!(parted.left(), [Matter::Forum], "of the days another decision stands");
    let (forum, rules) = (&parted.now.state.forum, &parted.now.state.forum.rules);
    assert_eq!((rules.words_kept_days, rules.question_length, rules.name_length), (9, 100, 20));
    assert_eq!(
        (&rules.word_list[..], &forum.name),
        (&["ممنوع".into(), "جديد".into()][..], &name("ملتقى المبادرات"))
    );
    assert_eq!(forum.version, version + 2, "whoever decided on what was told before looks again");
    let command = set(&listed.now, words(&["آخر"], &[]));
    listed.now.does(ORGANISER, &command);
    assert_eq!(listed.left(), [Matter::Forum], "a list is one rule");
    let rules = &listed.now.state.forum.rules;
    assert_eq!(
        (rules.words_kept_days, &rules.word_list[..]),
        (30, &["ممنوع".into(), "خصم".into(), "آخر".into()][..])
    );
}

#[test]
fn names_by_badge_come_home_where_no_name_was_given_since() {
    let mut parted = Parted::after(Scene::new());
    let wish = RulesWish { name_length: Some(20), ..names(Names::Badge) };
    let command = set(&parted.lost, wish);
    parted.loses(ORGANISER, &command);
    let mut named = parted.clone_of();
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.state.forum.rules.names, Names::Badge);
    let name = Some(Text::new("سارة"));
    named.now.does(person(1), &Command::Ask { session: PANEL, text: Text::new("سؤال"), name, badge: None });
    assert_eq!(named.left(), [Matter::Forum]);
    let rules = &named.now.state.forum.rules;
    assert_eq!((rules.names, rules.name_length), (Names::Optional, 20), "the others come");
}
