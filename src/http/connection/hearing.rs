//! What a client says.

use serde_json::value::RawValue;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::domain::command::Command;
use crate::domain::id::{CommandId, IdeaNo, QuestionNo, RecommendationNo, RemarkNo, SessionNo, StatementNo};
use crate::domain::idea::{self, IdeaCommand};
use crate::domain::recommendation;
use crate::domain::role::Role;
use crate::domain::stand::{self, AtStand, StandCommand};
use crate::domain::state::State;
use crate::domain::statement::{self, StatementCommand};
use crate::domain::topic::Part;
use crate::domain::view::find::find;
use crate::domain::view::question::{List, page};
use crate::founding::HallAsked;
use crate::protocol::client::{ClientFrame, ClientPulse, StandAsked};
use crate::protocol::close::{Bye, ByeCode};
use crate::protocol::codec;
use crate::protocol::server::{NoView, ServerFrame, WayCode};
use crate::protocol::topic::Topic;
use crate::room::{Answer, Effort, Pending, Said, Standing};

use super::allowance::{BAN, Rate};
use super::answers;
use super::conversation::Conversation;
use super::opening::Seated;
use super::seating;
use super::wire::Socket;
use super::{End, flood};

/// A frame that is no view.
type PageFrame = ServerFrame<NoView, NoView>;

