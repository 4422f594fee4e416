//! The workbook of an export: the sheets that a spreadsheet opens.

use std::io::{Cursor, Read};

use majlis::domain::state::State;
use majlis::export::{self, Record, Table};
use zip::ZipArchive;

use crate::support::lively::Lively;

/// The files of a workbook.
struct Workbook(ZipArchive<Cursor<Vec<u8>>>);

impl Workbook {
    fn of(record: &Record) -> Self {
        let mut bytes = Vec::new();
        export::xlsx(record, &mut bytes).unwrap();
        Self(ZipArchive::new(Cursor::new(bytes)).unwrap())
    }

    fn file(&mut self, name: &str) -> String {
        let mut text = String::new();
        self.0.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    /// Every sheet, in the order of the tables.
    fn sheets(&mut self) -> Vec<String> {
        (1..=Table::ALL.len()).map(|no| self.file(&format!("xl/worksheets/sheet{no}.xml"))).collect()
    }
}

async fn lived() -> Record {
    let folder = tempfile::tempdir().unwrap();
    let mut forum = Lively::found(folder.path()).await;
    forum.live().await;
    let record = Record::of(&forum.room.now_state().state);
    forum.stop().await;
    record
}

#[tokio::test]
async fn each_table_has_a_sheet_from_right_to_left_where_arabic_comes_first() {
    let mut record = lived().await;
    for (first, sheet, right_to_left) in [("ar", "الأسئلة", true), ("en", "Questions", false)] {
        record.languages = vec![first.into()];
        let mut workbook = Workbook::of(&record);
        assert!(workbook.file("xl/workbook.xml").contains(&format!("name=\"{sheet}\"")), "{first}");
        for sheet in workbook.sheets() {
            assert_eq!(sheet.contains("rightToLeft=\"1\""), right_to_left, "{first}");
        }
    }
}

#[tokio::test]
async fn what_looks_like_a_formula_stays_a_text() {
    let mut workbook = Workbook::of(&lived().await);
    assert!(workbook.sheets().iter().all(|sheet| !sheet.contains("<f>")));
    let texts = workbook.file("xl/sharedStrings.xml");
    for text in ["=1+1", "=Panel", "-نص"] {
        assert!(texts.contains(&format!(">{text}<")), "{text} as it was written");
    }
}

#[tokio::test]
async fn what_has_a_name_of_its_own_is_told_in_the_language_of_the_workbook() {
    let mut record = lived().await;
    for (first, words) in [
        ("ar", ["خارج الموضوع", "من المنظمين", "ترتيب"]),
        ("en", ["off topic", "organisers&apos; own", "ranking"]),
    ] {
        record.languages = vec![first.into()];
        let texts = Workbook::of(&record).file("xl/sharedStrings.xml").replace('\'', "&apos;");
        for word in words {
            assert!(texts.contains(&format!(">{word}<")), "{word}");
        }
        assert!(!texts.contains("off_topic"), "{first}");
    }
}

#[tokio::test]
async fn counts_averages_and_moments_are_values() {
    let mut workbook = Workbook::of(&lived().await);
    let sessions = &workbook.sheets()[0];
    let panel = line(sessions, 2);
    assert!(panel.contains("<c r=\"K2\"><v>7</v></c>"), "received: {panel}");
    assert!(cell(panel, "AH2").ends_with("<v>3.5</v>"), "average: {panel}");
    let starts: f64 = number(cell(panel, "H2"));
    let ends: f64 = number(cell(panel, "I2"));
    assert!(
        starts > 45_000.0 && starts < ends && ends < starts + 1.0,
        "a day and a time of it: {starts} to {ends}"
    );
}

#[tokio::test]
async fn a_forum_in_which_nothing_happened_has_its_headings() {
    let mut workbook = Workbook::of(&Record::of(&State::default()));
    assert_eq!(workbook.sheets().len(), Table::ALL.len());
    assert!(workbook.file("xl/sharedStrings.xml").contains(">متوسط النجوم<"));
}

fn line(sheet: &str, row: u32) -> &str {
    let from = sheet.find(&format!("<row r=\"{row}\"")).unwrap();
    let line = &sheet[from..];
    &line[..line.find("</row>").unwrap()]
}

fn cell<'a>(line: &'a str, place: &str) -> &'a str {
    let from = line.find(&format!("<c r=\"{place}\"")).unwrap_or_else(|| panic!("no {place} in {line}"));
    let cell = &line[from..];
    &cell[..cell.find("</c>").unwrap()]
}

fn number(cell: &str) -> f64 {
    cell.split_once("<v>").unwrap().1.trim_end_matches("</v>").parse().unwrap()
}
