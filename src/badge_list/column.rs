//! What a column of a list holds, by its heading.

use crate::domain::badge;
use crate::domain::text::fold::fold;
use crate::domain::text::near::is_near;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Badge,
    Name,
    Group,
}

/// What a heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    /// Below it stands this.
    Known(Column),
    /// Below it stands what Majlis has no use for, and people may not want to be passed on.
    Personal,
    /// It is nearly that one.
    Near(&'static str),
    /// Nothing that is known.
    Unknown,
}

/// How organisers head a column; the first of each language is told.
struct Spellings {
    column: Column,
    english: &'static str,
    arabic: &'static str,
}

/// Compared by their [`fold`].
const KNOWN: [Spellings; 3] = [
    Spellings {
        column: Column::Badge,
        english: "badge, badge number, badge no, badge id, number, no",
        arabic: "رقم البطاقة, رقم, الرقم, بطاقة, البطاقة, رقم بطاقة, شارة, الشارة, رقم الشارة, باج, الباج, رقم الباج",
    },
    Spellings {
        column: Column::Name,
        english: "name, full name, attendee, attendee name, participant, participant name",
        arabic: "الاسم, اسم, الاسم الكامل, الاسم الثلاثي, الاسم الرباعي, المشارك, اسم المشارك, الحاضر, اسم الحاضر, الضيف, اسم الضيف",
    },
    Spellings {
        column: Column::Group,
        english: "group, groups, category, badge group, badge category, type, role",
        arabic: "الفئة, فئة, فئة البطاقة, مجموعة, المجموعة, تصنيف, التصنيف, صفة, الصفة, نوع, النوع, نوع البطاقة",
    },
];

/// Words of headings under which stands what is nobody's to pass on. In Arabic with or without the article, but for two that
/// are names of people without it.
const PERSONAL: [&str; 2] = [
    "phone, mobile, cell, tel, telephone, whatsapp, email, mail, address, birth, birthday, birthdate, dob, age, gender, sex, \
     nationality, passport, iqama, identity, national",
    "هاتف, جوال, موبايل, تلفون, واتساب, بريد, ايميل, عنوان, الميلاد, العمر, جنس, جنسية, هوية, اقامة, جواز",
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
            Self::Badge => badge::LABEL_LENGTH,
            Self::Name => badge::NAME_LENGTH,
            Self::Group => badge::GROUP_LENGTH,
        }
    }
}

impl Heading {
    /// What that text says as a heading.
    pub fn of(text: &str) -> Self {
        let key = fold(text);
        if let Some((column, _)) = spellings().find(|(_, known)| fold(known) == key) {
            return Self::Known(column);
        }
        if is_personal(&key) {
            return Self::Personal;
        }
        let letters: Vec<char> = key.chars().collect();
        let near = spellings().find(|(_, known)| is_near(&letters, &fold(known)));
        near.map_or(Self::Unknown, |(_, known)| Self::Near(known))
    }
}

/// The headings that are told, of every column in both languages.
pub(super) fn told() -> String {
    let first = |list: &'static str| list.split(", ").next().unwrap_or_default();
    let told = KNOWN.map(|known| format!("\"{}\" or \"{}\"", first(known.english), first(known.arabic)));
    told.join(", ")
}

fn spellings() -> impl Iterator<Item = (Column, &'static str)> {
    KNOWN.iter().flat_map(|known| {
        known.english.split(", ").chain(known.arabic.split(", ")).map(|spelling| (known.column, spelling))
    })
}

fn is_personal(key: &str) -> bool {
    let is_word = |word: &str, personal: &str| word == personal || word.strip_prefix("ال") == Some(personal);
    let mut all = PERSONAL.iter().flat_map(|list| list.split(", ")).map(fold);
    key == "e mail" || all.any(|personal| key.split(' ').any(|word| is_word(word, &personal)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_known_however_it_is_spelled() {
        for heading in ["الاسم", "الإسم", " الأسم ", "NAME", "Full-Name", "الاســـم"] {
            assert_eq!(Heading::of(heading), Heading::Known(Column::Name), "{heading}");
        }
        for heading in ["رقم البطاقه", "Badge No.", "badge_number", "الرقم"] {
            assert_eq!(Heading::of(heading), Heading::Known(Column::Badge), "{heading}");
        }
        for heading in ["الفئه", "Category", "المجموعة"] {
            assert_eq!(Heading::of(heading), Heading::Known(Column::Group), "{heading}");
        }
        for heading in ["الجهة", "المدينة", "#", "م", "id", "names of all", "phonetics", "سارة", "عمر", ""]
        {
            assert_eq!(Heading::of(heading), Heading::Unknown, "{heading}");
        }
    }

    #[test]
    fn no_heading_is_of_two_columns_or_of_people() {
        let all: Vec<_> = spellings().map(|(_, heading)| fold(heading)).collect();
        for (at, heading) in all.iter().enumerate() {
            assert!(!all[..at].contains(heading), "{heading}");
            assert!(!is_personal(heading), "{heading}");
        }
    }

    #[test]
    fn what_is_of_people_and_not_needed_is_recognised() {
        for heading in [
            "رقم الجوال",
            "جوال",
            "Phone number",
            "E-mail",
            "email",
            "البريد الإلكتروني",
            "الهوية الوطنية",
            "الجنسية",
            "العمر",
        ] {
            assert_eq!(Heading::of(heading), Heading::Personal, "{heading}");
        }
    }

    #[test]
    fn a_slip_is_recognised() {
        assert_eq!(Heading::of("الفءة"), Heading::Near("الفئة"));
        assert_eq!(Heading::of("gruop"), Heading::Near("group"));
    }
}
