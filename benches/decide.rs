//! What a ballot costs the domain: deciding it and applying what was decided.
//!
//!     cargo bench --bench decide
//!
//! Each measure is of a batch; divided by its items it is the cost of one ballot.

mod forum;

use divan::Bencher;
use divan::counter::ItemsCount;
use majlis::domain::ballot::{Choice, Mark};
use majlis::domain::change::Change;
use majlis::domain::command::Command;
use majlis::domain::decide::{Circumstances, Request, decide};
use majlis::domain::forum::Title;
use majlis::domain::id::{CommandId, LinkNo, PersonId, PollNo};
use majlis::domain::places::Places;
use majlis::domain::poll::{PollKind, PollPlan, PollSettings, Voter};
use majlis::domain::register::Seq;
use majlis::domain::role::{Actor, Author};
use majlis::domain::state::State;

use forum::{NOW, SESSION, forum};

const BOX: [u64; 2] = [2_000, 200_000];
const POLL: PollNo = PollNo(1);

fn main() {
    divan::main();
}

/// A ballot that has a batch to itself: the state it is decided against is still held, so nothing is changed in place.
#[divan::bench(args = BOX)]
fn ballot_alone(bencher: Bencher, ballots: u64) {
    changed_ballots(bencher, ballots, 1, false);
}

/// A ballot among a hundred of one batch.
#[divan::bench(args = BOX)]
fn ballot_of_a_batch(bencher: Bencher, ballots: u64) {
    changed_ballots(bencher, ballots, 100, false);
}

/// The same in a secret poll, where each voter's pseudonym is made first.
#[divan::bench(args = BOX)]
fn secret_ballot_of_a_batch(bencher: Bencher, ballots: u64) {
    changed_ballots(bencher, ballots, 100, true);
}

/// Batches of voters who change their ballots, spread over the whole box.
fn changed_ballots(bencher: Bencher, ballots: u64, batch: u64, secret: bool) {
    let mut state = voted(ballots, secret);
    let mut turn = 0_u64;
    bencher.counter(ItemsCount::new(batch)).bench_local(|| {
        let mut next = state.clone();
        for _ in 0..batch {
            turn += 1;
            let voter = turn.wrapping_mul(0x9e37_79b9_7f4a_7c15) % ballots;
            cast(&mut next, voter, ballots + turn);
        }
        state = next;
    });
}

/// Decides a ballot and applies what was decided.
fn cast(state: &mut State, voter: u64, id: u64) {
    let choice = Choice::Options(vec![(id % 4) as u8]);
    // Of two ballots with one number the higher id counts, and a secret round takes no high numbers.
    let command = Command::Vote { poll: POLL, round: 1, choice, seq: Seq(1), badge: None };
    let request = Request { actor: Actor::Person(person(voter)), id: CommandId(id), now: NOW };
    let decision = decide(state, &request, &command, &Circumstances::default()).expect("the ballot is good");
    state.apply_entry(state.rev + 1, &decision.changes, &decision.words);
}

/// Ids are random, so neighbours in time lie far apart in the box.
fn person(no: u64) -> PersonId {
    let bits = u128::from(no).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    PersonId(bits.to_be_bytes())
}

/// A poll of four choices with so many ballots in its box.
fn voted(ballots: u64, secret: bool) -> State {
    let mut state = forum();
    let settings = PollSettings { secret, ..PollSettings::default() };
    let options = vec![Title { ar: "خيار".into(), en: "option".into() }; 4];
    let plan =
        PollPlan { title: Title::default(), kind: PollKind::Single, options, labels: Vec::new(), settings };
    let author = Author::Link(LinkNo(1));
    let created = Change::PollCreated { poll: POLL, session: SESSION, author, id: CommandId(0), draft: plan };
    let words = [(state.last.words.next(), "0".repeat(64).into())];
    let key = secret.then_some(words[0].0);
    let opened = Change::PollOpened { poll: POLL, round: 1, until: None, key, time: NOW, earlier: None };
    state.apply_entry(1, &[created, opened], &words);
    for no in 0..ballots {
        let voter = if secret {
            majlis::domain::pseudonym::voter(&words[0].1, person(no))
        } else {
            Voter(person(no))
        };
        let mark = Some(Mark::Options(Places::try_from(&[(no % 4) as u8][..]).expect("one fits")));
        let cast = Change::Voted {
            poll: POLL,
            round: 1,
            voter,
            mark,
            seq: Seq(1),
            id: CommandId(no),
            took: None,
            assisted: None,
            edition: 0,
            signed: None,
            slip: false,
        };
        state.apply_entry(2 + no, &[cast], &[]);
    }
    state
}
