//! What comes out: plain data, ready for a view.

use super::counts::Counts;
use super::leaning::Stance;
use super::plane::Point;
use super::ranking::{Consensus, Dividing, Uniting};
use super::representative::Representative;

/// The opinions of everyone at one moment.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Picture {
    /// Each participant, by their place in the vote matrix.
    pub participants: Vec<Place>,
    /// The groups, by their numbers. None before anybody voted; one where nobody differs.
    pub groups: Vec<Group>,
    /// Each statement, by its place in the vote matrix.
    pub statements: Vec<Statement>,
    /// The statements that unite the groups, the one they agree on most first.
    pub uniting: Vec<Uniting>,
    /// The statements that divide them, the one that does most first.
    pub dividing: Vec<Dividing>,
    /// How well the groups fit, from -1 to 1; 0 where there are fewer than two.
    pub silhouette: f64,
}

/// Where a participant stands.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Place {
    /// On the map: along the first and the second principal component. Whoever has not voted stands in the middle.
    pub position: Point,
    /// The place of their group among [`Picture::groups`]; none for whoever has voted too little to be grouped.
    pub group: Option<usize>,
    /// On how many statements they voted.
    pub votes: usize,
}

/// A group of participants who vote alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its number, from 0: it keeps it from one picture to the next while most of its people stay.
    pub number: usize,
    /// Where its people stand in the mean.
    pub centre: Point,
    /// Its people, in rising order.
    pub members: Vec<usize>,
    /// The statements that are typical of it.
    pub representative: Vec<Representative>,
}

/// A statement, and what was said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Whether it is kept out of the arithmetic; then it counts for no group and is in no ranking.
    pub kept_out: bool,
    /// Where somebody would stand who has said nothing but that they agree with it.
    pub position: Point,
    /// What everyone said, grouped or not.
    pub everyone: Counts,
    /// What each group said and how it leans, beside [`Picture::groups`].
    pub groups: Vec<Stance>,
    /// The group-aware consensus.
    pub consensus: Consensus,
}
