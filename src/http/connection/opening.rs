//! How a conversation begins: the hello, who it is, and where they sit.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout};
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::domain::id::{ForumId, LineId};
use crate::domain::role::Link;
use crate::http::guest::Guest;
use crate::http::network::Network;
use crate::http::token::Credential;
use crate::protocol::client::{ClientFrame, Hello};
use crate::protocol::close::{Bye, ByeCode};
use crate::protocol::codec;
use crate::protocol::server::You;
use crate::room::{Carrier, End as RoomEnd, RoomError, RoomHandle, Seat, Showing, Visit, Who};

use super::allowance::{BAN, Rate};
use super::cursor::Cursor;
use super::hearing::READING;
use super::seating::{choose, identify};
use super::shares::Share;
use super::wire::{Event, Socket, Wire};
use super::{Context, End, Stranger, Way, flood};

/// How long a client stays away from a node that is full, or from a forum whose journal cannot be read, in milliseconds.
const AWAY_MS: u32 = 2_000;

/// Somebody who came in.
#[derive(Debug)]
pub(super) struct Seated {
    pub room: RoomHandle,
    /// The connection, whose slot is held until the conversation is over.
    _guest: Guest,
    pub visit: Visit,
    pub way: Way,
    pub showing: Showing,
    pub seat: Seat,
    pub who: Who,
    /// The role link that they came by: in a history that replaced this one its number may be another link's.
    link: Option<Arc<Link>>,
    pub you: You,
    pub cursor: Cursor,
    pub share: Share,
}

impl Seated {
    /// In which epoch the number of the client's role link is still that link's; none for a participant, who has none. Where it is
    /// no longer, the client comes in anew.
    pub(super) fn known_in(&self) -> Result<Option<u32>, End> {
        let (Who::Link(no), Some(own)) = (self.who, &self.link) else { return Ok(None) };
        let standing = self.room.now_state();
        let is_own = |link: &Arc<Link>| Arc::ptr_eq(link, own) || link.token_hash == own.token_hash;
        if standing.state.links.get(&no).is_some_and(is_own) {
            Ok(Some(standing.epoch))
        } else {
            Err(elsewhere())
        }
    }
}

/// Hears the hello and takes a seat for the client.
pub(super) async fn open<S: Socket>(
    wire: &mut Wire<S>,
    context: &Context,
    stranger: Box<Stranger>,
) -> Result<Seated, End> {
    let hello = tokio::select! {
        hello = hello_within(context.hello, wire) => hello?,
        () = stranger.guest.slot().makes_way() => return Err(End::Cut),
    };
    // Whoever waits for the journal is a stranger still.
    let guest = stranger.guest.clone();
    tokio::select! {
        seated = come_in(context, stranger, hello) => seated,
        () = guest.slot().makes_way() => Err(End::Cut),
    }
}

/// Takes a seat for a client that said hello.
pub(super) async fn come_in(context: &Context, stranger: Box<Stranger>, hello: Hello) -> Result<Seated, End> {
    let Stranger { guest, network, way } = *stranger;
    let admitted = admit(context, guest, way, hello).await;
    let (forum, seated) = admitted.map_err(|end| bounded(context, network, end))?;
    context.guesses.settle(network, forum, std::time::Instant::now());
    // Whoever came in while everybody was sent away was overlooked.
    if context.stop.is_cancelled() {
        return Err(ByeCode::Restart.into());
    }
    Ok(seated)
}

async fn admit(context: &Context, guest: Guest, way: Way, hello: Hello) -> Result<(ForumId, Seated), End> {
    let credential = context.tokens.read(&hello.token, context.rooms.clock())?;
    // Before the room is entered, which may have to be loaded for it.
    if matches!(credential, Credential::Person { .. }) && context.ceilings.is_out_of_memory() {
        return Err(End::Bye(Bye { after_ms: AWAY_MS, ..ByeCode::Full.bye() }));
    }
    let room = context.rooms.enter(credential.forum()).await.map_err(|why| refuse(&why))?;
    if let Credential::Crew { secret, .. } = &credential {
        // Nobody is told for good that a link is none while it may be among what is put back.
        room.state_for(secret).await.ok_or_else(elsewhere)?;
    }
    Ok((credential.forum(), sit(context, room, guest, way, &credential, hello)?))
}

/// Of too many tokens of one network that are not good, no more is told than that they are too many.
fn bounded(context: &Context, network: Network, end: End) -> End {
    use ByeCode::{BadToken, Flood, Revoked, TokenExpired, UnknownForum};
    let failed =
        matches!(&end, End::Bye(bye) if matches!(bye.code, BadToken | TokenExpired | Revoked | UnknownForum));
    let too_many = failed && context.failures.take(network, std::time::Instant::now()).is_err();
    if too_many { Flood.into() } else { end }
}

async fn hello_within<S: Socket>(time: Duration, wire: &mut Wire<S>) -> Result<Hello, End> {
    timeout(time, hear_hello(wire)).await.unwrap_or(Err(ByeCode::NoHello.into()))
}

async fn hear_hello<S: Socket>(wire: &mut Wire<S>) -> Result<Hello, End> {
    loop {
        match wire.next(true).await {
            Event::Heard(Ok(Message::Text(text))) => return hello_in(&text),
            Event::Heard(Ok(Message::Ping(_) | Message::Pong(_))) | Event::Written => {}
            Event::Heard(Ok(Message::Close(_))) => return Err(End::Left),
            Event::Heard(Ok(_)) => return Err(ByeCode::Malformed.into()),
            Event::Heard(Err(why)) => return Err(unreadable(&why)),
            Event::Cut => return Err(End::Cut),
        }
    }
}

