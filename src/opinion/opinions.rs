//! The votes, and the picture that they make.

use std::sync::Arc;

use super::components::Components;
use super::counts::Counts;
use super::grouped::Grouped;
use super::grouping;
use super::identity;
use super::leaning::Stance;
use super::lloyd::Cluster;
use super::map::Map;
use super::matrix::Votes;
use super::number::Number;
use super::picture::{Group, Picture, Place, Statement};
use super::plane::Point;
use super::ranking::{Consensus, Ranking};
use super::vote::Vote;

/// The opinions of everyone: takes votes one at a time, and makes the next picture from what the last one was made by.
///
/// The picture follows from the votes, from who was grouped in the pictures before, and, for how many groups are shown and which
/// number each has, from those too.
#[derive(Debug, Clone, Default)]
pub struct Opinions {
    votes: Votes,
    grouped: Grouped,
    components: Option<Components>,
    number: Number,
    picture: Arc<Picture>,
    stale: bool,
}

impl Opinions {
    /// What everyone voted.
    #[must_use]
    pub fn votes(&self) -> &Votes {
        &self.votes
    }

    /// Takes a vote of a participant on a statement, in place of the one before it; none takes that back.
    ///
    /// Both are counted from 0 without gaps, by whoever calls: there is room made for all that come before.
    pub fn vote(&mut self, participant: usize, statement: usize, vote: Option<Vote>) {
        self.stale |= self.votes.set(participant, statement, vote);
    }

    /// Keeps a statement out of the arithmetic, as one that a moderator took back, or takes it in again.
    pub fn keep_out(&mut self, statement: usize, out: bool) {
        self.stale |= self.votes.keep_out(statement, out);
    }

    /// The picture as the votes are now; the same one while they are.
    pub fn refresh(&mut self) -> Arc<Picture> {
        if std::mem::take(&mut self.stale) {
            self.picture = Arc::new(self.next());
        }
        Arc::clone(&self.picture)
    }

    fn next(&mut self) -> Picture {
        self.grouped.review(&self.votes);
        let (map, components) = Map::of(&self.votes, self.components.as_ref());
        self.components = Some(components);
        let (groups, silhouette) = self.groups(&map);
        let participants = self.places(&map, &groups);
        let statements = self.statements(&map, &participants, groups.len());
        let mut picture = Picture { participants, groups, statements, silhouette, ..Picture::default() };
        rank(&mut picture);
        picture
    }

    /// The groups, by their numbers, without what is typical of them, and how well they fit.
    fn groups(&mut self, map: &Map) -> (Vec<Group>, f64) {
        let points: Vec<Point> = self.grouped.order().iter().map(|at| map.participants[*at]).collect();
        let mut groupings = grouping::all(&points);
        let Some(shown) = self.number.choose(&groupings) else { return (Vec::new(), 0.0) };
        let shown = groupings.swap_remove(shown);
        let people = |cluster: &Cluster| -> Vec<usize> {
            let mut people: Vec<usize> = cluster.members.iter().map(|at| self.grouped.order()[*at]).collect();
            people.sort_unstable();
            people
        };
        let members: Vec<Vec<usize>> = shown.groups.iter().map(people).collect();
        let numbers = identity::numbers(&members, &self.earlier());
        let group = |((number, members), cluster): ((usize, Vec<usize>), &Cluster)| Group {
            number,
            centre: cluster.centre,
            members,
            representative: Vec::new(),
        };
        let mut groups: Vec<Group> = numbers.into_iter().zip(members).zip(&shown.groups).map(group).collect();
        groups.sort_by_key(|group| group.number);
        (groups, shown.silhouette)
    }

    /// The number of each participant's group in the last picture.
    fn earlier(&self) -> Vec<Option<usize>> {
        let number = |place: &Place| place.group.map(|group| self.picture.groups[group].number);
        self.picture.participants.iter().map(number).collect()
    }

    fn places(&self, map: &Map, groups: &[Group]) -> Vec<Place> {
        let place = |at| Place { position: map.participants[at], group: None, votes: self.votes.cast(at) };
        let mut places: Vec<Place> = (0..self.votes.participants()).map(place).collect();
        for (at, group) in groups.iter().enumerate() {
            group.members.iter().for_each(|member| places[*member].group = Some(at));
        }
        places
    }

    fn statements(&self, map: &Map, participants: &[Place], groups: usize) -> Vec<Statement> {
        let mut everyone = vec![Counts::default(); self.votes.statements()];
        let mut grouped = vec![vec![Counts::default(); groups]; self.votes.statements()];
        for (participant, statement, vote) in self.votes.all() {
            everyone[statement].count(vote);
            if let Some(group) = participants[participant].group {
                grouped[statement][group].count(vote);
            }
        }
        let statement = |(at, (everyone, groups)): (usize, (Counts, Vec<Counts>))| {
            let all: Counts = groups.iter().copied().sum();
            Statement {
                kept_out: self.votes.is_kept_out(at),
                position: map.statements[at],
                everyone,
                groups: groups.iter().map(|group| Stance::of(*group, all - *group)).collect(),
                consensus: Consensus::of(&groups),
            }
        };
        everyone.into_iter().zip(grouped).enumerate().map(statement).collect()
    }
}

/// Fills in what is typical of each group, and what unites and divides them.
fn rank(picture: &mut Picture) {
    let Picture { groups, statements, uniting, dividing, .. } = picture;
    let counting = statements.iter().enumerate().filter(|(_, statement)| !statement.kept_out);
    let counts = |statement: &Statement| statement.groups.iter().map(|stance| stance.counts).collect();
    let said: Vec<(usize, Vec<Counts>)> = counting.map(|(no, statement)| (no, counts(statement))).collect();
    let ranking = Ranking::of(groups.len(), &said);
    (*uniting, *dividing) = (ranking.uniting, ranking.dividing);
    for (group, typical) in groups.iter_mut().zip(ranking.typical) {
        group.representative = typical;
    }
}
