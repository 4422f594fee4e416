//! A played phone: one connection that comes back, and commands that it keeps until they are answered.

use std::collections::VecDeque;
use std::mem;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use reqwest::Url;
use tokio::net::TcpStream;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use super::backoff;
use super::deed;
use super::envelope::Envelope;
use super::network::Network;
use super::outcome::Outcome;
use super::tallies::Tallies;
use crate::domain::command::Command;
use crate::domain::id::{CommandId, QuestionNo, SessionNo};
use crate::domain::role::Role;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Most unanswered commands, as PROTOCOL.md says.
const UNANSWERED: usize = 8;
/// After so much silence a phone asks whether the server is there, and after `DEAD` it leaves.
const SILENCE: Duration = Duration::from_secs(4);
const DEAD: Duration = Duration::from_secs(9);
/// A phone that has said nothing for so long says that it is there, also while it is told much.
const SHY: Duration = Duration::from_secs(20);
/// After so many attempts without a welcome, which takes some minutes, the server is gone for good.
const GIVES_UP: u32 = 30;

/// What a phone connects with.
#[derive(Debug, Clone)]
pub struct Ticket {
    /// The server.
    pub url: Url,
    /// The token.
    pub token: String,
    /// As what it looks.
    pub view: Role,
    /// The session it looks at; `None` lets the server choose.
    pub session: Option<SessionNo>,
    /// How its network behaves.
    pub network: Network,
}

/// A page of questions, as it came.
#[derive(Debug, Clone)]
pub struct Page {
    /// The revision it was read at.
    pub rev: u64,
    /// Number and supports of each question.
    pub questions: Vec<(QuestionNo, u32)>,
    /// Where the next page begins.
    pub next: Option<QuestionNo>,
}

/// Whatever a phone hears that is not an answer: welcomes and topic frames, as text.
pub type Heard = mpsc::UnboundedSender<(Instant, String)>;

/// The token that a role's link ends with.
pub fn token_of(link: &str) -> &str {
    link.rsplit('#').next().unwrap_or(link)
}

/// The hand on a phone. Dropping it ends the phone.
#[derive(Debug)]
pub struct Phone {
    wishes: mpsc::Sender<Wish>,
    task: JoinHandle<()>,
}

enum Wish {
    Command(Kept),
    Page(String, oneshot::Sender<Page>),
}

impl Phone {
    /// Starts a phone. What it hears besides answers goes to `heard`, where somebody listens.
    pub fn start(ticket: Ticket, tallies: Arc<Tallies>, heard: Option<Heard>) -> Self {
        let (wishes, inbox) = mpsc::channel(UNANSWERED);
        tallies.started();
        let life = Life {
            was_in: false,
            ticket,
            tallies,
            heard,
            inbox,
            outbox: VecDeque::new(),
            pages: VecDeque::new(),
            failures: 0,
        };
        Self { wishes, task: tokio::spawn(life.live()) }
    }

    /// Gives a command and waits for its answer, however often it has to be sent.
    /// `None` when the phone gave up: the server is gone for good.
    pub async fn command(&self, command: &Command) -> Option<Outcome> {
        let id = CommandId(fastrand::u64(..));
        let text = serde_json::json!({ "t": "do", "id": id, "command": command }).to_string();
        let (answer, answered) = oneshot::channel();
        let kept = Kept { id, text, deed: deed::of(command), since: Instant::now(), answer };
        self.wishes.send(Wish::Command(kept)).await.ok()?;
        answered.await.ok()
    }

    /// Reads a page of the published questions.
    pub async fn page(&self, after: QuestionNo) -> Option<Page> {
        let text = serde_json::json!({ "t": "page", "topic": 2, "after": after }).to_string();
        let (answer, answered) = oneshot::channel();
        self.wishes.send(Wish::Page(text, answer)).await.ok()?;
        answered.await.ok()
    }
}

