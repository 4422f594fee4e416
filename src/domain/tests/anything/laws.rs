//! What holds in every state.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::award::{Award, Stage, TrackKind};
use crate::domain::badge;
use crate::domain::ballot::Mark;
use crate::domain::board::{Board, Counts};
use crate::domain::due::Due;
use crate::domain::id::{PersonId, QuestionNo, SessionNo};
use crate::domain::idea::{IdeaBoard, IdeaStatus, Spot};
use crate::domain::index::Index;
use crate::domain::poll::{Poll, PollKind, PollPhase, Round};
use crate::domain::question::{Question, Source, Staging, Status};
use crate::domain::ranking;
use crate::domain::recommendation;
use crate::domain::split::{LEAST, Shift, Split};
use crate::domain::stand::{BUCKET, Exhibition, OnPage, RATINGS_TOLD, Remark, RemarkKind, RemarkStatus};
use crate::domain::state::State;
use crate::domain::statement::{Conversation, PUBLISHED};
use crate::domain::tally::recount;

use super::blind::blind_ballots_are_their_voters;
use super::halls::halls_are_there;
use super::show::cues_are_what_became_of_them;
use super::speaking::queues_are_in_order;

/// Panics where one does not hold.
pub fn laws_hold(state: &State) {
    for (no, session) in &state.sessions {
        counts_are_the_recount(state, *no, &session.board.counts);
        orders_hold_what_they_should(state, *no, &session.board);
        assert!(session.starts <= session.ends, "a session ends after it starts");
    }
    for (no, question) in &state.questions {
        supports_are_a_union(state, *no, question);
    }
    people_are_known_by_what_they_did(state);
    for poll in state.polls.values() {
        ballots_are_counted(state, poll);
    }
    slips_are_used_by_their_badges(state);
    leaders_have_what_their_answers_are_worth(state);
    state.awards.values().for_each(|award| an_award_is_what_its_stage_says(award));
    blind_ballots_are_their_voters(state);
    state.conversations.iter().for_each(|(no, held)| statements_are_counted(state, *no, held));
    for (no, board) in &state.ideas {
        ideas_lie_where_they_should(board);
        ideas_are_of_those_who_made_them(state, *no, board);
    }
    state.exhibitions.values().for_each(|held| stands_are_counted(held));
    recommendations_are_what_was_decided(state);
    cues_are_what_became_of_them(state);
    queues_are_in_order(state);
    at_most_one_session_runs_in_a_hall(state);
    halls_are_there(state);
    assert_eq!(state.due, Due::of(state), "what the clock waits for is what the agenda says");
    assert_eq!(state.index, reindexed(state), "the index is that of the words that are there");
}

