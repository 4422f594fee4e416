//! The hamza, which is written on a seat, beside one, or not at all.
//!
//! On or under an alef it falls with the alef's other signs (أ إ آ are ا; see [`super::letter`]). For the other forms the
//! key keeps the letter that people type when they leave the hamza out, so that what is spelled with and without it
//! meets. Five rules, in this order:
//!
//! 1. where people take one seat for another it is the right one: كفائة = كفاءة, تفائل = تفاؤل (see [`seat_rightly`]);
//! 2. before و every hamza is و: مسؤول = مسئول = مسوول, شؤون = شئون, رؤوس = رءوس;
//! 3. elsewhere ؤ is و (سؤال = سوال) and ئ is ي (قائمة = قايمة);
//! 4. a hamza with no seat after و or ي is not written: شيء = شئ = شى, بطيء = بطئ;
//! 5. a word ends in one ي at most: سيئ = سيء.
//!
//! Any other ء stays a letter: ماء (water) is not ما (what), جزء (part) is not جز.

/// Applies the rules to the letters of one word, whose other letters are plain already.
pub fn settle(word: &mut Vec<char>) {
    seat_rightly(word);
    let mut next = None;
    for letter in word.iter_mut().rev() {
        *letter = match (*letter, next) {
            ('ء' | 'ؤ' | 'ئ', Some('و')) | ('ؤ', _) => 'و',
            ('ئ', _) => 'ي',
            (other, _) => other,
        };
        next = Some(*letter);
    }
    let mut before = None;
    word.retain(|letter| {
        let unwritten = *letter == 'ء' && matches!(before, Some('و' | 'ي'));
        if !unwritten {
            before = Some(*letter);
        }
        !unwritten
    });
    while word.ends_with(&['ي', 'ي']) {
        word.pop();
    }
}

/// Puts the hamza where it belongs in two forms whose seats people mix up. Between ا and ة or ه at the end it has none, so
/// that أبناءه, أبناؤه and أبنائه are one word too. In تفاعل it sits on و: تفاؤل, تساؤل, تشاؤم; but not in متفائل, nor where
/// the ت is of another form, as in ابتدائي.
fn seat_rightly(word: &mut [char]) {
    match word {
        [.., 'ا', seat @ ('ئ' | 'ؤ'), 'ه'] => *seat = 'ء',
        [before @ .., 'ت', _, 'ا', seat @ 'ئ', last] if *last != 'ي' && !before.ends_with(&['م']) => {
            *seat = 'و';
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(word: &str) -> String {
        let mut letters: Vec<char> = word.chars().collect();
        settle(&mut letters);
        String::from_iter(letters)
    }

    #[test]
    fn before_waw_every_seat_is_the_same() {
        assert_eq!(settled("مسئول"), "مسوول");
        assert_eq!(settled("مسؤول"), "مسوول");
        assert_eq!(settled("رءوس"), settled("رؤوس"));
    }

    #[test]
    fn elsewhere_the_seat_is_the_letter() {
        assert_eq!(settled("سؤال"), "سوال");
        assert_eq!(settled("قائمه"), "قايمه");
    }

    #[test]
    fn at_the_end_of_a_word_it_may_stand_in_three_ways() {
        assert!(["شيء", "شئ", "شيئ", "شي"].iter().all(|word| settled(word) == "شي"));
    }

    #[test]
    fn a_seat_that_is_often_mistaken_is_the_right_one() {
        assert_eq!(settled("كفائه"), settled("كفاءه"));
        assert!(["ابنائه", "ابناؤه"].iter().all(|word| settled(word) == "ابناءه"));
        assert_eq!(settled("التفائل"), settled("التفاؤل"));
        assert_eq!(settled("متفائل"), "متفايل");
        assert_eq!(settled("ابتدائي"), "ابتداي");
    }

    #[test]
    fn after_other_letters_it_is_a_letter() {
        assert_eq!(settled("ماء"), "ماء");
        assert_eq!(settled("جزء"), "جزء");
    }
}
