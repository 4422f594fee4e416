//! What a question costs the domain: applying what happens to it, and making the views that show it.
//!
//!     cargo bench --bench apply

mod board;
mod forum;

use divan::Bencher;
use majlis::domain::change::Change;
use majlis::domain::id::{ActNo, CommandId, LinkNo, PersonId, QuestionNo};
use majlis::domain::ledger::Deed;
use majlis::domain::question::Reason;
use majlis::domain::register::Seq;
use majlis::domain::role::Role;
use majlis::domain::state::State;
use majlis::domain::time::Time;
use majlis::domain::view;

use board::board;
use forum::{NOW, SESSION};

const QUESTIONS: [u32; 2] = [200, 5_000];

fn main() {
    divan::main();
}

/// A support, with the state before it still held.
#[divan::bench(args = QUESTIONS)]
fn support(bencher: Bencher, questions: u32) {
    let state = full(questions);
    let mut turn = 0_u64;
    bencher.bench_local(|| {
        turn += 1;
        let question = QuestionNo((turn as u32 * 31) % questions + 1);
        let person = PersonId(u128::from(turn).to_be_bytes());
        let (seq, id) = (Seq(turn), CommandId(turn));
        let supported = Change::Supported { question, person, on: true, seq, id, time: Time(0) };
        applied(&state, &supported)
    });
}

/// A desk's decision: it goes into the ledger, and the question leaves the list.
#[divan::bench(args = QUESTIONS)]
fn dismissal(bencher: Bencher, questions: u32) {
    let state = full(questions);
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        let deed = Deed::Dismiss { reason: Reason::OffTopic };
        let question = QuestionNo(turn * 31 % questions + 1);
        applied(&state, &Change::Curated { act: ActNo(1), question, by: LinkNo(1), deed, time: NOW })
    });
}

/// The window that phones get, from scratch.
#[divan::bench(args = QUESTIONS)]
fn window(bencher: Bencher, questions: u32) {
    let state = full(questions);
    bencher.bench_local(|| view::question::window(&state, SESSION, Role::Participant));
}

fn applied(state: &State, change: &Change) -> State {
    let mut next = state.clone();
    next.apply_entry(state.rev + 1, std::slice::from_ref(change), &[]);
    next
}

/// A board with so many published questions.
fn full(questions: u32) -> State {
    board(
        (1..=questions)
            .map(|no| format!("كيف تستمر المشاركة المجتمعية في الحي رقم {no} بعد انتهاء المبادرة؟")),
    )
}