/// Visits, when they were, and ratings come to what every person gave; what is on a page has an answer, and is with its team.
fn stands_are_counted(held: &Exhibition) {
    let order: BTreeSet<_> = held.order.iter().copied().collect();
    assert!(held.stands.keys().copied().eq(order.iter().copied()) && order.len() == held.order.len());
    let mut own: BTreeMap<PersonId, BTreeSet<_>> = BTreeMap::new();
    for (no, stand) in &held.stands {
        let (mut visits, mut came, mut stars) = (0, BTreeMap::new(), [0; 5]);
        for visit in held.people.values().filter_map(|visitor| visitor.visits.get(no)) {
            visits += 1;
            *came.entry(visit.at.0 / BUCKET.0).or_insert(0) += 1;
            if let Some(rating) = visit.rating {
                stars[usize::from(rating.stars) - 1] += 1;
            }
        }
        assert_eq!((stand.visits, stand.stars), (visits, stars), "stand {no} recounts");
        assert!(stand.came.iter().map(|(at, n)| (*at, *n)).eq(came), "and when they came");
        let due =
            |kind| stand.remarks.values().filter(|left| left.kind == kind && left.is_due()).count() as u32;
        assert_eq!(stand.due, [due(RemarkKind::Question), due(RemarkKind::Comment)], "what is to be done");
        let waits = stand.remarks.values().filter(|left| left.status == RemarkStatus::Waiting).count();
        assert_eq!(stand.waiting as usize, waits);
        let such = |is: fn(&Remark) -> bool| stand.remarks.values().filter(|left| is(left)).count() as u32;
        let comments = such(|left| left.kind == RemarkKind::Comment && left.status == RemarkStatus::Open);
        assert_eq!(stand.comments, comments, "comments with the team");
        assert_eq!(stand.dismissed, such(|left| matches!(left.status, RemarkStatus::Dismissed(_))));
        assert_eq!(stand.withdrawn, such(|left| left.status == RemarkStatus::Withdrawn));
        assert!(stand.told.is_none_or(|told| told.rated <= stand.rated()));
        assert_eq!(stand.told.is_some(), stand.rated() >= RATINGS_TOLD);
        for (remark, left) in &stand.remarks {
            own.entry(left.author).or_default().insert((*no, *remark));
            let on_page = left.page != OnPage::Private;
            assert!(!on_page || (left.answer.is_some() && left.status == RemarkStatus::Open));
        }
    }
    for (person, visitor) in &held.people {
        let known: BTreeSet<_> = visitor.remarks.iter().copied().collect();
        assert_eq!(known.len(), visitor.remarks.len());
        assert_eq!(known, own.remove(person).unwrap_or_default(), "what was asked and said");
        assert!(
            visitor.visits.keys().all(|stand| held.stands.contains_key(stand)),
            "a visited stand is there"
        );
    }
    assert!(own.is_empty());
}

/// A table that something names is there, and each knows the own ideas.
fn ideas_are_of_those_who_made_them(state: &State, no: SessionNo, board: &IdeaBoard) {
    let ideas = board.ideas.values().filter_map(|idea| idea.table);
    let links = state.links.values().filter(|link| !link.revoked).filter_map(|link| link.table);
    let links = links.filter(|at| at.session == no).map(|at| at.table);
    for table in ideas.chain(links).chain(board.results.keys().copied()) {
        assert!(board.has_table(table), "table {table} of session {no} is there");
    }
    let mut own: BTreeMap<PersonId, Vec<_>> = BTreeMap::new();
    for (no, idea) in &board.ideas {
        if let Some(person) = idea.author.person() {
            own.entry(person).or_default().push(*no);
        }
    }
    for (person, known) in &board.people {
        assert_eq!(known.ideas, own.remove(person).unwrap_or_default(), "the own ideas");
    }
    assert!(own.is_empty());
}

/// Each idea is in one group at most, and dots come to what every person gave: worked out spot by spot.
fn ideas_lie_where_they_should(board: &IdeaBoard) {
    let order: BTreeSet<_> = board.order.iter().copied().collect();
    assert!(board.clusters.keys().copied().eq(order.iter().copied()) && order.len() == board.order.len());
    let mut held = BTreeMap::new();
    for (no, cluster) in &board.clusters {
        for idea in &cluster.ideas {
            assert_eq!(held.insert(*idea, *no), None, "{idea} is in two groups");
        }
    }
    for (no, idea) in &board.ideas {
        assert_eq!(idea.cluster, held.get(no).copied(), "where {no} lies");
        assert!(idea.status == IdeaStatus::Listed || idea.cluster.is_none());
    }
    let (mut voters, mut on) = (0, BTreeMap::new());
    for own in board.people.values() {
        let (mut left, mut counted) = (u32::from(board.plan.dots), BTreeMap::new());
        for dots in own.dots.iter().flat_map(|given| &given.dots) {
            let spot = match dots.on {
                Spot::Idea(no) if board.ideas[&no].status != IdeaStatus::Listed => continue,
                Spot::Idea(no) => held.get(&no).map_or(dots.on, |no| Spot::Cluster(*no)),
                Spot::Cluster(no) if !board.clusters.contains_key(&no) => continue,
                Spot::Cluster(_) => dots.on,
            };
            for _ in 0..dots.n {
                if left > 0 && counted.get(&spot).copied().unwrap_or(0) < u32::from(board.plan.most) {
                    *counted.entry(spot).or_insert(0) += 1;
                    left -= 1;
                }
            }
        }
        voters += u32::from(!counted.is_empty());
        for (spot, n) in counted {
            *on.entry(spot).or_insert(0) += n;
        }
    }
    assert_eq!(board.tally.voters, voters);
    assert!(board.tally.on.iter().map(|(on, n)| (*on, *n)).eq(on), "the dots are what everyone gave");
}

