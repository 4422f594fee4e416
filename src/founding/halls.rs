//! Halls that are added after the founding: a code is drawn for each before its forum decides on it.

use std::sync::Arc;

use crate::domain::command::{Command, DrawnHall};
use crate::domain::decide::{Circumstances, Request, decide};
use crate::domain::forum::Title;
use crate::domain::id::{CommandId, ForumId, HallNo};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Actor;
use crate::domain::state::State;
use crate::journal::{JoinCode, Registry};
use crate::room::{Answer, RoomHandle};

use super::codes;

/// How often a number is drawn anew that another hall got meanwhile.
const TRIES: usize = 10;

/// What adds halls.
#[derive(Clone)]
pub struct Halls(Arc<dyn Registry>);

/// A hall that somebody asks for.
#[derive(Debug, Clone)]
pub struct HallAsked {
    /// The forum.
    pub forum: ForumId,
    /// Who asks.
    pub actor: Actor,
    /// What the client calls the command.
    pub id: CommandId,
    /// The epoch in which the actor's number was seen.
    pub epoch: Option<u32>,
    /// The hall's name.
    pub name: Title,
}

impl Halls {
    /// With the codes of that registry.
    #[must_use]
    pub fn new(registry: Arc<dyn Registry>) -> Self {
        Self(registry)
    }

    /// Has the room add a hall, with a code that leads to it from before it is there. Where none comes of it the code is free again, unless
    /// nobody knows what came of it.
    pub async fn add(self, room: RoomHandle, asked: HallAsked) -> Answer {
        for _ in 0..TRIES {
            let drawn = match self.drawn(&room, &asked).await {
                Ok(drawn) => drawn,
                Err(why) => {
                    tracing::warn!(%why, "no code was drawn for a hall");
                    return Answer::TRY_AGAIN;
                }
            };
            let code = drawn.as_ref().map(|(_, code)| *code);
            let drawn = drawn.map(|(hall, code)| DrawnHall { hall, code: code.to_string() });
            let command = Command::AddHall { name: asked.name.clone(), drawn };
            let answer = room.give_of(asked.epoch, asked.actor, asked.id, command).await;
            if let Some(code) = code {
                self.let_go(code, &room, &answer).await;
            }
            if !is_taken(&answer) {
                return answer;
            }
        }
        Answer::TRY_AGAIN
    }

    /// The next hall's number and a code that leads there; none where the hall would be refused, or is there.
    async fn drawn(
        &self,
        room: &RoomHandle,
        asked: &HallAsked,
    ) -> Result<Option<(HallNo, JoinCode)>, super::FoundingError> {
        let standing = room.now_state();
        let hall = standing.state.last.hall.next();
        if !would_be_added(&standing.state, room, asked, hall) {
            return Ok(None);
        }
        Ok(Some((hall, codes::for_hall(&*self.0, asked.forum, hall).await?)))
    }

    async fn let_go(&self, code: JoinCode, room: &RoomHandle, answer: &Answer) {
        let named = code.to_string();
        let is_kept = match answer {
            Answer::Gone => true,
            Answer::Done { .. } => room.now_state().state.codes().any(|(_, code)| code == named),
            Answer::Refused(_) | Answer::Way(..) => false,
        };
        if !is_kept && let Err(why) = self.0.release_code(code).await {
            tracing::warn!(%why, %code, "a code that was drawn for a hall stays taken");
        }
    }
}

impl std::fmt::Debug for Halls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Halls").finish_non_exhaustive()
    }
}

fn would_be_added(state: &State, room: &RoomHandle, asked: &HallAsked, hall: HallNo) -> bool {
    let request = Request { actor: asked.actor, id: asked.id, now: room.clock() };
    let drawn = Some(DrawnHall { hall, code: String::new() });
    let command = Command::AddHall { name: asked.name.clone(), drawn };
    decide(state, &request, &command, &Circumstances::default())
        .is_ok_and(|decision| !decision.changes.is_empty())
}

/// Another hall got the number first.
fn is_taken(answer: &Answer) -> bool {
    matches!(answer, Answer::Refused(Refusal { code: Code::Changed, .. }))
}
