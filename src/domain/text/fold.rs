//! The matching key of a text: equal for all spellings of the same words.

use unicode_normalization::UnicodeNormalization;

use super::hamza;
use super::letter::{self, Part};
use super::repeat;

/// The matching key: plain lower-case words with one space between them, empty if the text has no word.
///
/// - Compatibility forms become letters (NFKC): ﻣﺸﺎﺭﻛﺔ, ﷲ, full width.
/// - Vowel marks, Quranic marks, tatweel, joiners and whatever is not seen fall away; so do diacritics of Latin,
///   Greek and Cyrillic letters, and apostrophes (`don't` is `dont`).
/// - آ أ إ ٱ are ا, ى is ي, ة is ه, Persian and Urdu letters are the Arabic ones; hamzas follow [`super::hamza`].
/// - Digits of every keyboard are ASCII digits; ٬ between them falls away.
/// - عبد الله is عبدالله, and so are all names of that kind, which people write either way.
/// - A letter that stands more than twice in a row is shortened (see [`super::repeat`]).
/// - Everything else ends a word: `؟ ، ؛ « » - _ #` as well as emoji.
///
/// Folding a key gives the same key.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut word = Vec::new();
    for c in text.chars().filter(|c| !letter::is_spacing_sign(*c)).nfkc() {
        match letter::part(c) {
            Part::Letter => spell(c, &mut word),
            Part::Sign => {}
            Part::Gap => close(&mut word, &mut folded),
        }
    }
    close(&mut word, &mut folded);
    folded
}

/// Writes a letter in its plain form at the end of the word.
fn spell(c: char, word: &mut Vec<char>) {
    if matches!(c, 'ؤ' | 'ئ') {
        return word.push(c);
    }
    let letters = c.to_lowercase().map(letter::plain).nfkd().filter(|c| letter::part(*c) == Part::Letter);
    for plain in letters.map(letter::plain) {
        match letter::spelled_out(plain) {
            Some(spelled) => word.extend(spelled.chars()),
            None => word.push(plain),
        }
    }
}

/// Ends the word and writes it to the key.
fn close(word: &mut Vec<char>, folded: &mut String) {
    hamza::settle(word);
    repeat::shorten(word);
    if !word.is_empty() {
        if !folded.is_empty() && !is_name(folded, word) {
            folded.push(' ');
        }
        folded.extend(word.drain(..).nfc());
    }
}

