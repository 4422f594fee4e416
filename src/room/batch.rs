//! Deciding many commands, each against the state that the one before it left.
//!
//! An entry holds secret ballots alone or none at all: what one device did at one moment must not lie beside what nobody
//! may know that it did. Ballots of a hall and whatever else comes in meanwhile are two entries, however many there are.

use std::sync::Arc;

use crate::domain::award::AwardChange;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::decide::{self, Circumstances, Request};
use crate::domain::id::WordsNo;
use crate::domain::refusal::{Code, Refusal};
use crate::domain::role::Actor;
use crate::domain::state::State;
use crate::domain::time::Time;

use super::forms::PARTS;
use super::standing::Standing;

/// What a command came to: the number of what it made, or why it changed nothing.
pub(super) type Verdict = Result<Option<u32>, Refusal>;

/// What a batch of commands came to.
#[derive(Debug)]
pub(super) struct Batch {
    /// The state once the changes are written.
    pub next: State,
    /// The changes of all of them, in order.
    pub changes: Vec<Change>,
    /// Their words.
    pub words: Vec<(WordsNo, Arc<str>)>,
    /// Of each command, in order. None where it is left for the next entry; never so where nothing is changed.
    pub verdicts: Vec<Option<Verdict>>,
    /// When it was decided: never before the entry that it follows.
    pub time: Time,
    /// What its changes are.
    kind: Kind,
    /// The form in which they are written.
    form: u32,
}

impl Batch {
    /// Whether nothing is changed, and something was refused.
    pub(super) fn only_refuses(&self) -> bool {
        self.changes.is_empty() && self.verdicts.iter().flatten().any(Result::is_err)
    }

    /// Papers and blind ballots lie in an order of their own: nobody finds in which they came. What they come to is the same.
    fn forget_the_order(&mut self) {
        match self.kind {
            Kind::Papers => self.changes.sort_by_key(|change| match change {
                Change::Award(AwardChange::PaperTaken { badge, .. }) => Some(*badge),
                _ => None,
            }),
            Kind::Blind => self.changes.sort_by_key(|change| match change {
                Change::Voted { signed: Some(signed), round, seq, .. } => {
                    Some((signed.key, signed.track, *round, *seq))
                }
                _ => None,
            }),
            Kind::Secret | Kind::Others => {}
        }
    }

    /// Decides one more command, unless its changes belong to another entry.
    fn decide(
        &mut self,
        rev: u64,
        request: Request,
        command: &Command,
        around: &Circumstances,
    ) -> Option<Verdict> {
        let decision = match decide::decide(&self.next, &request, command, around) {
            Ok(decision) => decision,
            Err(refusal) => return Some(Err(refusal)),
        };
        if self.form < PARTS && decision.changes.iter().any(Change::is_of_parts) {
            return Some(Err(Code::UpgradeUnfinished.into()));
        }
        if !decision.changes.is_empty() {
            let kind = Kind::of(&decision.changes, &self.next);
            if !self.changes.is_empty() && kind != self.kind {
                return None;
            }
            self.kind = kind;
            self.next.apply_entry(rev, &decision.changes, &decision.words);
        }
        self.time = self.time.max(told(&request));
        self.changes.extend(decision.changes);
        self.words.extend(decision.words);
        Some(Ok(decision.made))
    }
}

/// The time that an entry may tell of a request: of blind ballots no other than the clock's whole seconds.
fn told(request: &Request) -> Time {
    match request.actor {
        Actor::Ballot(_) => Time(request.now.0 - request.now.0.rem_euclid(1_000)),
        _ => request.now,
    }
}

/// What lies in one entry: what people may not be found by lies beside nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Papers that badges took.
    Papers,
    /// Blind ballots.
    Blind,
    /// Ballots of secret polls, and of badges.
    Secret,
    /// Everything else.
    Others,
}

