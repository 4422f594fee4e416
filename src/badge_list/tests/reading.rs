//! What is read of a list.

use super::{list, row};

#[test]
fn a_list_is_read_with_its_lines_and_groups() {
    let read = list("\u{feff}رقم البطاقة,الاسم,الفئة\r\nA-104,سارة,متطوعون\r\n\r\n,خالد,\r\n7,,ضيوف\r\n");
    let rows = [row(2, "A-104", "سارة", "متطوعون"), row(4, "", "خالد", ""), row(5, "7", "", "ضيوف")];
    assert_eq!(read.rows, rows);
    assert_eq!(read.groups, ["متطوعون", "ضيوف"]);
}

#[test]
fn columns_come_in_any_order_and_one_is_enough() {
    assert_eq!(list("Group;Name;Badge\nx;y;z\n").rows, [row(2, "z", "y", "x")]);
    assert_eq!(list("name\na\nb").rows, [row(2, "", "a", ""), row(3, "", "b", "")]);
    assert_eq!(list("badge\n1\n").rows, [row(2, "1", "", "")]);
    assert_eq!(list("\n\n\tالفئه\n\tضيوف\n").rows, [row(4, "", "", "ضيوف")]);
}

#[test]
fn a_line_is_the_one_that_a_spreadsheet_shows() {
    let read = list("name,badge\n\"سارة\nأحمد\",1\n,\n\u{200f} , \n\n\"b\n\nc\",2\nd,3");
    let rows = [row(2, "1", "سارة أحمد", ""), row(6, "2", "b c", ""), row(7, "3", "d", "")];
    assert_eq!(read.rows, rows);
}

#[test]
fn a_group_is_spelled_as_at_first() {
    let read = list("name,group\na,متطوعون\nb,متطوّعون \nc,ﻣﺘﻄﻮﻋﻮﻥ\nd,Guests\ne,guests\nf,المتطوعون\n");
    let groups: Vec<_> = read.rows.iter().filter_map(|row| row.group.as_deref()).collect();
    assert_eq!(groups, ["متطوعون", "متطوعون", "متطوعون", "Guests", "Guests", "المتطوعون"]);
    assert_eq!(read.groups, ["متطوعون", "Guests", "المتطوعون"]);
}

#[test]
fn texts_are_stored_as_all_texts_are() {
    let read = list("name\n\u{202b} سارة\u{200f}  بنت\u{a0}أحمد\u{202c}\n");
    assert_eq!(read.rows, [row(2, "", "سارة بنت أحمد", "")]);
}

#[test]
fn columns_without_a_heading_may_be_empty() {
    assert_eq!(list("name;;\na;;\nb\n").rows, [row(2, "", "a", ""), row(3, "", "b", "")]);
}
