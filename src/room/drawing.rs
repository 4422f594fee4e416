//! Draws the pictures of opinions, beside the room's own loop: no command ever waits for one.
//!
//! Of all rooms of a node one picture is drawn at a time, on a thread for such work; between two a room rests at least as long as
//! the first took. What comes in meanwhile is in the next one, all at once.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, watch};
use tokio::time::{Instant, sleep, sleep_until};

use crate::domain::id::SessionNo;
use crate::domain::statement::{Conversation, Pictured, Stage};
use crate::picturing::{self, Drawing};

use super::pictures::{Drawn, Live, Pictures};
use super::standing::Standing;

/// A room rests so long between two pictures, however soon they are drawn.
const REST: Duration = Duration::from_millis(200);
/// Phones get another picture so often: they are many, and one is some kilobytes long.
const PHONES: Duration = Duration::from_secs(5);
/// Whoever draws takes a core from those who answer: one does at a time.
static DRAWING: Semaphore = Semaphore::const_new(1);

/// Draws what the states call for, until the room has ended.
pub(super) async fn draw(mut states: watch::Receiver<Arc<Standing>>, pictures: watch::Sender<Arc<Pictures>>) {
    let (mut easel, mut phones) = (Easel::default(), Instant::now());
    loop {
        let standing = Arc::clone(&states.borrow_and_update());
        let now = Instant::now();
        if easel.is_behind(&standing, phones <= now) {
            let Ok(permit) = DRAWING.acquire().await else { return };
            let began = Instant::now();
            let drawn = tokio::task::spawn_blocking(move || {
                easel.draw(&standing, phones <= began);
                easel
            });
            match drawn.await {
                Ok(drawn) => easel = drawn,
                Err(why) => {
                    tracing::error!(%why, "a picture of opinions could not be drawn");
                    return;
                }
            }
            drop(permit);
            if phones <= began {
                phones = began + PHONES;
            }
            pictures.send_replace(easel.show());
            sleep(began.elapsed().max(REST)).await;
            continue;
        }
        tokio::select! {
            changed = states.changed() => if changed.is_err() { return },
            () = sleep_until(phones), if easel.owes_phones() => {}
        }
    }
}

/// What a room draws on.
#[derive(Default)]
struct Easel {
    epoch: u32,
    drawings: BTreeMap<SessionNo, Drawing>,
    live: BTreeMap<SessionNo, Live>,
    made: BTreeMap<SessionNo, Arc<Pictured>>,
}

impl Easel {
    /// Whether there is something to draw, or a picture to be shown to phones.
    fn is_behind(&self, standing: &Standing, phones: bool) -> bool {
        let other = self.epoch != standing.epoch;
        let lacks = |(session, held): (&SessionNo, &Arc<Conversation>)| match held.stage {
            Stage::Preparing => false,
            Stage::Open => other || self.live.get(session).is_none_or(|live| live.edition != held.edition),
            Stage::Closed => {
                let made = self.made.get(session).filter(|_| !other);
                held.lacks_picture() && made.is_none_or(|made| made.edition != held.edition)
            }
        };
        standing.state.conversations.iter().any(lacks) || (phones && self.owes_phones())
    }

    /// Whether walls have a newer picture than phones.
    fn owes_phones(&self) -> bool {
        self.live.values().any(|live| live.phones.rev != live.crew.rev)
    }

    fn draw(&mut self, standing: &Standing, phones: bool) {
        if self.epoch != standing.epoch {
            *self = Self { epoch: standing.epoch, ..Self::default() };
        }
        let conversations = &standing.state.conversations;
        let is_open = |no: &SessionNo| conversations.get(no).is_some_and(|held| held.stage == Stage::Open);
        let waits = |no: &SessionNo| conversations.get(no).is_some_and(|held| held.lacks_picture());
        self.drawings.retain(|no, _| is_open(no));
        self.live.retain(|no, _| is_open(no) || waits(no));
        self.made.retain(|no, _| waits(no));
        for (no, held) in conversations {
            match held.stage {
                Stage::Preparing => {}
                Stage::Open => self.draw_live(*no, held, standing.rev, phones),
                Stage::Closed => self.draw_last(*no, held),
            }
        }
    }

    fn draw_live(&mut self, no: SessionNo, held: &Conversation, rev: u64, phones: bool) {
        let before = self.live.get(&no);
        let crew = match before.filter(|live| live.edition == held.edition) {
            Some(live) => live.crew.clone(),
            None => {
                let drawing = self.drawings.entry(no).or_default();
                drawing.catch_up(held);
                Drawn { rev, picture: Arc::new(drawing.picture()) }
            }
        };
        let phones = match before.filter(|_| !phones) {
            Some(live) => live.phones.clone(),
            None => Drawn { rev: crew.rev, picture: Arc::new(crew.picture.for_phones()) },
        };
        self.live.insert(no, Live { edition: held.edition, crew, phones });
    }

    /// From the votes alone, so that it hangs on nothing that was drawn before.
    fn draw_last(&mut self, no: SessionNo, held: &Conversation) {
        let made = self.made.get(&no).is_some_and(|made| made.edition == held.edition);
        if held.lacks_picture() && !made {
            let picture = picturing::last(held);
            self.made.insert(no, Arc::new(Pictured { edition: held.edition, picture }));
        }
    }

    fn show(&self) -> Arc<Pictures> {
        Arc::new(Pictures { epoch: self.epoch, live: self.live.clone(), made: self.made.clone() })
    }
}
