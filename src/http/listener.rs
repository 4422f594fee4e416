//! The accept loop: hyper's HTTP/1 with the routes behind it, on sockets that hold little.
//!
//! `axum::serve` would wrap the TCP stream, and then a socket could not be taken back after its upgrade (see `live`).

use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use socket2::{SockRef, TcpKeepalive};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::Service as _;

use super::address::PublicUrl;
use super::guest::Guest;
use super::patience::Patience;
use super::slots::Slots;
use super::tls::{SecureStream, Tls};

/// Bytes that the kernel takes for a peer beyond those on their way. The rest waits here, where it can be skipped: a
/// stalled phone would otherwise be sent minutes of old news when it wakes.
const UNSENT: u32 = 16 * 1024;
/// Longest head of a request, and the most that is held of one.
const HEAD: usize = 16 * 1024;
/// Connections beyond the last slot that are told so; those beyond these too are closed without a word.
const REFUSALS: usize = 256;
const REFUSED_WITHIN: Duration = Duration::from_secs(5);
/// Connections that may have come and wait to be taken: those of a large hall come at one moment. The system may let fewer
/// wait (`net.core.somaxconn`), and whoever comes beyond tries again after a second.
const WAITING: u32 = 16 * 1024;
/// After the system had no socket left.
const BREATH: Duration = Duration::from_millis(100);

const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\n\
    content-type: application/json\r\n\
    content-length: 97\r\n\
    retry-after: 5\r\n\
    content-security-policy: default-src 'none'\r\n\
    connection: close\r\n\r\n\
    {\"code\":\"full\",\"message\":\"the server holds as many connections as it can; try again in a moment\"}";

/// Listens at that address, in a runtime.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // A node that is started again takes its port though connections of the one before linger there.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(WAITING)
}

/// What every connection is served with.
#[derive(Debug, Clone)]
pub struct Serving {
    /// What answers.
    pub routes: Router,
    /// How long a peer may take.
    pub patience: Patience,
    /// Cancelled when the node stops.
    pub stop: CancellationToken,
}

/// How to speak TLS, and the address that those are led to who do not.
#[derive(Debug, Clone)]
pub struct Secured {
    /// The certificate.
    pub tls: Arc<Tls>,
    /// Where people reach it.
    pub public: Arc<PublicUrl>,
}

/// Takes connections until it is stopped, as long as there are slots; each runs in `tasks`. With `secured` they speak TLS.
pub async fn serve(
    listener: TcpListener,
    service: Serving,
    secured: Option<Secured>,
    slots: Arc<Slots>,
    tasks: TaskTracker,
) {
    let refusals = Arc::new(Semaphore::new(REFUSALS));
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = service.stop.cancelled() => return,
        };
        match accepted {
            Ok((stream, peer)) => match slots.take() {
                Some(slot) => {
                    let guest = Guest::new(peer.ip(), slot);
                    match &secured {
                        None => tasks.spawn(attend_plain(stream, service.clone(), guest)),
                        Some(secured) => {
                            tasks.spawn(attend_secure(stream, secured.clone(), service.clone(), guest))
                        }
                    };
                }
                // In clear also where TLS is spoken: to agree on it would cost what there is none of.
                None => refuse(stream, &refusals, &tasks),
            },
            Err(why) => rest(&why).await,
        }
    }
}

/// A connection that went away before it was taken is nothing; a system without sockets needs a moment.
async fn rest(why: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(why.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(%why, "no connection can be taken; allow this process more open files");
        sleep(BREATH).await;
    }
}

fn refuse(mut stream: TcpStream, refusals: &Arc<Semaphore>, tasks: &TaskTracker) {
    metrics::counter!("majlis_connections_refused_total").increment(1);
    let Ok(slot) = Arc::clone(refusals).try_acquire_owned() else { return };
    tasks.spawn(async move {
        // A peer that does not hear it is gone all the same.
        let _ = timeout(REFUSED_WITHIN, async {
            stream.write_all(FULL).await?;
            stream.shutdown().await
        })
        .await;
        drop(slot);
    });
}

async fn attend_plain(stream: TcpStream, service: Serving, guest: Guest) {
    match bound(&stream, service.patience.line) {
        Ok(()) => attend(stream, service, guest).await,
        Err(why) => tracing::debug!(%why, "a connection was gone before it was served"),
    }
}

async fn attend_secure(stream: TcpStream, secured: Secured, service: Serving, guest: Guest) {
    // Boxed: what happens once must not be paid for as long as the connection lasts.
    if let Some(stream) = Box::pin(secure(stream, &secured, &service, &guest)).await {
        attend(stream, service, guest).await;
    }
}

