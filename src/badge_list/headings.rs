//! The headings of a list: which column holds what.

use crate::domain::text::fold::fold;
use crate::domain::text::near::is_near;

use super::line::{Cell, Content, Line};
use super::mistake::{Code, Findings, Place, letters, quoted};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Badge,
    Name,
    Group,
}

/// How organisers head them, compared by their [`fold`]: of each kind the first two are those that are told.
const KNOWN: [(Column, &[&str]); 3] = [
    (
        Column::Badge,
        &[
            "badge",
            "رقم البطاقة",
            "badge number",
            "badge no",
            "badge id",
            "number",
            "no",
            "رقم",
            "الرقم",
            "بطاقة",
            "البطاقة",
            "رقم بطاقة",
            "شارة",
            "الشارة",
            "رقم الشارة",
            "باج",
            "الباج",
            "رقم الباج",
        ],
    ),
    (
        Column::Name,
        &[
            "name",
            "الاسم",
            "full name",
            "attendee",
            "attendee name",
            "participant",
            "participant name",
            "اسم",
            "الاسم الكامل",
            "الاسم الثلاثي",
            "الاسم الرباعي",
            "المشارك",
            "اسم المشارك",
            "الحاضر",
            "اسم الحاضر",
            "الضيف",
            "اسم الضيف",
        ],
    ),
    (
        Column::Group,
        &[
            "group",
            "الفئة",
            "groups",
            "category",
            "badge group",
            "badge category",
            "type",
            "role",
            "فئة",
            "فئة البطاقة",
            "مجموعة",
            "المجموعة",
            "تصنيف",
            "التصنيف",
            "صفة",
            "الصفة",
            "نوع",
            "النوع",
            "نوع البطاقة",
        ],
    ),
];

/// Words of headings under which stands what Majlis has no use for and people may not want to be passed on.
const PERSONAL: [&str; 36] = [
    "phone",
    "mobile",
    "cell",
    "tel",
    "telephone",
    "whatsapp",
    "email",
    "mail",
    "address",
    "birth",
    "birthday",
    "birthdate",
    "dob",
    "age",
    "gender",
    "sex",
    "nationality",
    "passport",
    "iqama",
    "identity",
    "national",
    "هاتف",
    "جوال",
    "موبايل",
    "تلفون",
    "واتساب",
    "بريد",
    "ايميل",
    "عنوان",
    "ميلاد",
    "عمر",
    "جنس",
    "جنسية",
    "هوية",
    "اقامة",
    "جواز",
];

impl Column {
    /// What it holds, in words.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Badge => "badge number",
            Self::Name => "name",
            Self::Group => "group",
        }
    }

    /// Its longest text, in graphemes.
    pub fn longest(self) -> usize {
        match self {
            Self::Badge => 20,
            Self::Name => 40,
            Self::Group => 60,
        }
    }

    /// The column with that heading.
    fn headed(heading: &str) -> Option<Self> {
        let key = fold(heading);
        let has = |headings: &[&str]| headings.iter().any(|known| fold(known) == key);
        KNOWN.iter().find(|(_, headings)| has(headings)).map(|(column, _)| *column)
    }
}

/// The columns that have a heading, and what each of them holds; of some it is not known.
#[derive(Debug)]
pub(super) struct Headings(Vec<(u32, Option<Column>)>);

impl Headings {
    /// Reads the line of the headings; notes what is not known, not needed, or there twice.
    pub fn read(line: &Line, findings: &mut Findings) -> Self {
        let mut headings = Self(Vec::new());
        let no_list = known(line) == 0 && !line.cells().iter().any(|cell| is_meant(cell));
        for cell in line.cells() {
            let place = Place { line: line.number, column: Some(cell.column) };
            let column = match &cell.content {
                Content::Text(heading) => Column::headed(heading),
                _ => None,
            };
            match column {
                Some(column) => headings.note_twice(column, place, findings),
                None if no_list => {}
                None => note_unknown(cell, place, findings),
            }
            headings.0.push((cell.column, column));
        }
        if no_list {
            note_no_list(line, findings);
        }
        headings
    }

    /// Whether no column is one that is known.
    pub fn are_unknown(&self) -> bool {
        self.0.iter().all(|(_, column)| column.is_none())
    }

    /// What the column at that place holds: none has no heading, and of `Some(None)` it is not known.
    pub fn at(&self, place: u32) -> Option<Option<Column>> {
        self.0.iter().find(|(at, _)| *at == place).map(|(_, column)| *column)
    }

    fn note_twice(&self, column: Column, place: Place, findings: &mut Findings) {
        let Some((first, _)) = self.0.iter().find(|(_, known)| *known == Some(column)) else { return };
        findings.note(place, Code::ColumnTwice, || {
            let what =
                format!("this is a second column of the {}, after column {}", column.noun(), letters(*first));
            (what, "keep one of them".to_owned())
        });
    }
}