/// The hello that a text is.
pub(super) fn hello_in(text: &str) -> Result<Hello, End> {
    match codec::frame(text)? {
        ClientFrame::Hello(hello) => Ok(hello),
        _ => Err(ByeCode::NoHello.into()),
    }
}

/// What to say to something that is no message.
pub(super) fn unreadable(why: &Error) -> End {
    use tokio_tungstenite::tungstenite::error::ProtocolError;
    match why {
        Error::Capacity(_) => ByeCode::TooLarge.into(),
        Error::Utf8(_) => ByeCode::Malformed.into(),
        Error::Protocol(why) if *why != ProtocolError::ResetWithoutClosingHandshake => {
            ByeCode::Malformed.into()
        }
        _ => End::Cut,
    }
}

fn refuse(why: &RoomError) -> End {
    match why {
        RoomError::NoForum => ByeCode::UnknownForum.into(),
        RoomError::Stopping => ByeCode::Restart.into(),
        RoomError::Journal(_)
        | RoomError::Entry { .. }
        | RoomError::Outgrown { .. }
        | RoomError::Broken(_) => elsewhere(),
    }
}

/// Come again, to this node or another one.
fn elsewhere() -> End {
    End::Bye(Bye { after_ms: AWAY_MS, ..ByeCode::Elsewhere.bye() })
}

fn sit(
    context: &Context,
    room: RoomHandle,
    guest: Guest,
    way: Way,
    credential: &Credential,
    hello: Hello,
) -> Result<Seated, End> {
    let standing = room.now_state();
    let ((who, link), you) = identify(&standing.state, credential, hello.view, &room)?;
    let seat = choose(&standing.state, &you, hello.session, hello.hall, room.clock())?;
    // What a client has is of the session it names; of another one it would be worth nothing.
    let have = if hello.session.is_some() { hello.have } else { BTreeMap::new() };
    let cursor = Cursor::of(have, standing.epoch, standing.rev);
    let share = context.shares.of(credential.forum(), who, you.role, Instant::now());
    afford(&share, way)?;
    // A request leaves its connection as it was.
    let stays = matches!(way, Way::Socket | Way::Stream);
    if stays && !guest.slot().settle(matches!(who, Who::Link(_))) {
        return Err(End::Bye(Bye { after_ms: AWAY_MS, ..ByeCode::Full.bye() }));
    }
    let carrier = match way {
        Way::Socket => Carrier::Socket,
        // A desk's page has a name already.
        Way::Reading => Carrier::Reading(hello.line.or(hello.window.map(|window| LineId(window.into())))),
        Way::Stream => Carrier::Stream(hello.line),
        Way::Beside => Carrier::Beside(hello.line),
    };
    let visit = room.arrive(who, carrier, seat);
    visit.introduce(hello.window.unwrap_or_default());
    let showing = take_seat(&room, seat)?;
    Ok(Seated { room, _guest: guest, visit, way, showing, seat, who, link, you, cursor, share })
}

/// Whether somebody may come in that way now. Whoever is told everything costs as much as whoever searches; what is beside a
/// stream is counted by what it says, and by how much of it is under way.
fn afford(share: &Share, way: Way) -> Result<(), End> {
    let now = Instant::now();
    if share.is_crowded() {
        return Err(End::Bye(Bye { after_ms: AWAY_MS, ..ByeCode::Full.bye() }));
    }
    if let Some(ban) = share.is_banned(now) {
        return Err(flood(ban));
    }
    let is_told_all = way != Way::Beside;
    match share.count(if is_told_all { READING } else { 1 }, now) {
        Rate::Flood => Err(flood(BAN)),
        Rate::Over(after_ms) if is_told_all => Err(End::Bye(Bye { after_ms, ..ByeCode::Full.bye() })),
        Rate::Over(_) | Rate::Fine => Ok(()),
    }
}

/// What a seat shows; fails when the room has ended.
pub(super) fn take_seat(room: &RoomHandle, seat: Seat) -> Result<Showing, End> {
    let showing = room.watch(seat);
    if showing.has_changed().is_ok() { Ok(showing) } else { Err(ended(room)) }
}

/// What to say when the room has ended.
pub(super) fn ended(room: &RoomHandle) -> End {
    match room.end() {
        Some(RoomEnd::Gone) => ByeCode::UnknownForum.into(),
        Some(RoomEnd::Elsewhere) => ByeCode::Elsewhere.into(),
        Some(RoomEnd::Left) | None => ByeCode::Restart.into(),
    }
}

#[cfg(test)]
mod tests {
    use tokio_tungstenite::WebSocketStream;
    use tokio_tungstenite::tungstenite::protocol::Role as Side;

    use super::*;

    #[tokio::test]
    async fn who_says_nothing_is_not_waited_for() {
        let (_near, far) = tokio::io::duplex(64);
        let mut wire = Wire::new(WebSocketStream::from_raw_socket(far, Side::Server, None).await);
        let end = hello_within(Duration::from_millis(1), &mut wire).await.unwrap_err();
        assert!(matches!(end, End::Bye(Bye { code: ByeCode::NoHello, .. })), "{end:?}");
    }
}