/// Votes are counted one by one, what is merged belongs to one, and no number is above what there may be.
fn recommendations_are_what_was_decided(state: &State) {
    let of = &state.recommendations;
    for round in of.rounds.values() {
        let (mut counts, mut voters) = (BTreeMap::<_, [u32; 3]>::new(), BTreeSet::new());
        for (person, on, cast) in round.all_cast() {
            assert!(round.list.contains(&on));
            let Some(voice) = cast.vote else { continue };
            counts.entry(on).or_default()[voice as usize] += 1;
            voters.insert(person);
        }
        for no in &round.list {
            assert_eq!(
                round.outcome(*no).counts,
                counts.get(no).copied().unwrap_or_default(),
                "the votes on {no}"
            );
        }
        assert_eq!(round.voted as usize, voters.len());
    }
    assert!(of.rounds.values().filter(|round| round.closed.is_none()).count() <= 1, "one vote is open");
    let mut belongs = BTreeMap::new();
    for (no, held) in &of.all {
        for absorbed in &held.absorbed {
            assert_eq!(belongs.insert(*absorbed, *no), None, "{absorbed} is in two");
        }
        assert!(of.evidence(state, *no).len() <= recommendation::EVIDENCE);
        assert_eq!(held.published.is_some(), !held.steps.is_empty(), "what was published has a step");
        assert!(held.steps.len() <= recommendation::STEPS);
    }
    for (no, held) in &of.all {
        let into = if let recommendation::Stage::Merged(into) = held.stage { Some(into) } else { None };
        assert_eq!(belongs.get(no).copied(), into, "to which {no} belongs");
    }
}

fn an_award_is_what_its_stage_says(award: &Award) {
    let plan = &award.plan;
    assert_eq!(award.lot.is_some(), award.stage >= Stage::Scoring);
    assert_eq!(award.results.is_some(), award.stage == Stage::Opened);
    assert_eq!(award.revealed.len(), if award.stage == Stage::Opened { plan.tracks.len() } else { 0 });
    assert!(award.sheets.is_empty() || award.stage >= Stage::Scoring);
    for (case, sheet) in &award.sheets {
        let track = &plan.tracks[usize::from(case.track)];
        assert!(track.kind == TrackKind::Scored && usize::from(case.nominee) < track.nominees.len());
        assert!(sheet.marks.is_empty() || sheet.marks.len() == plan.criteria.len());
        assert!(sheet.marks.iter().all(|mark| *mark <= plan.scale));
    }
    for (track, shown) in award.revealed.iter().enumerate() {
        let result = award.result(track).expect("it was counted");
        assert!(usize::from(*shown) <= result.steps().len());
        assert_eq!(result.nominees.len(), plan.tracks[track].nominees.len());
    }
}

