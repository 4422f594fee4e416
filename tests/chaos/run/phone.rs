//! A phone: a client with an outbox, which comes back as the pages do.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use majlis::rehearse::backoff;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{sleep, sleep_until, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{WebSocketStream, client_async};

use super::hall::{FIRST_SEQ, Hall, tally};
use super::lie::Lie;
use super::outbox::Outbox;
use super::record::Record;
use super::recount::Tallies;
use crate::support::client::{MAJLIS_V1, new_id};
use crate::support::views::Views;

/// A phone speaks after so much silence, and gives the connection up after so much.
const PING_AFTER: Duration = Duration::from_secs(4);
const DEAD_AFTER: Duration = Duration::from_secs(9);
/// How long an attempt to connect may take.
const CONNECTS_WITHIN: Duration = Duration::from_secs(5);

/// What the phones of a run do now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// They ask, support and vote.
    Load,
    /// They send what they keep, and give nothing new.
    Drain,
    /// They go when they see this.
    See(Arc<Tallies>),
    /// They go.
    End,
}

/// How long a phone looks for what it is to see before it goes all the same.
const LOOKS_FOR: Duration = Duration::from_secs(10);

type Socket = WebSocketStream<TcpStream>;

pub struct Phone {
    pub no: usize,
    token: String,
    /// The ways in; it takes the next one when one fails.
    doors: Arc<Vec<SocketAddr>>,
    door: usize,
    outbox: Outbox,
    views: Views,
    hall: Arc<Hall>,
    rng: fastrand::Rng,
    seq: u64,
    record: Record,
    phase: watch::Receiver<Phase>,
    /// When it goes, whatever it sees.
    goes_at: Option<Instant>,
}

/// What a phone was like at last.
pub struct Left {
    pub no: usize,
    /// So many commands it still keeps.
    pub kept: usize,
    /// Whether it sees what all of them said.
    pub sees_it: bool,
}

impl Phone {
    pub fn new(
        (no, token): (usize, String),
        doors: Arc<Vec<SocketAddr>>,
        hall: Arc<Hall>,
        (seed, record): (u64, Record),
        phase: watch::Receiver<Phase>,
    ) -> Self {
        let rng = fastrand::Rng::with_seed(seed ^ (no as u64 + 1) << 20);
        Self {
            no,
            token,
            door: no % doors.len(),
            doors,
            outbox: Outbox::new(no, record.clone()),
            views: Views::default(),
            hall,
            rng,
            seq: FIRST_SEQ,
            record,
            phase,
            goes_at: None,
        }
    }

    /// Comes, and comes back, until the end.
    pub async fn live(mut self) -> Left {
        let mut failures = 0;
        while !self.goes() {
            sleep(backoff::wait(failures, self.rng.f64())).await;
            if let Ok(Some(socket)) = timeout(CONNECTS_WITHIN, self.connect()).await {
                failures = 0;
                self.converse(socket).await;
                self.record.note(json!({ "phone": self.no, "lost": "connection" }));
            } else {
                failures += 1;
                self.door = (self.door + 1) % self.doors.len();
            }
        }
        Left { no: self.no, kept: self.outbox.len(), sees_it: self.sees_it() }
    }

    /// Whether it has seen what it is to see, or looked for long enough.
    fn goes(&mut self) -> bool {
        let is_to_see = matches!(*self.phase.borrow(), Phase::See(_));
        if is_to_see && self.goes_at.is_none() {
            self.goes_at = Some(Instant::now() + LOOKS_FOR);
        }
        *self.phase.borrow() == Phase::End
            || (is_to_see && (self.sees_it() || self.goes_at.is_some_and(|at| at <= Instant::now())))
    }

    fn sees_it(&self) -> bool {
        let Phase::See(tallies) = &*self.phase.borrow() else { return false };
        tallies.iter().all(|(poll, said)| {
            let seen = self.views.view(100 + poll).map(tally).unwrap_or_default();
            seen.iter().all(|(option, count)| said.get(option).copied().unwrap_or(0) == *count)
                && seen.values().sum::<u64>() == said.values().sum::<u64>()
        })
    }

    async fn connect(&mut self) -> Option<Socket> {
        let door = self.doors[self.door];
        let stream = TcpStream::connect(door).await.ok()?;
        let mut request = format!("ws://{door}/v1/live").into_client_request().ok()?;
        request.headers_mut().insert("sec-websocket-protocol", MAJLIS_V1.parse().ok()?);
        let (mut socket, _) = client_async(request, stream).await.ok()?;
        let have = self.views.have();
        let hello =
            json!({ "t": "hello", "token": self.token, "view": "participant", "session": 1, "have": have });
        socket.send(Message::text(hello.to_string())).await.ok()?;
        let frame = next(&mut socket).await?;
        if frame["t"] != "welcome" {
            return None;
        }
        self.take(&frame);
        self.outbox.unsend();
        // The answer to it tells when the phone is right again.
        socket.send(Message::text(json!({ "t": "ping" }).to_string())).await.ok()?;
        Some(socket)
    }

