//! The loop of a connection: what it hears, what it is told.

use std::time::Duration;

use tokio::time::timeout;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};

use crate::domain::id::CommandId;
use crate::domain::role::{Actor, Role};
use crate::domain::view;
use crate::protocol::close::ByeCode;
use crate::protocol::codec;
use crate::protocol::server::{Limits, NoView, ServerFrame, Welcome};
use crate::protocol::topic::Topic;
use crate::room::{Answer, Effort, Seat, Who};

use super::allowance::rate_of;
use super::answers::{self, Answers, UNANSWERED};
use super::opening::{self, Seated};
use super::seating;
use super::wire::{Event, Socket, Wire};
use super::{Context, End, Way};

/// A node that stops waits so long for answers that are on their way, and so does a request beside a stream.
const SETTLE_WITHIN: Duration = Duration::from_secs(5);
/// Whoever reads at intervals waits no longer for them: what there is to be seen comes in the same answer, and a page takes two
/// that come later than after five seconds for the end of its way, though nothing but the store stands still.
const READING_SETTLES_WITHIN: Duration = Duration::from_secs(2);

/// A client in its seat.
pub(super) struct Conversation<'a, S> {
    pub(super) wire: &'a mut Wire<S>,
    pub(super) context: &'a Context,
    pub(super) seated: Seated,
    pub(super) answers: Answers,
    /// What its searches took; most clients never search.
    pub(super) searching: Option<Box<Effort>>,
    /// Too much is unanswered, and nothing is read.
    deaf: bool,
}

impl<'a, S: Socket> Conversation<'a, S> {
    pub(super) fn new(wire: &'a mut Wire<S>, context: &'a Context, seated: Seated) -> Self {
        Self { wire, context, seated, answers: Answers::default(), searching: None, deaf: false }
    }

    /// Talks until one of the two leaves.
    pub(super) async fn go_on(&mut self) -> End {
        self.welcome();
        if let Err(end) = self.catch_up(true) {
            return end;
        }
        loop {
            let listening = self.listens();
            let quiet = self.wire.is_quiet();
            let going_on = tokio::select! {
                event = self.wire.next(listening) => self.happened(event),
                (id, answer) = self.answers.next() => self.answered(id, answer),
                changed = self.seated.showing.changed(), if quiet => self.shown(changed.is_ok()),
                () = self.seated.visit.called() => self.called(),
            };
            if let Err(end) = going_on {
                return end;
            }
        }
    }

    fn happened(&mut self, event: Event) -> Result<(), End> {
        match event {
            Event::Heard(Ok(message)) => self.hear(message)?,
            Event::Heard(Err(why)) => return Err(opening::unreadable(&why)),
            Event::Written => self.go_along()?,
            Event::Cut => return Err(End::Cut),
        }
        Ok(())
    }

    fn answered(&mut self, id: CommandId, answer: Answer) -> Result<(), End> {
        let frame = answers::frame(id, answer).ok_or_else(|| opening::ended(&self.seated.room))?;
        self.wire.push(frame);
        Ok(())
    }

    fn shown(&mut self, goes_on: bool) -> Result<(), End> {
        if !goes_on {
            return Err(opening::ended(&self.seated.room));
        }
        self.go_along()
    }

    fn called(&mut self) -> Result<(), End> {
        if let Some(bye) = self.seated.visit.sent_away() {
            // By its number: if that is another link's by now, this one may be good still.
            self.seated.known_in()?;
            return Err(End::Bye(bye));
        }
        if self.seated.visit.take_asked() {
            self.wire.ask();
        }
        self.go_along()
    }

    /// Tells what the client lacks. One whose session is not theirs any more, or whose hall was taken away, is led to another.
    fn go_along(&mut self) -> Result<(), End> {
        let (state, you) = (&self.seated.room.now_state().state, &self.seated.you);
        if seating::keeps(state, you, &self.seated.seat) {
            return self.catch_up(false);
        }
        let seat = seating::choose(state, you, None, None, self.seated.room.clock())?;
        self.sit(seat, &[Topic::AGENDA, Topic::LINKS])
    }

    /// Sits down elsewhere, and is told of all that is to be seen there, but for what is kept.
    pub(super) fn sit(&mut self, seat: Seat, kept: &[Topic]) -> Result<(), End> {
        self.seated.showing = opening::take_seat(&self.seated.room, seat)?;
        self.seated.visit.sit(seat);
        self.seated.seat = seat;
        self.seated.cursor.keep(kept);
        self.welcome();
        self.catch_up(true)
    }