/// Vote by vote, and by the words that are there.
fn statements_are_counted(state: &State, no: SessionNo, held: &Conversation) {
    assert!(state.sessions.contains_key(&no), "statements are a session's");
    assert!(held.published() <= PUBLISHED);
    for (statement, said) in &held.list {
        let mut counts = [0; 3];
        for (_, _, cast) in held.all_cast().filter(|(_, on, _)| on == statement) {
            if let Some(vote) = cast.vote {
                counts[vote as usize] += 1;
            }
        }
        assert_eq!(said.counts, counts, "the votes on {statement}");
        let is_keyed = held.keys.iter().any(|(_, keyed)| keyed == statement);
        let is_there = state.words.get(said.text).is_some();
        assert_eq!(is_keyed, said.is_published() && is_there);
    }
    let own = |person: &PersonId| {
        let by = held.list.iter().filter(|(_, said)| said.author.person() == Some(*person));
        by.map(|(no, _)| *no).collect::<Vec<_>>()
    };
    for (person, writer) in &held.writers {
        let mut known = writer.own.clone();
        known.sort_unstable();
        assert_eq!(known, own(person));
    }
}

/// Worked out ballot by ballot, without what keeps the scores.
fn leaders_have_what_their_answers_are_worth(state: &State) {
    let mut sums: BTreeMap<SessionNo, BTreeMap<PersonId, u32>> = BTreeMap::new();
    for poll in state.polls.values() {
        let PollKind::Quiz { answer } = poll.plan.kind else { continue };
        if poll.plan.settings.secret || !poll.revealed || poll.phase != PollPhase::Closed {
            continue;
        }
        let sums = sums.entry(poll.session).or_default();
        for (voter, ballot) in &poll.round.ballots {
            let Some(Mark::Options(chosen)) = &ballot.mark else { continue };
            let time = poll.round.time.map(|time| time.0.cast_unsigned());
            let lost = time.map_or(0, |time| 500 * u64::from(ballot.took.unwrap_or_default()) / time);
            *sums.entry(voter.0).or_default() +=
                if chosen.as_slice() == [answer] { 1_000 - lost as u32 } else { 0 };
        }
    }
    assert!(state.scores.keys().eq(sums.keys()), "a session has a board while a quiz of it counts");
    for (session, sums) in &sums {
        let scores = &state.scores[session];
        assert!(scores.people().eq(sums.keys().copied()), "who answered is on the board of {session}");
        for (person, sum) in sums {
            let above = sums.values().filter(|other| *other > sum).count();
            let score = scores.get(*person).expect("it is there");
            assert_eq!((score.points, score.rank as usize), (*sum, 1 + above));
        }
    }
}

fn counts_are_the_recount(state: &State, no: SessionNo, counts: &Counts) {
    let mut recount = Counts::default();
    for question in state.questions.values().filter(|question| question.source != Source::Seed) {
        let standing = &question.standing;
        let is_assisted = matches!(question.source, Source::Usher | Source::Kiosk);
        if is_assisted && (standing.trail.contains(&no) || standing.session == no) {
            recount.assisted += 1;
        }
        if standing.trail.contains(&no) {
            recount.received += 1;
            recount.moved += 1;
        }
        if standing.session == no {
            recount.received += 1;
            match standing.status {
                Status::Pending => recount.pending += 1,
                Status::Listed => recount.listed += 1,
                Status::Answered => recount.answered += 1,
                Status::Merged(_) => recount.merged += 1,
                Status::Withdrawn => recount.withdrawn += 1,
                Status::Dismissed(reason) => recount.dismissed[reason as usize] += 1,
            }
        }
    }
    assert_eq!(counts, &recount, "the account of session {no}");
    assert_eq!(counts.received, counts.accounted(), "received is the sum of what became");
}

