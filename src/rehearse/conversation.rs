//! A real conversation as Polis exports it: `comments.csv` and `votes.csv`.
//!
//! Columns are found by their names, so exports of different years can be read. Votes are put into the stable order
//! of their time; the last vote of a voter on a contribution counts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use csv::StringRecord;

/// A conversation.
#[derive(Debug, Clone, Default)]
pub struct Conversation {
    /// What people contributed, by time.
    pub contributions: Vec<Contribution>,
    /// How they voted on it, by time.
    pub votes: Vec<Vote>,
}

/// A contribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    /// Its id in the export.
    pub id: String,
    /// Whose it is.
    pub author: String,
    /// What it says.
    pub text: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// On which contribution.
    pub contribution: String,
    /// Whose it is.
    pub voter: String,
    /// Whether it agrees; a disagreement and a pass do not.
    pub agrees: bool,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// Why a conversation cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// The file is not there or not CSV.
    #[error("{file}: {source}; --replay takes a folder with comments.csv and votes.csv of a Polis export")]
    Csv {
        /// Which file.
        file: PathBuf,
        /// What the reader says.
        source: csv::Error,
    },
    /// A column is missing.
    #[error("{file}:1: there is no column \"{column}\"; a Polis export has one of that name")]
    NoColumn {
        /// Which file.
        file: PathBuf,
        /// Which column.
        column: &'static str,
    },
    /// A field is not what its column holds.
    #[error("{file}:{line}: \"{value}\" in column \"{column}\" is not {expected}")]
    BadField {
        /// Which file.
        file: PathBuf,
        /// Which line, from 1.
        line: u64,
        /// Which column.
        column: &'static str,
        /// What stands there.
        value: String,
        /// What should.
        expected: &'static str,
    },
}

impl Conversation {
    /// Reads the two files of a folder.
    pub fn read(folder: &Path) -> Result<Self, ReplayError> {
        let mut contributions = Table::open(folder.join("comments.csv"))?.rows(|row| {
            Ok(Contribution {
                id: row.text("comment-id")?,
                author: row.text("author-id")?,
                text: row.text("comment-body")?,
                at: row.number("timestamp")?,
            })
        })?;
        let mut votes = Table::open(folder.join("votes.csv"))?.rows(|row| {
            Ok(Vote {
                contribution: row.text("comment-id")?,
                voter: row.text("voter-id")?,
                agrees: row.vote("vote")? == 1,
                at: row.number("timestamp")?,
            })
        })?;
        contributions.sort_by_key(|contribution| contribution.at);
        votes.sort_by_key(|vote| vote.at);
        Ok(Self { contributions, votes })
    }

    /// Everyone who takes part.
    #[must_use]
    pub fn people(&self) -> BTreeSet<&str> {
        let authors = self.contributions.iter().map(|contribution| contribution.author.as_str());
        authors.chain(self.votes.iter().map(|vote| vote.voter.as_str())).collect()
    }

    /// How many people agree with each contribution: the last vote of each counts.
    #[must_use]
    pub fn recount(&self) -> BTreeMap<&str, u32> {
        let mut last: BTreeMap<(&str, &str), bool> = BTreeMap::new();
        for vote in &self.votes {
            last.insert((&vote.contribution, &vote.voter), vote.agrees);
        }
        let mut counts: BTreeMap<&str, u32> =
            self.contributions.iter().map(|contribution| (contribution.id.as_str(), 0)).collect();
        for ((contribution, _), agrees) in last {
            *counts.entry(contribution).or_default() += u32::from(agrees);
        }
        counts
    }
}

struct Table {
    file: PathBuf,
    columns: StringRecord,
    reader: csv::Reader<std::fs::File>,
}

struct Row<'a> {
    table: (&'a Path, &'a StringRecord),
    fields: StringRecord,
}

