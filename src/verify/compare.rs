//! What stands, beside what was counted.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::id::{PersonId, PollNo, QuestionNo, SpeakerNo};
use crate::domain::poll::{Poll, Round};
use crate::domain::state::State;
use crate::domain::tally;

use super::recount::Recount;
use super::report::ForumReport;

/// Compares every figure of the state with the count made from the changes alone.
pub(super) fn figures(state: &State, recount: &Recount, report: &mut ForumReport) {
    report.counted.questions = state.questions.len();
    report.counted.supports = recount.supports();
    for (no, session) in &state.sessions {
        let place = format!("session {no}");
        let counts = &session.board.counts;
        report.expect(&place, "account of the questions", counts, &recount.counts(*no));
        if counts.received != counts.accounted() {
            report
                .note(&place, format!("{} received, {} accounted for", counts.received, counts.accounted()));
        }
        let stars = recount.stars(*no);
        report.counted.ratings += stars.iter().sum::<u32>() as usize;
        report.expect(&place, "ratings", &session.feedback.stars, &stars);
    }
    for (no, question) in &state.questions {
        let place = format!("question {no}");
        report.expect(&place, "supports", &question.supports(), &recount.supporters(*no));
        merging(state, *no, &place, report);
    }
    award_figures(state, recount, report);
    group_figures(recount, report);
    statement_figures(state, recount, report);
    for (no, board) in &state.ideas {
        let place = format!("idea board of session {no}");
        let (tally, count) = (&board.tally, recount.dots(*no));
        report.counted.ideas += board.ideas.len();
        report.counted.dots += count.on.values().sum::<u32>() as usize;
        report.expect(&place, "people who gave dots", &tally.voters, &count.people);
        let on = tally.on.iter().map(|(spot, n)| (*spot, *n)).collect();
        report.expect(&place, "dots", &on, &count.on);
    }
    stand_figures(state, recount, report);
    speaking_figures(state, recount, report);
    recommendation_figures(state, recount, report);
    for (no, poll) in &state.polls {
        for round in rounds(poll) {
            round_figures(state, recount, (*no, poll), round, report);
        }
    }
}

/// Visits and ratings come out of what each person gave, and every visit has its time.
fn stand_figures(state: &State, recount: &Recount, report: &mut ForumReport) {
    for (session, held) in &state.exhibitions {
        for (no, stand) in &held.stands {
            let place = format!("stand {no} of session {session}");
            let (visits, stars) =
                (recount.stands().visits(*session, *no), recount.stands().stars(*session, *no));
            report.counted.visits += visits as usize;
            report.expect(&place, "visits", &stand.visits, &visits);
            report.expect(&place, "visits by their times", &stand.came.values().sum(), &visits);
            report.expect(&place, "ratings", &stand.stars, &stars);
        }
    }
}

/// Who waits, who speaks and how often each has spoken is what was asked for and called.
fn speaking_figures(state: &State, recount: &Recount, report: &mut ForumReport) {
    for (session, queue) in &state.queues {
        let place = format!("speaking queue of session {session}");
        let floor = recount.speaking(*session);
        let person = |no: &SpeakerNo| queue.tickets.get(no).map(|ticket| ticket.person);
        let turns: BTreeMap<PersonId, u32> = queue
            .people
            .iter()
            .filter(|(_, own)| own.turns > 0)
            .map(|(person, own)| (*person, own.turns))
            .collect();
        let waiting: BTreeSet<PersonId> = queue.waiting.iter().filter_map(person).collect();
        report.counted.turns += floor.turns.values().sum::<u32>() as usize;
        report.expect(&place, "places", &queue.waiting.len(), &floor.waiting.len());
        report.expect(&place, "people who wait", &waiting, &floor.waiting);
        report.expect(&place, "who speaks", &queue.speaking.as_ref().and_then(person), &floor.speaking);
        report.expect(&place, "turns", &queue.turns, &floor.turns.values().sum());
        report.expect(&place, "turns by person", &turns, &floor.turns);
    }
}

/// What each vote over recommendations came to is what everyone said.
fn recommendation_figures(state: &State, recount: &Recount, report: &mut ForumReport) {
    let counted = recount.recommendations();
    report.counted.recommendations = state.recommendations.all.len();
    for (no, round) in &state.recommendations.rounds {
        let place = format!("vote {no} over recommendations");
        let (votes, people) = (counted.counts(*no), counted.voters(*no));
        report.counted.voices += votes.values().flatten().sum::<u32>() as usize;
        report.expect(&place, "people who voted", &round.voted, &people);
        let stands = round.counts.iter().filter(|(_, counts)| **counts != [0; 3]);
        report.expect(&place, "votes", &stands.map(|(no, counts)| (*no, *counts)).collect(), &votes);
    }
}

/// What was told by group, or beside an earlier round, comes out of the ballots and the badges of that moment, and tells of nobody.
fn group_figures(recount: &Recount, report: &mut ForumReport) {
    let (wrong, uncounted) = recount.wrong_groups();
    report.counted.uncounted = uncounted;
    for (poll, round) in wrong {
        let place = format!("poll {poll}, round {round}");
        report.note(place, "the results by group or the shift that were told do not come out of its ballots");
    }
}

