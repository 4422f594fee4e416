//! What a question costs the domain: applying what happens to it, and making the views that show it.
//!
//!     cargo bench --bench apply

use std::sync::Arc;

use divan::Bencher;
use majlis::domain::agenda::{Phase, Session, SessionKind};
use majlis::domain::board::Board;
use majlis::domain::change::Change;
use majlis::domain::feedback::Feedback;
use majlis::domain::forum::{Moderation, Title};
use majlis::domain::id::{ActNo, CommandId, HallNo, LinkNo, PersonId, QuestionNo, SessionNo, WordsNo};
use majlis::domain::ledger::Deed;
use majlis::domain::question::{Reason, Seq, Source};
use majlis::domain::role::{Author, Role};
use majlis::domain::state::State;
use majlis::domain::time::Time;
use majlis::domain::view;

const QUESTIONS: [u32; 2] = [200, 5_000];
const SESSION: SessionNo = SessionNo(1);
const NOW: Time = Time(1_793_170_800_000);

fn main() {
    divan::main();
}

/// A support, with the state before it still held.
#[divan::bench(args = QUESTIONS)]
fn support(bencher: Bencher, questions: u32) {
    let state = board(questions);
    let mut turn = 0_u64;
    bencher.bench_local(|| {
        turn += 1;
        let question = QuestionNo((turn as u32 * 31) % questions + 1);
        let person = PersonId(u128::from(turn).to_be_bytes());
        let supported = Change::Supported { question, person, on: true, seq: Seq(turn), id: CommandId(turn) };
        applied(&state, &supported)
    });
}

/// A desk's decision: it goes into the ledger, and the question leaves the list.
#[divan::bench(args = QUESTIONS)]
fn dismissal(bencher: Bencher, questions: u32) {
    let state = board(questions);
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
    let state = board(questions);
    bencher.bench_local(|| view::question::window(&state, SESSION, Role::Participant));
}

fn applied(state: &State, change: &Change) -> State {
    let mut next = state.clone();
    next.apply_entry(state.rev + 1, std::slice::from_ref(change), &[]);
    next
}

/// A board with so many published questions, each with a few supports.
fn board(questions: u32) -> State {
    let mut state = State::default();
    state.sessions.insert(SESSION, Arc::new(session()));
    for no in 1..=questions {
        let text = format!("كيف تستمر المشاركة المجتمعية في الحي رقم {no} بعد انتهاء المبادرة؟");
        let asked = Change::Asked {
            question: QuestionNo(no),
            session: SESSION,
            author: Author::Person(PersonId(u128::from(no).to_be_bytes())),
            id: CommandId(u64::from(no)),
            source: Source::Phone,
            text: WordsNo(no),
            name: None,
            listed: true,
            time: NOW,
        };
        state.apply_entry(u64::from(no), &[asked], &[(WordsNo(no), text.into())]);
    }
    state
}

fn session() -> Session {
    Session {
        hall: HallNo(1),
        kind: SessionKind::Panel,
        title: Title::default(),
        about: Title::default(),
        starts: NOW,
        ends: NOW,
        phase: Phase::Open,
        opened: Some(NOW),
        ended: None,
        version: 1,
        asking: None,
        moderation: Moderation::Before,
        labels: Vec::new(),
        paused: None,
        board: Board::default(),
        polls: Vec::new(),
        feedback: Feedback::default(),
        note: None,
    }
}
