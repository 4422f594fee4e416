//! Whose personal part an entry touches.

use std::collections::BTreeSet;

use crate::domain::change::Change;
use crate::domain::id::{
    ActNo, IdeaNo, LinkNo, PersonId, PollNo, QuestionNo, RemarkNo, SessionNo, SpeakerNo, StatementNo, WordsNo,
};
use crate::domain::idea::{AtTable, IdeaAct, IdeaChange, Spot};
use crate::domain::keepers::Keeper;
use crate::domain::ledger::{Act, Deed};
use crate::domain::poll::{Poll, PollPhase, Voter};
use crate::domain::recommendation::RecommendationChange;
use crate::domain::role::Author;
use crate::domain::scores::Scores;
use crate::domain::speaking::{SpeakingAct, SpeakingChange, SpeakingQueue, is_told_anew};
use crate::domain::stand::{AtStand, StandChange};
use crate::domain::state::State;
use crate::domain::statement::StatementChange;
use crate::domain::time::Time;
use crate::room::presence::Who;

/// The participants, jurors and facilitators whose `mine` is another one now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::room) enum Touched {
    /// Those.
    These(BTreeSet<Who>),
    /// Perhaps anyone.
    Everyone,
}

impl Default for Touched {
    fn default() -> Self {
        Self::These(BTreeSet::new())
    }
}

impl Touched {
    /// Those touched by changes that led to the state.
    pub(in crate::room) fn by(changes: &[Change], state: &State) -> Self {
        let mut touched = Self::default();
        for change in changes {
            touched.add(change, state);
        }
        touched.add_of_speaking(changes, state);
        touched
    }

    /// These and those.
    pub(super) fn merge(&mut self, other: Self) {
        match (self, other) {
            (Self::These(these), Self::These(others)) => these.extend(others),
            (these, _) => *these = Self::Everyone,
        }
    }

    fn add(&mut self, change: &Change, state: &State) {
        match change {
            Change::Asked { question, .. }
            | Change::Reworded { question, .. }
            | Change::Withdrawn { question } => {
                self.add_author(*question, state);
            }
            Change::Supported { question, person, .. } => {
                self.add_person(*person);
                // Its author sees how many support it; of a merged one, so does the author of what it was merged into.
                self.add_author(*question, state);
                self.add_author(state.root(*question), state);
            }
            Change::Curated { act, .. } | Change::Undone { act } => self.add_act(*act, state),
            Change::Blocked { person, .. }
            | Change::Rated { person, .. }
            | Change::Named { person, .. }
            | Change::NameRuled { person, .. } => self.add_person(*person),
            // A secret ballot's voter is a pseudonym: nobody is connected under it.
            Change::Voted { voter, .. } => self.add_person(voter.0),
            Change::Erased { words } => self.add_keepers(words, state),
            // A quiz that was never open before did not count, one that is told counts from its end on, and one that is told
            // or hidden while it is open comes to nothing: a hall is not woken for what says the same.
            Change::PollOpened { poll, round, .. } => {
                self.add_voters_before(*poll, state);
                self.add_players(*poll, state, |_| *round > 1);
            }
            Change::PollClosed { poll, .. } => self.add_players(*poll, state, Poll::counts_for_leaders),
            Change::PollRevealed { poll, .. } => {
                self.add_players(*poll, state, |poll| poll.phase == PollPhase::Closed);
            }
            // A forum is set seldom, and what its word list or its names hold back is told to whoever wrote it.
            Change::ForumSet { .. } => self.add_named(state),
            // What the crew decides of the forum, sessions, polls and walls, which are in views of their own.
            Change::LookSet { .. }
            | Change::LogoSet { .. }
            | Change::RecordSet { .. }
            | Change::HallSet { .. }
            | Change::HallMade { .. }
            | Change::HallDropped { .. }
            | Change::SessionSet { .. }
            | Change::SessionMade { .. }
            | Change::SessionDropped { .. }
            | Change::LinkCreated { .. }
            | Change::LinkRevoked { .. }
            | Change::Profiled { .. }
            | Change::BoardSet { .. }
            | Change::Paused { .. }
            | Change::PhaseSet { .. }
            | Change::Noted { .. }
            | Change::Delayed { .. }
            | Change::FeedbackSet { .. }
            | Change::PollCreated { .. }
            | Change::PollEdited { .. }
            | Change::PollDropped { .. }
            | Change::PollsOrdered { .. }
            | Change::PollClosing { .. }
            | Change::WordRuled { .. }
            | Change::RulingNamed { .. }
            | Change::SceneSet { .. }
            | Change::Cued { .. }
            | Change::Hidden { .. }
            | Change::Announced { .. }
            | Change::AuthorErased { .. }
            | Change::Badges(_)
            | Change::Show(_)
            // Told together, as a place is moved by each.
            | Change::Speaking(_) => {}
            Change::Award(change) => self.add_link(change.juror()),
            Change::Statements(change) => self.add_of_statements(change, state),
            Change::Ideas(change) => self.add_ideas(change, state),
            Change::Stands(change) => self.add_stands(change, state),
            Change::Recommendations(change) => self.add_of_recommendations(change),
        }
    }

