//! Finding questions.

use super::scene::{DESK, PANEL, Scene, TALK, person};
use crate::domain::command::Command;
use crate::domain::id::{LinkNo, QuestionNo};
use crate::domain::question::{Reason, Source};
use crate::domain::role::{Actor, Role};
use crate::domain::text::golden::{QUESTIONS, pairs};
use crate::domain::view::find::find;
use crate::domain::words::Text;

fn found(scene: &Scene, role: Role, typed: &str) -> Vec<QuestionNo> {
    find(&scene.state, PANEL, role, typed).into_iter().map(|item| item.q).collect()
}

fn entered(scene: &mut Scene, text: &str) -> QuestionNo {
    let text = Text::new(text);
    let made = scene.does(DESK, &Command::Enter { session: PANEL, text, source: Source::Floor }).made;
    QuestionNo(made.expect("a question has a number"))
}

#[test]
fn questions_that_say_nearly_the_same_are_found_among_all_others() {
    let mut scene = Scene::new();
    let mut numbers = std::collections::BTreeMap::new();
    for (_, listed, _) in pairs(QUESTIONS) {
        numbers.entry(listed).or_insert_with(|| entered(&mut scene, listed));
    }
    let fails = |kind: &str, listed: &str, typed: &str| {
        let place = found(&scene, Role::Participant, typed).iter().position(|no| *no == numbers[listed]);
        match kind {
            "like" => place != Some(0),
            "unlike" => place.is_some(),
            _ => true,
        }
    };
    let failed: Vec<_> =
        pairs(QUESTIONS).into_iter().filter(|(kind, listed, typed)| fails(kind, listed, typed)).collect();
    assert!(failed.is_empty(), "{} pairs: {failed:#?}", failed.len());
}

#[test]
fn a_question_is_found_while_it_is_typed() {
    let mut scene = Scene::new();
    let question = scene.listed(1, "متى تصل حافلات النقل العام إلى حينا؟");
    scene.listed(2, "ما ميزانية المبادرات؟");
    for typed in ["متى تصل حافل", "متى تصل الحافلات ال", "حافلات النق", "حافلات النقل العا"]
    {
        assert_eq!(found(&scene, Role::Participant, typed), [question], "{typed}");
    }
    for typed in ["", " ", "متى", "؟", "zzz", "👏"] {
        assert_eq!(found(&scene, Role::Participant, typed), [], "{typed}");
    }
}

#[test]
fn one_new_word_does_not_outweigh_what_is_shared_on_a_large_board() {
    let mut scene = Scene::new();
    let question = entered(&mut scene, "كيف يمكن زيادة مشاركة الشباب في التطوع؟");
    for no in 0..100 {
        let words = ["مشاركة المرأة", "شباب القرى", "فرص التطوع"][no % 3];
        entered(&mut scene, &format!("سؤال {no} عن {words}"));
    }
    let typed = "كيف نزيد من مشاركه الشباب فى العمل التطوعي";
    assert_eq!(found(&scene, Role::Participant, typed).first(), Some(&question));
}

#[test]
fn participants_find_what_is_published_and_nothing_else() {
    let mut scene = Scene::new();
    let question = scene.asked(1, "سؤال عن الميزانية");
    let typed = "الميزانية";
    assert_eq!(found(&scene, Role::Participant, typed), []);
    assert_eq!(found(&scene, Role::Moderator, typed), [question]);
    scene.does(DESK, &Command::Approve { question, version: 1 });
    assert_eq!(found(&scene, Role::Participant, typed), [question]);
    for role in [Role::Screen, Role::Presenter] {
        assert_eq!(found(&scene, role, typed), []);
    }
    scene.does(DESK, &Command::Dismiss { question, version: 2, reason: Reason::OffTopic });
    assert_eq!(found(&scene, Role::Participant, typed), []);
    assert_eq!(found(&scene, Role::Organiser, typed), [question], "desks search all lists");
}

#[test]
fn a_desk_finds_what_holds_every_word_first_and_slips_behind_it() {
    let mut scene = Scene::new();
    let exact = scene.listed(1, "مشاركة الشباب في الأحياء");
    let form = scene.listed(2, "الشباب والمشاركة المجتمعية");
    let slip = scene.listed(3, "مشاركه الشابب");
    let other = scene.listed(4, "مشاركة كبار السن");
    scene.supported(5, form, true);
    assert_eq!(found(&scene, Role::Moderator, "مُشَارَكَةُ الشباب"), [exact, form, slip]);
    assert_eq!(found(&scene, Role::Moderator, "مشاركة الشبا"), [exact, form]);
    assert_eq!(found(&scene, Role::Moderator, "مشاركة"), [exact, slip, other, form]);
    assert_eq!(found(&scene, Role::Moderator, "لا شيء"), []);
}

#[test]
fn a_desk_finds_names_and_what_was_written_before_a_correction() {
    let mut scene = Scene::new();
    let named = Command::Ask {
        session: PANEL,
        text: Text::new("سؤال"),
        name: Some(Text::new("لجنة الحي")),
        badge: None,
    };
    let question = QuestionNo(scene.does(person(1), &named).made.expect("it has a number"));
    assert_eq!(found(&scene, Role::Moderator, "لجنة"), [question]);
    scene.does(DESK, &Command::Edit { question, version: 1, text: Text::new("مصحح") });
    assert_eq!(found(&scene, Role::Moderator, "سؤال"), [question]);
    assert_eq!(found(&scene, Role::Moderator, "مصحح"), [question]);
}

#[test]
fn what_is_moved_or_erased_is_found_where_it_is_or_nowhere() {
    let mut scene = Scene::new();
    let moved = scene.listed(1, "سؤال منقول");
    let version = scene.version(moved);
    scene.does(DESK, &Command::Move { question: moved, version, session: TALK });
    assert_eq!(found(&scene, Role::Moderator, "منقول"), []);
    assert_eq!(find(&scene.state, TALK, Role::Participant, "منقول").len(), 1);
    let erased = scene.listed(2, "سؤال ممحو");
    scene.does(Actor::Crew(LinkNo(3)), &Command::Erase { question: erased });
    for role in [Role::Moderator, Role::Participant] {
        assert_eq!(found(&scene, role, "ممحو"), []);
    }
}

#[test]
fn at_most_twenty_are_found_and_endless_texts_are_cut() {
    let mut scene = Scene::new();
    for no in 0..40 {
        entered(&mut scene, &format!("سؤال عن الحديقة رقم {no}"));
    }
    for role in [Role::Moderator, Role::Participant] {
        assert_eq!(found(&scene, role, "الحديقة").len(), 20);
        let _ = found(&scene, role, &"حديقة ".repeat(20_000));
        let _ = found(&scene, role, &"ح".repeat(200_000));
    }
}

#[test]
fn a_snapshot_finds_again_once_the_words_are_filed() {
    let mut scene = Scene::new();
    scene.listed(1, "سؤال أول");
    scene.asked(2, "سؤال ثان");
    let snapshot = serde_json::to_string(&scene.state).expect("a snapshot is JSON");
    let mut loaded: crate::domain::state::State = serde_json::from_str(&snapshot).expect("it can be read");
    let filed: Vec<_> = scene.state.words.iter().map(|(no, text)| (no, text.clone())).collect();
    loaded.file_again(&filed);
    assert_eq!(loaded, scene.state);
}
