//! What a record costs, and going back to a moment: of a forum with 5,000 questions and 50,000 supports in 10,000 entries of a
//! journal on disk.
//!
//!     cargo bench --bench record

mod board;
mod forum;

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use majlis::domain::change::Change;
use majlis::domain::home::Home;
use majlis::domain::id::{ActNo, CommandId, ForumId, LinkNo, PersonId, QuestionNo, WordsNo};
use majlis::domain::ledger::Deed;
use majlis::domain::question::Source;
use majlis::domain::register::Seq;
use majlis::domain::role::Author;
use majlis::domain::time::Time;
use majlis::journal::embedded::{Embedded, Options};
use majlis::journal::{Appended, Draft, ForumRecord, Head, Journal, Registry};
use majlis::record::docx::{self, Tongue};
use majlis::record::{Audience, Chronicle, record};
use majlis::room::entry::Body;
use majlis::room::{NodeId, Past, read_on};

use board::board;
use forum::{NOW, SESSION};

const FORUM: ForumId = ForumId(1);
const QUESTIONS: u32 = 5_000;
/// Of each question.
const SUPPORTS: u32 = 10;

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let journal = Arc::new(Embedded::open(Options::new(folder.path())).await.expect("the folder opens"));
    journal.create_forum(ForumRecord { id: FORUM, slug: "forum".into() }).await.expect("it is made");
    let head = fill(&journal).await;
    println!("{} entries", head.rev);
    let began = Instant::now();
    let mut chronicle = Chronicle::default();
    let take =
        |entry: &majlis::journal::Entry, body: &Body| chronicle.take(entry.rev, entry.time, &body.changes);
    read_on(&*journal, FORUM, Head::GENESIS, head.rev, take).await.expect("it is read");
    let read = began.elapsed();
    let mut state =
        board((1..=QUESTIONS).map(|no| format!("سؤال رقم {no} عن العمل التطوعي في الأحياء القريبة")));
    (1..=QUESTIONS).flat_map(supports).for_each(|change| state.apply(1, &change));
    (1..=QUESTIONS).step_by(4).for_each(|no| state.apply(1, &answered(no)));
    let began = Instant::now();
    let view = record(&state, &chronicle, Audience::Public);
    let json = serde_json::to_vec(&view).expect("a record is JSON");
    tell("reading the journal", read);
    tell(&format!("a record of {} KB", json.len() / 1024), began.elapsed());
    let began = Instant::now();
    let document = docx::write(&view, Tongue::Arabic).expect("it is packed");
    tell(&format!("a document of {} KB", document.len() / 1024), began.elapsed());
    let mut past = Past::default();
    let middle = head.rev / 2;
    for (what, rev) in
        [("a moment in the middle", middle), ("the next one", middle + 1), ("the last one", head.rev)]
    {
        let began = Instant::now();
        past.at(&*journal, FORUM, rev, head).await.expect("there is one");
        tell(what, began.elapsed());
    }
    journal.close().await;
}

fn tell(what: &str, took: Duration) {
    println!("{what:<28} {:>9.1} ms", took.as_secs_f64() * 1_000.0);
}

/// Writes the forum's entries; without words, which lie beside them.
async fn fill(journal: &Embedded) -> Head {
    let mut head = Head::GENESIS;
    for no in 1..=QUESTIONS {
        for changes in [vec![asked(no)], supports(no).collect()] {
            head = append(journal, head, changes).await;
        }
    }
    head
}

async fn append(journal: &Embedded, head: Head, changes: Vec<Change>) -> Head {
    let (time, nonce) = (journal.now(), head.rev.to_string());
    let body = Body {
        f: 4,
        node: NodeId::new("bench"),
        nonce,
        at: time,
        origin: None,
        home: Home::default(),
        changes,
        words: Vec::new(),
    };
    let draft = Draft {
        body: Bytes::from(serde_json::to_vec(&body).expect("a body is JSON")),
        words: Vec::new(),
        erase: Vec::new(),
        next_deadline: None,
        begins_epoch: false,
        time,
    };
    match journal.append(FORUM, head, draft).await {
        Ok(Appended::Written { head, .. }) => head,
        other => panic!("not written: {other:?}"),
    }
}

fn asked(no: u32) -> Change {
    Change::Asked {
        question: QuestionNo(no),
        session: SESSION,
        author: Author::Person(PersonId(u128::from(no).to_be_bytes())),
        id: CommandId(u64::from(no)),
        source: Source::Phone,
        text: WordsNo(no),
        name: None,
        listed: true,
        time: NOW,
    }
}

fn answered(no: u32) -> Change {
    let (act, question) = (ActNo(no), QuestionNo(no));
    Change::Curated { act, question, by: LinkNo(1), deed: Deed::Answer, time: NOW }
}

fn supports(no: u32) -> impl Iterator<Item = Change> {
    (0..SUPPORTS).map(move |by| {
        let turn = u64::from(no * SUPPORTS + by);
        Change::Supported {
            question: QuestionNo(no),
            person: PersonId(u128::from(turn + 1_000_000).to_be_bytes()),
            on: true,
            seq: Seq(turn),
            id: CommandId(1_000_000 + turn),
            time: Time(NOW.0 + i64::from(no) * 10_000),
        }
    })
}