    /// Waits for the answers that are on their way, within a bound: a node that stops finishes what it took.
    pub(super) async fn settle(&mut self) {
        let reads = self.seated.way == Way::Reading;
        let settled = timeout(if reads { READING_SETTLES_WITHIN } else { SETTLE_WITHIN }, async {
            while !self.answers.is_empty() {
                let (id, answer) = self.answers.next().await;
                self.wire.extend(answers::frame(id, answer));
            }
        });
        if settled.await.is_err() {
            tracing::debug!("a connection ends with commands unanswered");
        }
    }

    /// Whether anything is read now. While the client waits for answers, its silence says nothing.
    fn listens(&mut self) -> bool {
        let deaf = self.answers.is_full();
        match (self.deaf, deaf) {
            (false, true) => self.seated.visit.deafen(),
            (true, false) => self.seated.visit.heard(),
            _ => {}
        }
        self.deaf = deaf;
        !deaf && !self.wire.is_full()
    }

    /// Says where the client is.
    pub(super) fn welcome(&mut self) {
        let standing = self.seated.room.now_state();
        let edition = self.seated.showing.borrow().clone();
        let welcome = Welcome {
            you: self.seated.you.clone(),
            epoch: edition.epoch,
            rev: standing.rev,
            now: self.seated.room.clock(),
            session: self.seated.seat.session,
            topics: edition.sheets.iter().map(|sheet| sheet.topic).collect(),
            limits: Limits {
                frame: u32::try_from(codec::LONGEST_FRAME).unwrap_or(u32::MAX),
                unanswered: u32::try_from(UNANSWERED).unwrap_or(u32::MAX),
                rate: rate_of(self.seated.you.role),
            },
            address: self.context.address.clone(),
        };
        self.wire.push(codec::encode(&ServerFrame::<NoView, NoView>::Welcome(welcome)));
    }

    /// Tells what the client lacks, unless something is still being written: then it lacks it until that is done, and
    /// takes the newest. Its personal part comes where it changed, or in any case.
    pub(super) fn catch_up(&mut self, in_any_case: bool) -> Result<(), End> {
        if !self.wire.is_quiet() && !in_any_case {
            return Ok(());
        }
        let edition = self.seated.showing.borrow_and_update().clone();
        let replaced = !self.seated.cursor.is_of(edition.epoch);
        if replaced {
            self.seated.known_in()?;
            self.seated.cursor.forget();
            self.welcome();
        }
        self.seated.cursor.bring(&edition, self.wire);
        if self.seated.visit.take_mine() || in_any_case || replaced {
            let mine = self.mine();
            self.wire.extend(mine);
        }
        Ok(())
    }

    /// The personal part of the session that is looked at.
    fn mine(&self) -> Option<Utf8Bytes> {
        let session = self.seated.seat.session?;
        let standing = self.seated.room.now_state();
        let mine = match self.seated.who {
            Who::Person(person) => view::mine::mine(&standing.state, session, person),
            Who::Link(juror) if self.seated.you.view == Role::Juror => {
                view::mine::of_juror(&standing.state, session, juror)
            }
            Who::Link(link) if self.seated.you.view == Role::Facilitator => {
                view::mine::of_facilitator(&standing.state, session, link)
            }
            Who::Link(link) if matches!(self.seated.you.view, Role::Rapporteur | Role::Organiser) => {
                view::mine::of_rapporteur(&standing.state, link)?
            }
            Who::Link(_) => return None,
        };
        Some(codec::encode(&ServerFrame::<NoView, NoView>::Mine { rev: standing.rev, mine }))
    }

    fn hear(&mut self, message: Message) -> Result<(), End> {
        self.seated.visit.heard();
        match message {
            Message::Text(text) => self.hear_text(&text),
            Message::Close(_) => Err(End::Left),
            Message::Binary(_) | Message::Frame(_) => Err(ByeCode::Malformed.into()),
            Message::Ping(_) | Message::Pong(_) => self.count(1).map(|_| ()),
        }
    }

    /// Under what the client's commands are decided.
    pub(super) fn actor(&self) -> Actor {
        match self.seated.who {
            Who::Person(person) => Actor::Person(person),
            Who::Link(link) => Actor::Crew(link),
        }
    }
}