    /// Until the connection ends.
    async fn converse(&mut self, mut socket: Socket) {
        let (came, mut is_right) = (Instant::now(), false);
        let (mut heard, mut said) = (came, came);
        let mut acts_at = self.next_act();
        loop {
            let Some(sent) = self.flush(&mut socket).await else { return };
            if sent {
                said = Instant::now();
            }
            let pings_at = said + PING_AFTER;
            tokio::select! {
                frame = next(&mut socket) => {
                    let Some(frame) = frame else { return };
                    heard = Instant::now();
                    self.take(&frame);
                    if !is_right && frame["t"] == "pong" && self.holds_everything() {
                        is_right = true;
                        let after = u64::try_from(came.elapsed().as_millis()).unwrap_or(u64::MAX);
                        self.record.note(json!({ "phone": self.no, "right_after": after }));
                    }
                }
                () = sleep_until(acts_at.into()) => {
                    if *self.phase.borrow() == Phase::Load {
                        self.act();
                    }
                    acts_at = self.next_act();
                }
                () = sleep_until(pings_at.into()) => {
                    if socket.send(Message::text(json!({ "t": "ping" }).to_string())).await.is_err() {
                        return;
                    }
                    said = Instant::now();
                }
                _ = self.phase.changed() => {}
            }
            if heard.elapsed() > DEAD_AFTER || self.goes() {
                return;
            }
        }
    }

    fn next_act(&mut self) -> Instant {
        Instant::now() + self.hall.pace.mul_f64(0.5 + self.rng.f64())
    }

    /// Asks, supports or votes.
    fn act(&mut self) {
        self.seq += 1;
        let mut command = self.hall.command(&mut self.rng, self.seq);
        if self.lie() == Some(Lie::Doubled) {
            command = Hall::ask(&mut self.rng);
        }
        if self.lie() == Some(Lie::Acknowledged) {
            return self.outbox.pretend(&command);
        }
        self.outbox.add(command);
    }

    /// Sends what may go. None when the line is cut; else whether anything was sent.
    async fn flush(&mut self, socket: &mut Socket) -> Option<bool> {
        let mut frames = self.outbox.take_due();
        let sends = !frames.is_empty();
        if self.lie() == Some(Lie::Doubled) {
            let asked = |frame: &&Value| frame["command"]["do"] == "ask";
            let doubled: Vec<_> = frames.iter().filter(asked).cloned().collect();
            frames.extend(doubled.into_iter().map(|frame| with_id(frame, new_id())));
        }
        for frame in frames {
            timeout(DEAD_AFTER, socket.send(Message::text(frame.to_string()))).await.ok()?.ok()?;
        }
        Some(sends)
    }

    /// What is planted at this phone.
    fn lie(&self) -> Option<Lie> {
        self.hall.lie.filter(|_| self.no == 0)
    }

    fn take(&mut self, frame: &Value) {
        match self.lie() {
            None => self.hear(frame),
            Some(lie) => lie.instead_of(frame).iter().for_each(|frame| self.hear(frame)),
        }
    }

    fn hear(&mut self, frame: &Value) {
        self.note_if_older(frame);
        let before = self.views.epoch;
        self.views.apply(frame);
        if self.hall.sends_again && before != 0 && before != self.views.epoch {
            self.begin_again();
        }
        self.outbox.hear(frame);
    }

    /// Gives again what was acknowledged in a history that is no more.
    fn begin_again(&mut self) {
        if let Some(mut ballot) = self.outbox.begin_again(self.hall.secret) {
            self.seq += 1;
            ballot["seq"] = (self.seq - FIRST_SEQ).into();
            self.outbox.add(ballot);
        }
    }

    /// On one connection revisions only go forward, and a new one knows what the phone has.
    fn note_if_older(&self, frame: &Value) {
        if !matches!(frame["t"].as_str(), Some("state" | "change")) {
            return;
        }
        let (topic, rev) = (frame["topic"].as_u64(), frame["rev"].as_u64());
        let held = topic.and_then(|topic| self.views.topics.get(&u32::try_from(topic).ok()?));
        if let (Some(held), Some(rev)) = (held, rev)
            && rev < held.rev
        {
            self.record.note(json!({ "phone": self.no, "went_back": rev, "from": held.rev, "topic": topic }));
        }
    }

    /// Whether everything is there that the hall's phones see.
    fn holds_everything(&self) -> bool {
        self.hall.polls.iter().all(|poll| self.views.view(100 + poll).is_some()) && self.views.mine.is_some()
    }
}

fn with_id(mut frame: Value, id: String) -> Value {
    frame["id"] = id.into();
    frame
}

/// The next frame; none when the line is cut.
async fn next(socket: &mut Socket) -> Option<Value> {
    loop {
        match socket.next().await? {
            Ok(Message::Text(text)) => return serde_json::from_str(&text).ok(),
            Ok(Message::Close(_)) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}