impl Kind {
    fn of(changes: &[Change], state: &State) -> Self {
        let is = |of: fn(&Change) -> bool| changes.iter().any(of);
        if is(|change| matches!(change, Change::Award(AwardChange::PaperTaken { .. }))) {
            Self::Papers
        } else if is(|change| matches!(change, Change::Voted { signed: Some(_), .. })) {
            Self::Blind
        } else if changes.iter().any(|change| is_secret_ballot(change, state)) {
            Self::Secret
        } else {
            Self::Others
        }
    }
}

/// Whether it is a ballot of a secret round, or of a badge, with which nothing else that its holder does is connected. The state has the
/// round's poll.
pub(super) fn is_secret_ballot(change: &Change, state: &State) -> bool {
    let Change::Voted { poll, .. } = change else { return false };
    let settings = state.polls.get(poll).map(|poll| poll.plan.settings);
    settings.is_some_and(|settings| settings.secret || settings.voters.is_some())
}

/// Decides commands as one entry after `from`.
///
/// Each is decided at the moment at which it was received: a ballot that came in time counts, however long it waited
/// for the journal, unless the poll's closing was written before it.
///
/// What is left for the next entry is overtaken by participants alone, whose commands do not hang on those of the other
/// kind, and never where it is the crew's or the clock's: no ballot comes after the closing that was asked for before it.
pub(super) fn decide_all<'a>(
    from: &Standing,
    commands: impl Iterator<Item = (Request, &'a Command)>,
    around: &Circumstances,
    form: u32,
) -> Batch {
    let mut batch = Batch {
        next: from.state.clone(),
        changes: Vec::new(),
        words: Vec::new(),
        verdicts: Vec::with_capacity(commands.size_hint().0),
        time: from.time,
        kind: Kind::Others,
        form,
    };
    let (mut some_left, mut crew_left) = (false, false);
    for (request, command) in commands {
        let participant = matches!(request.actor, Actor::Person(_) | Actor::Ballot(_));
        let may_overtake = !some_left || (participant && !crew_left);
        let verdict = if may_overtake { batch.decide(from.rev + 1, request, command, around) } else { None };
        some_left |= verdict.is_none();
        crew_left |= verdict.is_none() && !participant;
        batch.verdicts.push(verdict);
    }
    batch.forget_the_order();
    batch
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::award::{Blinded, Fixed, Signed};
    use crate::domain::ballot::Choice;
    use crate::domain::command::PollDraft;
    use crate::domain::forum::Title;
    use crate::domain::id::{BadgeNo, CommandId, PollNo, QuestionNo};
    use crate::domain::poll::{PollKind, PollSettings};
    use crate::domain::register::Seq;
    use crate::domain::tests::scene::{DESK, PANEL, Scene, person};
    use crate::domain::words::Text;

    /// A question on the list and an open secret poll.
    fn begun() -> (Standing, QuestionNo, PollNo) {
        let mut scene = Scene::new();
        let enter = Command::Enter {
            session: PANEL,
            text: Text::new("سؤال"),
            source: crate::domain::question::Source::Floor,
        };
        let question = QuestionNo(scene.does(DESK, &enter).made.expect("a question has a number"));
        let title = |text: &str| Title { ar: text.into(), en: String::new() };
        let draft = PollDraft {
            title: title("أيهما؟"),
            answer: PollKind::Single,
            options: vec![title("هذا"), title("ذاك")],
            settings: PollSettings { secret: true, ..PollSettings::default() },
            labels: Vec::new(),
        };
        let created = scene.does(DESK, &Command::CreatePoll { session: PANEL, poll: draft });
        let poll = PollNo(created.made.expect("a poll has a number"));
        scene.does(DESK, &Command::OpenPoll { poll, version: 1, seconds: None });
        (Standing { state: scene.state, ..Standing::genesis() }, question, poll)
    }

    fn vote(poll: PollNo) -> Command {
        Command::Vote { poll, round: 1, choice: Choice::Options(vec![0]), seq: Seq(1), badge: None }
    }

    fn support(question: QuestionNo) -> Command {
        Command::Support { question, on: true, seq: Seq(1) }
    }

    /// Which of the commands are in the first entry.
    fn taken(from: &Standing, asked: &[(Actor, Command)]) -> (Batch, Vec<usize>) {
        let now = crate::domain::tests::scene::START;
        let commands = asked
            .iter()
            .zip(1..)
            .map(|((actor, command), id)| (Request { actor: *actor, id: CommandId(id), now }, command));
        let batch = decide_all(from, commands, &Circumstances::default(), PARTS);
        let taken = batch.verdicts.iter().enumerate().filter(|(_, verdict)| verdict.is_some());
        let taken = taken.map(|(at, _)| at).collect();
        (batch, taken)
    }

    #[test]
    fn secret_ballots_are_in_an_entry_of_their_own_and_all_of_them_in_one() {
        let (from, question, poll) = begun();
        let asked: Vec<_> =
            (1..=50).flat_map(|by| [(person(by), support(question)), (person(by), vote(poll))]).collect();
        let (first, supports) = taken(&from, &asked);
        assert_eq!(supports, (0..100).step_by(2).collect::<Vec<_>>());
        assert!(first.changes.iter().all(|change| matches!(change, Change::Supported { .. })));

        let from = Standing { state: first.next, ..from };
        let left: Vec<_> = asked.into_iter().skip(1).step_by(2).collect();
        let (second, ballots) = taken(&from, &left);
        assert_eq!(ballots.len(), 50);
        assert!(second.changes.iter().all(|change| is_secret_ballot(change, &second.next)));
    }

    #[test]
    fn no_ballot_overtakes_a_closing_that_was_asked_for_before_it_and_none_is_overtaken_by_one() {
        let (from, question, poll) = begun();
        let close = || (DESK, Command::ClosePoll { poll, version: 2, seconds: Some(0) });
        let ballot = |by| (person(by), vote(poll));
        assert_eq!(taken(&from, &[ballot(1), close(), ballot(2)]).1, [0]);
        assert_eq!(taken(&from, &[(person(1), support(question)), ballot(1), close()]).1, [0]);
    }

    #[test]
    fn papers_and_blind_ballots_lie_apart_and_in_no_order_of_coming() {
        let paper = |no| {
            let (session, badge) = (PANEL, BadgeNo(no));
            let blinded = Blinded::of(&Fixed([7; 256]));
            Change::Award(AwardChange::PaperTaken { session, badge, edition: 0, blinded })
        };
        let ballot = |key: u8| Change::Voted {
            poll: PollNo(1),
            round: 1,
            voter: Fixed([key; 32]).voter(),
            mark: None,
            seq: Seq(1),
            id: CommandId(1),
            took: None,
            assisted: None,
            edition: 0,
            signed: Some(Arc::new(Signed {
                key: Fixed([key; 32]),
                paper: Fixed([0; 256]),
                track: 0,
                signature: Fixed([0; 64]),
            })),
            slip: false,
        };
        let state = begun().0.state;
        let kinds = [Kind::of(&[paper(1)], &state), Kind::of(&[ballot(1)], &state)];
        assert_eq!(kinds, [Kind::Papers, Kind::Blind]);
        let sorted = |kind, changes: Vec<Change>| {
            let mut batch =
                decide_all(&Standing::genesis(), [].into_iter(), &Circumstances::default(), PARTS);
            (batch.kind, batch.changes) = (kind, changes);
            batch.forget_the_order();
            batch.changes
        };
        assert_eq!(sorted(Kind::Papers, vec![paper(3), paper(1), paper(2)]), [paper(1), paper(2), paper(3)]);
        assert_eq!(
            sorted(Kind::Blind, vec![ballot(3), ballot(1), ballot(2)]),
            [ballot(1), ballot(2), ballot(3)]
        );
    }

    #[test]
    fn what_changes_nothing_is_answered_with_either_kind() {
        let (from, question, poll) = begun();
        let nothing = (person(3), support(QuestionNo(999)));
        let asked = [(person(1), vote(poll)), nothing.clone(), (person(1), support(question)), nothing];
        let (batch, taken) = taken(&from, &asked);
        assert_eq!(taken, [0, 1, 3]);
        assert!(batch.verdicts[1].as_ref().is_some_and(Result::is_err));
    }
}
