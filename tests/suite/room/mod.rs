//! Rooms: commands in, entries to the journal, state out.

mod ballots;
mod conflicts;
mod deadlines;
mod embedded;
mod faults;
mod following;
mod homing;
mod kept;
mod seats;
mod show;

use majlis::domain::command::Command;
use majlis::domain::id::{CommandId, PersonId};
use majlis::domain::role::Actor;
use majlis::domain::words::Text;
use majlis::room::{Answer, RoomHandle};

use crate::support::forum::{DESK, PANEL};
use crate::support::within::within;

/// A question for the panel.
fn ask(text: &str) -> Command {
    Command::Ask { session: PANEL, text: Text::new(text), name: None, badge: None }
}

fn person(number: u8) -> Actor {
    Actor::Person(PersonId([number; 16]))
}

const MODERATOR: Actor = Actor::Crew(DESK.0);

/// Gives a command that is expected to be accepted; the revision, and the number of what it made.
async fn done(room: &RoomHandle, actor: Actor, command: Command) -> (u64, Option<u32>) {
    match within(room.submit(actor, CommandId(fastrand::u64(..)), command)).await {
        Answer::Done { rev, made } => (rev, made),
        other => panic!("{other:?}"),
    }
}
