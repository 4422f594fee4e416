//! Groups of ideas. Each command names what it was read at, so that two people who drag at once undo nothing of each other's.

use std::collections::BTreeSet;

use super::{act, board_of, decided};
use crate::domain::decide::{Authority, Decision, Request, current, line, made_before};
use crate::domain::forum::Title;
use crate::domain::id::{ClusterNo, IdeaNo, SessionNo};
use crate::domain::idea::change::IdeaAct;
use crate::domain::idea::{CLUSTERS, IdeaBoard, IdeaCommand, IdeaPhase, NAME_LENGTH, ReadIdea};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Author;
use crate::domain::state::{Made, State};

pub fn decide(
    state: &State,
    request: &Request,
    who: &Authority,
    command: &IdeaCommand,
) -> Result<Decision, Refusal> {
    match command {
        IdeaCommand::Cluster { session, title, ideas } => make(state, request, who, *session, title, ideas),
        IdeaCommand::NameCluster { session, cluster, edition, title } => {
            who.desk_of(state, *session)?;
            name(state, *session, (*cluster, *edition), title)
        }
        IdeaCommand::Dissolve { session, cluster, version } => {
            who.desk_of(state, *session)?;
            dissolve(state, *session, (*cluster, *version))
        }
        IdeaCommand::Place { session, idea, version, cluster, at } => {
            who.desk_of(state, *session)?;
            place(state, *session, (*idea, *version), (*cluster, *at))
        }
        IdeaCommand::Arrange { session, arrangement, clusters } => {
            who.desk_of(state, *session)?;
            arrange(state, *session, *arrangement, clusters)
        }
        _ => Err(Code::NotAllowed.into()),
    }
}

/// A board whose groups may be changed: what everyone was told at its end stays.
fn open_board(state: &State, session: SessionNo) -> Result<&IdeaBoard, Refusal> {
    let board = board_of(state, session)?;
    if board.phase == IdeaPhase::Closed { Err(Code::IdeasClosed.into()) } else { Ok(board) }
}

fn make(
    state: &State,
    request: &Request,
    who: &Authority,
    session: SessionNo,
    title: &Title,
    read: &[ReadIdea],
) -> Result<Decision, Refusal> {
    let by = who.desk_of(state, session)?;
    if let Some(decision) = made_before(state, Author::Link(by), request, Made::cluster)? {
        return Ok(decision);
    }
    let board = open_board(state, session)?;
    let title = line(title, NAME_LENGTH)?;
    for ReadIdea { idea, version } in read {
        current(board.listed(*idea).ok_or(Code::UnknownIdea)?.version, *version)?;
    }
    let mut seen = BTreeSet::new();
    let ideas: Vec<IdeaNo> = read.iter().map(|read| read.idea).filter(|no| seen.insert(*no)).collect();
    if board.clusters.len() >= CLUSTERS {
        return Err(Code::OutOfRange.at_most(CLUSTERS));
    }
    let cluster = state.last.cluster.next();
    let made = act(session, IdeaAct::Clustered { cluster, by, id: request.id, title, ideas });
    Ok(Decision { made: Some(cluster.0), ..Decision::of([made]) })
}

fn name(
    state: &State,
    session: SessionNo,
    (no, edition): (ClusterNo, u32),
    title: &Title,
) -> Result<Decision, Refusal> {
    let cluster = open_board(state, session)?.clusters.get(&no).ok_or(Code::UnknownCluster)?;
    let title = line(title, NAME_LENGTH)?;
    if cluster.title == title {
        return Ok(Decision::stands());
    }
    current(cluster.edition, edition)?;
    Ok(decided(session, IdeaAct::Named { cluster: no, title }))
}

fn dissolve(state: &State, session: SessionNo, (no, version): (ClusterNo, u32)) -> Result<Decision, Refusal> {
    let board = open_board(state, session)?;
    let Some(cluster) = board.clusters.get(&no) else {
        return if board.dissolved.contains(&no) {
            Ok(Decision::stands())
        } else {
            Err(Code::UnknownCluster.into())
        };
    };
    current(cluster.version, version)?;
    let ideas = cluster.ideas.clone();
    Ok(decided(session, IdeaAct::Dissolved { cluster: no, ideas }))
}

fn place(
    state: &State,
    session: SessionNo,
    (no, version): (IdeaNo, u32),
    (to, at): (Option<ClusterNo>, u32),
) -> Result<Decision, Refusal> {
    let board = open_board(state, session)?;
    let idea = board.listed(no).ok_or(Code::UnknownIdea)?;
    let into = match to {
        Some(to) => Some(board.clusters.get(&to).ok_or(Code::UnknownCluster)?),
        None => None,
    };
    let others = into.map_or(0, |into| into.ideas.iter().filter(|other| **other != no).count());
    let at = (at as usize).min(others);
    let stands = into.is_none_or(|into| into.ideas.get(at) == Some(&no));
    if idea.cluster == to && stands {
        return Ok(Decision::stands());
    }
    current(idea.version, version)?;
    Ok(decided(session, IdeaAct::Placed { idea: no, cluster: to, at: at as u32 }))
}

fn arrange(
    state: &State,
    session: SessionNo,
    arrangement: u32,
    clusters: &[ClusterNo],
) -> Result<Decision, Refusal> {
    let board = open_board(state, session)?;
    if board.order == clusters {
        return Ok(Decision::stands());
    }
    current(board.arrangement, arrangement)?;
    let mut sorted = clusters.to_vec();
    sorted.sort_unstable();
    if !board.clusters.keys().eq(sorted.iter()) {
        return Err(Code::UnknownCluster.into());
    }
    Ok(decided(session, IdeaAct::Arranged { clusters: clusters.to_vec() }))
}
