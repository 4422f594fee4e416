//! Workbooks: what Excel shows is what is read.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{found, list, row, told};
use crate::badge_list::Code;

/// A workbook with that sheet.
fn workbook(fill: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet()).unwrap();
    workbook.save_to_buffer().unwrap()
}

/// An archive of those parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const PACKAGE: &str = r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="/xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="sheet.xml"/>
    <Relationship Id="r2" Type="x/sharedStrings" Target="/xl/strings.xml"/></Relationships>"#;
const WORKBOOK: &str =
    r#"<x:workbook xmlns:x="m" xmlns:r="n"><x:sheets><x:sheet r:id="r1"/></x:sheets></x:workbook>"#;

/// A workbook of that sheet and those shared texts, each as it stands in its part.
fn by_hand(sheet: &str, strings: &str) -> Vec<u8> {
    archive(&[
        ("_rels/.rels", PACKAGE),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/strings.xml", strings),
        ("xl/sheet.xml", sheet),
    ])
}

#[test]
fn a_workbook_is_read_as_it_is_shown() {
    let bytes = workbook(|sheet| {
        sheet.set_right_to_left(true);
        sheet.write_row(2, 1, ["رقم البطاقة", "الإسم", "الفئة"])?;
        sheet.write(3, 1, 104)?.write(3, 2, "سارة <&> \"أحمد\"")?.write(3, 3, "متطوعون")?;
        sheet.write_with_format(5, 1, 7, &Format::new().set_num_format("\"A-\"000"))?.write(5, 2, "خالد")?;
        sheet.write(6, 1, "٨")?.write(6, 2, true)?.write(6, 3, "متطوعون ")?;
        sheet.write_blank(7, 1, &Format::new().set_bold())?;
        Ok(())
    });
    let read = list(bytes);
    let rows = [
        row(4, "104", "سارة <&> \"أحمد\"", "متطوعون"),
        row(6, "A-007", "خالد", ""),
        row(7, "٨", "TRUE", "متطوعون"),
    ];
    assert_eq!(read.rows, rows);
    assert_eq!(read.groups, ["متطوعون"]);
}

#[test]
fn the_first_sheet_that_is_seen_is_read() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_hidden(true).write(0, 0, "hidden").unwrap();
    let shown = workbook.add_worksheet();
    shown.set_active(true).write_column(0, 0, ["name", "a"]).unwrap();
    workbook.add_worksheet().write(0, 0, "other").unwrap();
    assert_eq!(list(workbook.save_to_buffer().unwrap()).rows, [row(2, "", "a", "")]);
}

#[test]
fn formulas_dates_and_errors_are_told() {
    let day = Format::new().set_num_format("d/m/yyyy");
    let bytes = workbook(|sheet| {
        sheet.write_row(0, 0, ["badge", "name"])?;
        sheet.write_formula(1, 0, Formula::new("A1&\"x\"").set_result("x"))?.write(1, 1, "=1+1")?;
        sheet.write_with_format(2, 0, ExcelDateTime::from_ymd(2026, 11, 2)?, &day)?.write(2, 1, "b")?;
        sheet.write_with_format(3, 0, 1.5, &Format::new().set_num_format("0.00"))?;
        Ok(())
    });
    let told = told(bytes);
    let lines: Vec<_> = told.lines().collect();
    assert_eq!(
        lines,
        [
            "line 2, column A: the cell holds a formula; copy the column and paste it back as values, so that what it comes to is \
             written there",
            "line 2, column B: the name \"=1+1\" begins as a formula does; write it without the sign before it",
            "line 3, column A: the cell holds a date or a time; format the column as text, and write there what it is to show",
            "line 4, column A: the cell holds a number that is shown otherwise than it is held, such as a date, 1.50 or 20%; format \
             the column as text, and write there what it is to show",
        ]
    );
    let error = by_hand(
        "<s><row><c t='inlineStr'><is><t>name</t></is></c></row><row><c t='e'><v>#N/A</v></c></row></s>",
        "<sst/>",
    );
    assert_eq!(found(error), [(Code::NotText, Some(2), Some(1))]);
}

