//! What lies beside a secret ballot in the journal.

use futures_util::future::join_all;
use majlis::domain::ballot::Choice;
use majlis::domain::change::Change;
use majlis::domain::command::{Command, PollDraft};
use majlis::domain::id::{CommandId, PersonId, PollNo, QuestionNo};
use majlis::domain::poll::{PollKind, PollSettings, Voter};
use majlis::domain::pseudonym;
use majlis::domain::question::Source;
use majlis::domain::register::Seq;
use majlis::domain::words::Text;
use majlis::room::{Answer, RoomHandle, entry};

use super::{MODERATOR, done, person};
use crate::support::drafts::FORUM;
use crate::support::forum::{PANEL, title};
use crate::support::house::House;
use crate::support::store::Store;
use crate::support::within::within;

/// Devices that each support a question and vote in secret at once.
const PHONES: u8 = 100;

/// A secret poll, open, and the revision of its opening.
async fn open_secret_poll(room: &RoomHandle) -> (PollNo, u64) {
    let draft = PollDraft {
        title: title("أيهما؟"),
        answer: PollKind::Single,
        options: vec![title("هذا"), title("ذاك")],
        settings: PollSettings { secret: true, ..PollSettings::default() },
        labels: Vec::new(),
    };
    let create = Command::CreatePoll { session: PANEL, poll: draft };
    let poll = PollNo(done(room, MODERATOR, create).await.1.unwrap());
    let (opened, _) = done(room, MODERATOR, Command::OpenPoll { poll, version: 1, seconds: None }).await;
    (poll, opened)
}

fn vote(poll: PollNo) -> Command {
    Command::Vote { poll, round: 1, choice: Choice::Options(vec![1]), seq: Seq(1), badge: None }
}

#[tokio::test]
async fn a_secret_ballot_lies_beside_nothing_else_and_those_of_a_whole_hall_are_one_entry() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let room = house.room().await;
    let enter = Command::Enter { session: PANEL, text: Text::new("سؤال"), source: Source::Floor };
    let question = QuestionNo(done(&room, MODERATOR, enter).await.1.unwrap());
    let (poll, before) = open_secret_poll(&room).await;

    let support = Command::Support { question, on: true, seq: Seq(1) };
    let vote = vote(poll);
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

/// Under what the ballot of the first person is filed in a forum of its own, where it is the first of the first poll.
async fn filed_under() -> (PollNo, Voter) {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let room = house.room().await;
    let (poll, _) = open_secret_poll(&room).await;
    done(&room, person(1), vote(poll)).await;
    let standing = room.now_state();
    let voters: Vec<_> = standing.state.polls[&poll].round.ballots.keys().copied().collect();
    let [voter] = voters[..] else { panic!("one ballot: {voters:?}") };
    (poll, voter)
}

#[tokio::test]
async fn a_room_draws_the_key_of_each_secret_round_so_that_nobody_can_tell_a_person_by_a_pseudonym() {
    let ((poll, here), (same, elsewhere)) = (filed_under().await, filed_under().await);
    assert_eq!(poll, same);
    assert_ne!(here, elsewhere, "one person, one poll number, two forums");
    let undrawn = pseudonym::key(&[0; 32], poll, 1);
    let person = PersonId([1; 16]);
    for voter in [here, elsewhere] {
        assert!(voter != Voter(person) && voter != pseudonym::voter(&undrawn, person), "{voter:?}");
    }
}