fn orders_hold_what_they_should(state: &State, no: SessionNo, board: &Board) {
    let here = |is: &dyn Fn(&Question) -> bool| -> BTreeSet<QuestionNo> {
        let there = state.questions.iter().filter(|(_, q)| q.standing.session == no && is(q));
        there.map(|(no, _)| *no).collect()
    };
    let set = |order: &imbl::OrdSet<QuestionNo>| order.iter().copied().collect::<BTreeSet<_>>();
    assert_eq!(set(&board.waiting), here(&|q| q.standing.status == Status::Pending));
    assert_eq!(set(&board.public), here(&|q| q.standing.status.is_public()));
    assert_eq!(
        board.queue.iter().copied().collect::<BTreeSet<_>>(),
        here(&|q| q.standing.place == Staging::Queued)
    );
    assert_eq!(
        board.queue.len(),
        here(&|q| q.standing.place == Staging::Queued).len(),
        "nothing is queued twice"
    );
    let on_stage: BTreeSet<_> = board.on_stage.into_iter().collect();
    assert_eq!(on_stage, here(&|q| q.standing.place == Staging::OnStage));
    let ranked: BTreeSet<_> = board.ranked.iter().map(|(_, no)| *no).collect();
    assert_eq!((ranked, board.ranked.len()), (set(&board.public), board.public.len()));
    for (rank, no) in &board.ranked {
        assert_eq!(rank.0, state.questions[no].supports(), "the rank is by support");
    }
    let acts = state.acts.iter().filter(|(_, act)| act.session == no).map(|(no, _)| *no);
    assert_eq!(board.acts.iter().copied().collect::<Vec<_>>(), acts.collect::<Vec<_>>());
}

fn supports_are_a_union(state: &State, no: QuestionNo, question: &Question) {
    let registers = state.group(no).into_iter().flat_map(|no| state.questions[&no].supporters.clone());
    let people: BTreeSet<PersonId> = registers.filter(|(_, set)| set.on).map(|(person, _)| person).collect();
    assert_eq!(question.supports() as usize, people.len(), "supports of {no}");
    for absorbed in &question.absorbed {
        let merged = &state.questions[absorbed].standing;
        assert_eq!(merged.status, Status::Merged(no), "{absorbed} knows where it went");
        assert_eq!(merged.session, question.standing.session, "what was merged goes with it");
    }
}

fn people_are_known_by_what_they_did(state: &State) {
    let mut supports: BTreeMap<PersonId, BTreeSet<QuestionNo>> = BTreeMap::new();
    for (no, question) in &state.questions {
        for (person, _) in question.supporters.iter().filter(|(_, set)| set.on) {
            supports.entry(*person).or_default().insert(*no);
        }
    }
    for (id, person) in &state.people {
        let known: BTreeSet<_> = person.supports.iter().copied().collect();
        assert_eq!(known, supports.remove(id).unwrap_or_default());
        let waits = |no: &&QuestionNo| state.questions[*no].standing.status == Status::Pending;
        assert_eq!(person.waiting as usize, person.questions.iter().filter(waits).count());
    }
    assert!(supports.is_empty(), "nobody supports without being known");
}

fn ballots_are_counted(state: &State, poll: &Poll) {
    for round in poll.rounds().filter(|round| round.no > 0) {
        assert_eq!(round.tally, recount(&poll.plan, round, &state.words));
        let runoff = ranking::counted(&poll.plan, round);
        assert!(round.runoff.is_none() || round.runoff.as_deref() == runoff.as_ref(), "what was kept stands");
        assert!(round.runoff.is_none() || round.closed.is_some(), "and is kept once it is over");
    }
    poll.rounds().for_each(|round| tables_tell_of_nobody(poll, round));
    let open = matches!(poll.phase, PollPhase::Open { .. });
    let settings = poll.plan.settings;
    assert_eq!(poll.round.key.is_some(), open && settings.secret && !settings.blind);
    let session = &state.sessions[&poll.session];
    assert!(
        !open || session.phase != crate::domain::agenda::Phase::Ended,
        "an ended session has no open poll"
    );
}