#[test]
fn cells_that_are_merged_over_lines_are_told_and_a_heading_over_columns_is_not() {
    let merged = |lines: u32| {
        workbook(|sheet| {
            sheet.write_row(0, 0, ["name", "group"])?.write_column(1, 0, ["a", "b"])?;
            sheet.merge_range(1, 1, lines, 2, "ضيوف", &Format::new())?;
            Ok(())
        })
    };
    let told = told(merged(2));
    assert_eq!(
        told,
        "line 2: the cells B2:C3 are merged; unmerge them, and write what they hold into each line"
    );
    assert_eq!(list(merged(1)).rows, [row(2, "", "a", "ضيوف"), row(3, "", "b", "")]);
}

#[test]
fn a_line_that_a_filter_hides_is_told_and_not_read() {
    let filtered = workbook(|sheet| {
        sheet.write_row(0, 0, ["name", "group"])?.write_column(1, 0, ["a", "b"])?;
        sheet.set_row_hidden(2)?.set_row_hidden(9)?;
        Ok(())
    });
    let told = told(filtered);
    assert!(told.starts_with("line 3: this line is hidden; "), "{told}");
}

#[test]
fn texts_come_in_every_form_that_a_workbook_has() {
    let strings = "<sst uniqueCount='99999999999999'><si><t>name</t></si><si><r><t>سا</t></r><r><t xml:space='preserve'>رة </t></r>\
                   <rPh><t>sara</t></rPh></si><si/><si><t>a&#x41;&amp;_x005F_b<![CDATA[<]]></t></si></sst>";
    let sheet = "<s:worksheet xmlns:s='m'><s:sheetData><s:row><s:c t='s'><s:v>0</s:v></s:c></s:row><s:row r='4'><s:c r='A4' t='s'>\
                 <s:v>1</s:v></s:c></s:row><s:row><s:c t='s'><s:v>2</s:v></s:c></s:row><s:row><s:c t='s'><s:v>3</s:v></s:c></s:row>\
                 <s:row><s:c t='str'><s:v>d</s:v></s:c></s:row><s:row><s:c t='inlineStr'><s:is><s:t>e</s:t></s:is></s:c></s:row>\
                 </s:sheetData></s:worksheet>";
    let names = [(4, "سارة"), (6, "aA&_b<"), (7, "d"), (8, "e")];
    assert_eq!(list(by_hand(sheet, strings)).rows, names.map(|(line, name)| row(line, "", name, "")));
}

#[test]
fn a_damaged_workbook_is_told() {
    let whole = workbook(|sheet| sheet.write_column(0, 0, ["name", "a"]).map(drop));
    assert_eq!(list(&whole).rows.len(), 1);
    assert_eq!(found(&whole[..whole.len() / 2]), [(Code::Damaged, None, None)]);
    for sheet in [
        "<s><row>",
        "<s></t>",
        "<s><row r='0'/></s>",
        "<s><row r='99999999999'/></s>",
        "<s><row r='2'/><row r='2'/></s>",
        "<s><row><c r='ZZZZZZZ1'/></row></s>",
        "<s><row><c r='B1'/><c r='B1'/></row></s>",
        "<s><row><c t='s'><v>7</v></c></row></s>",
        "<s><row><c t='new'><v>7</v></c></row></s>",
        "<!DOCTYPE s [<!ENTITY x 'y'>]><s><row><c t='str'><v>&x;</v></c></row></s>",
    ] {
        assert_eq!(found(by_hand(sheet, "<sst/>")), [(Code::Damaged, None, None)], "{sheet}");
    }
}

#[test]
fn an_archive_of_something_else_is_told() {
    for (name, what) in [
        ("mimetype", "the file is an OpenDocument file (.ods)"),
        ("word/document.xml", "the file is a text document (.docx)"),
        ("xl/workbook.bin", "the file is a binary workbook (.xlsb)"),
        ("list.csv", "the file is an archive, and no workbook"),
    ] {
        let told = told(archive(&[(name, "x")]));
        assert!(told.starts_with(what), "{told}");
    }
}

#[test]
fn a_text_that_is_too_long_is_told_however_often_it_is_named() {
    let strings = format!("<sst><si><t>name</t></si><si><t>{}a</t></si></sst>", " ".repeat(40_000));
    let rows = "<row><c t='s'><v>1</v></c></row>".repeat(60);
    let found = found(by_hand(&format!("<s><row><c t='s'><v>0</v></c></row>{rows}</s>"), &strings));
    assert_eq!((found[0], found[50].0), ((Code::TooLong, Some(2), Some(1)), Code::More));
}