impl Table {
    fn open(file: PathBuf) -> Result<Self, ReplayError> {
        let read = |file: &Path| {
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(file)?;
            let columns = reader.headers()?.clone();
            Ok((reader, columns))
        };
        match read(&file) {
            Ok((reader, columns)) => Ok(Self { file, columns, reader }),
            Err(source) => Err(ReplayError::Csv { file, source }),
        }
    }

    fn rows<T>(mut self, make: impl Fn(&Row<'_>) -> Result<T, ReplayError>) -> Result<Vec<T>, ReplayError> {
        let mut rows = Vec::new();
        for fields in self.reader.records() {
            let fields = fields.map_err(|source| ReplayError::Csv { file: self.file.clone(), source })?;
            rows.push(make(&Row { table: (&self.file, &self.columns), fields })?);
        }
        Ok(rows)
    }
}

impl Row<'_> {
    fn field(&self, column: &'static str) -> Result<&str, ReplayError> {
        let (file, columns) = self.table;
        let named = |name: &str| name.trim_start_matches('\u{feff}').trim() == column;
        let at = columns.iter().position(named);
        let at = at.ok_or_else(|| ReplayError::NoColumn { file: file.to_owned(), column })?;
        self.fields.get(at).ok_or_else(|| self.wrong(column, "", "there: the line is too short"))
    }

    fn text(&self, column: &'static str) -> Result<String, ReplayError> {
        self.field(column).map(str::to_owned)
    }

    fn number(&self, column: &'static str) -> Result<i64, ReplayError> {
        let field = self.field(column)?;
        field.trim().parse().map_err(|_| self.wrong(column, field, "a whole number"))
    }

    fn vote(&self, column: &'static str) -> Result<i64, ReplayError> {
        let vote = self.number(column)?;
        if (-1..=1).contains(&vote) {
            Ok(vote)
        } else {
            Err(self.wrong(column, &vote.to_string(), "1 (agrees), -1 (disagrees) or 0 (passes)"))
        }
    }

    fn wrong(&self, column: &'static str, value: &str, expected: &'static str) -> ReplayError {
        ReplayError::BadField {
            file: self.table.0.to_owned(),
            line: self.fields.position().map_or(0, csv::Position::line),
            column,
            value: value.to_owned(),
            expected,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(comments: &str, votes: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("comments.csv"), comments).expect("written");
        std::fs::write(folder.path().join("votes.csv"), votes).expect("written");
        folder
    }

    const COMMENTS: &str =
        "timestamp,comment-id,author-id,moderated,comment-body\n2,b,7,1,\"two\nlines\"\n1,a,7,1,one\n";

    #[test]
    fn the_last_vote_of_a_voter_counts() {
        let votes = "timestamp,datetime,comment-id,voter-id,vote\n5,x,a,1,1\n4,x,a,1,-1\n6,x,a,2,1\n7,x,a,2,0\n7,x,b,2,1\n";
        let folder = folder(COMMENTS, votes);
        let conversation = Conversation::read(folder.path()).expect("it can be read");
        assert_eq!(conversation.contributions[1].text, "two\nlines");
        assert_eq!(conversation.recount(), BTreeMap::from([("a", 1), ("b", 1)]));
        assert_eq!(conversation.people().len(), 3);
    }

    #[test]
    fn a_mistake_names_file_line_and_column() {
        let folder = folder(COMMENTS, "timestamp,comment-id,voter-id,vote\n1,a,1,5\n");
        let error = Conversation::read(folder.path()).expect_err("five is no vote").to_string();
        assert!(error.contains("votes.csv:2: \"5\" in column \"vote\" is not 1 (agrees)"), "{error}");
        let error =
            Conversation::read(&folder.path().join("nowhere")).expect_err("no such folder").to_string();
        assert!(error.contains("comments.csv"), "{error}");
    }

    #[test]
    fn a_missing_column_is_named() {
        let folder = folder("timestamp,comment-id,comment-body\n1,a,x\n", "");
        let error = Conversation::read(folder.path()).expect_err("no author").to_string();
        assert!(error.contains("there is no column \"author-id\""), "{error}");
    }
}