    fn add_act(&mut self, no: ActNo, state: &State) {
        let Some(act) = state.acts.get(&no) else { return };
        for before in &act.before {
            self.add_author(before.question, state);
            self.add_author(state.root(before.question), state);
        }
        match act.deed {
            Deed::Merge { into } => self.add_author(into, state),
            Deed::Move { .. } => self.add_supporters(act, state),
            Deed::Approve
            | Deed::Dismiss { .. }
            | Deed::Restore { .. }
            | Deed::Label { .. }
            | Deed::Edit { .. }
            | Deed::Shorten { .. }
            | Deed::Queue { .. }
            | Deed::Unqueue
            | Deed::Stage
            | Deed::Answer
            | Deed::Reply { .. } => {}
        }
    }

    /// What nobody keeps is in nobody's part: the key of a secret round, a note, an announcement. Nobody is connected under
    /// the pseudonym of a secret ballot.
    fn add_keepers(&mut self, words: &[WordsNo], state: &State) {
        for keeper in words.iter().filter_map(|no| state.keepers.get(*no)) {
            match keeper {
                Keeper::Question(no) => self.add_author(no, state),
                Keeper::Poll(_, Voter(person))
                | Keeper::Feedback(_, person)
                | Keeper::Player(_, person)
                | Keeper::Speaker(_, person) => {
                    self.add_person(person);
                }
                Keeper::Statement(session, no) => self.add_writer(session, no, state),
                Keeper::Idea(session, no) => self.add_idea(session, no, state),
                Keeper::Table(session, table) => self.add_table(session, table, state),
                Keeper::Remark(at, no) => self.add_visitor(at, no, state),
                Keeper::Badge(_) | Keeper::StandKey(_) | Keeper::Recommendation(_) => {}
            }
        }
    }

    /// Own ballots are told of the round at hand alone: a new one takes away those of the round before. Nobody is connected
    /// under the pseudonyms of a secret one.
    fn add_voters_before(&mut self, no: PollNo, state: &State) {
        let poll = state.polls.get(&no).filter(|poll| !poll.plan.settings.secret);
        if let Some(before) = poll.and_then(|poll| poll.past.last()) {
            before.ballots.keys().for_each(|voter| self.add_person(voter.0));
        }
    }

    /// Points and ranks change with the quizzes that count, which this one does now or did before: those of everyone who
    /// answered it, or another.
    fn add_players(&mut self, no: PollNo, state: &State, counts: impl Fn(&Poll) -> bool) {
        let poll = state.polls.get(&no).filter(|poll| poll.is_scored() && counts(poll));
        let Some(poll) = poll else { return };
        poll.round.ballots.keys().for_each(|voter| self.add_person(voter.0));
        let scores = state.scores_of(poll.session);
        scores.into_iter().flat_map(Scores::people).for_each(|person| self.add_person(person));
    }

    /// Who gave a name for a leaderboard, or is in a speaking queue.
    fn add_named(&mut self, state: &State) {
        let players = state.sessions.values().flat_map(|session| &session.players);
        players.filter(|(_, player)| player.name.is_some()).for_each(|(person, _)| self.add_person(*person));
        let queues = state.queues.values().flat_map(|queue| queue.people.keys());
        queues.for_each(|person| self.add_person(*person));
    }

    /// Supports are told by session.
    fn add_supporters(&mut self, act: &Act, state: &State) {
        let moved = act.before.iter().filter_map(|before| state.questions.get(&before.question));
        for question in moved {
            question.supporters.keys().for_each(|person| self.add_person(*person));
        }
    }

    fn add_author(&mut self, question: QuestionNo, state: &State) {
        let question = state.questions.get(&question);
        if let Some(person) = question.and_then(|question| question.author.person()) {
            self.add_person(person);
        }
    }

