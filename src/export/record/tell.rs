//! The record of a state.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::agenda::Session;
use crate::domain::forum::Title;
use crate::domain::id::{ActNo, PersonId, PollNo, QuestionNo, SessionNo, StatementNo, WordsNo};
use crate::domain::idea::IdeaBoard;
use crate::domain::ledger::{Act, Deed};
use crate::domain::look::Look;
use crate::domain::poll::{Poll, PollKind, PollPhase, Round};
use crate::domain::question::{Question, Source, Status};
use crate::domain::ranking::Ranked;
use crate::domain::stand::Exhibition;
use crate::domain::state::State;
use crate::domain::statement::{Conversation, Stage, Statement, Vote};
use crate::export::clock::Clock;

use super::awards;
use super::{
    ActRecord, CountRecord, LookRecord, OpinionsRecord, PollRecord, QuestionRecord, RatingRecord, Record,
    RoundRecord, SessionRecord, StatementRecord, WordRecord,
};

/// The form of the document. Fields may be added within a form; none changes its meaning.
const FORM: u32 = 1;

fn look(state: &State) -> Option<LookRecord> {
    let Look { accent, hijri, .. } = *state.look;
    let logo = state.logo().map(|(logo, bytes)| format!("data:{};base64,{bytes}", logo.kind.media_type()));
    (*state.look != Look::default()).then_some(LookRecord { accent, hijri, logo })
}

impl Record {
    /// The record of a forum as it stands.
    #[must_use]
    pub fn of(state: &State) -> Self {
        let teller = Teller { state, clock: Clock::of(state), decided: decided(state) };
        let mut agenda: Vec<_> = state.sessions.iter().collect();
        agenda.sort_by_key(|(no, session)| (session.starts, session.hall, **no));
        Self {
            form: FORM,
            revision: state.rev,
            name: state.forum.name.clone(),
            languages: state.forum.languages.clone(),
            code: state.forum.code.clone(),
            zone: state.forum.zone.clone(),
            rehearsal: state.forum.rehearsal,
            look: look(state),
            sessions: agenda.iter().map(|(no, session)| teller.session(**no, session)).collect(),
            questions: state.questions.iter().map(|(no, question)| teller.question(*no, question)).collect(),
            polls: state.polls.iter().map(|(no, poll)| teller.poll(*no, poll)).collect(),
            feedback: agenda.iter().flat_map(|(no, session)| teller.ratings(**no, session)).collect(),
            ledger: state.acts.iter().map(|(no, act)| teller.act(*no, act)).collect(),
            awards: awards::tell(state),
            statements: agenda.iter().flat_map(|(no, _)| teller.statements(**no)).collect(),
            opinions: agenda.iter().filter_map(|(no, _)| teller.opinions(**no)).collect(),
            ideas: boards(&agenda, state).flat_map(|(no, board)| teller.ideas(no, board)).collect(),
            groups: boards(&agenda, state).flat_map(|(no, board)| teller.groups(no, board)).collect(),
            tables: boards(&agenda, state).flat_map(|(no, board)| teller.tables(no, board)).collect(),
            stands: exhibitions(&agenda, state).flat_map(|(no, held)| teller.stands(no, held)).collect(),
            stand_questions: exhibitions(&agenda, state)
                .flat_map(|(no, held)| teller.remarks(no, held))
                .collect(),
            speakers: agenda.iter().flat_map(|(no, _)| teller.speakers(**no)).collect(),
            recommendations: teller.recommendations(),
            cues: teller.cues(),
        }
    }
}

/// The idea boards in the order of the agenda.
fn boards<'s>(
    agenda: &[(&SessionNo, &Arc<Session>)],
    state: &'s State,
) -> impl Iterator<Item = (SessionNo, &'s IdeaBoard)> {
    agenda.iter().filter_map(|(no, _)| Some((**no, &**state.ideas.get(*no)?)))
}

/// The exhibitions in the order of the agenda.
fn exhibitions<'s>(
    agenda: &[(&SessionNo, &Arc<Session>)],
    state: &'s State,
) -> impl Iterator<Item = (SessionNo, &'s Exhibition)> {
    agenda.iter().filter_map(|(no, _)| Some((**no, &**state.exhibitions.get(*no)?)))
}

/// When a desk last decided something of a question that stands.
fn decided(state: &State) -> BTreeMap<QuestionNo, &Act> {
    let standing = state.acts.values().filter(|act| !act.undone);
    standing.map(|act| (act.question, &**act)).collect()
}

