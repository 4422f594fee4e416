use super::{INTRO_LENGTH, head};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::forum::Title;
use crate::domain::id::LinkNo;
use crate::domain::refusal::Code;
use crate::domain::role::{Actor, Link, Role};
use crate::domain::tests::scene::{DESK, Scene, person};
use crate::domain::topic::Part;
use crate::domain::view::agenda::agenda;

const ORGANISER: Actor = Actor::Crew(LinkNo(9));

fn hall() -> Scene {
    let mut scene = Scene::new();
    let grant = Link {
        role: Role::Organiser,
        hall: None,
        name: "organiser".into(),
        token_hash: "9".repeat(64),
        expires: None,
        revoked: false,
        table: None,
        stand: None,
    };
    scene.state.links.insert(LinkNo(9), grant.into());
    scene
}

fn set(version: u32, published: bool, ar: &str) -> Command {
    Command::SetRecord { version, published, intro: Title { ar: ar.into(), en: String::new() } }
}

#[test]
fn an_organiser_publishes_the_record_and_everyone_is_told() {
    let mut scene = hall();
    assert_eq!((head(&scene.state).version, agenda(&scene.state).record), (0, false));
    scene.does(ORGANISER, &set(0, true, "تمهيد"));
    assert_eq!((head(&scene.state).published, head(&scene.state).intro.ar.as_str()), (true, "تمهيد"));
    assert!(agenda(&scene.state).record);
    assert_eq!(scene.state.topics.touched(Part::Agenda), scene.state.rev);
    assert!(scene.does(ORGANISER, &set(0, true, "تمهيد")).changes.is_empty(), "it stands already");
    assert_eq!(scene.is_refused(ORGANISER, &set(0, false, "")), Code::Changed);
    let told = scene.state.topics.touched(Part::Agenda);
    scene.does(ORGANISER, &set(1, true, "تمهيد آخر"));
    assert_eq!(scene.state.topics.touched(Part::Agenda), told, "nobody else reads the introduction there");
    scene.does(ORGANISER, &set(2, false, "تمهيد آخر"));
    assert!(!agenda(&scene.state).record);
}

#[test]
fn nobody_else_publishes_it() {
    let mut scene = hall();
    for other in [DESK, person(1), Actor::Clock] {
        assert_eq!(scene.is_refused(other, &set(0, true, "")), Code::NotAllowed);
    }
}

#[test]
fn an_introduction_keeps_its_paragraphs_and_has_an_end() {
    let mut scene = hall();
    scene.does(ORGANISER, &set(0, false, "  سطر\u{202e}  أول \r\n\n\n  سطر ثان \n "));
    assert_eq!(head(&scene.state).intro.ar, "سطر أول\nسطر ثان");
    scene.does(ORGANISER, &set(1, false, &"ا".repeat(INTRO_LENGTH)));
    assert_eq!(scene.is_refused(ORGANISER, &set(2, false, &"ا".repeat(INTRO_LENGTH + 1))), Code::TextTooLong);
}

#[test]
fn versions_before_do_not_know_of_it() {
    assert!(Change::RecordSet { published: true, intro: Title::default() }.is_of_parts());
}
