//! The light stem of a word: what it has in common with itself behind an article, in the plural or with a possessive.
//!
//! Only for similar questions and the word cloud; search and word lists compare words as they are folded. A light stem
//! takes away what is written onto a word and leaves the word: كتاب, مكتبة and كاتب stay three. Where letters at an edge
//! may be the word's own, [`super::roots`] says so; where nothing tells, the word stays as it is, for two words united on
//! the wall are a wrong figure and two spellings apart are not.

use super::fold::fold;
use super::roots;

/// The stems of a text's words, in their order.
#[must_use]
pub fn stems(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(stem).collect()
}

/// The stem of one folded word.
///
/// 1. The article goes, with the particles before it: ال, لل, and وال فال بال كال.
/// 2. The possessives ها هم كم نا go, and what stood before one is what it was: مبادرتنا is مبادرة, أبنائنا is أبناء.
/// 3. So do ون ين ان that are not the word's own (see [`roots::is_own_ending`]): متطوعون, متطوعين.
/// 4. A feminine plural is its singular: مبادرات is مبادرة, and مقترحات is مقترح (see [`roots::is_masculine`]).
/// 5. A feminine adjective is the masculine one: مجتمعية is مجتمعي.
/// 6. Of English words the plural's s goes.
#[must_use]
pub fn stem(word: &str) -> String {
    if word.is_ascii() {
        return english(word).to_owned();
    }
    let bare = without_possessive(without_article(word));
    adjective(feminine(without_plural(&bare)))
}

/// The firm letters of an Arabic stem, without ا و ي and the ة at its end: what تنفذ, تنفيذ and تنافذ have in common, حديقة
/// and حدائق. Empty where fewer than three are left, which say nothing, and for other scripts.
#[must_use]
pub fn root(stem: &str) -> String {
    let word = stem.strip_suffix('ه').unwrap_or(stem);
    let firm: String = word.chars().filter(|c| !matches!(c, 'ا' | 'و' | 'ي' | 'ء')).collect();
    if firm.is_ascii() || letters(&firm) < 3 { String::new() } else { firm }
}

fn letters(word: &str) -> usize {
    word.chars().count()
}

fn without_article(word: &str) -> &str {
    if roots::begins_like_article(word) {
        return word;
    }
    for particle in ["وبال", "وكال", "وال", "فال", "بال", "كال"] {
        if let Some(rest) = word.strip_prefix(particle).filter(|rest| letters(rest) >= 3) {
            return own_alef_lam(&word[particle.len() - "ال".len()..]).unwrap_or(rest);
        }
    }
    for particle in ["ولل", "فلل", "لل"] {
        if let Some(rest) = word.strip_prefix(particle).filter(|rest| letters(rest) >= 2) {
            return own_lam(&word[particle.len() - "ل".len()..]).unwrap_or(rest);
        }
    }
    match word.strip_prefix("ال").filter(|rest| letters(rest) >= 2) {
        Some(rest) => rest,
        None => word,
    }
}

/// The word itself, where its ال is its own: بالتزام is of التزام.
fn own_alef_lam(word: &str) -> Option<&str> {
    roots::begins_like_article(word).then_some(word)
}

/// The word itself, where the second ل is its own: للجنة is of لجنة.
fn own_lam(word: &str) -> Option<&str> {
    roots::begins_with_lam(word).then_some(word)
}

fn without_possessive(word: &str) -> String {
    let ends = [("ها", 3), ("نا", 3), ("هم", 4), ("كم", 4)];
    let rest = ends.iter().find_map(|(end, least)| strip(word, end, *least));
    rest.map_or_else(|| word.to_owned(), |rest| unseated(closed(rest)))
}

/// A hamza that had a seat before an ending has none without it: أبنائنا and أبناؤنا are of أبناء.
fn unseated(word: String) -> String {
    match ["اي", "او"].iter().find_map(|end| strip(&word, end, 2)) {
        Some(rest) => format!("{rest}اء"),
        None => word,
    }
}

