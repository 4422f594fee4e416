//! Makes what is sent: from every state the frames of those who look, each made and encoded once.
//!
//! Who looks takes a [`Seat`], and finds in its watch the newest [`Edition`]: a list of [`Sheet`]s, one a topic. A topic
//! that a seat did not have before (a poll that was published) is simply among them from then on, whole. What a tick
//! costs follows what was touched and who looks, never how many sit in a seat.

mod board;
mod count;
mod edition;
mod press;
mod rhythm;
mod seats;
mod sheet;
mod window;

use std::sync::Arc;

use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};
use tokio_tungstenite::tungstenite::Utf8Bytes;

pub use edition::{Beat, Edition};
pub use seats::Showing;
pub use sheet::Sheet;

pub(super) use rhythm::Rhythm;
pub(super) use seats::Seats;

use crate::domain::state::State;

use super::pictures::Pictures;
use super::presence::Presence;
use super::seat::Seat;
use super::standing::Standing;
use press::{Pace, Press};
use rhythm::{CREW, PHONES, SELDOM};

/// Everything that a seat is shown of a state, whole, as somebody gets it who comes in.
pub(super) fn whole_frames(state: &State, pictures: &Pictures, seat: &Seat) -> Vec<Utf8Bytes> {
    let sheets = Press::default().sheets(state, pictures, seat, Pace::All);
    sheets.iter().map(|sheet| sheet.whole.clone()).collect()
}

/// Shows every state of a room in its seats, until the room has ended.
pub(super) async fn publish(
    mut states: watch::Receiver<Arc<Standing>>,
    mut pictures: watch::Receiver<Arc<Pictures>>,
    seats: Arc<Seats>,
    presence: Arc<Presence>,
) {
    let (mut crew, mut phones, mut seldom) = (Rhythm::new(CREW), Rhythm::new(PHONES), Rhythm::new(SELDOM));
    loop {
        let now = Instant::now();
        let due = [crew.due(now), phones.due(now), seldom.due(now)].into_iter().flatten().min();
        tokio::select! {
            changed = states.changed() => {
                if changed.is_err() {
                    break;
                }
                crew.touch();
                phones.touch();
                seldom.touch();
            }
            Ok(()) = pictures.changed() => {
                crew.touch();
                phones.touch();
            }
            () = sleep_until(due.unwrap_or(now)), if due.is_some() => {}
        }
        let now = Instant::now();
        // Phones have nothing of what is told more seldom.
        if seldom.take(now) {
            crew.take(now);
            seats.show(Pace::All, |seat| !seat.is_phone());
        } else if crew.take(now) {
            seats.show(Pace::Quick, |seat| !seat.is_phone());
        }
        if phones.take(now) {
            seats.show(Pace::Quick, Seat::is_phone);
            presence.call_touched();
        }
    }
    seats.close();
}