    fn add_of_statements(&mut self, change: &StatementChange, state: &State) {
        if let Some(no) = change.statement() {
            self.add_writer(change.session(), no, state);
        }
        if let Some(voter) = change.voter() {
            self.add_person(voter);
        }
    }

    /// Whoever waits is told the own place, in steps: those are touched whose step can be another one now.
    fn add_of_speaking(&mut self, changes: &[Change], state: &State) {
        let of_queues: Vec<&SpeakingChange> = changes
            .iter()
            .filter_map(|change| if let Change::Speaking(change) = change { Some(change) } else { None })
            .collect();
        let sessions: BTreeSet<SessionNo> = of_queues.iter().map(|change| change.session).collect();
        for change in &of_queues {
            self.add_of_queue(change, state);
        }
        for queue in sessions.iter().filter_map(|session| state.queues.get(session)) {
            let places = queue.waiting.iter().zip(1_usize..);
            let moved = places.filter(|(_, place)| is_told_anew(*place, of_queues.len()));
            let owners = moved.filter_map(|(no, _)| queue.tickets.get(no)).map(|ticket| ticket.person);
            owners.for_each(|person| self.add_person(person));
        }
    }

    /// Those whom a change of a queue is about.
    fn add_of_queue(&mut self, change: &SpeakingChange, state: &State) {
        let Some(queue) = state.queues.get(&change.session) else { return };
        match &change.act {
            SpeakingAct::Set { .. } => {}
            SpeakingAct::Asked { person, .. }
            | SpeakingAct::Withdrawn { person, .. }
            | SpeakingAct::Ruled { person, .. }
            | SpeakingAct::Blocked { person, .. } => self.add_person(*person),
            SpeakingAct::Moved { speaker, .. } => self.add_speaker(queue, *speaker),
            // Who had the microphone before was done at that moment.
            SpeakingAct::Called { speaker, time } | SpeakingAct::Over { speaker, time, .. } => {
                self.add_speaker(queue, *speaker);
                self.add_ended_at(queue, *time);
            }
            SpeakingAct::Cleared => self.add_cleared(queue),
            SpeakingAct::Closed { time } => {
                self.add_ended_at(queue, *time);
                self.add_cleared(queue);
            }
        }
    }

    fn add_speaker(&mut self, queue: &SpeakingQueue, no: SpeakerNo) {
        if let Some(ticket) = queue.tickets.get(&no) {
            self.add_person(ticket.person);
        }
    }

    fn add_ended_at(&mut self, queue: &SpeakingQueue, time: Time) {
        let over = queue.over.iter().filter_map(|no| queue.tickets.get(no));
        over.filter(|ticket| ticket.at == time).for_each(|ticket| self.add_person(ticket.person));
    }

    fn add_cleared(&mut self, queue: &SpeakingQueue) {
        let cleared = queue.people.iter().filter(|(_, own)| own.cleared);
        cleared.for_each(|(person, _)| self.add_person(*person));
    }

    /// Nobody is woken by another vote: what one said tells in which vote it was.
    fn add_of_recommendations(&mut self, change: &RecommendationChange) {
        self.add_link(change.marker());
        if let Some(voter) = change.voter() {
            self.add_person(voter);
        }
    }

    fn add_writer(&mut self, session: SessionNo, no: StatementNo, state: &State) {
        if let Some(person) = state.statement(session, no).and_then(|said| said.author.person()) {
            self.add_person(person);
        }
    }

    fn add_person(&mut self, person: PersonId) {
        if let Self::These(these) = self {
            these.insert(Who::Person(person));
        }
    }

    fn add_link(&mut self, link: Option<LinkNo>) {
        if let (Self::These(these), Some(link)) = (self, link) {
            these.insert(Who::Link(link));
        }
    }

