//! What a client says.

use serde_json::value::RawValue;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::domain::id::{CommandId, QuestionNo, SessionNo};
use crate::domain::role::Role;
use crate::domain::view::find::find;
use crate::domain::view::question::{List, page};
use crate::protocol::client::{ClientFrame, ClientPulse};
use crate::protocol::close::ByeCode;
use crate::protocol::codec;
use crate::protocol::server::{NoView, ServerFrame, WayCode};
use crate::protocol::topic::Topic;

use super::End;
use super::allowance::Rate;
use super::answers;
use super::conversation::Conversation;
use super::opening;
use super::wire::Socket;

const PONG: Utf8Bytes = Utf8Bytes::from_static(r#"{"t":"pong"}"#);

impl<S: Socket> Conversation<'_, S> {
    pub(super) fn hear_text(&mut self, text: &str) -> Result<(), End> {
        let rate = self.count()?;
        match codec::frame(text)? {
            ClientFrame::Hello(_) => return Err(ByeCode::Malformed.into()),
            ClientFrame::Do { id, command } => self.hear_command(id, &command, rate),
            ClientFrame::Watch { session } => self.watch(session)?,
            ClientFrame::Page { topic, after } => self.page(topic, after, rate),
            ClientFrame::Find { text } => self.find(text, rate),
            ClientFrame::Pulse(pulse) => self.hear_pulse(pulse),
            ClientFrame::Shown { scene, rev } => {
                if self.seated.you.view == Role::Screen {
                    self.seated.visit.show(scene, rev);
                }
            }
            ClientFrame::Ping => self.wire.push(PONG),
        }
        Ok(())
    }

    /// Counts a frame; far too many end the connection.
    pub(super) fn count(&mut self) -> Result<Rate, End> {
        match self.allowance.count(Instant::now()) {
            Rate::Flood => Err(ByeCode::Flood.into()),
            rate => Ok(rate),
        }
    }

    fn hear_command(&mut self, id: CommandId, command: &RawValue, rate: Rate) {
        if let Rate::Over(retry) = rate {
            return self.wire.push(answers::on_the_way(id, WayCode::RateLimited, Some(retry)));
        }
        match codec::command(command) {
            Ok(command) => {
                let pending = self.seated.room.give(self.actor(), id, command);
                self.answers.expect(id, pending);
            }
            Err(code) => self.wire.push(answers::on_the_way(id, code, None)),
        }
    }

    fn hear_pulse(&mut self, pulse: ClientPulse) {
        match (pulse, self.seated.you.view) {
            (ClientPulse::Reaction(reaction), Role::Participant) => self.seated.visit.react(reaction),
            (ClientPulse::Holding(question), Role::Moderator) => self.seated.visit.hold(question),
            // What is not for this role to say is overlooked: it is worth nothing and changes nothing.
            _ => {}
        }
    }

    /// Looks at another session.
    fn watch(&mut self, session: SessionNo) -> Result<(), End> {
        let standing = self.seated.room.now_state();
        let seat = opening::choose(&standing.state, &self.seated.you, Some(session), None)?;
        let same = seat == self.seated.seat;
        self.seated.showing = opening::take_seat(&self.seated.room, seat)?;
        self.seated.visit.sit(seat);
        self.seated.seat = seat;
        self.seated.cursor.keep(if same { &[] } else { &[Topic::AGENDA, Topic::LINKS] });
        self.welcome();
        self.catch_up(true);
        Ok(())
    }

    fn page(&mut self, topic: Topic, after: QuestionNo, rate: Rate) {
        let standing = self.seated.room.now_state();
        let (items, next) = match (self.list(topic), self.seated.seat.session) {
            // Nothing now, and ask again: paging costs more than a command.
            _ if rate != Rate::Fine => (Vec::new(), Some(after)),
            (Some(list), Some(session)) => page(&standing.state, session, list, after, self.seated.you.view),
            _ => (Vec::new(), None),
        };
        let frame = ServerFrame::<NoView, NoView>::Page { topic, rev: standing.rev, items, next };
        self.wire.push(codec::encode(&frame));
    }

    /// The list behind a topic, where this view has it.
    fn list(&self, topic: Topic) -> Option<List> {
        match topic {
            Topic::QUESTIONS => Some(List::Questions),
            Topic::WAITING => Some(List::Waiting).filter(|_| self.seated.seat.is_desk()),
            Topic::ASIDE => Some(List::Aside).filter(|_| self.seated.seat.is_desk()),
            _ => None,
        }
    }

    fn find(&mut self, text: String, rate: Rate) {
        let items = match self.seated.seat.session.filter(|_| rate == Rate::Fine) {
            Some(session) => {
                let standing = self.seated.room.now_state();
                find(&standing.state, session, self.seated.you.view, &text)
            }
            None => Vec::new(),
        };
        self.wire.push(codec::encode(&ServerFrame::<NoView, NoView>::Found { text, items }));
    }
}
