//! What a picture of opinions costs: 2,000 people, 400 statements, every one of them voted on by nine in ten.
//!
//!     cargo bench --bench opinion

use divan::Bencher;
use majlis::opinion::opinions::Opinions;
use majlis::opinion::vote::Vote;

const PEOPLE: usize = 2_000;
const STATEMENTS: usize = 400;

fn main() {
    divan::main();
}

/// The first picture, from all votes at once.
#[divan::bench(sample_count = 10)]
fn from_nothing(bencher: Bencher) {
    let opinions = hall();
    bencher.with_inputs(|| opinions.clone()).bench_local_values(|mut opinions| opinions.refresh());
}

/// The next one after a vote.
#[divan::bench(sample_count = 20)]
fn after_one_vote(bencher: Bencher) {
    let mut opinions = hall();
    opinions.refresh();
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        let (participant, statement) = (turn * 31 % PEOPLE, turn * 7 % STATEMENTS);
        let other = match opinions.votes().get(participant, statement) {
            Some(Vote::Agree) => Vote::Disagree,
            _ => Vote::Agree,
        };
        opinions.vote(participant, statement, Some(other));
        opinions.refresh()
    });
}

/// Taking a vote, which waits for no picture.
#[divan::bench]
fn a_vote(bencher: Bencher) {
    let mut opinions = hall();
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        opinions.vote(turn * 31 % PEOPLE, turn * 7 % STATEMENTS, Some(Vote::Pass));
    });
}

/// People of four minds, none of whom is wholly so: the same ones each time.
fn hall() -> Opinions {
    let mut random = fastrand::Rng::with_seed(7);
    let minds: Vec<Vec<f64>> =
        (0..4).map(|_| (0..STATEMENTS).map(|_| random.f64() * random.f64()).collect()).collect();
    let mut opinions = Opinions::default();
    for participant in 0..PEOPLE {
        let mind = &minds[random.usize(0..minds.len())];
        for (statement, agree) in mind.iter().enumerate() {
            let vote = match random.f64() {
                unseen if unseen < 0.1 => continue,
                pass if pass < 0.2 => Vote::Pass,
                _ if random.f64() < 0.2 + 0.6 * agree => Vote::Agree,
                _ => Vote::Disagree,
            };
            opinions.vote(participant, statement, Some(vote));
        }
    }
    opinions
}
