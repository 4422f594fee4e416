//! Stands in a forum's file.

use super::reading::{SMALL, founded, keys};
use crate::domain::id::StandNo;
use crate::domain::stand::{Interest, Place, StandKey, codes};
use crate::forum_file::{ForumFile, Syntax, parse};

const EXHIBITION: &str = r#"
[[days.sessions]]
hall = "a"
kind = "exhibition"
title = "معرض"
start = 13:00
end = 14:00
interest = "everyone"
[[days.sessions.stands]]
title = { ar = "التشجير", en = "Planting" }
by = "جهة"
about = "نبذة"
topic = "البيئة"
place = { column = 2, row = 1 }
[[days.sessions.stands]]
title = "التطوع"
"#;

fn read(exhibition: &str) -> Result<ForumFile, String> {
    parse("f", &format!("{SMALL}{exhibition}"), Syntax::Toml).map_err(|mistakes| mistakes.to_string())
}

/// What is told of the exhibition with one piece of it replaced.
#[track_caller]
fn with(piece: &str, other: &str) -> String {
    assert_eq!(EXHIBITION.matches(piece).count(), 1, "{piece} is there once");
    read(&EXHIBITION.replacen(piece, other, 1)).map_or_else(|told| told, |_| "nothing is wrong".to_owned())
}

#[test]
fn stands_are_there_as_the_file_says_with_a_key_each_and_go_along_to_a_rehearsal() {
    let file = read(EXHIBITION).expect("nothing is wrong");
    let state = founded(&file);
    let (session, held) = state.exhibitions.iter().next().expect("it is planned");
    assert_eq!(state.sessions[session].title.ar, "معرض");
    assert!(held.plan.shown && held.plan.interest == Interest::Everyone);
    assert_eq!(held.order, [1, 2].map(StandNo));
    let first = &held.stands[&StandNo(1)].plan;
    assert_eq!((first.title.en.as_str(), first.by.ar.as_str()), ("Planting", "جهة"));
    assert_eq!(first.place, Some(Place { column: 2, row: 1 }));
    let keys: Vec<_> = keys(&file).stands.into_iter().map(|key| Some(StandKey::new(key))).collect();
    let printed: Vec<_> = codes(&state).map(|code| code.key).collect();
    assert_eq!((printed.len(), &printed), (2, &keys));
    let again = ForumFile::rehearsal_of(&state, "again".into());
    let copied = again.sessions.iter().find_map(|session| session.exhibition.clone()).expect("it goes along");
    assert_eq!((copied.stands.len(), &copied.stands[0]), (2, &**first));
}

#[test]
fn every_mistake_is_told_at_its_line() {
    for (piece, other, told) in [
        ("interest = \"everyone\"", "interest = \"all\"", "write one of \"desk\", \"walls\", \"everyone\""),
        ("title = \"التطوع\"", "by = \"جهة\"", "`title` is missing"),
        (
            "title = \"التطوع\"",
            "title = \"التطوع\"\nplace = { column = 2, row = 1 }",
            "another stand is in this place",
        ),
        ("column = 2", "column = 20", "19"),
        ("topic = ", "theme = ", "theme"),
    ] {
        let mistakes = with(piece, other);
        assert!(mistakes.contains(told) && mistakes.contains("f:"), "{other}: {mistakes}");
    }
    let many = "[[days.sessions.stands]]\ntitle = \"جناح\"\n".repeat(99);
    let mistakes = read(&format!("{EXHIBITION}{many}")).map_or_else(|told| told, |_| String::new());
    assert!(mistakes.contains("there are 101 stands"), "{mistakes}");
}

#[test]
fn an_exhibition_is_shown_later_where_the_file_says_so() {
    for (piece, shown) in [("shown = false\ninterest", false), ("shown = true\ninterest", true)] {
        let file = read(&EXHIBITION.replacen("interest", piece, 1)).expect("nothing is wrong");
        let state = founded(&file);
        assert_eq!(state.exhibitions.values().map(|held| held.plan.shown).collect::<Vec<_>>(), [shown]);
    }
    assert!(with("interest = \"everyone\"", "shown = \"no\"").contains("f:"));
}

#[test]
fn a_forum_has_no_more_stands_than_it_may_have_in_all_its_sessions() {
    let sessions = |counts: &[usize]| -> String {
        let session = |(at, count): (usize, &usize)| {
            let stands = "[[days.sessions.stands]]\ntitle = \"جناح\"\n".repeat(*count);
            let (from, to) = (13 + at, 14 + at);
            format!(
                "[[days.sessions]]\nhall = \"a\"\nkind = \"exhibition\"\ntitle = \"معرض\"\nstart = {from}:00\nend = {to}:00\n{stands}"
            )
        };
        counts.iter().enumerate().map(session).collect()
    };
    assert!(read(&sessions(&[100; 4])).is_ok());
    let mistakes = read(&sessions(&[100, 100, 100, 100, 1])).map_or_else(|told| told, |_| String::new());
    assert!(mistakes.contains("there are 401 stands up to here"), "{mistakes}");
    let line = format!("{SMALL}{}", sessions(&[100; 4])).lines().count() + 1;
    assert!(mistakes.contains(&format!("f:{line}")), "at line {line}: {mistakes}");
}
