//! What is wrong with a list, where, and what to do instead.

use super::{found, list, mistakes, told};
use crate::badge_list::Code;

#[test]
fn columns_that_are_not_known_are_told() {
    assert_eq!(
        told("name,gruop\na,b\n"),
        "line 1, column B: a column \"gruop\" is not known here; did you mean \"group\"? else take it out, or head it by what \
         it holds: \"badge\" or \"رقم البطاقة\", \"name\" or \"الاسم\", \"group\" or \"الفئة\""
    );
    assert!(told("الاسم,الفءة\na,b\n").contains("did you mean \"الفئة\"?"));
    assert!(
        told("name,table\na,b\n")
            .contains("a column \"table\" is not known here; take it out, or head it by")
    );
    assert_eq!(
        told("الاسم;رقم الجوال\nسارة;0500000000\n"),
        "line 1, column B: a column \"رقم الجوال\" is not needed here; take it out, so that what people gave you is not passed on \
         without need"
    );
    assert_eq!(found("E-mail,name\na@example.com,a\n"), [(Code::PersonalColumn, Some(1), Some(1))]);
    assert_eq!(found("gruop\na\n"), [(Code::UnknownColumn, Some(1), Some(1))]);
    assert_eq!(found("name,#\na,1\n"), [(Code::UnknownColumn, Some(1), Some(2))]);
}

#[test]
fn a_file_without_headings_is_told_once() {
    let told = told("\nسارة,متطوعون\nخالد,ضيوف\n");
    assert_eq!(
        told,
        "line 2: the first line has no heading that is known; begin with a line of headings, at least one of \"badge\" or \"رقم \
         البطاقة\", \"name\" or \"الاسم\", \"group\" or \"الفئة\""
    );
}

#[test]
fn two_columns_of_the_same_are_told() {
    assert_eq!(
        told("name,group,الاسم\na,b,c\n"),
        "line 1, column C: this is a second column of the name, after column A; keep one of them"
    );
}

#[test]
fn two_badges_of_the_same_number_are_told_with_both_lines() {
    let told = told("badge\nA-104\n\"a-\n\n104 \"\nB\n\nA-١٠٤\n");
    let lines: Vec<_> = told.lines().collect();
    assert_eq!(
        lines,
        [
            "line 3, column A: the badge number \"a- 104\" is that of line 2 already; give each attendee another one, or leave the \
             cell empty",
            "line 6, column A: the badge number \"A-١٠٤\" is that of line 2 already; give each attendee another one, or leave the \
             cell empty",
        ]
    );
    assert_eq!(list("badge,name\nA1,a\nA-1,a\n,a\n,a\n").rows.len(), 4);
}

#[test]
fn a_formula_is_told() {
    assert_eq!(
        told("name\n\"=HYPERLINK(\"\"http://x\"\")\"\n"),
        "line 2, column A: the name \"=HYPERLINK(\"http://x\")\" begins as a formula does; write it without the sign before it"
    );
    let found = found("group,name,badge\n@a,+b,-c\n-5,+966,\"\t=1\"\n");
    let at = |line, column| (Code::Formula, Some(line), Some(column));
    assert_eq!(found, [at(2, 1), at(2, 2), at(2, 3), at(3, 3)]);
}

#[test]
fn what_is_too_long_is_told() {
    let list_of = |badge: usize, name: usize, group: usize| {
        format!("badge,name,group\n{},{},{}\n", "1".repeat(badge), "س".repeat(name), "ض".repeat(group))
    };
    assert_eq!(list(list_of(20, 60, 60)).rows.len(), 1);
    let at = |column| (Code::TooLong, Some(2), Some(column));
    assert_eq!(found(list_of(21, 61, 61)), [at(1), at(2), at(3)]);
    let marks = format!("name\n{}\n", "s\u{301}\u{302}\u{303}\u{304}\u{305}".repeat(60));
    assert_eq!(found(marks), [(Code::TooLong, Some(2), Some(1))]);
    let told = told(list_of(1, 10_000, 1));
    assert!(told.ends_with("…\" has more than 60 characters; shorten it") && told.len() < 400, "{told}");
}

#[test]
fn what_has_no_word_is_told() {
    assert_eq!(
        told("badge,name\n-,a\n"),
        "line 2, column A: the badge number \"-\" has neither a letter nor a digit; write one that has, or leave the cell empty"
    );
    assert_eq!(found("name,group\n؟,👏\n"), [2, 1].map(|column| (Code::NoWord, Some(2), Some(3 - column))));
}

#[test]
fn control_characters_and_overrides_of_direction_are_told() {
    let found = found("name,badge\na\u{7},1\nb\u{202e}cd,2\nc,3\n\u{1b}[2Jx,4");
    assert_eq!(found, [2, 3, 5].map(|line| (Code::Control, Some(line), Some(1))));
    assert!(told("name\na\u{202e}b\n").contains("the name \"ab\" has control characters"));
}

#[test]
fn cells_below_no_heading_are_told() {
    let told = told("name,group\nعلي، أحمد,سارة,x\n");
    assert_eq!(
        told,
        "line 2, column C: column C has no heading; write one above it, or empty the cell; put a text that has a comma in it into \
         quotes"
    );
}

#[test]
fn an_empty_list_is_told() {
    for nothing in ["", "\u{feff}", "\n\n \n", ",,\n,\n"] {
        assert_eq!(found(nothing), [(Code::Empty, None, None)], "{nothing:?}");
    }
    assert_eq!(
        told("name,group\n\n ,\n"),
        "there is nothing below the headings; write one attendee a line below them"
    );
}

#[test]
fn all_mistakes_are_told_at_once_in_the_order_of_their_lines() {
    let text = "badge,name,phone\n1,=a,2\n1,b,\n,c,\n2,d,3,e\n\"3,f\n";
    let codes: Vec<_> =
        mistakes(text).list.iter().map(|mistake| (mistake.code, mistake.line.unwrap())).collect();
    assert_eq!(
        codes,
        [
            (Code::PersonalColumn, 1),
            (Code::Formula, 2),
            (Code::BadgeTwice, 3),
            (Code::NoHeading, 5),
            (Code::OpenQuote, 6)
        ]
    );
}

#[test]
fn a_mistake_has_its_place_as_answers_name_it() {
    let list = mistakes("name,group\nx,=1\n").list;
    assert_eq!(list[0].place(), Some((2, 2)));
    assert_eq!(mistakes("").list[0].place(), None);
    assert_eq!(mistakes("x\n").list[0].place(), Some((1, 1)));
    let json = serde_json::to_value(&list[0]).unwrap();
    assert_eq!(json["code"], "formula");
}