/// Whether the word goes on with a name that begins with عبد: عبد العزيز, لعبد الله.
fn is_name(folded: &str, word: &[char]) -> bool {
    let begun = folded.rsplit(' ').next().is_some_and(|last| ["عبد", "وعبد", "لعبد", "بعبد"].contains(&last));
    begun && word.starts_with(&['ا', 'ل'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::stored::normalise;
    use proptest::prelude::*;

    #[track_caller]
    fn same(spellings: &[&str]) {
        for pair in spellings.windows(2) {
            assert_eq!(fold(pair[0]), fold(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn measured_full_text_search_missed_vowel_marks() {
        same(&["مُشَارَكَةُ", "مُشَارَكَةٌ", "مشاركة"]);
    }

    #[test]
    fn measured_full_text_search_missed_tatweel() {
        same(&["مشـــاركة", "مشاركة"]);
    }

    #[test]
    fn measured_full_text_search_missed_ta_marbuta_typed_as_ha() {
        same(&["مشاركه", "مشاركة"]);
    }

    #[test]
    fn measured_full_text_search_missed_hamza_left_out() {
        same(&["أحمد", "احمد"]);
    }

    #[test]
    fn measured_collation_kept_madda_and_ta_marbuta_apart() {
        same(&["آراء", "اراء", "أراء"]);
        same(&["لجنة", "لجنه"]);
    }

    #[test]
    fn measured_tokenizer_cut_a_vocalised_word_into_letters() {
        assert_eq!(fold("مُشَارَكَةٌ مُجْتَمَعِيَّةٌ"), "مشاركه مجتمعيه");
    }

    #[test]
    fn measured_arabic_digits_were_no_digits() {
        same(&["قاعة ٤٧١", "قاعة ۴۷۱", "قاعة 471"]);
    }

    #[test]
    fn arabic_punctuation_ends_words() {
        assert_eq!(fold("متى؟نعم،ثم؛«هنا»…#تطوع_بلدي"), "متي نعم ثم هنا تطوع بلدي");
    }

    #[test]
    fn presentation_forms_are_letters() {
        same(&["ﻣﺸﺎﺭﻛﺔ", "مشاركة"]);
        same(&["ﷲ", "الله"]);
        same(&["ﻻ", "لا"]);
        assert_eq!(fold("م\u{fe76}ش"), "مش", "a vowel mark standing by itself does not cut the word");
    }

    #[test]
    fn persian_and_urdu_keyboards_give_the_same_words() {
        same(&["کتاب علی", "كتاب علي"]);
        same(&["مدینہ", "مدينة"]);
        same(&["می\u{200c}روم", "ميروم"]);
    }

    #[test]
    fn a_name_in_two_words_is_the_one_in_one() {
        same(&["طريق الملك عبد العزيز", "طريق الملك عبدالعزيز"]);
        same(&["لعبد الله", "لعبدالله"]);
        assert_eq!(fold("العبد الصالح"), "العبد الصالح");
    }

    #[test]
    fn latin_is_lower_case_without_diacritics() {
        same(&["Café", "CAFE", "cafe\u{301}"]);
        same(&["don’t", "don't", "DONT"]);
        same(&["Straße", "strasse"]);
    }

    #[test]
    fn real_letters_keep_words_apart() {
        for (one, other) in [("علم", "عمل"), ("حرم", "حرام"), ("كتب", "كاتب"), ("ولد", "بلد"), ("ماء", "ما")]
        {
            assert_ne!(fold(one), fold(other));
        }
    }

    #[test]
    fn vowels_of_other_scripts_stay() {
        assert_ne!(fold("की"), fold("कि"));
        assert_eq!(fold("がぎ"), "がぎ");
    }

    #[test]
    fn what_has_no_word_has_the_empty_key() {
        for text in ["", " \u{200c} ", "؟!…", "👏", "ـ ـــ", "\u{64e}"] {
            assert_eq!(fold(text), "", "{text:?}");
        }
    }

    #[test]
    fn folding_a_key_again_changes_nothing_whatever_the_character() {
        for c in ('\u{0}'..='\u{1ffff}').chain('\u{e0000}'..='\u{e01ff}') {
            let once = fold(&format!("ا{c}ب ي{c}"));
            assert_eq!(fold(&once), once, "U+{:04X}", u32::from(c));
        }
    }

    /// Texts rich in what the key has to do with.
    fn odd_text() -> impl Strategy<Value = String> {
        let telling =
            "اأآإٱءؤئوويىیكکةهہتلمعبد\u{640}\u{64e}\u{651}\u{653}\u{654}\u{670}\u{200c}\u{200d} ؟'٣۴aAéßﻻﷲ";
        let odd = prop_oneof![any::<char>(), prop::sample::select(telling.chars().collect::<Vec<_>>())];
        prop::collection::vec(odd, 0..40).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn folding_a_key_again_changes_nothing(text in odd_text()) {
            let once = fold(&text);
            prop_assert_eq!(&fold(&once), &once);
        }

        #[test]
        fn words_of_a_key_are_keys(text in odd_text()) {
            let key = fold(&text);
            prop_assert!(key.split(' ').all(|word| key.is_empty() || !word.is_empty() && fold(word) == word));
        }

        #[test]
        fn what_is_not_stored_is_not_compared(text in odd_text()) {
            // Marks on nothing are not stored; the first letter gives them something to stand on.
            let text = format!("ا{text}");
            prop_assert_eq!(fold(&normalise(&text)).replace(' ', ""), fold(&text).replace(' ', ""));
        }
    }
}