/// What each person said, in the order of what it is, so that it tells nothing of who said it.
fn rows(held: &Conversation, statements: &[StatementNo]) -> Vec<String> {
    let mut rows: BTreeMap<PersonId, Vec<u8>> = BTreeMap::new();
    for (person, statement, cast) in held.all_cast() {
        let Ok(column) = statements.binary_search(&statement) else { continue };
        let said = match cast.vote {
            Some(Vote::Agree) => b'a',
            Some(Vote::Disagree) => b'd',
            Some(Vote::Pass) => b'p',
            None => continue,
        };
        rows.entry(person).or_insert_with(|| vec![b'.'; statements.len()])[column] = said;
    }
    let mut rows: Vec<String> = rows.into_values().map(|row| String::from_utf8_lossy(&row).into()).collect();
    rows.sort_unstable();
    rows
}

pub(super) struct Teller<'s> {
    pub(super) state: &'s State,
    pub(super) clock: Clock,
    decided: BTreeMap<QuestionNo, &'s Act>,
}

impl Teller<'_> {
    pub(super) fn text(&self, no: WordsNo) -> Option<String> {
        self.state.words.get(no).map(ToString::to_string)
    }

    pub(super) fn title(&self, no: SessionNo) -> Title {
        self.state.sessions.get(&no).map(|session| session.title.clone()).unwrap_or_default()
    }

    fn session(&self, no: SessionNo, session: &Session) -> SessionRecord {
        let questions = self.state.questions.values();
        let here: Vec<_> = questions.filter(|question| question.standing.session == no).collect();
        let supports = here.iter().map(|question| u64::from(question.own_supports)).sum();
        let hall = self.state.halls.get(&session.hall);
        SessionRecord {
            session: no,
            hall: session.hall,
            hall_name: hall.map(|hall| hall.name.clone()).unwrap_or_default(),
            kind: session.kind,
            title: session.title.clone(),
            starts: self.clock.tell(session.starts),
            ends: self.clock.tell(session.ends),
            phase: session.phase,
            counts: session.board.counts,
            seeds: here.iter().filter(|question| question.source == Source::Seed).count(),
            supports,
            stars: session.feedback.stars,
            comments: session.feedback.comments.iter().filter_map(|no| self.text(*no)).count(),
            polls: session.polls.clone(),
        }
    }

    fn question(&self, no: QuestionNo, question: &Question) -> QuestionRecord {
        let standing = &question.standing;
        let labels = self.state.sessions.get(&standing.session).map(|session| &session.labels);
        let label = |place: &u8| labels?.get(usize::from(*place)).cloned();
        let corrected = Some(question.original).filter(|original| *original != standing.text);
        QuestionRecord {
            question: no,
            session: standing.session,
            session_title: self.title(standing.session),
            moved_from: standing.trail.clone(),
            status: status(standing.status),
            reason: if let Status::Dismissed(reason) = standing.status { Some(reason) } else { None },
            merged_into: standing.status.merged_into(),
            source: question.source,
            supports: question.supports(),
            labels: standing.labels.iter().filter_map(label).collect(),
            name: question.name.and_then(|name| self.text(name)),
            text: self.text(standing.text),
            original: corrected.and_then(|original| self.text(original)),
            reply: standing.reply.and_then(|reply| self.text(reply)),
            asked: self.clock.tell(question.asked),
            decided: self.decided.get(&no).map(|act| self.clock.tell(act.time)),
        }
    }

    fn poll(&self, no: PollNo, poll: &Poll) -> PollRecord {
        let past = poll.past.iter().map(|round| &**round);
        let rounds = past.chain(std::iter::once(&poll.round)).filter(|round| round.no > 0);
        PollRecord {
            poll: no,
            session: poll.session,
            session_title: self.title(poll.session),
            title: poll.plan.title.clone(),
            answer: poll.plan.kind,
            settings: poll.plan.settings,
            phase: match poll.phase {
                PollPhase::Draft => "draft",
                PollPhase::Open { .. } => "open",
                PollPhase::Closed => "closed",
            },
            revealed: poll.revealed,
            rounds: rounds.map(|round| self.round(poll, round, self.state.is_sealed(no))).collect(),
        }
    }

    /// Of a sealed one nothing but turnout.
    fn round(&self, poll: &Poll, round: &Round, sealed: bool) -> RoundRecord {
        let counts = (0..).zip(&round.tally.counts).filter(|_| !sealed);
        let ranked = Ranked::of(&poll.plan, round);
        // Of a round that is open it would tell, beside the counts, what whoever stands at a kiosk just chose.
        let once_over = |count: u32| if round.closed.is_some() { count } else { 0 };
        RoundRecord {
            round: round.no,
            opened: round.opened.map(|time| self.clock.tell(time)),
            closed: round.closed.map(|time| self.clock.tell(time)),
            voters: round.tally.voters,
            assisted: once_over(round.tally.assisted),
            ushers: once_over(round.tally.ushers),
            kiosks: once_over(round.tally.kiosks),
            here: round.closed.map(|_| round.here),
            counts: counts
                .map(|(place, count)| {
                    let (option, step) = option(poll, place);
                    let backers = round.tally.backers.get(place).copied();
                    let stands = ranked.as_ref().and_then(|ranked| ranked.places.get(place).copied());
                    CountRecord { option, step, count: *count, backers, place: stands }
                })
                .collect(),
            ranked: ranked.clone().filter(|_| !sealed),
            groups: round.groups(self.state).filter(|_| !sealed),
            shift: round.shift().filter(|_| !sealed),
            words: words(round),
            texts: round.tally.texts.iter().filter_map(|no| self.text(*no)).collect(),
        }
    }

    fn statements(&self, no: SessionNo) -> Vec<StatementRecord> {
        let Some(held) = self.state.conversations.get(&no) else { return Vec::new() };
        let record = |(statement, said): (&StatementNo, &Arc<Statement>)| {
            let [agree, disagree, pass] =
                said.counts.map(|count| (held.stage != Stage::Open).then_some(count));
            StatementRecord {
                statement: *statement,
                session: no,
                session_title: self.title(no),
                status: said.status.into(),
                reason: said.reason(),
                source: if said.is_seed() { Source::Seed } else { Source::Phone },
                agree,
                disagree,
                pass,
                text: self.text(said.text),
                submitted: self.clock.tell(said.at),
            }
        };
        held.list.iter().map(record).collect()
    }

    /// While people vote nobody is told what anybody said, nor by what changed between two exports.
    fn opinions(&self, no: SessionNo) -> Option<OpinionsRecord> {
        let held = self.state.conversations.get(&no)?;
        let statements: Vec<StatementNo> = held.list.keys().copied().collect();
        Some(OpinionsRecord {
            session: no,
            session_title: self.title(no),
            title: held.plan.title.clone(),
            stage: held.stage,
            picture: held.result.as_ref().map(|result| result.picture.clone()),
            votes: if held.stage == Stage::Open { Vec::new() } else { rows(held, &statements) },
            statements,
        })
    }

    /// The ratings by stars, so that their order tells nothing of who gave them.
    fn ratings(&self, no: SessionNo, session: &Session) -> Vec<RatingRecord> {
        let ratings = session.feedback.ratings.values();
        let mut told: Vec<_> = ratings
            .map(|rating| RatingRecord {
                session: no,
                session_title: session.title.clone(),
                stars: rating.stars,
                comment: rating.comment.and_then(|comment| self.text(comment)),
            })
            .collect();
        told.sort_by(|one, other| (other.stars, &one.comment).cmp(&(one.stars, &other.comment)));
        told
    }

    fn act(&self, no: ActNo, act: &Act) -> ActRecord {
        let mut record = ActRecord {
            act: no,
            time: self.clock.tell(act.time),
            desk: self.state.links.get(&act.by).map(|link| link.name.clone()).unwrap_or_default(),
            session: act.session,
            session_title: self.title(act.session),
            question: act.question,
            deed: act.deed.kind(),
            reason: None,
            into: None,
            to: None,
            text: None,
            undone: act.undone,
        };
        match act.deed {
            Deed::Dismiss { reason } => record.reason = Some(reason),
            Deed::Merge { into } => record.into = Some(into),
            Deed::Move { to } => record.to = Some(to),
            Deed::Edit { text } => record.text = self.text(text),
            Deed::Shorten { text } | Deed::Reply { text } => {
                record.text = text.and_then(|text| self.text(text));
            }
            _ => {}
        }
        record
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Pending => "pending",
        Status::Listed => "listed",
        Status::Answered => "answered",
        Status::Merged(_) => "merged",
        Status::Dismissed(_) => "dismissed",
        Status::Withdrawn => "withdrawn",
    }
}