impl Drop for Phone {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Kept {
    id: CommandId,
    text: String,
    /// As what it is counted.
    deed: Option<&'static str>,
    /// When it was sent.
    since: Instant,
    answer: oneshot::Sender<Outcome>,
}

struct Life {
    ticket: Ticket,
    tallies: Arc<Tallies>,
    heard: Option<Heard>,
    inbox: mpsc::Receiver<Wish>,
    outbox: VecDeque<Kept>,
    pages: VecDeque<(String, oneshot::Sender<Page>)>,
    /// Whether it connected before.
    was_in: bool,
    /// Attempts since the last welcome.
    failures: u32,
}

/// Why a connection ended.
enum End {
    /// Come back.
    Cut,
    /// Come back, but not before so long.
    Bye(Duration),
    /// The hand let go, or the server said not to come back.
    Over,
}

impl Life {
    async fn live(mut self) {
        loop {
            let end = match timeout(backoff::patience(self.failures), connect(&self.ticket)).await {
                Ok(Ok(socket)) => {
                    self.tallies.connected(!mem::replace(&mut self.was_in, true));
                    self.talk(socket).await
                }
                Ok(Err(_)) | Err(_) if self.failures >= GIVES_UP => return,
                Ok(Err(_)) | Err(_) => End::Cut,
            };
            let wait = match end {
                End::Cut => backoff::wait(self.failures, fastrand::f64()),
                End::Bye(least) => backoff::after_bye(least, fastrand::f64()),
                End::Over => return,
            };
            self.failures += 1;
            tokio::time::sleep(wait).await;
        }
    }

    async fn talk(&mut self, mut socket: Socket) -> End {
        let cut = tokio::time::sleep(self.ticket.network.lasts());
        tokio::pin!(cut);
        if self.resend(&mut socket).await.is_err() {
            return End::Cut;
        }
        let (mut heard_at, mut said_at, mut pinged) = (Instant::now(), Instant::now(), false);
        loop {
            let patience = if pinged { DEAD } else { SILENCE };
            let room = self.outbox.len() < UNANSWERED;
            tokio::select! {
                () = &mut cut => return End::Cut,
                frame = socket.next() => {
                    (heard_at, pinged) = (Instant::now(), false);
                    match frame {
                        Some(Ok(Message::Text(text))) => {
                            if let Some(end) = self.hear(&text, &mut socket).await {
                                return end;
                            }
                        }
                        Some(Ok(Message::Close(_)) | Err(_)) | None => return End::Cut,
                        Some(Ok(_)) => {}
                    }
                }
                wish = self.inbox.recv(), if room => {
                    let Some(wish) = wish else { return End::Over };
                    let text = self.keep(wish);
                    said_at = Instant::now();
                    if self.send(&mut socket, text).await.is_err() {
                        return End::Cut;
                    }
                }
                () = tokio::time::sleep_until((heard_at + patience).into()) => {
                    if pinged || self.send(&mut socket, r#"{"t":"ping"}"#.into()).await.is_err() {
                        return End::Cut;
                    }
                    (said_at, pinged) = (Instant::now(), true);
                }
                () = tokio::time::sleep_until((said_at + SHY).into()) => {
                    said_at = Instant::now();
                    if self.send(&mut socket, r#"{"t":"ping"}"#.into()).await.is_err() {
                        return End::Cut;
                    }
                }
            }
        }
    }

    fn keep(&mut self, wish: Wish) -> String {
        match wish {
            Wish::Command(kept) => {
                let text = kept.text.clone();
                self.outbox.push_back(Kept { since: Instant::now(), ..kept });
                text
            }
            Wish::Page(text, answer) => {
                self.pages.push_back((text.clone(), answer));
                text
            }
        }
    }

    async fn send(&self, socket: &mut Socket, text: String) -> Result<(), tungstenite::Error> {
        let delay = self.ticket.network.delay();
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        socket.send(Message::text(text)).await
    }