    /// Own ideas are told with what became of them, and own dots as they count: where the ideas lie says for what.
    fn add_ideas(&mut self, change: &IdeaChange, state: &State) {
        let session = change.session;
        match &change.act {
            IdeaAct::Came { idea, .. } | IdeaAct::Corrected { idea, .. } => {
                self.add_idea(session, *idea, state);
            }
            IdeaAct::Reworded { idea, .. } | IdeaAct::Ruled { idea, .. } | IdeaAct::Placed { idea, .. } => {
                self.add_idea(session, *idea, state);
                self.add_relying(session, &[Spot::Idea(*idea)], state);
            }
            IdeaAct::Clustered { ideas, .. } => {
                for idea in ideas {
                    self.add_idea(session, *idea, state);
                }
                let spots: Vec<Spot> = ideas.iter().copied().map(Spot::Idea).collect();
                self.add_relying(session, &spots, state);
            }
            IdeaAct::Dissolved { cluster, ideas } => {
                for idea in ideas {
                    self.add_idea(session, *idea, state);
                }
                let lay = ideas.iter().copied().map(Spot::Idea);
                let spots: Vec<Spot> = lay.chain([Spot::Cluster(*cluster)]).collect();
                self.add_relying(session, &spots, state);
            }
            IdeaAct::Sat { person, .. }
            | IdeaAct::Dotted { person, .. }
            | IdeaAct::Blocked { person, .. } => {
                self.add_person(*person);
            }
            IdeaAct::Harvested { table, .. } => self.add_table(session, *table, state),
            IdeaAct::Set { .. }
            | IdeaAct::Led { .. }
            | IdeaAct::Timed { .. }
            | IdeaAct::ResultsShown { .. }
            | IdeaAct::Named { .. }
            | IdeaAct::Arranged { .. } => {}
        }
    }

    fn add_idea(&mut self, session: SessionNo, no: IdeaNo, state: &State) {
        let idea = state.ideas.get(&session).and_then(|board| board.ideas.get(&no));
        match idea.map(|idea| idea.author) {
            Some(Author::Person(person)) => self.add_person(person),
            Some(Author::Link(link)) => self.add_link(Some(link)),
            None => {}
        }
    }

    fn add_stands(&mut self, change: &StandChange, state: &State) {
        if let Some(person) = change.act.person() {
            self.add_person(person);
        }
        if let Some((stand, no)) = change.act.stand().zip(change.act.remark()) {
            self.add_visitor(AtStand { session: change.session, stand }, no, state);
        }
    }

    /// Whoever asked or said that at a stand.
    fn add_visitor(&mut self, at: AtStand, no: RemarkNo, state: &State) {
        if let Some(remark) = state.remark(at, no) {
            self.add_person(remark.author);
        }
    }

    /// Whoever gave dots on these, and the facilitators of tables whose result rests on them.
    fn add_relying(&mut self, session: SessionNo, spots: &[Spot], state: &State) {
        let Some(board) = state.ideas.get(&session) else { return };
        let gave = board.people.iter().filter(|(_, own)| own.has_dots_on(|on| spots.contains(&on)));
        gave.for_each(|(person, _)| self.add_person(*person));
        let rests = |rests: &[Spot]| rests.iter().any(|spot| spots.contains(spot));
        let tables = board.results.iter().filter(|(_, result)| rests(&result.rests));
        tables.for_each(|(table, _)| self.add_table(session, *table, state));
    }