/// The connection once it speaks TLS; none where it came to nothing.
async fn secure(
    stream: TcpStream,
    Secured { tls, public }: &Secured,
    Serving { patience, stop, .. }: &Serving,
    guest: &Guest,
) -> Option<SecureStream> {
    let agree = async {
        bound(&stream, patience.line)?;
        tls.shake_hands(stream, patience.handshake, public).await
    };
    let agreed = tokio::select! {
        agreed = agree => agreed,
        () = stop.cancelled() => return None,
        () = guest.slot().makes_way() => return None,
    };
    let failed = || metrics::counter!("majlis_handshakes_failed_total").increment(1);
    agreed.inspect_err(|why| tracing::debug!(%why, "no TLS came about")).inspect_err(|_| failed()).ok()
}

async fn attend<S>(stream: S, service: Serving, guest: Guest)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let Serving { routes, patience, stop } = service;
    let own = guest.clone();
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(guest.clone());
        routes.clone().call(request.map(Body::new))
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience.head).max_buf_size(HEAD);
    let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service).with_upgrades());
    let served = tokio::select! {
        served = connection.as_mut() => served,
        () = stop.cancelled() => bow_out(connection, patience.grace).await,
        () = outstays(&own, patience.connection) => bow_out(connection, patience.grace).await,
        () = own.slot().makes_way() => return,
    };
    if let Err(why) = served {
        tracing::debug!(%why, "a connection broke");
    }
}

/// Waits until a connection that is no socket has been here for long enough. An event stream on it goes on for as long as a
/// socket would.
async fn outstays(guest: &Guest, patience: Duration) {
    sleep(patience).await;
    while guest.has_stream() {
        sleep(patience).await;
    }
}

/// Finishes the request under way and takes no other.
async fn bow_out<C: Graceful>(mut connection: Pin<&mut C>, grace: Duration) -> hyper::Result<()> {
    connection.as_mut().finish();
    timeout(grace, connection).await.unwrap_or(Ok(()))
}

/// What hyper's connections have in common for [`bow_out`]; their own types cannot be named in short.
trait Graceful: Future<Output = hyper::Result<()>> {
    fn finish(self: Pin<&mut Self>);
}

impl<I, S> Graceful for http1::UpgradeableConnection<I, S>
where
    I: hyper::rt::Read + hyper::rt::Write + Unpin + Send + 'static,
    S: hyper::service::HttpService<Incoming, ResBody = Body>,
    S::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    fn finish(self: Pin<&mut Self>) {
        self.graceful_shutdown();
    }
}

/// Sends at once, lets the kernel hold little, and has it notice a peer that is gone without a word: one that takes nothing
/// in, or of which nothing is known, for so long.
fn bound(stream: &TcpStream, line: Duration) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let socket = SockRef::from(stream);
    let keepalive = TcpKeepalive::new().with_time(line / 2).with_interval(line / 5).with_retries(3);
    socket.set_tcp_keepalive(&keepalive)?;
    #[cfg(target_os = "linux")]
    {
        // The two belong together: this bounds what waits to be acknowledged, and the asking of who has nothing to take.
        socket.set_tcp_user_timeout(Some(line))?;
        socket.set_tcp_notsent_lowat(UNSENT)?;
    }
    // Elsewhere the whole send buffer is what can be bounded.
    #[cfg(not(target_os = "linux"))]
    socket.set_send_buffer_size(UNSENT as usize)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    #[cfg(target_os = "linux")]
    async fn the_kernel_gives_up_a_peer_that_is_gone_within_ten_seconds() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let _peer = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (stream, _) = listener.accept().await.unwrap();
        bound(&stream, Patience::default().line).unwrap();
        let socket = SockRef::from(&stream);
        assert_eq!(socket.tcp_user_timeout().unwrap(), Some(Duration::from_secs(10)));
        assert!(socket.keepalive().unwrap());
        assert_eq!(socket.tcp_keepalive_time().unwrap(), Duration::from_secs(5));
        assert_eq!(socket.tcp_keepalive_interval().unwrap(), Duration::from_secs(2));
    }

    #[test]
    fn the_refusal_is_as_long_as_it_says_and_allows_nothing() {
        let text = std::str::from_utf8(FULL).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("content-length: {}\r\n", body.len())), "{}", body.len());
        assert!(serde_json::from_str::<serde_json::Value>(body).is_ok());
        assert!(head.contains("\r\ncontent-security-policy: default-src 'none'\r\n"), "{head}");
    }
}