/// What a count is of: an option, yes, no or abstain, or a number of stars; of a grid the statement and its step.
fn option(poll: &Poll, place: usize) -> (Title, Option<u8>) {
    if let PollKind::Likert { steps } = poll.plan.kind {
        let steps = usize::from(steps).max(1);
        let statement = poll.plan.options.get(place / steps).cloned().unwrap_or_default();
        return (statement, Some((place % steps + 1) as u8));
    }
    (named(poll, place), None)
}

fn named(poll: &Poll, place: usize) -> Title {
    let title = |ar: &str, en: &str| Title { ar: ar.to_owned(), en: en.to_owned() };
    match poll.plan.kind {
        PollKind::YesNoAbstain => match place {
            0 => title("نعم", "Yes"),
            1 => title("لا", "No"),
            _ => title("امتناع", "Abstain"),
        },
        PollKind::Rating { .. } => title(&(place + 1).to_string(), &(place + 1).to_string()),
        _ => poll.plan.options.get(place).cloned().unwrap_or_default(),
    }
}

fn words(round: &Round) -> Vec<WordRecord> {
    let cloud = round.tally.cloud.values();
    let mut words: Vec<_> = cloud
        .filter_map(|word| Some(WordRecord { word: word.spelling()?.0.to_string(), people: word.people }))
        .collect();
    words.sort_by(|one, other| (other.people, &one.word).cmp(&(one.people, &other.word)));
    words
}

