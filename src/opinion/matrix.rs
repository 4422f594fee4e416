//! The vote matrix: participants by statements, most of it unseen.

use nalgebra::DMatrix;

use super::vote::Vote;

/// Who said what of which statement. Participants and statements are counted from 0, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub struct Votes {
    rows: Vec<Row>,
    columns: Vec<Column>,
}

#[derive(Debug, Clone, Default)]
struct Row {
    /// As far as the last statement that the participant voted on.
    votes: Vec<Option<Vote>>,
    cast: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Column {
    cast: usize,
    kept_out: bool,
}

impl Votes {
    /// How many participants there are.
    #[must_use]
    pub fn participants(&self) -> usize {
        self.rows.len()
    }

    /// How many statements there are, also those that nobody has voted on.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.columns.len()
    }

    /// How many statements somebody has voted on, kept out or not: what Polis counts as the statements of a conversation.
    #[must_use]
    pub fn voted_on(&self) -> usize {
        self.columns.iter().filter(|column| column.cast > 0).count()
    }

    /// What the participant said of the statement; none where it is unseen.
    #[must_use]
    pub fn get(&self, participant: usize, statement: usize) -> Option<Vote> {
        *self.rows.get(participant)?.votes.get(statement)?
    }

    /// On how many statements the participant voted.
    #[must_use]
    pub fn cast(&self, participant: usize) -> usize {
        self.rows.get(participant).map_or(0, |row| row.cast)
    }

    /// Whether the statement is kept out of the arithmetic, as one that a moderator took back.
    #[must_use]
    pub fn is_kept_out(&self, statement: usize) -> bool {
        self.columns.get(statement).is_some_and(|column| column.kept_out)
    }

    /// Every vote, as participant, statement and what was said.
    pub fn all(&self) -> impl Iterator<Item = (usize, usize, Vote)> {
        self.rows.iter().enumerate().flat_map(|(participant, row)| {
            let votes = row.votes.iter().enumerate();
            votes.filter_map(move |(statement, vote)| Some((participant, statement, (*vote)?)))
        })
    }

    /// Takes a vote in place of the one before it, or takes it back. True if that changed anything.
    pub fn set(&mut self, participant: usize, statement: usize, vote: Option<Vote>) -> bool {
        let before = self.get(participant, statement);
        if before == vote {
            return false;
        }
        self.make_room(participant, statement);
        self.rows[participant].votes[statement] = vote;
        for cast in [&mut self.rows[participant].cast, &mut self.columns[statement].cast] {
            *cast = *cast + usize::from(vote.is_some()) - usize::from(before.is_some());
        }
        true
    }

    /// Keeps a statement out of the arithmetic, or takes it in again. True if that changed anything.
    pub fn keep_out(&mut self, statement: usize, out: bool) -> bool {
        if self.is_kept_out(statement) == out {
            return false;
        }
        self.make_column(statement);
        self.columns[statement].kept_out = out;
        true
    }

    /// The mean of each statement's votes; 0 where it is kept out or has none.
    #[must_use]
    pub fn means(&self) -> Vec<f64> {
        let mut sums = vec![0.0; self.columns.len()];
        for (_, statement, vote) in self.counted() {
            sums[statement] += vote.value();
        }
        sums.iter().zip(&self.columns).map(|(sum, column)| sum / column.cast.max(1) as f64).collect()
    }

    /// The statements that are not kept out, in rising order.
    #[must_use]
    pub fn counting(&self) -> Vec<usize> {
        (0..self.columns.len()).filter(|at| !self.columns[*at].kept_out).collect()
    }

    /// Each vote less the mean of its statement, with a column for each of [`counting`](Self::counting): what is unseen takes the
    /// mean, so it is 0.
    #[must_use]
    pub fn centred(&self, means: &[f64]) -> DMatrix<f64> {
        let counting = self.counting();
        let mut column = vec![0; self.columns.len()];
        counting.iter().enumerate().for_each(|(at, statement)| column[*statement] = at);
        let mut centred = DMatrix::zeros(self.rows.len(), counting.len());
        for (participant, statement, vote) in self.counted() {
            centred[(participant, column[statement])] = vote.value() - means[statement];
        }
        centred
    }

    /// By what each participant's projection is stretched: the root of the statements over the votes cast, so that whoever
    /// voted little isn't drawn to the middle (Small et al. 2021). A statement that is kept out counts as passed by
    /// everybody: Polis fills its column with zeros.
    #[must_use]
    pub fn stretches(&self) -> Vec<f64> {
        let statements = self.voted_on();
        let kept_out = self.columns.iter().filter(|column| column.kept_out && column.cast > 0).count();
        let cast = |row: &Row| {
            let counts = |(vote, column): &(&Option<Vote>, &Column)| vote.is_some() && !column.kept_out;
            kept_out + row.votes.iter().zip(&self.columns).filter(counts).count()
        };
        self.rows.iter().map(|row| (statements as f64 / cast(row).max(1) as f64).sqrt()).collect()
    }

    /// Every vote on a statement that is not kept out.
    fn counted(&self) -> impl Iterator<Item = (usize, usize, Vote)> {
        self.all().filter(|(_, statement, _)| !self.columns[*statement].kept_out)
    }

    fn make_room(&mut self, participant: usize, statement: usize) {
        if self.rows.len() <= participant {
            self.rows.resize_with(participant + 1, Row::default);
        }
        self.make_column(statement);
        let votes = &mut self.rows[participant].votes;
        if votes.len() <= statement {
            votes.resize(statement + 1, None);
        }
    }

    fn make_column(&mut self, statement: usize) {
        if self.columns.len() <= statement {
            self.columns.resize(statement + 1, Column::default());
        }
    }
}
