//! A hall's run of show on two nodes.

use majlis::domain::command::{Command, PollDraft};
use majlis::domain::id::{CueNo, HallNo, PollNo};
use majlis::domain::poll::{PollKind, PollSettings};
use majlis::domain::screen::Scene;
use majlis::domain::show::{CueAct, CuePlan, Moment, Outcome, ShowCommand};
use majlis::domain::time::Millis;
use majlis::room::{RoomHandle, Standing};

use super::conflicts::{level, nodes};
use super::{MODERATOR, done};
use crate::support::forum::{PANEL, title};
use crate::support::store::Store;
use crate::support::within::within;

const HALL: HallNo = HallNo(1);

/// A poll that a cue opens in a moment, and walls that another one sets.
async fn planned(room: &RoomHandle) -> (PollNo, [CueNo; 2]) {
    let draft = PollDraft {
        title: title("سريع"),
        answer: PollKind::YesNoAbstain,
        options: Vec::new(),
        labels: Vec::new(),
        settings: PollSettings::default(),
    };
    let (_, made) = done(room, MODERATOR, Command::CreatePoll { session: PANEL, poll: draft }).await;
    let poll = PollNo(made.unwrap());
    let at = Moment::Clock { time: room.clock() + Millis::seconds(2) };
    let mut cues = [CueNo(0); 2];
    let all = [CueAct::OpenPoll { poll, seconds: None }, CueAct::Scene { scene: Scene::Poll { poll } }];
    for (cue, does) in cues.iter_mut().zip(all) {
        let plan = CuePlan { at, name: title("إشارة"), does };
        let add = Command::Show(ShowCommand::Add { hall: HALL, cue: plan });
        *cue = CueNo(done(room, MODERATOR, add).await.1.unwrap());
    }
    (poll, cues)
}

fn became(standing: &Standing, cue: CueNo) -> Option<Outcome> {
    standing.state.shows[&HALL].cues[&cue].came.map(|came| came.to)
}

async fn came_to(room: &RoomHandle, cue: CueNo) {
    let mut states = room.states();
    within(states.wait_for(|standing| became(standing, cue).is_some())).await.unwrap();
}

#[tokio::test]
async fn of_two_nodes_one_does_a_cue_and_both_see_that_it_was_done() {
    for store in [Store::embedded().await, Store::redis().await] {
        let [(_near, near), (_other, other)] = nodes(&store).await;
        let (poll, cues) = planned(&near).await;
        for room in [&near, &other] {
            came_to(room, cues[1]).await;
        }
        level([&near, &other]).await;
        assert_eq!(near.now_state(), other.now_state());
        let standing = near.now_state();
        assert_eq!(cues.map(|cue| became(&standing, cue)), [Some(Outcome::Done); 2]);
        assert_eq!(standing.state.polls[&poll].round.no, 1, "it was opened once");
        assert_eq!(standing.state.halls[&HALL].screen.version, 1, "and the walls were set once");
    }
}

#[tokio::test]
async fn a_cue_of_a_node_that_is_gone_is_done_by_the_other() {
    for store in [Store::embedded().await, Store::redis().await] {
        let [(near_house, near), (_other, other)] = nodes(&store).await;
        let (poll, cues) = planned(&near).await;
        drop((near, near_house));
        came_to(&other, cues[1]).await;
        assert_eq!(other.now_state().state.polls[&poll].round.no, 1);
        assert_eq!(became(&other.now_state(), cues[0]), Some(Outcome::Done));
    }
}