/// A ت that stood before an ending is the ة that it was, in words long enough for it not to be their own.
fn closed(word: &str) -> String {
    match word.strip_suffix('ت').filter(|rest| letters(rest) >= 3 && !rest.ends_with('ا')) {
        Some(rest) => format!("{rest}ه"),
        None => word.to_owned(),
    }
}

fn without_plural(word: &str) -> String {
    if roots::is_own_ending(word) {
        return word.to_owned();
    }
    let rest = ["ون", "ين", "ان"].iter().find_map(|end| strip(word, end, 4));
    rest.map_or_else(|| word.to_owned(), closed)
}

fn feminine(word: String) -> String {
    match strip(&word, "ات", 2) {
        Some(_) if roots::is_own_plural(&word) => word,
        Some(rest) if roots::is_masculine(rest) => rest.to_owned(),
        Some(rest) => format!("{rest}ه"),
        None => word,
    }
}

/// Behind ا the ending is a noun's (نهاية), and an adjective has a hamza there, a ي of its own in the key (نهائية).
fn adjective(word: String) -> String {
    match word.strip_suffix("يه").filter(|rest| letters(rest) >= 3 && !rest.ends_with('ا')) {
        Some(rest) => format!("{}ي", rest.trim_end_matches('ي')),
        None => word,
    }
}

fn strip<'a>(word: &'a str, end: &str, least: usize) -> Option<&'a str> {
    word.strip_suffix(end).filter(|rest| letters(rest) >= least)
}

fn english(word: &str) -> &str {
    let own = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    match word.strip_suffix('s') {
        Some(rest) if !own && rest.len() >= 4 => rest,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn stems_to(stem: &str, words: &[&str]) {
        for word in words {
            assert_eq!(stems(word), [stem], "{word}");
        }
    }

    #[test]
    fn the_article_and_what_is_written_before_it_go() {
        stems_to(
            "تطوع",
            &["تطوع", "التطوع", "والتطوع", "بالتطوع", "للتطوع", "كالتطوع", "فالتطوع", "وللتطوع"],
        );
        stems_to("حي", &["حي", "الحيّ", "للحي"]);
    }

    #[test]
    fn letters_that_are_the_words_own_stay() {
        stems_to("التزام", &["التزام", "الالتزام", "بالتزام", "للالتزام"]);
        stems_to("لجنه", &["لجنة", "اللجنة", "للجنة"]);
        stems_to("والد", &["والد", "الوالد", "والدين"]);
        stems_to("قانون", &["قانون", "القانون"]);
        stems_to("تعاون", &["تعاون", "التعاون", "بالتعاون"]);
        stems_to("انسان", &["إنسان", "الإنسان"]);
        stems_to("بنات", &["بنات", "البنات"]);
    }

    #[test]
    fn plurals_are_the_word() {
        stems_to("متطوع", &["متطوع", "متطوعون", "المتطوعين", "متطوعات"]);
        stems_to("مبادره", &["مبادرة", "المبادرات", "مبادرتنا", "مبادراتها", "مبادرتين"]);
        stems_to("مقترح", &["مقترح", "مقترحات"]);
        stems_to("اجتماع", &["اجتماع", "الاجتماعات"]);
        stems_to("جامعه", &["جامعة", "جامعات"]);
    }

    #[test]
    fn words_that_only_look_alike_stay_apart() {
        for (one, other) in [("جامعة", "جامع"), ("مدرسة", "مدرس"), ("مكتبات", "مكاتب"), ("كتاب", "كاتب")]
        {
            assert_ne!(stems(one), stems(other));
        }
    }

    #[test]
    fn an_english_plural_is_the_word() {
        stems_to("volunteer", &["Volunteer", "volunteers"]);
        stems_to("progress", &["progress"]);
        stems_to("bus", &["bus"]);
    }

    proptest! {
        #[test]
        fn a_stem_is_a_key_and_never_empty(word in "[ا-يa-z]{1,12}") {
            for stem in stems(&word) {
                prop_assert!(!stem.is_empty());
                prop_assert_eq!(fold(&stem), stem);
            }
        }
    }
}
