//! How large a list may be, and how much is packed in it.

use std::fmt::Write;

use super::{found, list, told};
use crate::badge_list::{Code, LARGEST, ROWS};
use crate::domain::badge::GROUPS;

fn names(count: usize) -> String {
    (1..=count).fold("name\n".to_owned(), |mut text, number| {
        let _ = writeln!(text, "a{number}");
        text
    })
}

#[test]
fn of_too_many_attendees_the_first_and_their_number_are_told() {
    assert_eq!(
        told(names(ROWS + 5)),
        "line 20002: the list has 20005 attendees, and from here on too many; upload 20000 at most"
    );
}

#[test]
fn of_too_many_groups_the_first_and_their_number_are_told() {
    let groups = |count| names(count).replace("name", "group");
    assert_eq!(list(groups(GROUPS)).groups.len(), GROUPS);
    assert_eq!(
        told(groups(GROUPS + 7)),
        "line 52, column A: with \"a51\" there are too many groups: 57 in all; write 50 at most, and look whether this is the column \
         of the groups"
    );
}

#[test]
fn a_file_that_is_too_large_is_told_by_its_size_alone() {
    assert_eq!(found(vec![b'a'; LARGEST]), [(Code::NoColumn, Some(1), None)]);
    assert_eq!(
        told(vec![b'a'; LARGEST + 1]),
        "the file has more than 4 MiB; keep only the list of attendees in it"
    );
}

#[test]
fn of_very_many_mistakes_fifty_are_told() {
    let text = names(1_000).replace("\na", "\n=a");
    let found = found(text);
    assert_eq!(found.len(), 51);
    assert_eq!((found[49].1, found[50].0), (Some(51), Code::More));
    // As many cells as the file takes, none of which has a heading.
    let wide = format!("name\n{}", "a,".repeat(LARGEST / 2 - 5));
    assert_eq!(self::found(wide).len(), 51);
}