/// Each track that an award's opening tells comes out of its marks and ballots.
fn award_figures(state: &State, recount: &Recount, report: &mut ForumReport) {
    let awards = recount.awards();
    report.counted.tracks = awards.tracks;
    for (session, track) in &awards.wrong {
        let plan = state.awards.get(session).map(|award| &award.plan);
        let title = plan.and_then(|plan| plan.tracks.get(*track)).map(|track| &track.title);
        let name = title.map_or("", |title| if title.ar.is_empty() { &title.en } else { &title.ar });
        let place = format!("award of session {session}, track {} ({name})", track + 1);
        report.note(place, "the results that were told do not come out of its marks and ballots");
    }
    for session in &awards.alone {
        let place = format!("award of session {session}");
        report.note(place, "it was not opened by two organisers after it was sealed");
    }
}

/// The votes on each statement are those that were given, and each last picture can be one of those of its moment.
fn statement_figures(state: &State, recount: &Recount, report: &mut ForumReport) {
    let counted = recount.statements();
    let votes = counted.votes();
    for (session, held) in &state.conversations {
        for (no, said) in &held.list {
            let votes = votes.get(&(*session, *no)).copied().unwrap_or_default();
            report.counted.votes += votes.iter().sum::<u32>() as usize;
            report.expect(&format!("statement {no}"), "votes", &said.counts, &votes);
        }
    }
    (report.counted.pictures, report.counted.otherwise) = (counted.pictures, counted.otherwise());
    for session in &counted.wrong {
        let place = format!("statements of session {session}");
        report.note(place, "the last picture cannot come out of their votes");
    }
}

/// What a question was merged into is there, and was not merged into the question itself.
fn merging(state: &State, no: QuestionNo, place: &str, report: &mut ForumReport) {
    let root = state.root(no);
    match state.questions.get(&root) {
        None => report.note(place, format!("it was merged into question {root}, which is not there")),
        Some(question) if question.standing.status.merged_into().is_some() => {
            report.note(place, "it was merged in a circle");
        }
        Some(_) => {}
    }
}

fn round_figures(
    state: &State,
    recount: &Recount,
    (no, poll): (PollNo, &Poll),
    round: &Round,
    report: &mut ForumReport,
) {
    let place = format!("poll {no}, round {}", round.no);
    let counted = recount.tally(no, round.no, &poll.plan);
    report.counted.rounds += 1;
    report.counted.ballots += counted.voters as usize;
    report.expect(&place, "voters", &round.tally.voters, &counted.voters);
    report.expect(&place, "votes by option", &round.tally.counts, &counted.counts);
    report.expect(&place, "backers by option", &round.tally.backers, &counted.backers);
    report.expect(&place, "pairs", &round.tally.pairs, &counted.pairs);
    report.expect(&place, "texts", &round.tally.texts, &counted.texts);
    let runoff = recount.runoff(no, round.no, &poll.plan);
    if round.runoff.as_deref().is_some_and(|kept| Some(kept) != runoff.as_ref()) {
        report.note(place.clone(), "the rounds and places of the runoff are not those of its ballots");
    }
    let again = tally::recount(&poll.plan, round, &state.words);
    if round.tally.cloud != again.cloud {
        report.note(place, "the words of the cloud are not those of its ballots");
    }
}

/// A draft has an empty round that nobody voted in.
fn rounds(poll: &Poll) -> impl Iterator<Item = &Round> {
    let past = poll.past.iter().map(|round| &**round);
    past.chain(std::iter::once(&poll.round)).filter(|round| round.no > 0)
}

/// Compares a saved state with the one that the entries come to, part by part, so that the difference is named.
pub(super) fn states(saved: &State, made: &State, place: &str, report: &mut ForumReport) {
    if saved == made {
        return;
    }
    let before = report.differences.len();
    let mut parts = Parts { place, report };
    parts.each("session", &saved.sessions, &made.sessions);
    parts.each("question", &saved.questions, &made.questions);
    parts.each("poll", &saved.polls, &made.polls);
    parts.each("award of session", &saved.awards, &made.awards);
    parts.each("statements of session", &saved.conversations, &made.conversations);
    parts.each("idea board of session", &saved.ideas, &made.ideas);
    parts.each("exhibition of session", &saved.exhibitions, &made.exhibitions);
    parts.each("run of show of hall", &saved.shows, &made.shows);
    parts.each("speaking queue of session", &saved.queues, &made.queues);
    parts.each("recommendation", &saved.recommendations.all, &made.recommendations.all);
    parts.each("vote over recommendations", &saved.recommendations.rounds, &made.recommendations.rounds);
    parts.each("hall", &saved.halls, &made.halls);
    parts.each("link", &saved.links, &made.links);
    parts.each("act", &saved.acts, &made.acts);
    parts.each("participant", &saved.people, &made.people);
    if report.differences.len() == before {
        report.note(place, "it is not what the entries come to");
    }
}

struct Parts<'r> {
    place: &'r str,
    report: &'r mut ForumReport,
}

impl Parts<'_> {
    fn each<K: Ord + Clone + std::fmt::Display, V: Clone + PartialEq>(
        &mut self,
        kind: &str,
        saved: &imbl::OrdMap<K, V>,
        made: &imbl::OrdMap<K, V>,
    ) {
        let keys: std::collections::BTreeSet<&K> = saved.keys().chain(made.keys()).collect();
        for key in keys.into_iter().filter(|key| saved.get(*key) != made.get(*key)) {
            let what = format!("{kind} {key} is not what the entries come to");
            self.report.note(self.place, what);
        }
    }
}