const PONG: Utf8Bytes = Utf8Bytes::from_static(r#"{"t":"pong"}"#);

/// What reading costs, in frames: a command is decided in microseconds, a list is gone through and written.
pub(super) const READING: u32 = 10;
/// What a page of a list costs: it is written, and nothing is gone through for it.
const PAGE: u32 = 3;

fn cost(frame: &ClientFrame) -> u32 {
    match frame {
        ClientFrame::Watch { .. } | ClientFrame::Find { .. } | ClientFrame::Suggest => READING,
        ClientFrame::Page { .. } | ClientFrame::Stand(_) => PAGE,
        _ => 1,
    }
}

impl<S: Socket> Conversation<'_, S> {
    pub(super) fn hear_text(&mut self, text: &str) -> Result<(), End> {
        self.hear_frame(codec::frame(text)?)
    }

    pub(super) fn hear_frame(&mut self, frame: ClientFrame) -> Result<(), End> {
        let rate = self.count(cost(&frame))?;
        match frame {
            ClientFrame::Hello(_) => return Err(ByeCode::Malformed.into()),
            ClientFrame::Do { id, epoch, command } => self.hear_command(id, epoch, &command, rate)?,
            ClientFrame::Watch { session } => self.watch(session, rate)?,
            ClientFrame::Page { topic: Topic::STATEMENTS, after } => {
                self.page_of_statements(StatementNo(after.0), rate);
            }
            ClientFrame::Page { topic: Topic::IDEAS, after } => self.page_of_ideas(IdeaNo(after.0), rate),
            ClientFrame::Page { topic: Topic::REMARKS, after } => {
                self.page_of_remarks(RemarkNo(after.0), rate);
            }
            ClientFrame::Page { topic: topic @ (Topic::RECOMMENDATIONS | Topic::DRAFTS), after } => {
                self.page_of_recommendations(topic, RecommendationNo(after.0), rate);
            }
            ClientFrame::Page { topic, after } => self.page_of_questions(topic, after, rate),
            ClientFrame::Stand(asked) => self.page_of_a_stand(asked, rate),
            ClientFrame::Suggest => self.suggest(rate),
            ClientFrame::Find { text } => self.find(text, rate),
            ClientFrame::Pulse(pulse) => self.hear_pulse(pulse),
            ClientFrame::Shown { scene, rev, size, failed } => {
                if self.seated.you.view == Role::Screen {
                    self.seated.visit.say(Said::Shown { scene, rev, size, failed });
                }
            }
            ClientFrame::Ping => self.wire.push(PONG),
        }
        Ok(())
    }

    /// Counts what costs as much as so many frames; far too many end the connection.
    pub(super) fn count(&mut self, frames: u32) -> Result<Rate, End> {
        match self.seated.share.count(frames, Instant::now()) {
            Rate::Flood => Err(flood(BAN)),
            rate => Ok(rate),
        }
    }

    fn hear_command(
        &mut self,
        id: CommandId,
        epoch: Option<u32>,
        command: &RawValue,
        rate: Rate,
    ) -> Result<(), End> {
        if let Rate::Over(retry) = rate {
            self.wire.push(answers::on_the_way(id, WayCode::RateLimited, Some(retry)));
            return Ok(());
        }
        match codec::command(command) {
            Ok(command) if self.is_too_much(&command) => {
                self.wire.push(answers::on_the_way(id, WayCode::StoreFull, None));
            }
            Ok(command) => {
                let own = self.seated.known_in()?;
                if epoch.zip(own).is_some_and(|(said, own)| said != own) {
                    self.wire.extend(answers::frame(id, Answer::TRY_AGAIN));
                    return Ok(());
                }
                let pending = self.give(id, own.or(epoch), command);
                self.answers.expect(id, pending);
            }
            Err(code) => self.wire.push(answers::on_the_way(id, code, None)),
        }
        Ok(())
    }

    fn give(&self, id: CommandId, epoch: Option<u32>, command: Command) -> Pending {
        let (room, actor) = (self.seated.room.clone(), self.actor());
        match command {
            Command::AddHall { name, .. } => {
                let asked = HallAsked { forum: room.forum(), actor, id, epoch, name };
                Pending::of(self.context.halls.clone().add(room, asked))
            }
            command => room.give_of(epoch, actor, id, command),
        }
    }

    /// Whether there is no room for it in the store, or no more of its forum may be stored: from participants nothing is taken then
    /// but what makes less.
    fn is_too_much(&self, command: &Command) -> bool {
        let makes_less = matches!(
            command,
            Command::EraseMine { .. }
                | Command::Withdraw { .. }
                | Command::Statements(StatementCommand::Withdraw { .. })
                | Command::Ideas(IdeaCommand::TakeBack { .. })
                | Command::Stands(StandCommand::TakeBack { .. })
        );
        let is_full = self.context.ceilings.is_store_full() || self.seated.room.is_full();
        is_full && self.seated.you.role == Role::Participant && !makes_less
    }

    fn hear_pulse(&mut self, pulse: ClientPulse) {
        match (pulse, self.seated.you.view) {
            (ClientPulse::Reaction(reaction), Role::Participant) => {
                self.seated.visit.say(Said::Reaction(reaction));
            }
            (ClientPulse::Holding(question), Role::Moderator) => {
                self.seated.visit.say(Said::Holding(question));
            }
            // What is not for this role to say is overlooked: it is worth nothing and changes nothing.
            _ => {}
        }
    }

    /// Looks at another session. It must be answered, so that whoever does it too often comes back later.
    fn watch(&mut self, session: SessionNo, rate: Rate) -> Result<(), End> {
        if let Rate::Over(after_ms) = rate {
            return Err(End::Bye(Bye { after_ms, ..ByeCode::Full.bye() }));
        }
        let begun = Instant::now();
        let standing = self.seated.room.now_state();
        let now = self.seated.room.clock();
        let seat = seating::choose(&standing.state, &self.seated.you, Some(session), None, now)?;
        let same = seat == self.seated.seat;
        self.sit(seat, if same { &[] } else { &[Topic::AGENDA, Topic::LINKS] })?;
        if self.shares_its_time() {
            self.seated.room.effort().took(begun, Instant::now());
        }
        Ok(())
    }

    /// A page of the session at hand and what is told of it, from behind one; nothing where too much is asked for: ask again from there.
    fn page<I, N: Copy>(
        &mut self,
        (after, rate): (N, Rate),
        read: impl FnOnce(&Self, &State, SessionNo) -> (Vec<I>, Option<N>),
        frame: impl FnOnce(u64, Vec<I>, Option<N>) -> PageFrame,
    ) {
        let standing = self.seated.room.now_state();
        let (items, next) = match (rate, self.seated.seat.session) {
            (Rate::Fine, Some(session)) => read(self, &standing.state, session),
            (Rate::Fine, None) => (Vec::new(), None),
            _ => (Vec::new(), Some(after)),
        };
        self.wire.push(codec::encode(&frame(standing.rev, items, next)));
    }

    fn page_of_questions(&mut self, topic: Topic, after: QuestionNo, rate: Rate) {
        let read = |own: &Self, state: &State, session| {
            let list = own.list(topic);
            let page = list.map(|list| page(state, session, list, after, own.seated.you.view));
            page.unwrap_or_default()
        };
        self.page((after, rate), read, |rev, items, next| PageFrame::Page { topic, rev, items, next });
    }

    fn page_of_statements(&mut self, after: StatementNo, rate: Rate) {
        let read = |own: &Self, state: &State, no| statement::page(state, no, after, own.seated.you.view);
        self.page((after, rate), read, |rev, items, next| PageFrame::Statements { rev, items, next });
    }

    fn page_of_ideas(&mut self, after: IdeaNo, rate: Rate) {
        let read = |own: &Self, state: &State, no| idea::page(state, no, after, own.seated.you.view);
        self.page((after, rate), read, |rev, items, next| PageFrame::Ideas { rev, items, next });
    }

    fn page_of_remarks(&mut self, after: RemarkNo, rate: Rate) {
        let read = |own: &Self, state: &State, no| {
            stand::page_of_remarks(state, no, (own.seated.you.view, own.seated.seat.stand), after)
        };
        self.page((after, rate), read, |rev, items, next| PageFrame::Remarks { rev, items, next });
    }

    /// A page is read and not pushed: of a hundred stands a phone looks at one, and of thousands of phones few at the same.
    fn page_of_a_stand(&mut self, asked: StandAsked, rate: Rate) {
        let again = rate != Rate::Fine;
        let standing = self.seated.room.now_state();
        let view = self.seated.you.view;
        let page = match &asked {
            _ if again => None,
            StandAsked::Key(key) => stand::page_of_key(&standing.state, key, view),
            StandAsked::Stand(stand) => self.seated.seat.session.and_then(|session| {
                let at = AtStand { session, stand: *stand };
                stand::page(&standing.state, at, view)
            }),
        };
        let soon = match &asked {
            StandAsked::Key(key) if page.is_none() && !again => stand::is_soon(&standing.state, key),
            _ => false,
        };
        let frame = PageFrame::Stand { rev: standing.rev, asked, page, soon, again };
        self.wire.push(codec::encode(&frame));
    }

    /// Recommendations are of no session.
    fn page_of_recommendations(&mut self, topic: Topic, after: RecommendationNo, rate: Rate) {
        let part = if topic == Topic::DRAFTS { Part::Drafts } else { Part::Recommendations };
        let standing = self.seated.room.now_state();
        let (items, next) = match rate {
            Rate::Fine => recommendation::page(&standing.state, part, after, self.seated.you.view),
            // Nothing now, and ask again.
            _ => (Vec::new(), Some(after)),
        };
        let frame = PageFrame::Recommendations { topic, rev: standing.rev, items, next };
        self.wire.push(codec::encode(&frame));
    }

    /// What may belong together; nothing to whoever groups nothing.
    fn suggest(&mut self, rate: Rate) {
        let rev = self.seated.room.now_state().rev;
        let groups = match rate {
            Rate::Fine if self.seated.seat.is_desk() => {
                self.seated.read(|standing, session| idea::suggestions(&standing.state, session))
            }
            _ => Vec::new(),
        };
        self.wire.push(codec::encode(&PageFrame::Suggested { rev, groups }));
    }

    /// The list behind a topic, where this view has it.
    fn list(&self, topic: Topic) -> Option<List> {
        match topic {
            Topic::QUESTIONS => Some(List::Questions).filter(|_| self.seated.you.view.is_in_the_hall()),
            Topic::WAITING => Some(List::Waiting).filter(|_| self.seated.seat.is_desk()),
            Topic::ASIDE => Some(List::Aside).filter(|_| self.seated.seat.is_desk()),
            _ => None,
        }
    }

    fn find(&mut self, text: String, rate: Rate) {
        let view = self.seated.you.view;
        let found = self.search(rate, |standing, session| find(&standing.state, session, view, &text));
        let items = found.unwrap_or_default();
        self.wire.push(codec::encode(&PageFrame::Found { text, items }));
    }

    /// Whether what it looks for is taken from the time that participants share. The crew are few, and wait for nobody.
    fn shares_its_time(&self) -> bool {
        self.seated.you.view == Role::Participant
    }

    /// Searches, unless too much is asked for: by this client, or, from participants, of what they share. Pages are cheap
    /// beside it and only counted, so that nobody's searches keep others from reading on.
    fn search<T: Default>(&mut self, rate: Rate, read: impl FnOnce(&Standing, SessionNo) -> T) -> Option<T> {
        if rate != Rate::Fine {
            return None;
        }
        if !self.shares_its_time() {
            return Some(self.seated.read(read));
        }
        let own = self.searching.get_or_insert_with(|| Box::new(Effort::of_client()));
        let efforts = [&**own, self.seated.room.effort()];
        let begun = Instant::now();
        if !efforts.iter().all(|effort| effort.is_spared(begun)) {
            return None;
        }
        let found = self.seated.read(read);
        let now = Instant::now();
        for effort in efforts {
            effort.took(begun, now);
        }
        Some(found)
    }
}

impl Seated {
    /// Reads from the session at hand.
    fn read<T: Default>(&self, read: impl FnOnce(&Standing, SessionNo) -> T) -> T {
        let standing = self.room.now_state();
        self.seat.session.map(|session| read(&standing, session)).unwrap_or_default()
    }
}
