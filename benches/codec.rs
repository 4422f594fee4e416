//! What a frame costs: reading one, and writing one that is then shared by everyone who gets it.
//!
//!     cargo bench --bench codec

use divan::Bencher;
use divan::counter::BytesCount;
use majlis::domain::id::QuestionNo;
use majlis::domain::text::direction::Direction;
use majlis::domain::time::Time;
use majlis::domain::view::shape::{QuestionItem, StatusView, TallyView, WindowView};
use majlis::protocol::client::ClientFrame;
use majlis::protocol::codec;
use majlis::protocol::topic::Topic;

const VOTE: &str = r#"{"t":"do","id":"00ff00ff00ff00ff","command":{"do":"vote","poll":7,"round":1,"choice":{"options":[2]},"seq":1793170800000}}"#;

fn main() {
    divan::main();
}

/// Reading a ballot: the frame, then its command.
#[divan::bench]
fn read_vote(bencher: Bencher) {
    bencher.counter(BytesCount::of_str(VOTE)).bench(|| match codec::frame(VOTE) {
        Ok(ClientFrame::Do { command, .. }) => codec::command(&command),
        _ => unreachable!("it is a command"),
    });
}

/// Refusing what is no frame.
#[divan::bench]
fn refuse_nonsense(bencher: Bencher) {
    let text = "[".repeat(codec::LONGEST_FRAME);
    bencher.counter(BytesCount::of_str(&text)).bench(|| codec::frame(&text));
}

/// A poll's change of four choices.
#[divan::bench]
fn write_tally(bencher: Bencher) {
    let tally = TallyView { v: 2_000, n: Some(vec![500; 4]), ..TallyView::default() };
    bencher.bench(|| codec::change(Topic(107), 100_000, 123_456, &tally));
}

/// A whole window of 100 questions.
#[divan::bench]
fn write_window(bencher: Bencher) {
    let window = WindowView { total: 100, items: (1..=100).map(item).collect() };
    let bytes = codec::state(Topic::QUESTIONS, 123_456, &window).len();
    bencher.counter(BytesCount::new(bytes)).bench(|| codec::state(Topic::QUESTIONS, 123_456, &window));
}

fn item(no: u32) -> QuestionItem {
    QuestionItem {
        q: QuestionNo(no),
        v: 2,
        text: format!("كيف تستمر المشاركة المجتمعية في الحي رقم {no} بعد انتهاء المبادرة؟"),
        dir: Direction::Rtl,
        name: None,
        at: Time(1_793_170_800_000),
        n: no,
        status: StatusView::Listed,
        reason: None,
        into: None,
        labels: Vec::new(),
        reply: None,
        source: None,
        stage: None,
        merged: 0,
        wall: None,
        original: None,
        session: None,
        assisted: None,
        blocked: false,
    }
}
