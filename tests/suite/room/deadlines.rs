//! What a room does by itself when its time has come.

use majlis::domain::command::{Command, PollDraft};
use majlis::domain::id::PollNo;
use majlis::domain::poll::{PollKind, PollPhase, PollSettings};

use super::{MODERATOR, done};
use crate::support::forum::{PANEL, title};
use crate::support::house::House;
use crate::support::store::Store;
use crate::support::within::within;

#[tokio::test]
async fn a_poll_closes_when_its_time_is_over() {
    let store = Store::embedded().await;
    let house = House::open(&store).await;
    let room = house.room().await;
    let draft = PollDraft {
        title: title("سريع"),
        answer: PollKind::YesNoAbstain,
        options: Vec::new(),
        labels: Vec::new(),
        settings: PollSettings::default(),
    };
    let (_, made) = done(&room, MODERATOR, Command::CreatePoll { session: PANEL, poll: draft }).await;
    let poll = PollNo(made.unwrap());
    done(&room, MODERATOR, Command::OpenPoll { poll, version: 1, seconds: Some(5) }).await;
    let mut states = room.states();
    let closed =
        within(states.wait_for(|standing| standing.state.polls[&poll].phase == PollPhase::Closed)).await;
    let until = closed.unwrap().state.polls[&poll].round.closed.unwrap();
    assert!(room.clock() >= until);
}
