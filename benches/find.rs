//! What it costs to find a question among all of a full board, at each letter that somebody types.
//!
//!     cargo bench --bench find

mod board;
mod forum;

use divan::Bencher;
use fastrand::Rng;
use majlis::domain::role::Role;
use majlis::domain::state::State;
use majlis::domain::view::find::find;

use board::board;
use forum::SESSION;

const QUESTIONS: usize = 5_000;
/// What is typed of a question on the board: all of it, its first half, all of it with a slip in every third word.
const TYPED: [&str; 3] = ["whole", "half", "slips"];

fn main() {
    divan::main();
}

/// Questions like what a participant types.
#[divan::bench(args = TYPED)]
fn like(bencher: Bencher, typed: &str) {
    measure(bencher, Role::Participant, typed);
}

/// Questions that hold what a desk types.
#[divan::bench(args = TYPED)]
fn holding(bencher: Bencher, typed: &str) {
    measure(bencher, Role::Moderator, typed);
}

fn measure(bencher: Bencher, role: Role, typed: &str) {
    let (state, question) = asked();
    let typed = match typed {
        "half" => question.chars().take(question.chars().count() / 2).collect(),
        "slips" => slipped(&question),
        _ => question,
    };
    assert!(!find(&state, SESSION, role, &typed).is_empty(), "{typed}");
    bencher.bench_local(|| find(&state, SESSION, role, &typed));
}

/// A full board, and one of its questions.
fn asked() -> (State, String) {
    let (words, mut rng) = (vocabulary(), Rng::with_seed(1));
    let texts: Vec<String> = (0..QUESTIONS).map(|_| question(&words, &mut rng)).collect();
    let one = texts[QUESTIONS / 2].clone();
    (board(texts), one)
}

/// Some 10,000 words as Arabic makes them: roots in patterns, with what is written onto them.
fn vocabulary() -> Vec<String> {
    const ROOTS: &str = "شرك عمل علم حفظ نظم خدم بدأ صحب سكن نقل طرق زرع صنع درس كتب قرأ سمع نظر جمع فرق رسم بني \
                         وزع قسم دعم قدم أخر سهل صعب كبر صغر قرب بعد حسن جمل نظف حرس وقف قصد نفذ شرح برمج طور";
    const PATTERNS: [&str; 9] =
        ["123", "1ا23", "12ا3", "م12و3", "ت12ي3", "م1ا23ة", "است12ا3", "ا12ا3", "م123ة"];
    const AFFIXES: [(&str, &str); 9] = [
        ("", ""),
        ("ال", ""),
        ("و", ""),
        ("بال", ""),
        ("لل", ""),
        ("", "ات"),
        ("ال", "ين"),
        ("", "نا"),
        ("", "ها"),
    ];
    let mut words = Vec::new();
    for root in ROOTS.split_whitespace() {
        let letters: Vec<char> = root.chars().collect();
        for (pattern, (before, after)) in
            PATTERNS.iter().flat_map(|one| AFFIXES.map(|affixes| (one, affixes)))
        {
            let place = |letter: char| letter.to_digit(10).map_or(letter, |at| letters[at as usize - 1]);
            words.push(format!("{before}{}{after}", pattern.chars().map(place).collect::<String>()));
        }
    }
    Rng::with_seed(2).shuffle(&mut words);
    words
}

/// Ten words, a few of them far more often than most.
fn question(words: &[String], rng: &mut Rng) -> String {
    let mut word = || {
        let place = (0..3).fold(words.len(), |below, _| rng.usize(..below).max(1));
        words[place - 1].as_str()
    };
    (0..10).map(|_| word()).collect::<Vec<_>>().join(" ")
}

/// A question with two letters exchanged in every third word, where it has as many.
fn slipped(question: &str) -> String {
    let words = question.split(' ').enumerate().map(|(at, word)| {
        let mut letters: Vec<char> = word.chars().collect();
        if at % 3 == 0 && letters.len() >= 5 {
            letters.swap(2, 3);
        }
        letters.into_iter().collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}
