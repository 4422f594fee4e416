//! One connection, for as long as it lasts.

use std::time::Duration;

use redis::aio::ConnectionLike;
use redis::{Cmd, Pipeline, RedisFuture, Value};

use super::healing::Healing;
use super::place::{Entered, is_of_another_history};

/// The connection that a line has at a moment: whatever is sent over it goes to the same process, or nowhere.
#[derive(Clone)]
pub struct Pinned {
    line: Healing,
    generation: u64,
    entered: Entered,
}

impl Pinned {
    pub(super) fn of(line: Healing, generation: u64, entered: Entered) -> Self {
        Self { line, generation, entered }
    }

    /// Where it goes.
    #[must_use]
    pub fn server(&self) -> String {
        self.entered.server.to_string()
    }

    /// Which process that is, and since when it takes writes: another one, and the same one begun anew, is called otherwise.
    /// Empty where the server does not say.
    #[must_use]
    pub fn identity(&self) -> &str {
        &self.entered.identity
    }

    /// For how long it has lasted.
    #[must_use]
    pub fn lasts(&self) -> Duration {
        self.entered.at.elapsed()
    }

    /// Leaves the server where it says, in its answer to `INFO replication`, that it is in another history than when it was entered:
    /// it was a replica since, though nobody asked it while it was, and may lack what the primary between had.
    pub fn heed_history(&self, replication: &str) {
        if is_of_another_history(&self.entered.identity, replication) {
            self.line.lose(self.generation);
        }
    }
}

impl ConnectionLike for Pinned {
    fn req_packed_command<'a>(&'a mut self, command: &'a Cmd) -> RedisFuture<'a, Value> {
        Box::pin(async move {
            let answer = self.line.bounded(self.entered.connection.req_packed_command(command)).await;
            self.line.heed(self.generation, answer.as_ref().map(std::iter::once));
            answer
        })
    }

    fn req_packed_commands<'a>(
        &'a mut self,
        pipeline: &'a Pipeline,
        offset: usize,
        count: usize,
    ) -> RedisFuture<'a, Vec<Value>> {
        Box::pin(async move {
            let sent = self.entered.connection.req_packed_commands(pipeline, offset, count);
            let answer = self.line.bounded(sent).await;
            self.line.heed(self.generation, answer.as_ref());
            answer
        })
    }

    fn get_db(&self) -> i64 {
        self.line.get_db()
    }
}