    /// Sends again whatever was not answered, in order.
    async fn resend(&mut self, socket: &mut Socket) -> Result<(), tungstenite::Error> {
        let again: Vec<String> = self.outbox.iter().map(|kept| kept.text.clone()).collect();
        for text in again.into_iter().chain(self.pages.iter().map(|(text, _)| text.clone())) {
            self.send(socket, text).await?;
        }
        Ok(())
    }

    async fn hear(&mut self, text: &str, socket: &mut Socket) -> Option<End> {
        let Some(frame) = Envelope::read(text) else {
            self.tallies.unreadable();
            return None;
        };
        match frame.t {
            "welcome" => {
                self.failures = 0;
                self.tell(text);
            }
            "done" => self.answer(&frame, Outcome::Done { rev: frame.rev.unwrap_or(0), no: frame.no }),
            "refused" => return self.refused(&frame, socket).await,
            "page" => self.paged(&frame),
            "bye" if frame.reconnect == Some(false) => {
                self.tallies.refused(frame.code.unwrap_or("bye"));
                return Some(End::Over);
            }
            "bye" => return Some(End::Bye(Duration::from_millis(frame.after_ms.unwrap_or(0)))),
            "state" | "change" => self.tell(text),
            _ => {}
        }
        None
    }

    /// Tells whoever listens.
    fn tell(&self, text: &str) {
        if let Some(heard) = &self.heard {
            // Nobody listening any more is the end of the rehearsal.
            let _ = heard.send((Instant::now(), text.to_owned()));
        }
    }

    fn answer(&mut self, frame: &Envelope<'_>, outcome: Outcome) {
        let Some(at) = self.outbox.iter().position(|kept| Some(kept.id) == frame.id) else { return };
        if let Some(kept) = self.outbox.remove(at) {
            self.tallies.answered(kept.since.elapsed(), kept.deed, &outcome);
            // Whoever gave the command may have gone; the count holds the answer.
            let _ = kept.answer.send(outcome);
        }
    }

    /// A refusal that says when to try again is not an answer yet.
    async fn refused(&mut self, frame: &Envelope<'_>, socket: &mut Socket) -> Option<End> {
        let Some(retry) = frame.retry else {
            let code = frame.code.unwrap_or("unknown").to_owned();
            self.answer(frame, Outcome::Refused { code, limit: frame.limit });
            return None;
        };
        self.tallies.sent_again(frame.code.unwrap_or("unknown"));
        let text = self.outbox.iter().find(|kept| Some(kept.id) == frame.id).map(|kept| kept.text.clone())?;
        tokio::time::sleep(Duration::from_millis(u64::from(retry))).await;
        let sent = self.send(socket, text).await;
        sent.is_err().then_some(End::Cut)
    }

    fn paged(&mut self, frame: &Envelope<'_>) {
        #[derive(serde::Deserialize)]
        struct Item {
            q: QuestionNo,
            n: u32,
        }
        let items = frame.items.and_then(|items| serde_json::from_str::<Vec<Item>>(items.get()).ok());
        let (Some(items), Some((_, answer))) = (items, self.pages.pop_front()) else { return };
        let questions = items.into_iter().map(|item| (item.q, item.n)).collect();
        let _ = answer.send(Page { rev: frame.rev.unwrap_or(0), questions, next: frame.next });
    }
}

async fn connect(ticket: &Ticket) -> Result<Socket, tungstenite::Error> {
    let mut address = ticket.url.clone();
    address.set_path("/v1/live");
    let scheme = if ticket.url.scheme() == "https" { "wss" } else { "ws" };
    // Both are schemes that a URL may have, so this cannot be refused.
    let _ = address.set_scheme(scheme);
    let mut request = address.as_str().into_client_request()?;
    request.headers_mut().insert("Sec-WebSocket-Protocol", HeaderValue::from_static("majlis.v1"));
    let (mut socket, _) = tokio_tungstenite::connect_async(request).await?;
    let hello = serde_json::json!({
        "t": "hello", "token": ticket.token, "view": ticket.view, "session": ticket.session,
    });
    socket.send(Message::text(hello.to_string())).await?;
    Ok(socket)
}