/// How many columns of a line have a heading that is known.
pub(super) fn known(line: &Line) -> usize {
    let is_known =
        |cell: &&Cell| matches!(&cell.content, Content::Text(text) if Column::headed(text).is_some());
    line.cells().iter().filter(is_known).count()
}

/// Whether the cell is a heading, if a wrong one.
fn is_meant(cell: &Cell) -> bool {
    matches!(&cell.content, Content::Text(text) if is_personal(text) || meant(text).is_some())
}

/// The heading that somebody may have meant.
fn meant(heading: &str) -> Option<&'static str> {
    let key: Vec<char> = fold(heading).chars().collect();
    let mut all = KNOWN.iter().flat_map(|(_, headings)| *headings);
    all.find(|known| is_near(&key, &fold(known))).copied()
}

fn is_personal(heading: &str) -> bool {
    let key = fold(heading);
    let has = |word: &str| PERSONAL.iter().any(|personal| fold(personal) == word);
    key == "e mail" || key.split(' ').any(|word| has(word.strip_prefix("ال").unwrap_or(word)))
}

fn note_unknown(cell: &Cell, place: Place, findings: &mut Findings) {
    let heading = match &cell.content {
        Content::Text(heading) => heading,
        Content::Formula => return findings.note(place, Code::Formula, formula),
        Content::NotText(what) => {
            return findings.note(place, Code::UnknownColumn, || {
                (
                    format!("a column is headed by {what}"),
                    "write a heading that is known: ".to_owned() + &all_known(),
                )
            });
        }
    };
    if is_personal(heading) {
        return findings.note(place, Code::PersonalColumn, || {
            let what = format!("a column {} is not needed here", quoted(heading));
            (what, "take it out, so that what people gave you is not passed on without need".to_owned())
        });
    }
    findings.note(place, Code::UnknownColumn, || {
        let near =
            meant(heading).map_or_else(String::new, |meant| format!("did you mean \"{meant}\"? else "));
        let instead = format!("{near}take it out, or head it by what it holds: {}", all_known());
        (format!("a column {} is not known here", quoted(heading)), instead)
    });
}

fn note_no_list(line: &Line, findings: &mut Findings) {
    findings.note(Place { line: line.number, column: None }, Code::NoColumn, || {
        let what = "the first line has no heading that is known".to_owned();
        (what, format!("begin with a line of headings, at least one of {}", all_known()))
    });
}

/// The words for a formula in a workbook.
pub(super) fn formula() -> (String, String) {
    let instead = "copy the column and paste it back as values, so that what it comes to is written there";
    ("the cell holds a formula".to_owned(), instead.to_owned())
}

fn all_known() -> String {
    let told = KNOWN.map(|(_, headings)| format!("\"{}\" or \"{}\"", headings[0], headings[1]));
    told.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_known_however_it_is_spelled() {
        for heading in ["الاسم", "الإسم", " الأسم ", "NAME", "Full-Name", "الاســـم"] {
            assert_eq!(Column::headed(heading), Some(Column::Name), "{heading}");
        }
        for heading in ["رقم البطاقه", "Badge No.", "badge_number", "الرقم"] {
            assert_eq!(Column::headed(heading), Some(Column::Badge), "{heading}");
        }
        for heading in ["الفئه", "Category", "المجموعة"] {
            assert_eq!(Column::headed(heading), Some(Column::Group), "{heading}");
        }
        for heading in ["رقم الجوال", "الجهة", "#", "م", "id", "names of all"] {
            assert_eq!(Column::headed(heading), None, "{heading}");
        }
    }

    #[test]
    fn no_heading_is_of_two_columns_or_of_people() {
        let all: Vec<_> =
            KNOWN.iter().flat_map(|(_, headings)| *headings).map(|heading| fold(heading)).collect();
        for (at, heading) in all.iter().enumerate() {
            assert!(!all[..at].contains(heading), "{heading}");
            assert!(!is_personal(heading), "{heading}");
        }
    }

    #[test]
    fn what_is_of_people_and_not_needed_is_recognised() {
        for heading in
            ["رقم الجوال", "Phone number", "E-mail", "email", "البريد الإلكتروني", "الهوية الوطنية", "الجنسية"]
        {
            assert!(is_personal(heading), "{heading}");
        }
        for heading in ["الجهة", "table", "phonetics", "المدينة"] {
            assert!(!is_personal(heading), "{heading}");
        }
    }

    #[test]
    fn a_slip_is_recognised() {
        assert_eq!(meant("الفءة"), Some("الفئة"));
        assert_eq!(meant("gruop"), Some("group"));
        for another in ["الجهة", "سارة", "المدينة"] {
            assert_eq!(meant(another), None, "{another}");
        }
    }
}
