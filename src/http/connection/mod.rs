//! The conversation with one client, over whatever carries its messages.
//!
//! `opening` turns a hello into a seat in a room, `conversation` is the loop after it. The connection's logic is apart
//! from its transport: it is generic over a stream and sink of messages, so that tests drive it without a network, and it is the
//! same over a socket and over an event stream. What an idle connection costs is what its future and its socket keep: no timer, no
//! buffer, and boxes only for what happens once.

mod allowance;
mod answers;
mod conversation;
mod cursor;
pub mod event_stream;
mod exchange;
mod farewell;
mod hearing;
mod opening;
mod seating;
mod shares;
mod wire;

use std::sync::Arc;
use std::time::Duration;

use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_util::sync::CancellationToken;

use crate::founding::Halls;
use crate::protocol::close::{Bye, ByeCode};
use crate::protocol::codec::LONGEST_FRAME;
use crate::room::Rooms;

use super::ceilings::Ceilings;
use super::guesses::Guesses;
use super::guest::Guest;
use super::limiter::{Limiter, Quota};
use super::network::Network;
use super::token::Tokens;
use conversation::Conversation;
use shares::Shares;
use wire::Wire;

pub use exchange::exchange;
pub use wire::Socket;

/// A stopping node spreads the return of its clients over this time, in milliseconds.
const RETURN_OVER: u32 = 3_000;

/// Tokens that are not good. When a forum is deleted its whole hall comes back once with what it had; whoever tries
/// tokens gets no further than 50 a second from one network.
const FAILURES: Quota = Quota { name: "tokens", burst: 30_000, every: Duration::from_millis(20) };

/// Somebody who has not said hello yet. Boxed where it is passed on: most of it is over with the hello.
#[derive(Debug)]
pub struct Stranger {
    /// Its connection.
    pub guest: Guest,
    /// Where it comes from.
    pub network: Network,
    /// By what.
    pub way: Way,
}

/// What carries a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A WebSocket.
    Socket,
    /// An event stream, beside which requests carry what its client says.
    Stream,
    /// A request beside a stream.
    Beside,
    /// A request of a client that reads at intervals.
    Reading,
}

/// What every connection of a node needs.
#[derive(Debug)]
pub struct Context {
    /// The rooms.
    pub rooms: Rooms,
    /// What adds halls to their forums.
    pub halls: Halls,
    /// Who reads tokens.
    pub tokens: Tokens,
    /// The address that people type to join, without a scheme.
    pub address: String,
    /// Join codes that are tried, and from which networks somebody is in which forum.
    pub guesses: Guesses,
    /// Tokens that were not good, by network.
    pub failures: Limiter<Network>,
    /// How much everybody may send.
    pub shares: Shares,
    /// What of the node is used up.
    pub ceilings: Arc<Ceilings>,
    /// How long a client may take to say hello on a socket.
    pub hello: Duration,
    /// Cancelled when the node stops: everybody is sent away, and nobody comes in.
    pub stop: CancellationToken,
}

impl Context {
    /// What connections need. Starts the task that sends them away when `stop` is cancelled, so it needs a runtime.
    #[must_use]
    pub fn new(
        rooms: Rooms,
        halls: Halls,
        tokens: Tokens,
        address: String,
        hello: Duration,
        stop: CancellationToken,
    ) -> Arc<Self> {
        let (leaving, stopped) = (rooms.clone(), stop.clone());
        tokio::spawn(async move {
            stopped.cancelled().await;
            leaving.send_all_away(come_back);
        });
        let (guesses, failures) = (Guesses::default(), Limiter::new(FAILURES));
        let (shares, ceilings) = (Shares::default(), Arc::default());
        Arc::new(Self { rooms, halls, tokens, address, guesses, failures, shares, ceilings, hello, stop })
    }
}

/// How a socket is set up that is to cost little: see [`Wire`].
#[must_use]
pub fn socket_config() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(512)
        .write_buffer_size(0)
        .max_write_buffer_size(64 * 1024)
        .max_message_size(Some(LONGEST_FRAME))
        .max_frame_size(Some(LONGEST_FRAME))
}

/// Talks with a client until one of the two leaves.
///
/// Not an `async fn`: that would keep room for its argument beside the wire made of it.
pub fn converse<S: Socket>(
    socket: S,
    context: Arc<Context>,
    stranger: Box<Stranger>,
) -> impl Future<Output = ()> + Send {
    let mut wire = Wire::new(socket);
    async move {
        match talk(&mut wire, &context, stranger).await {
            End::Bye(bye) => Box::pin(farewell::say(&mut wire, bye)).await,
            End::Left => Box::pin(farewell::nod(&mut wire)).await,
            End::Cut => {}
        }
    }
}

async fn talk<S: Socket>(wire: &mut Wire<S>, context: &Context, stranger: Box<Stranger>) -> End {
    // Boxed, here and below: what happens once must not be paid for as long as the connection lasts.
    let seated = match Box::pin(opening::open(wire, context, stranger)).await {
        Ok(seated) => seated,
        Err(end) => return end,
    };
    let mut conversation = Conversation::new(wire, context, seated);
    let end = conversation.go_on().await;
    if matches!(end, End::Bye(Bye { code: ByeCode::Restart, .. })) {
        Box::pin(conversation.settle()).await;
    }
    end
}

/// How a conversation ends.
#[derive(Debug, Clone, Copy)]
enum End {
    /// The line was cut.
    Cut,
    /// The client closed it.
    Left,
    /// The server ends it.
    Bye(Bye),
}

/// Far too much: come back by hand, and not at once.
fn flood(ban: Duration) -> End {
    End::Bye(Bye { after_ms: u32::try_from(ban.as_millis()).unwrap_or(u32::MAX), ..ByeCode::Flood.bye() })
}

impl From<ByeCode> for End {
    fn from(code: ByeCode) -> Self {
        Self::Bye(if code == ByeCode::Restart { come_back() } else { code.bye() })
    }
}

/// Come back, but not all at once.
#[must_use]
pub fn come_back() -> Bye {
    Bye { after_ms: fastrand::u32(..RETURN_OVER), ..ByeCode::Restart.bye() }
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpStream;
    use tokio_tungstenite::WebSocketStream;

    use super::*;
    use crate::http::metered::Metered;

    fn size<S, F>(_: impl Fn(S, Arc<Context>, Box<Stranger>) -> F) -> usize {
        size_of::<F>()
    }

    #[test]
    fn who_is_sent_away_comes_back_within_three_seconds_and_not_with_the_others() {
        let after: Vec<_> = (0..100).map(|_| come_back().after_ms).collect();
        assert!(after.iter().all(|after_ms| *after_ms < 3_000), "{after:?}");
        assert!(after.iter().max() > Some(&2_000) && after.iter().min() < Some(&1_000), "{after:?}");
    }

    /// Of 3.5 KiB an idle phone; the rest is its socket's read buffer, what its writes left behind, and its place in
    /// the room.
    #[test]
    fn what_a_conversation_keeps_is_small() {
        let bytes = size(converse::<WebSocketStream<Metered<TcpStream>>>);
        assert!(bytes <= 1_040, "{bytes} bytes");
    }
}
