//! A piece of work for the writing thread, and what may become of it.

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::journal::answer::JournalError;

/// A write failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum WriteError {
    /// Certainly not written: a constraint of the tables.
    #[error("{0}")]
    Constraint(String),
    /// Certainly not written.
    #[error("{0}")]
    NotWritten(String),
    /// The commit failed, or the thread ended without a word: perhaps written.
    #[error("{0}")]
    Perhaps(String),
}

impl WriteError {
    /// Whether the store is why, and not what was to be written.
    pub(super) fn is_the_stores(&self) -> bool {
        !matches!(self, Self::Constraint(_))
    }
}

impl From<WriteError> for JournalError {
    fn from(why: WriteError) -> Self {
        Self::Unavailable(why.to_string())
    }
}

impl From<rusqlite::Error> for WriteError {
    fn from(why: rusqlite::Error) -> Self {
        match why.sqlite_error_code() {
            Some(rusqlite::ErrorCode::ConstraintViolation) => Self::Constraint(why.to_string()),
            _ => Self::NotWritten(why.to_string()),
        }
    }
}

/// What a piece of work came to.
pub(super) struct Done<T> {
    /// For whoever asked.
    pub answer: T,
    /// Whether it took words away, so that the log is emptied of them: before the answer, or as soon as no reader is in the way.
    pub erased: bool,
}

impl<T> From<T> for Done<T> {
    fn from(answer: T) -> Self {
        Self { answer, erased: false }
    }
}

/// A piece of work, whatever it is.
pub(super) trait Work: Send {
    /// Runs in the open transaction; when it fails, only what itself did is undone.
    fn run(&mut self, db: &Connection) -> rusqlite::Result<()>;
    fn erased(&self) -> bool;
    fn committed(self: Box<Self>, outcome: Result<(), WriteError>);
}

/// One of a kind, and whoever waits for it.
pub(super) struct Piece<T, F, P> {
    run: Option<F>,
    done: Option<Done<T>>,
    publish: P,
    reply: oneshot::Sender<Result<T, WriteError>>,
}

impl<T, F, P> Piece<T, F, P> {
    pub(super) fn new(run: F, publish: P, reply: oneshot::Sender<Result<T, WriteError>>) -> Self {
        Self { run: Some(run), done: None, publish, reply }
    }
}

impl<T, F, P> Work for Piece<T, F, P>
where
    T: Send,
    F: FnOnce(&Connection) -> rusqlite::Result<Done<T>> + Send,
    P: FnOnce(&T) + Send,
{
    fn run(&mut self, db: &Connection) -> rusqlite::Result<()> {
        if let Some(run) = self.run.take() {
            self.done = Some(run(db)?);
        }
        Ok(())
    }

    fn erased(&self) -> bool {
        self.done.as_ref().is_some_and(|done| done.erased)
    }

    fn committed(self: Box<Self>, outcome: Result<(), WriteError>) {
        let answer = match (outcome, self.done) {
            (Ok(()), Some(done)) => {
                (self.publish)(&done.answer);
                Ok(done.answer)
            }
            (Err(why), _) => Err(why),
            (Ok(()), None) => Err(WriteError::NotWritten("not run".to_owned())),
        };
        // Whoever asked may have left; what was written stays written.
        let _ = self.reply.send(answer);
    }
}
