//! How a forum looks, as its file says it.

use super::reading::{SMALL, founded, small};
use crate::domain::look::{Accent, Look};
use crate::domain::view::agenda::agenda;
use crate::forum_file::{ForumFile, Syntax, parse, read};

const DRAWING: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='2'/>";

fn with(look: &str) -> String {
    format!("{SMALL}\n[look]\n{look}\n")
}

/// The file with that look, and beside it a drawing of that name.
fn beside(look: &str, drawing: &str) -> Result<ForumFile, String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("logo.svg"), drawing).unwrap();
    let path = folder.path().join("forum.toml");
    std::fs::write(&path, with(look)).unwrap();
    let name = path.display().to_string();
    read(&path).map_err(|mistakes| mistakes.to_string().replace(&name, "f"))
}

fn told(look: &str) -> String {
    parse("f", &with(look), Syntax::Toml).unwrap_err().to_string()
}

#[test]
fn a_file_gives_the_forum_its_look() {
    let file = beside("accent = \"#0000ff\"\nlogo = \"logo.svg\"\nhijri = true", DRAWING).unwrap();
    let look = agenda(&founded(&file)).look.unwrap();
    assert_eq!((look.accent, look.hijri), (Some(Accent { hue: 264, chroma: 130 }), true));
    let logo = look.logo.unwrap();
    assert_eq!((logo.width, logo.height), (4, 2));
}

#[test]
fn a_hue_alone_is_enough() {
    let file = parse("f", &with("accent = 262"), Syntax::Toml).unwrap();
    assert_eq!(file.look.accent, Some(Accent::of_hue(262)));
}

#[test]
fn a_forum_without_a_look_looks_as_majlis_does() {
    assert_eq!(*founded(&small()).look, Look::default());
}

#[test]
fn a_rehearsal_looks_as_its_forum() {
    let file = beside("accent = 30\nlogo = \"logo.svg\"", DRAWING).unwrap();
    assert_eq!(ForumFile::rehearsal_of(&founded(&file), "copy".into()).look, file.look);
}

#[test]
fn mistakes_in_the_look_are_told() {
    let line = with("").lines().count();
    assert_eq!(
        told("accent = \"green\""),
        format!(
            "f:{line}:10: `accent` cannot be \"green\"; write a colour as \"#006038\", or a hue of OKLCH from 0 to 359"
        )
    );
    assert_eq!(
        told("accent = 360"),
        format!("f:{line}:10: `accent` cannot be 360; write a whole number from 0 to 359")
    );
    assert!(
        told("logo = \"logo.svg\"")
            .contains(&format!("f:{line}:8: a file that is sent has no logo beside it"))
    );
    assert!(told("hijry = true").contains("did you mean `hijri`?"));
    let missing = beside("logo = \"lego.svg\"", DRAWING).unwrap_err();
    assert!(missing.starts_with(&format!("f:{line}:8: \"lego.svg\" cannot be read: ")), "{missing}");
    let active = beside("logo = \"logo.svg\"", &DRAWING.replace("width", "onload='x' width")).unwrap_err();
    let expected = "\"logo.svg\" cannot be the logo: it holds a script, or refers to something outside of itself, or \
                    draws things over and over; save it as plain SVG";
    assert!(active.contains(expected), "{active}");
}