/// A slip that was used left a ballot of its badge, of that edition or a later one, and in one history none was used twice. A secret
/// round tells nothing of how its ballots were cast. What was printed is found again.
fn slips_are_used_by_their_badges(state: &State) {
    for poll in state.polls.values() {
        for round in poll.rounds() {
            let whose: BTreeSet<_> =
                round.slips.iter().map(|(voter, edition, _)| (*voter, *edition)).collect();
            assert!(!state.homes.is_empty() || whose.len() == round.slips.len(), "a slip was used twice");
            for (voter, edition) in whose {
                let ballot = round.ballots.get(&voter).expect("a slip that was used left a ballot");
                assert!(ballot.edition >= edition, "of its badge as it was or later");
            }
            let is_marked = round.ballots.values().any(|ballot| ballot.assisted.is_some());
            assert!(!poll.plan.settings.secret || (!is_marked && round.slips.is_empty()));
        }
    }
    // Their codes are made anew for it: now and then is often enough.
    for poll in state.polls.keys().rev().take(2).filter(|_| state.rev.is_multiple_of(16)) {
        for printed in badge::slips(state, *poll, None).slips {
            let slip = state.slip(printed.code).expect("what is printed is good");
            assert!(slip.check().is_ok() && slip.holder.badge == printed.badge && slip.poll == *poll);
        }
    }
}

/// A table is of a round that is over, and of five people at least. (Ballots that come home later are in its tally alone.)
fn tables_tell_of_nobody(poll: &Poll, round: &Round) {
    let table = match round.split.as_deref() {
        None => return,
        Some(Split::Groups(table)) => table,
        Some(Split::Shift(shift)) => return shifts_tell_of_nobody(poll, round, shift),
    };
    assert!(poll.plan.settings.by_group && round.closed.is_some() && table.rows.len() > 1);
    for row in &table.rows {
        assert!(row.voters >= LEAST, "{row:?}");
        let is_told_well = |told: &Option<u32>| told.is_none_or(|n| n == 0 || n >= LEAST);
        assert!(row.counts.iter().all(is_told_well), "{row:?}");
    }
}

/// A shift is told beside the round that was said when its own opened, and beside one alone, of five people at least each time.
fn shifts_tell_of_nobody(poll: &Poll, round: &Round, shift: &Shift) {
    assert!(poll.plan.settings.after == Some(shift.earlier.0) && round.closed.is_some());
    assert_eq!(round.earlier, Some(shift.earlier));
    let beside = poll.rounds().filter_map(|round| match round.split.as_deref() {
        Some(Split::Shift(other)) => Some(other.earlier),
        _ => None,
    });
    assert_eq!(beside.filter(|earlier| *earlier == shift.earlier).count(), 1, "told twice");
    let (before, now): (u32, u32) = (shift.before.iter().sum(), shift.now.iter().sum());
    assert!(before >= LEAST && now >= LEAST);
    let Some(moved) = &shift.moved else { return };
    let (came_anew, stayed_away) = (now - moved.both, before - moved.both);
    for few in [came_anew, stayed_away] {
        assert!(few == 0 || few >= LEAST, "{shift:?}");
    }
    for (row, cells) in moved.cells.iter().enumerate() {
        let of_row = shift.before.get(row).copied().unwrap_or(came_anew);
        for (column, told) in cells.iter().enumerate() {
            let of_column = shift.now.get(column).copied().unwrap_or(stayed_away);
            let is_corner = row == shift.before.len() && column == shift.now.len();
            let is_empty = of_row == 0 || of_column == 0 || is_corner;
            assert!(told.is_none_or(|n| n >= LEAST || (n == 0 && is_empty)), "{shift:?}");
        }
    }
}

fn at_most_one_session_runs_in_a_hall(state: &State) {
    let open = state.sessions.values().filter(|session| session.phase == crate::domain::agenda::Phase::Open);
    let halls: Vec<_> = open.map(|session| session.hall).collect();
    assert_eq!(halls.len(), halls.iter().collect::<BTreeSet<_>>().len());
}

fn reindexed(state: &State) -> Index {
    let mut again = state.clone();
    again.index = Index::default();
    again.file_again(&[]);
    again.index
}