    /// The facilitators of a table.
    fn add_table(&mut self, session: SessionNo, table: u8, state: &State) {
        let sits = |at: AtTable| (at.session, at.table) == (session, table);
        let links = state.links.iter().filter(|(_, link)| link.table.is_some_and(sits));
        links.for_each(|(link, _)| self.add_link(Some(*link)));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Write;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::agenda::SessionKind;
    use crate::domain::change::Plan;
    use crate::domain::command::Command;
    use crate::domain::forum::{Moderation, Title};
    use crate::domain::id::{CommandId, HallNo, SessionNo};
    use crate::domain::idea::tests::on_idea;
    use crate::domain::poll::PollKind;
    use crate::domain::question::Source;
    use crate::domain::register::Seq;
    use crate::domain::speaking::SpeakingCommand;
    use crate::domain::tests::anything::{Step, cases, run, step};
    use crate::domain::tests::polls::{draft, one};
    use crate::domain::tests::scene::{DESK, Scene};
    use crate::domain::time::Time;

    const PANEL: SessionNo = SessionNo(1);
    const ASKER: PersonId = PersonId([1; 16]);
    const OTHER: PersonId = PersonId([2; 16]);
    const SUPPORTER: PersonId = PersonId([3; 16]);

    fn session(session: SessionNo) -> Change {
        let plan = Plan {
            hall: HallNo(1),
            kind: SessionKind::Panel,
            title: Title::default(),
            about: Title::default(),
            starts: Time(0),
            ends: Time(1),
            moderation: Moderation::Before,
            labels: Vec::new(),
        };
        Change::SessionSet { session, plan }
    }

    fn asked(question: u32, author: PersonId) -> Change {
        Change::Asked {
            question: QuestionNo(question),
            session: PANEL,
            author: Author::Person(author),
            id: CommandId(u64::from(question)),
            source: Source::Phone,
            text: WordsNo(question),
            name: None,
            listed: true,
            time: Time(0),
        }
    }

    fn supported(question: u32, person: PersonId) -> Change {
        let question = QuestionNo(question);
        Change::Supported { question, person, on: true, seq: Seq(1), id: CommandId(9), time: Time(0) }
    }

    fn curated(act: u32, question: u32, deed: Deed) -> Change {
        let (act, question) = (ActNo(act), QuestionNo(question));
        Change::Curated { act, question, by: LinkNo(1), deed, time: Time(0) }
    }

    /// Two questions by two people, the first supported by a third.
    fn begun() -> State {
        let mut state = State::default();
        let changes = [
            session(PANEL),
            session(SessionNo(2)),
            asked(1, ASKER),
            asked(2, OTHER),
            supported(1, SUPPORTER),
        ];
        state.apply_entry(1, &changes, &[]);
        state
    }

    fn touched(changes: &[Change]) -> Touched {
        let mut state = begun();
        state.apply_entry(2, changes, &[]);
        Touched::by(changes, &state)
    }

    fn these(people: &[PersonId]) -> Touched {
        Touched::These(people.iter().copied().map(Who::Person).collect())
    }

    #[test]
    fn a_support_touches_who_gave_it_and_who_asked() {
        assert_eq!(touched(&[supported(2, SUPPORTER)]), these(&[OTHER, SUPPORTER]));
    }

    #[test]
    fn a_merging_touches_both_authors_and_so_does_taking_it_back() {
        let merge = curated(1, 1, Deed::Merge { into: QuestionNo(2) });
        assert_eq!(touched(std::slice::from_ref(&merge)), these(&[ASKER, OTHER]));
        assert_eq!(touched(&[merge, Change::Undone { act: ActNo(1) }]), these(&[ASKER, OTHER]));
    }

    #[test]
    fn a_move_touches_the_supporters_too() {
        let moved = curated(1, 1, Deed::Move { to: SessionNo(2) });
        assert_eq!(touched(&[moved]), these(&[ASKER, SUPPORTER]));
    }

    #[test]
    fn erasing_touches_whose_words_they_were_and_nobody_where_none_keeps_them() {
        let erased = |words| Change::Erased { words: vec![WordsNo(words)] };
        assert_eq!(touched(&[erased(1)]), these(&[ASKER]));
        assert_eq!(touched(&[erased(9)]), these(&[]), "a key or a note");
    }

    #[test]
    fn marks_touch_their_juror_and_nobody_else() {
        let mut scene = crate::domain::award::tests::begun();
        let score = scene.score((0, 0), &[5, 5]);
        let done = scene.does(crate::domain::award::tests::JURORS[0], &score);
        let juror = Touched::These([Who::Link(LinkNo(6))].into_iter().collect());
        assert_eq!(Touched::by(&done.changes, &scene.state), juror);
        let sealed = scene.does(crate::domain::award::tests::OWNER, &scene.seal_anyway());
        assert_eq!(Touched::by(&sealed.changes, &scene.state), these(&[]));
    }

    #[test]
    fn a_hand_in_the_speaking_queue_touches_those_whose_place_may_be_told_otherwise() {
        let mut scene = crate::domain::speaking::tests::open();
        let tickets: Vec<_> = (1..=23).map(|by| scene.wants_to_speak(by)).collect();
        let call = SpeakingCommand::Call { session: PANEL, arrangement: 0, speaker: tickets[0] };
        let done = scene.does(DESK, &Command::Speaking(call));
        // Who is called, the first places, and those where one ten passes into another.
        let told = [1, 2, 3, 4, 5, 6, 7, 11, 12, 21, 22].map(|by| Who::Person(PersonId([by; 16])));
        assert_eq!(Touched::by(&done.changes, &scene.state), Touched::These(told.into()));
    }

    #[test]
    fn who_is_blocked_through_a_request_and_let_again_is_told_of_both() {
        let mut scene = crate::domain::speaking::tests::open();
        let ticket = scene.wants_to_speak(1);
        for on in [true, false] {
            let block = SpeakingCommand::Block { session: PANEL, speaker: ticket, on };
            let done = scene.does(DESK, &Command::Speaking(block));
            assert_eq!(Touched::by(&done.changes, &scene.state), these(&[ASKER]), "{on}");
        }
    }

    #[test]
    fn a_new_round_touches_whoever_voted_in_the_one_before() {
        let mut scene = Scene::new();
        let poll = scene.opened(&draft(PollKind::Single, 2));
        scene.voted(3, poll, one(0));
        scene.closes(poll);
        let opened = scene.does(DESK, &scene.open_poll(poll, None));
        assert_eq!(Touched::by(&opened.changes, &scene.state), these(&[SUPPORTER]));
    }

    #[test]
    fn a_quiz_touches_its_players_when_it_comes_to_count_and_when_it_ceases_to() {
        let mut scene = Scene::new();
        let quiz = draft(PollKind::Quiz { answer: 0 }, 2);
        let does = |scene: &mut Scene, command: &Command| {
            let done = scene.does(DESK, command);
            Touched::by(&done.changes, &scene.state)
        };
        let first = scene.opened(&quiz);
        scene.voted(1, first, one(0));
        let closing = scene.close_poll(first, 0);
        assert_eq!(does(&mut scene, &closing), these(&[]), "it is hidden still");
        let revealing = scene.reveal_poll(first, true);
        assert_eq!(does(&mut scene, &revealing), these(&[ASKER]));

        let second = scene.prepared(&quiz);
        let opening = scene.open_poll(second, None);
        assert_eq!(does(&mut scene, &opening), these(&[]));
        scene.voted(2, second, one(0));
        let revealing = scene.reveal_poll(second, true);
        assert_eq!(does(&mut scene, &revealing), these(&[]), "it is open still");
        let closing = scene.close_poll(second, 0);
        assert_eq!(does(&mut scene, &closing), these(&[ASKER, OTHER]));
        let hiding = scene.reveal_poll(second, false);
        assert_eq!(does(&mut scene, &hiding), these(&[ASKER, OTHER]));
        let again = scene.open_poll(second, None);
        assert_eq!(does(&mut scene, &again), these(&[ASKER, OTHER]));
    }

    #[test]
    fn a_drag_touches_its_author_and_whoever_has_dots_on_it_and_nobody_else() {
        let mut scene = crate::domain::idea::tests::voting(3);
        scene.dots(2, &[on_idea(1, 1)]);
        scene.dots(3, &[on_idea(3, 1)]);
        let group = scene.groups(&[]);
        let drag = scene.place(1, Some(group), 0);
        let done = scene.does(DESK, &drag);
        assert_eq!(Touched::by(&done.changes, &scene.state), these(&[ASKER, OTHER]));
        let dissolve = scene.dissolve(group);
        let done = scene.does(DESK, &dissolve);
        assert_eq!(Touched::by(&done.changes, &scene.state), these(&[ASKER, OTHER]));
    }

    proptest! {
        #![proptest_config(cases())]

        #[test]
        fn whoever_is_not_touched_by_what_happens_on_a_board_has_the_same_of_their_own(
            steps in prop::collection::vec(step(), 1..120),
        ) {
            let mut before = None;
            go_on_with(&steps, |changes, state| {
                let own = own_of_everyone(state);
                if let Some(before) = before.replace(own.clone())
                    && changes.iter().all(|change| matches!(change, Change::Ideas(_)))
                    && let Touched::These(these) = Touched::by(changes, state)
                {
                    for (who, own) in &own {
                        let same = before.get(who) == Some(own);
                        assert!(same || these.contains(who), "{who:?} is not told of {changes:?}");
                    }
                }
            });
        }
    }

    /// What is everyone's own on the boards.
    fn own_of_everyone(state: &State) -> BTreeMap<Who, String> {
        let mut own = BTreeMap::<Who, String>::new();
        for session in state.ideas.keys() {
            for person in state.ideas[session].people.keys() {
                let told = crate::domain::idea::own(state, *session, *person).0;
                let all = own.entry(Who::Person(*person)).or_default();
                // Writing to a string cannot fail.
                let _ = write!(all, "{session} {told:?}");
            }
            for link in state.links.keys() {
                if let Some(told) = crate::domain::idea::of_table(state, *session, *link) {
                    own.insert(Who::Link(*link), format!("{told:?}"));
                }
            }
        }
        own
    }

    /// A random history, entry by entry: the changes of each and the state after it.
    fn go_on_with(steps: &[Step], mut after: impl FnMut(&[Change], &State)) {
        let mut state = State::default();
        for (rev, changes, words) in run(steps, |_, _| {}) {
            state.apply_entry(rev, &changes, &words);
            after(&changes, &state);
        }
    }
}
