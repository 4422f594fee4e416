//! How a forum looks.

use super::scene::{DESK, PANEL, Scene, ask, person};
use crate::domain::command::Command;
use crate::domain::id::LinkNo;
use crate::domain::look::{Accent, Picture};
use crate::domain::refusal::Code;
use crate::domain::role::{Actor, Link, Role};
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

fn set(version: u32, accent: Option<(u16, u16)>, hijri: bool) -> Command {
    Command::SetLook { version, accent: accent.map(|(hue, chroma)| Accent { hue, chroma }), hijri }
}

fn logo(version: u32, side: u32) -> Command {
    let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='{side}' height='{side}'/>");
    Command::SetLogo { version, picture: Some(Picture::read(svg.as_bytes()).unwrap()) }
}

#[test]
fn the_organiser_sets_accent_and_calendar() {
    let mut scene = hall();
    assert_eq!(agenda(&scene.state).look, None, "nothing was ever set");
    scene.does(ORGANISER, &set(1, Some((262, 120)), true));
    let look = agenda(&scene.state).look.unwrap();
    assert_eq!((look.version, look.hijri), (2, true));
    assert_eq!(look.accent, Some(Accent { hue: 262, chroma: 120 }));
    assert_eq!(scene.state.topics.touched(Part::Agenda), scene.state.rev);
    assert!(scene.does(ORGANISER, &set(1, Some((262, 120)), true)).changes.is_empty(), "it stands already");
    assert_eq!(scene.is_refused(ORGANISER, &set(1, None, false)), Code::Changed);
    scene.does(ORGANISER, &set(2, None, false));
    assert_eq!(agenda(&scene.state).look.unwrap().accent, None);
}

#[test]
fn nobody_else_sets_the_look() {
    let mut scene = hall();
    for other in [DESK, person(1), Actor::Clock] {
        assert_eq!(scene.is_refused(other, &set(1, None, true)), Code::NotAllowed);
        assert_eq!(scene.is_refused(other, &logo(1, 8)), Code::NotAllowed);
    }
}

#[test]
fn an_accent_beyond_what_there_is_is_refused() {
    let mut scene = hall();
    for accent in [(360, 100), (0, 131), (u16::MAX, u16::MAX)] {
        assert_eq!(scene.is_refused(ORGANISER, &set(1, Some(accent), false)), Code::OutOfRange);
    }
}

#[test]
fn a_logo_is_kept_as_words_and_the_one_before_is_erased() {
    let mut scene = hall();
    scene.does(person(1), &ask(PANEL, "سؤال"));
    scene.does(ORGANISER, &logo(1, 8));
    let first = scene.state.look.logo.clone().unwrap();
    let shown = agenda(&scene.state).look.unwrap().logo.unwrap();
    assert_eq!((&shown.hash, shown.width, shown.height), (&first.hash, 8, 8));
    assert!(scene.does(ORGANISER, &logo(1, 8)).changes.is_empty(), "it stands already");
    assert_eq!(scene.is_refused(ORGANISER, &logo(1, 16)), Code::Changed);
    scene.does(ORGANISER, &logo(2, 16));
    assert_eq!(scene.state.words.get(first.words), None);
    let second = scene.state.look.logo.clone().unwrap();
    assert_ne!((second.words, &second.hash), (first.words, &first.hash));
    scene.does(ORGANISER, &Command::SetLogo { version: 3, picture: None });
    assert_eq!(scene.state.look.logo, None);
    assert_eq!(scene.state.words.get(second.words), None);
    assert!(scene.does(ORGANISER, &Command::SetLogo { version: 3, picture: None }).changes.is_empty());
}

#[test]
fn a_logo_whose_bytes_were_erased_is_told_no_more_and_can_be_set_again() {
    let mut scene = hall();
    scene.does(ORGANISER, &logo(1, 8));
    let words = scene.state.look.logo.as_ref().unwrap().words;
    let rev = scene.state.rev + 1;
    scene.state.apply_entry(rev, &[crate::domain::change::Change::Erased { words: vec![words] }], &[]);
    assert_eq!(agenda(&scene.state).look.unwrap().logo, None);
    assert_eq!(scene.state.topics.touched(Part::Agenda), rev);
    scene.does(ORGANISER, &logo(2, 8));
    assert!(agenda(&scene.state).look.unwrap().logo.is_some());
}
