//! Who is asking, and what that allows.

use super::Request;
use crate::domain::id::{HallNo, LinkNo, PersonId, SessionNo};
use crate::domain::question::Assistant;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::{Actor, Author, Link, Role};
use crate::domain::state::State;
use crate::domain::time::Time;

/// An actor that there is.
#[derive(Debug, Clone)]
pub enum Authority {
    /// A participant.
    Person(PersonId),
    /// The holder of a role link.
    Crew(LinkNo, std::sync::Arc<Link>),
    /// Whoever holds a paper of an award.
    Ballot,
    /// The room's clock.
    Clock,
}

impl Authority {
    /// Looks the actor up.
    pub fn of(state: &State, request: &Request) -> Result<Self, Refusal> {
        match request.actor {
            Actor::Person(person) => Ok(Self::Person(person)),
            Actor::Crew(no) => {
                let link = state.links.get(&no).ok_or(Code::UnknownLink)?;
                Ok(Self::Crew(no, link.clone()))
            }
            Actor::Ballot(_) => Ok(Self::Ballot),
            Actor::Clock => Ok(Self::Clock),
        }
    }

    /// Refuses who may change nothing any more: a blocked device, and a link that was revoked or has expired.
    pub fn in_force(&self, state: &State, now: Time) -> Result<(), Refusal> {
        match self {
            Self::Person(person) if state.people.get(person).is_some_and(|person| person.is_blocked()) => {
                Err(Code::Blocked.into())
            }
            Self::Crew(_, link) if !link.is_good(now) => Err(Code::LinkEnded.into()),
            _ => Ok(()),
        }
    }

    /// The participant, or a refusal.
    pub fn person(&self) -> Result<PersonId, Refusal> {
        match self {
            Self::Person(person) => Ok(*person),
            Self::Crew(..) | Self::Ballot | Self::Clock => Err(Code::NotAllowed.into()),
        }
    }

    /// The link of a moderator or organiser that reaches the hall, or a refusal.
    pub fn desk(&self, hall: HallNo) -> Result<LinkNo, Refusal> {
        match self {
            Self::Crew(no, link) if link.role.is_desk() && link.reaches(hall) => Ok(*no),
            _ => Err(Code::NotAllowed.into()),
        }
    }

    /// The same for the hall of a session, which must exist.
    pub fn desk_of(&self, state: &State, session: SessionNo) -> Result<LinkNo, Refusal> {
        let session = state.sessions.get(&session).ok_or(Code::UnknownSession)?;
        self.desk(session.hall)
    }

    /// As what it enters something in a session for somebody: an usher, a kiosk or a desk that reaches its hall, or a refusal.
    pub fn assistant_of(&self, state: &State, session: SessionNo) -> Result<Assistant, Refusal> {
        let session = state.sessions.get(&session).ok_or(Code::UnknownSession)?;
        match self {
            Self::Crew(_, link) if !link.reaches(session.hall) => Err(Code::NotAllowed.into()),
            Self::Crew(_, link) => match link.role {
                Role::Moderator | Role::Organiser => Ok(Assistant::Desk),
                Role::Usher => Ok(Assistant::Usher),
                Role::Kiosk => Ok(Assistant::Kiosk),
                _ => Err(Code::NotAllowed.into()),
            },
            _ => Err(Code::NotAllowed.into()),
        }
    }

    /// The same for the halls of a wall's link: a wall of all halls is a desk's only if the desk reaches them all.
    pub fn desk_of_wall(&self, wall: &Link) -> Result<LinkNo, Refusal> {
        match self {
            Self::Crew(no, link) if link.role.is_desk() && link.reaches_all_of(wall) => Ok(*no),
            _ => Err(Code::NotAllowed.into()),
        }
    }

    /// The link of an organiser, or a refusal.
    pub fn organiser(&self) -> Result<LinkNo, Refusal> {
        match self {
            Self::Crew(no, link) if link.role == Role::Organiser => Ok(*no),
            _ => Err(Code::NotAllowed.into()),
        }
    }

    /// Under whom a thing is made.
    pub fn author(&self) -> Result<Author, Refusal> {
        match self {
            Self::Person(person) => Ok(Author::Person(*person)),
            Self::Crew(no, _) => Ok(Author::Link(*no)),
            Self::Ballot | Self::Clock => Err(Code::NotAllowed.into()),
        }
    }
}
