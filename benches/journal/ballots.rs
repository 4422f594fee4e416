//! A room with an open poll, and voters who change their ballots as fast as they are acknowledged.

use std::sync::Arc;
use std::time::Instant;

use majlis::domain::agenda::{Phase, SessionKind};
use majlis::domain::ballot::Choice;
use majlis::domain::change::{Change, Plan};
use majlis::domain::command::Command;
use majlis::domain::forum::{Moderation, Title};
use majlis::domain::id::{CommandId, ForumId, HallNo, LinkNo, PersonId, PollNo, SessionNo};
use majlis::domain::poll::{PollKind, PollPlan, PollSettings};
use majlis::domain::register::Seq;
use majlis::domain::role::{Actor, Author};
use majlis::domain::time::{Millis, Time};
use majlis::journal::{ForumRecord, Journal, Registry};
use majlis::pulse::local::LocalPulse;
use majlis::room::{Answer, NodeId, RoomConfig, RoomHandle, Rooms};

const SESSION: SessionNo = SessionNo(1);
const POLL: PollNo = PollNo(1);

/// A room of its own over the journal.
pub async fn room<J: Journal + Registry + 'static>(journal: Arc<J>) -> RoomHandle {
    let id = ForumId(getrandom::u64().expect("the system has randomness"));
    journal.create_forum(ForumRecord { id, slug: id.to_string() }).await.expect("it is made");
    let founding = founding(journal.now());
    let rooms = Rooms::new(journal, Arc::new(LocalPulse::default()), RoomConfig::new(NodeId::new("bench")));
    rooms.found(id, founding, Vec::new()).await.expect("it is founded");
    rooms.enter(id).await.expect("it opens")
}

/// Votes until then, each time after the answer to the time before, and tells how often.
pub async fn cast(room: RoomHandle, no: u32, until: Instant) -> u32 {
    let voter = Actor::Person(PersonId(u128::from(no).to_be_bytes()));
    let mut ballots = 0;
    while Instant::now() < until {
        ballots += 1;
        let choice = Choice::Options(vec![(ballots % 4) as u8]);
        let vote = Command::Vote { poll: POLL, round: 1, choice, seq: Seq(u64::from(ballots)), badge: None };
        let id = CommandId(u64::from(no) << 32 | u64::from(ballots));
        let answer = room.submit(voter, id, vote).await;
        assert!(matches!(answer, Answer::Done { .. }), "{answer:?}");
    }
    ballots
}

fn founding(now: Time) -> Vec<Change> {
    let plan = Plan {
        hall: HallNo(1),
        kind: SessionKind::Panel,
        title: Title::default(),
        about: Title::default(),
        starts: now,
        ends: now + Millis::minutes(60),
        moderation: Moderation::Before,
        labels: Vec::new(),
    };
    let options = vec![Title::default(); 4];
    let draft = PollPlan {
        title: Title::default(),
        kind: PollKind::Single,
        options,
        labels: Vec::new(),
        settings: PollSettings::default(),
    };
    let author = Author::Link(LinkNo(1));
    vec![
        Change::SessionSet { session: SESSION, plan },
        Change::PhaseSet { session: SESSION, phase: Phase::Open, time: now },
        Change::PollCreated { poll: POLL, session: SESSION, author, id: CommandId(0), draft },
        Change::PollOpened { poll: POLL, round: 1, until: None, key: None, time: now, earlier: None },
    ]
}