#[cfg(test)]
mod tests {
    use super::Record;
    use crate::domain::award::tests::sealed;
    use crate::domain::badge::tests::{ballot, with_badges};
    use crate::domain::command::Command;
    use crate::domain::statement::Vote;
    use crate::domain::statement::tests::{self as statement, begun};
    use crate::domain::tests::scene::{DESK, Scene, person};

    /// What is told of the people's choice of the first track: the voters of its last round, and its counts.
    fn told(scene: &Scene) -> (u32, Vec<u32>) {
        let record = Record::of(&scene.state);
        let round = record.polls[0].rounds.last().expect("it was held");
        (round.voters, round.counts.iter().map(|count| count.count).collect())
    }

    #[test]
    fn what_the_people_chose_is_in_no_export_before_their_track_was_told_whole() {
        let mut scene = sealed();
        scene.people_choose(0, &[0, 0, 1]);
        assert_eq!(told(&scene), (3, vec![]));
        scene.opens_award();
        for _ in 0..4 {
            assert_eq!(told(&scene), (3, vec![]));
            scene.does(DESK, &scene.reveal(0));
        }
        assert_eq!(told(&scene), (3, vec![2, 1, 0]));
    }

    #[test]
    fn how_ballots_came_is_told_once_their_round_is_over() {
        let mut scene = with_badges();
        let poll = scene.for_badges(&[], false);
        scene.does(DESK, &ballot(poll, 0, 1, Some(scene.code(0))));
        let assisted = |scene: &Scene| {
            let record = Record::of(&scene.state);
            let round = record.polls.last().and_then(|poll| poll.rounds.last()).expect("it was opened");
            (round.voters, round.assisted)
        };
        assert_eq!(assisted(&scene), (1, 0));
        let version = scene.state.polls[&poll].version;
        scene.does(DESK, &Command::ClosePoll { poll, version, seconds: Some(0) });
        assert_eq!(assisted(&scene), (1, 1));
    }

    #[test]
    fn what_anybody_said_of_statements_is_told_once_they_are_closed() {
        let mut scene = begun(true);
        scene.does(person(1), &statement::vote(1, Some(Vote::Agree), 1));
        let told = |scene: &Scene| {
            let record = Record::of(&scene.state);
            (record.statements[0].agree, record.opinions[0].votes.len())
        };
        assert_eq!(told(&scene), (None, 0));
        scene.does(DESK, &statement::close(2));
        assert_eq!(told(&scene), (Some(1), 1));
    }

    #[test]
    fn of_an_award_a_record_tells_who_was_nominated_and_of_each_track_that_was_told_whole_what_was_counted() {
        let mut scene = sealed();
        scene.people_choose(0, &[0, 0, 1]);
        scene.opens_award();
        let results = |scene: &Scene| {
            let record = Record::of(&scene.state);
            let [first, second, _] = record.awards[0].tracks.as_slice() else { panic!("there are three") };
            let told =
                [first, second].map(|track| track.nominees.iter().filter(|one| one.result.is_some()).count());
            (told, first.ballots, first.jury_quorum)
        };
        for _ in 0..4 {
            assert_eq!(results(&scene), ([0, 0], None, None));
            scene.does(DESK, &scene.reveal(0));
        }
        assert_eq!(results(&scene), ([3, 0], Some(3), Some(true)));
        let record = Record::of(&scene.state);
        assert!(record.awards[0].lot.is_some());
        assert_eq!(record.awards[0].tracks[0].nominees[1].result.as_ref().and_then(|one| one.place), Some(1));
    }
}
