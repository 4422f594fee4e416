//! What lies beside a secret ballot in the journal.

use futures_util::future::join_all;
use majlis::domain::ballot::Choice;
use majlis::domain::change::Change;
use majlis::domain::command::{Command, PollDraft};
use majlis::domain::id::{CommandId, PollNo, QuestionNo};
use majlis::domain::poll::{PollKind, PollSettings};
use majlis::domain::question::Source;
use majlis::domain::register::Seq;
use majlis::domain::words::Text;
use majlis::room::{Answer, entry};

use super::{MODERATOR, done, person};
use crate::support::drafts::FORUM;
use crate::support::forum::{PANEL, title};
use crate::support::house::House;
use crate::support::store::Store;
use crate::support::within::within;

/// Devices that each support a question and vote in secret at once.
const PHONES: u8 = 100;

#[tokio::test]
async fn a_secret_ballot_lies_beside_nothing_else_and_those_of_a_whole_hall_are_one_entry() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let room = house.room().await;
    let enter = Command::Enter { session: PANEL, text: Text::new("سؤال"), source: Source::Floor };
    let question = QuestionNo(done(&room, MODERATOR, enter).await.1.unwrap());
    let draft = PollDraft {
        title: title("أيهما؟"),
        answer: PollKind::Single,
        options: vec![title("هذا"), title("ذاك")],
        settings: PollSettings { secret: true, ..PollSettings::default() },
    };
    let poll = Command::CreatePoll { session: PANEL, poll: draft };
    let poll = PollNo(done(&room, MODERATOR, poll).await.1.unwrap());
    let (before, _) = done(&room, MODERATOR, Command::OpenPoll { poll, version: 1, seconds: None }).await;

    let support = Command::Support { question, on: true, seq: Seq(1) };
    let vote = Command::Vote { poll, round: 1, choice: Choice::Options(vec![1]), seq: Seq(1) };
    let given = (1..=PHONES).flat_map(|phone| {
        [&support, &vote]
            .map(|command| room.give(person(phone), CommandId(fastrand::u64(..)), command.clone()))
    });
    let answers = within(join_all(given.collect::<Vec<_>>())).await;
    assert!(answers.iter().all(|answer| matches!(answer, Answer::Done { .. })), "{answers:?}");

    let entries = store.near.journal.read(FORUM, before, 1_000).await.unwrap();
    let mut ballots = 0;
    for entry in &entries {
        let changes = entry::decode(&entry.body).unwrap().changes;
        let secret = changes.iter().filter(|change| matches!(change, Change::Voted { .. })).count();
        assert!(secret == 0 || secret == changes.len(), "{changes:?}");
        ballots += secret;
    }
    assert_eq!(ballots, usize::from(PHONES));
    assert!(entries.len() <= 3, "{} entries", entries.len());
}
