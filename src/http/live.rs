//! `GET /v1/live`: the upgrade to a WebSocket, done by hand, so that the TCP stream comes back as it was.
//!
//! Axum's own upgrade would leave a socket behind hyper's buffers and with large ones of its own: 135 KiB a phone instead
//! of a few.

use std::io;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use hyper::upgrade::{OnUpgrade, Parts, Upgraded};
use hyper_util::rt::TokioIo;
use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::Role;
use tokio_util::task::TaskTracker;

use super::Site;
use super::connection::{self, Context, Stranger, Way};
use super::error::{ApiCode, ApiError};
use super::foreign::refuse_foreign;
use super::guest::Guest;
use super::metered::Metered;
use super::network::Network;
use super::tls::SecureStream;

/// The subprotocol that PROTOCOL.md describes.
const PROTOCOL: &str = "majlis.v1";
/// What the kernel may hold of a socket for a client that does not acknowledge, and of a client that is not read: it takes twice as
/// much, its own bookkeeping included. A view has 28 KB.
const HELD: usize = 32 * 1024;
const HELD_IN: usize = 8 * 1024;
/// What TLS may hold that was written and that the kernel does not take yet: beyond, the conversation waits.
const HELD_HERE: usize = 4 * 1024;
/// The version of WebSocket that there is.
const VERSION: &str = "13";

/// Takes the connection over.
pub async fn live(
    State(site): State<Arc<Site>>,
    guest: Guest,
    network: Network,
    mut request: Request,
) -> Result<Response, ApiError> {
    let headers = request.headers();
    refuse_foreign(headers, &site.public)?;
    let answer = accept(headers).ok_or(ApiCode::UpgradeNeeded)?;
    let upgrade = hyper::upgrade::on(&mut request);
    let stranger = Box::new(Stranger { guest, network, way: Way::Socket });
    site.tasks.spawn(hand_over(upgrade, stranger, Arc::clone(&site.connections), site.tasks.clone()));
    Ok(answer)
}

/// Takes the stream back and has a task of its own hold it, so that what happens once is not paid for as long as it lasts.
async fn hand_over(upgrade: OnUpgrade, stranger: Box<Stranger>, context: Arc<Context>, tasks: TaskTracker) {
    let taken = upgrade.await.map_err(|why| tracing::debug!(%why, "an upgrade came to nothing"));
    let Ok(upgraded) = taken else { return };
    match take_back(upgraded) {
        Ok(Some(Taken::Plain(stream, read))) => {
            tasks.spawn(hold(stream, read, context, stranger));
        }
        Ok(Some(Taken::Secure(stream, read))) => {
            tasks.spawn(hold(stream, read, context, stranger));
        }
        Ok(None) => tracing::error!("no stream of the listener's"),
        Err(why) => tracing::debug!(%why, "a socket is gone already"),
    }
}

/// A stream, and what was read of it beyond the request: the first frame, copied, so that hyper's buffer is freed.
enum Taken {
    Plain(Metered<TcpStream>, Vec<u8>),
    Secure(SecureStream, Vec<u8>),
}

/// The stream of the listener's. What is read of it is counted from now on: below TLS, whose records may hold nothing too.
fn take_back(upgraded: Upgraded) -> io::Result<Option<Taken>> {
    let upgraded = match upgraded.downcast::<TokioIo<TcpStream>>() {
        Ok(Parts { io, read_buf, .. }) => {
            let stream = io.into_inner();
            hold_little(&stream)?;
            return Ok(Some(Taken::Plain(Metered::new(stream), read_buf.to_vec())));
        }
        Err(upgraded) => upgraded,
    };
    let Ok(Parts { io, read_buf, .. }) = upgraded.downcast::<TokioIo<SecureStream>>() else {
        return Ok(None);
    };
    let mut stream = io.into_inner();
    let (below, session) = stream.get_mut();
    hold_little(below.get_ref())?;
    below.begin();
    session.set_buffer_limit(Some(HELD_HERE));
    Ok(Some(Taken::Secure(stream, read_buf.to_vec())))
}

async fn hold<S>(stream: S, read: Vec<u8>, context: Arc<Context>, stranger: Box<Stranger>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send,
{
    let config = Some(connection::socket_config());
    let socket = Box::pin(WebSocketStream::from_partially_read(stream, read, Role::Server, config)).await;
    connection::converse(socket, context, stranger).await;
}

/// Bounds what lies in the kernel. Only from here on: pages go out in as large pieces as the line takes.
fn hold_little(stream: &TcpStream) -> io::Result<()> {
    let socket = SockRef::from(stream);
    socket.set_send_buffer_size(HELD)?;
    socket.set_recv_buffer_size(HELD_IN)
}

/// The answer to a handshake; none where it is not one of RFC 6455 with our subprotocol.
fn accept(headers: &HeaderMap) -> Option<Response> {
    let upgrades =
        lists(headers, &header::CONNECTION, "upgrade") && lists(headers, &header::UPGRADE, "websocket");
    let version = headers.get(header::SEC_WEBSOCKET_VERSION)?.as_bytes() == VERSION.as_bytes();
    if !upgrades || !version || !lists(headers, &header::SEC_WEBSOCKET_PROTOCOL, PROTOCOL) {
        return None;
    }
    let key = derive_accept_key(headers.get(header::SEC_WEBSOCKET_KEY)?.as_bytes());
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let about = answer.headers_mut();
    about.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
    about.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    about.insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(PROTOCOL));
    about.insert(header::SEC_WEBSOCKET_ACCEPT, HeaderValue::from_str(&key).ok()?);
    Some(answer)
}

fn lists(headers: &HeaderMap, name: &HeaderName, wanted: &str) -> bool {
    let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|list| list.split(',')).any(|one| one.trim().eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn the_kernel_holds_little_for_a_client_that_acknowledges_nothing() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let _client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (stream, _) = listener.accept().await.unwrap();
        hold_little(&stream).unwrap();
        let socket = SockRef::from(&stream);
        let (out, incoming) = (socket.send_buffer_size().unwrap(), socket.recv_buffer_size().unwrap());
        assert!(out <= 64 * 1024 && incoming <= 16 * 1024, "{out} and {incoming} bytes");
    }
}
