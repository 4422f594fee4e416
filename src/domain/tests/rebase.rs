//! What becomes of lost entries that come home, case by case.

use super::anything::laws_hold;
use super::polls::{draft, one, secret};
use super::scene::{DESK, OTHER_DESK, PANEL, START, Scene, TALK, ask, person};
use crate::domain::agenda::{Phase, SessionKind};
use crate::domain::change::Change;
use crate::domain::command::{Command, SessionPlan};
use crate::domain::decide::Decision;
use crate::domain::forum::{Moderation, Title};
use crate::domain::home::{Home, Matter};
use crate::domain::id::{CommandId, HallNo, LinkNo, PollNo, QuestionNo, SessionNo, StatementNo};
use crate::domain::poll::{PollKind, PollPhase};
use crate::domain::question::{Reason, Status};
use crate::domain::rebase::{Lost, Strayed};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Role, Secret};
use crate::domain::state::State;
use crate::domain::statement::{StatementCommand, StatementPlan, Vote};
use crate::domain::time::Millis;
use crate::domain::words::Text;
use crate::domain::written::Piece;

const ORGANISER: Actor = Actor::Crew(LinkNo(3));

/// A forum whose history went on in two ways, of which one is lost.
pub(in crate::domain) struct Parted {
    pub(in crate::domain) base: State,
    pub(in crate::domain) lost: Scene,
    pub(in crate::domain) now: Scene,
    entries: Vec<Lost>,
}

impl Parted {
    pub(in crate::domain) fn after(mut scene: Scene) -> Self {
        if scene.state.sessions[&TALK].phase == Phase::Open {
            let version = scene.state.sessions[&TALK].version;
            scene.does(DESK, &Command::SetPhase { session: TALK, version, phase: Phase::Ended });
        }
        let (base, mut lost, mut now) = (scene.state.clone(), scene.clone(), scene);
        (lost.ids, now.ids) = (10_000, 20_000);
        (lost.around.random, now.around.random) = ([1; 32], [2; 32]);
        Self { base, lost, now, entries: Vec::new() }
    }

    /// Another one that parted in the same way.
    pub(in crate::domain) fn clone_of(&self) -> Self {
        let (base, lost, now) = (self.base.clone(), self.lost.clone(), self.now.clone());
        Self { base, lost, now, entries: self.entries.clone() }
    }

    /// Something that is done in the lost history.
    #[track_caller]
    pub(in crate::domain) fn loses(&mut self, actor: Actor, command: &Command) -> Decision {
        let id = self.lost.fresh_id();
        self.loses_as(actor, id, command)
    }

    #[track_caller]
    pub(in crate::domain) fn loses_as(&mut self, actor: Actor, id: CommandId, command: &Command) -> Decision {
        let decision = self.lost.give_as(actor, id, command).expect("it is accepted");
        let Decision { changes, words, .. } = decision.clone();
        let origin = format!("{:064x}", self.entries.len());
        let filed = words.iter().map(|(no, _)| *no).collect();
        self.entries.push(Lost { origin, changes, filed, words, before: None });
        decision
    }

    /// Brings all of it home, and tells what came of each entry.
    pub(in crate::domain) fn come_home(&mut self) -> Vec<Home> {
        let mut strayed = Strayed::from(self.base.clone());
        let mut homes = Vec::new();
        for entry in &mut self.entries {
            entry.words.retain(|(no, _)| self.lost.state.words.get(*no).is_some());
            let state = &mut self.now.state;
            let brought = strayed.bring(entry, state, self.now.now).expect("it is not home yet");
            state.apply_entry(state.rev + 1, &brought.changes, &brought.words);
            state.came_home(&entry.origin, &brought.home);
            assert!(strayed.pass(entry, state));
            laws_hold(state);
            homes.push(brought.home);
        }
        homes
    }

    /// What was left of all of it.
    pub(in crate::domain) fn left(&mut self) -> Vec<Matter> {
        self.come_home().iter().flat_map(|home| home.left.iter().map(|left| left.about)).collect()
    }
}

#[test]
fn a_ballot_comes_home_into_a_round_that_was_closed_since() {
    let mut scene = Scene::new();
    let polls = [draft(PollKind::Single, 2), secret(PollKind::Single, 2)].map(|draft| scene.opened(&draft));
    let mut parted = Parted::after(scene);
    for poll in polls {
        let ballot = Command::Vote { poll, round: 1, choice: one(1), seq: Seq(9), badge: None };
        parted.loses(person(1), &ballot);
        parted.now.closes(poll);
    }
    assert_eq!(parted.left(), []);
    for poll in polls {
        let round = &parted.now.poll(poll).round;
        assert_eq!((&round.tally.counts[..], round.here), (&[0, 1][..], 1), "and whoever voted was here");
    }
}

#[test]
fn a_round_that_was_opened_in_both_holds_the_ballots_of_both_each_person_once() {
    let mut scene = Scene::new();
    let poll = scene.prepared(&draft(PollKind::Single, 3));
    let mut parted = Parted::after(scene);
    let opens = parted.lost.open_poll(poll, None);
    parted.loses(DESK, &opens);
    let vote = |place, seq| Command::Vote { poll, round: 1, choice: one(place), seq: Seq(seq), badge: None };
    for (by, place, seq) in [(1, 0, 5), (2, 0, 5), (3, 0, 9)] {
        parted.loses(person(by), &vote(place, seq));
    }
    parted.now.does(DESK, &opens);
    for (by, place, seq) in [(2, 1, 7), (3, 1, 7), (4, 2, 7)] {
        parted.now.does(person(by), &vote(place, seq));
    }
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.state.polls.len(), 1);
    assert_eq!(parted.now.poll(poll).round.tally.counts, [2, 1, 1], "of each person the newest one");
}

/// Nobody can tell who has voted in both of them.
#[test]
fn a_secret_round_that_was_opened_in_both_comes_home_as_a_poll_of_its_own() {
    let mut scene = Scene::new();
    let poll = scene.prepared(&secret(PollKind::Single, 2));
    let mut parted = Parted::after(scene);
    let opens = parted.lost.open_poll(poll, None);
    parted.loses(DESK, &opens);
    let vote = |place| Command::Vote { poll, round: 1, choice: one(place), seq: Seq(1), badge: None };
    parted.loses(person(1), &vote(0));
    parted.now.does(DESK, &opens);
    parted.now.does(person(1), &vote(1));
    assert_eq!(parted.left(), [Matter::Poll]);
    let state = &parted.now.state;
    assert_eq!(state.polls[&poll].round.tally.counts, [0, 1]);
    let own = &state.polls[&PollNo(poll.0 + 1)];
    assert_eq!((own.phase, &own.plan), (PollPhase::Closed, &state.polls[&poll].plan));
    assert_eq!(own.round.tally.counts, [1, 0]);
    let key = parted.lost.poll(poll).round.key.expect("it has a key");
    let key = parted.lost.state.text(key).to_owned();
    assert!(state.words.iter().all(|(_, text)| **text != *key), "its key is nowhere");
}

#[test]
fn a_ballot_in_a_poll_that_was_dropped_since_is_kept_in_one_of_its_own() {
    let mut scene = Scene::new();
    let poll = scene.prepared(&draft(PollKind::Single, 2));
    let mut parted = Parted::after(scene);
    let opens = parted.lost.open_poll(poll, None);
    parted.loses(DESK, &opens);
    parted.loses(person(1), &Command::Vote { poll, round: 1, choice: one(1), seq: Seq(1), badge: None });
    let version = parted.now.poll(poll).version;
    parted.now.does(DESK, &Command::DropPoll { poll, version });
    assert_eq!(parted.left(), [Matter::Poll], "that it was opened is told");
    assert_eq!(parted.now.poll(PollNo(2)).round.tally.counts, [0, 1]);
}

#[test]
fn a_decision_comes_home_unless_another_one_was_taken_of_the_same() {
    let mut scene = Scene::new();
    let [first, second, third] = [1, 2, 3].map(|by| scene.asked(by, "سؤال"));
    let mut parted = Parted::after(scene);
    for question in [first, second, third] {
        parted.loses(DESK, &Command::Approve { question, version: 1 });
    }
    parted.now.does(OTHER_DESK, &Command::Dismiss { question: first, version: 1, reason: Reason::OffTopic });
    parted.now.does(OTHER_DESK, &Command::Approve { question: second, version: 1 });
    assert_eq!(parted.left(), [Matter::Question], "the first one, as the second stands already");
    let status = |no: QuestionNo| parted.now.question(no).standing.status;
    assert_eq!(
        [first, second, third].map(status),
        [Status::Dismissed(Reason::OffTopic), Status::Listed, Status::Listed]
    );
}

#[test]
fn what_a_desk_ruled_on_is_not_reworded_behind_its_back() {
    let mut scene = Scene::new();
    let [ruled, waits] = [1, 2].map(|by| scene.asked(by, "سؤال"));
    let mut parted = Parted::after(scene);
    for (by, question) in [(1, ruled), (2, waits)] {
        let reword = Command::Edit { question, version: 1, text: Text::new("شيء آخر") };
        parted.loses(person(by), &reword);
    }
    parted.now.does(DESK, &Command::Approve { question: ruled, version: 1 });
    assert_eq!(parted.left(), [Matter::Question]);
    let shown = |no: QuestionNo| parted.now.state.text(parted.now.question(no).standing.text).to_owned();
    assert_eq!((shown(ruled), shown(waits)), ("سؤال".into(), "شيء آخر".into()));
}

#[test]
fn what_was_asked_again_and_erased_does_not_come_back() {
    let mut parted = Parted::after(Scene::new());
    let id = CommandId(77);
    parted.loses_as(person(1), id, &ask(PANEL, "سرّ"));
    parted
        .loses(person(1), &Command::Edit { question: QuestionNo(1), version: 1, text: Text::new("سرّ آخر") });
    parted.now.give_as(person(1), id, &ask(PANEL, "سرّ")).expect("it is sent again");
    parted.now.does(ORGANISER, &Command::Erase { question: QuestionNo(1) });
    parted.come_home();
    assert_eq!(parted.now.state.questions.len(), 1);
    assert!(parted.now.state.words.is_empty(), "{:?}", parted.now.state.words);
}

#[test]
fn an_erasure_comes_home_also_where_the_question_was_asked_again() {
    let mut parted = Parted::after(Scene::new());
    let id = CommandId(77);
    parted.loses_as(person(1), id, &ask(PANEL, "سرّ"));
    parted.loses(ORGANISER, &Command::Erase { question: QuestionNo(1) });
    parted.now.give_as(person(1), id, &ask(PANEL, "سرّ")).expect("it is sent again");
    parted.come_home();
    assert!(parted.now.state.words.is_empty(), "{:?}", parted.now.state.words);
}

#[test]
fn all_of_somebody_that_was_erased_comes_home_erased_and_is_done_once() {
    let mut scene = Scene::new();
    let known = scene.listed(1, "سؤال قديم");
    scene.now = scene.now + Millis::minutes(1);
    let mut parted = Parted::after(scene);
    let id = CommandId(77);
    parted.loses_as(person(1), id, &ask(PANEL, "سرّ"));
    let erase = Command::EraseAuthor { of: Piece::Question { question: known } };
    parted.loses_as(ORGANISER, CommandId(78), &erase);
    parted.now.give_as(person(1), id, &ask(PANEL, "سرّ")).expect("it is sent again");
    parted.come_home();
    assert!(parted.now.state.words.is_empty(), "{:?}", parted.now.state.words);
    parted.now.now = parted.now.now + Millis::minutes(1);
    parted.now.does(person(1), &ask(PANEL, "بعدها"));
    let again = parted.now.give_as(ORGANISER, CommandId(78), &erase).expect("it stands");
    assert_eq!((again.made, again.changes.len()), (Some(2), 0));
    assert_eq!(parted.now.state.words.iter().count(), 1);
}

#[test]
fn a_session_that_was_taken_off_stands_again_for_whom_gave_it_something() {
    let mut scene = Scene::new();
    let plan = |session: SessionNo| SessionPlan {
        hall: HallNo(1),
        kind: SessionKind::Talk,
        title: Title { ar: format!("جلسة {session}"), en: String::new() },
        about: Title::default(),
        starts: START + Millis::minutes(600),
        ends: START + Millis::minutes(660),
    };
    scene.does(ORGANISER, &Command::AddSession { plan: plan(SessionNo(3)) });
    let mut parted = Parted::after(scene);
    let session = SessionNo(3);
    let version = parted.lost.state.sessions[&session].version;
    let asking = Command::SetBoard {
        session,
        version,
        asking: Some(true),
        moderation: Moderation::Before,
        labels: Vec::new(),
    };
    parted.loses(DESK, &asking);
    parted.loses(person(1), &ask(session, "سؤال"));
    parted.now.does(ORGANISER, &Command::DropSession { session, edition: 1 });
    assert_eq!(parted.left(), [Matter::Session]);
    assert_eq!(parted.now.state.sessions[&session].board.counts.received, 1);
}

#[test]
fn a_link_that_was_made_by_one_that_was_taken_back_since_opens_nothing() {
    let mut scene = Scene::new();
    let secret = |no: u8| Secret::new(format!("secret-of-a-link-{no:06}"));
    let link = |no: u8, role| Command::CreateLink {
        role,
        hall: None,
        name: "وصلة".into(),
        expires: None,
        table: None,
        stand: None,
        secret: secret(no),
    };
    scene.does(ORGANISER, &link(1, Role::Organiser));
    let mut parted = Parted::after(scene);
    parted.loses(Actor::Crew(LinkNo(5)), &link(2, Role::Moderator));
    parted.loses(ORGANISER, &link(3, Role::Moderator));
    parted.now.does(ORGANISER, &link(4, Role::Screen));
    parted.now.does(ORGANISER, &Command::RevokeLink { link: LinkNo(5) });
    assert_eq!(parted.left(), [Matter::Link]);
    let is_good = |no: u8| parted.now.state.link_of(&secret(no)).map(|(_, link)| !link.revoked);
    assert_eq!([2, 3, 4].map(is_good), [Some(false), Some(true), Some(true)]);
}

#[test]
fn two_sessions_do_not_run_in_a_hall_at_once() {
    let mut scene = Scene::new();
    for session in [PANEL, TALK] {
        let version = scene.state.sessions[&session].version;
        scene.does(DESK, &Command::SetPhase { session, version, phase: Phase::Ended });
    }
    let mut parted = Parted::after(scene);
    let open = |session, version| Command::SetPhase { session, version, phase: Phase::Open };
    let version = parted.lost.state.sessions[&PANEL].version;
    parted.loses(DESK, &open(PANEL, version));
    parted.now.does(DESK, &open(TALK, version));
    assert_eq!(parted.left(), [Matter::Session]);
}

#[test]
fn a_delay_comes_home_where_the_halls_day_stands_as_it_stood() {
    let mut parted = Parted::after(Scene::new());
    let version = parted.base.halls[&HallNo(1)].version;
    let delay = Command::Delay { hall: HallNo(1), version, minutes: 5, from: None };
    parted.loses(DESK, &delay);
    assert_eq!(parted.left(), []);
    let ends = |state: &State| state.sessions.values().map(|session| session.ends).collect::<Vec<_>>();
    assert_eq!(ends(&parted.now.state), ends(&parted.lost.state));
    assert_ne!(ends(&parted.now.state), ends(&parted.base));
}

#[test]
fn a_command_that_is_done_once_and_was_left_is_acknowledged_again_and_does_nothing() {
    let mut scene = Scene::new();
    let question = scene.asked(1, "سؤال");
    let mut parted = Parted::after(scene);
    let version = parted.base.halls[&HallNo(1)].version;
    let delay = |minutes| Command::Delay { hall: HallNo(1), version, minutes, from: None };
    parted.loses_as(DESK, CommandId(5), &delay(5));
    parted.loses_as(DESK, CommandId(6), &Command::Block { question, on: true });
    parted.now.does(OTHER_DESK, &delay(10));
    assert_eq!(parted.left(), [Matter::Hall]);
    let stands = parted.now.state.clone();
    assert_eq!(stands.people.values().filter(|person| person.is_blocked()).count(), 1);
    let again = parted.now.give_as(DESK, CommandId(5), &delay(5)).expect("it is acknowledged");
    assert_eq!((again.changes, parted.now.state), (Vec::<Change>::new(), stands));
}

#[test]
fn the_last_organiser_stays_one() {
    let mut scene = Scene::new();
    let secret = Secret::new("secret-of-the-other-one".into());
    let (role, name) = (Role::Organiser, "وصلة".to_owned());
    scene.does(
        ORGANISER,
        &Command::CreateLink { role, hall: None, name, expires: None, table: None, stand: None, secret },
    );
    let mut parted = Parted::after(scene);
    parted.loses(ORGANISER, &Command::RevokeLink { link: LinkNo(5) });
    parted.now.does(ORGANISER, &Command::RevokeLink { link: LinkNo(3) });
    assert_eq!(parted.left(), [Matter::Link]);
    let refused = parted.now.is_refused(Actor::Crew(LinkNo(5)), &Command::RevokeLink { link: LinkNo(5) });
    assert_eq!(refused, Code::LastOrganiser);
}

#[test]
fn an_answer_of_a_longer_round_took_as_long_as_the_one_that_holds_it_at_most() {
    let mut scene = Scene::new();
    let poll = scene.prepared(&draft(PollKind::Quiz { answer: 1 }, 3));
    let mut parted = Parted::after(scene);
    let opens = |seconds| Command::OpenPoll { poll, version: 1, seconds: Some(seconds) };
    let right = Command::Vote { poll, round: 1, choice: one(1), seq: Seq(1), badge: None };
    parted.loses(DESK, &opens(60));
    parted.lost.now = parted.lost.now + Millis::seconds(40);
    parted.loses(person(1), &right);
    parted.now.does(DESK, &opens(10));
    parted.now.does(person(2), &right);
    parted.now.closes(poll);
    parted.now.reveals(poll);
    assert_eq!(parted.left(), []);
    let took = parted.now.poll(poll).round.ballots.values().map(|ballot| ballot.took);
    assert_eq!(took.collect::<Vec<_>>(), [Some(10_000), Some(0)]);
}

#[test]
fn nobody_is_called_to_the_stage_in_the_place_of_whom_it_was_given_since() {
    let mut scene = Scene::new();
    let [called, other] = [1, 2].map(|by| scene.listed(by, "سؤال"));
    let mut parted = Parted::after(scene);
    parted.loses(DESK, &Command::Stage { question: called, version: 2 });
    parted.now.does(OTHER_DESK, &Command::Stage { question: other, version: 2 });
    assert_eq!(parted.left(), [Matter::Question]);
    assert_eq!(parted.now.board(PANEL).on_stage, Some(other));
}

#[test]
fn an_act_on_which_another_one_followed_is_not_undone() {
    let mut scene = Scene::new();
    let question = scene.listed(1, "سؤال");
    let mut parted = Parted::after(scene);
    let act = parted.lost.state.last.act;
    parted.loses(DESK, &Command::Undo { act });
    parted.now.does(OTHER_DESK, &Command::Answer { question, version: 2 });
    assert_eq!(parted.left(), [Matter::Question]);
    assert_eq!(parted.now.question(question).standing.status, Status::Answered);
}

fn statements(command: StatementCommand) -> Command {
    Command::Statements(command)
}

fn planned(session: SessionNo) -> Command {
    let title = Title { ar: "؟".into(), en: String::new() };
    let plan = StatementPlan { title, submit: true, moderated: true, shown: true };
    statements(StatementCommand::Plan { session, version: 0, plan })
}

/// A session to come, and with how many of the organisers' statements.
fn with_statements(seeds: u32) -> (Scene, SessionNo) {
    let mut scene = Scene::new();
    let (title, about) = (Title { ar: "جلسة".into(), en: String::new() }, Title::default());
    let (starts, ends) = (START + Millis::minutes(600), START + Millis::minutes(660));
    let session = SessionNo(3);
    let plan = SessionPlan { hall: HallNo(1), kind: SessionKind::Panel, title, about, starts, ends };
    scene.does(ORGANISER, &Command::AddSession { plan });
    scene.does(DESK, &planned(session));
    for no in 0..seeds {
        let text = Text::new(&format!("عبارة رقم {no}"));
        scene.does(DESK, &statements(StatementCommand::Seed { session, text }));
    }
    (scene, session)
}

#[test]
fn votes_on_statements_come_home_though_their_session_was_dropped_since() {
    let (scene, session) = with_statements(3);
    let mut parted = Parted::after(scene);
    parted.loses(DESK, &statements(StatementCommand::Open { session, version: 1 }));
    for (by, on) in [(1, 1), (2, 1), (1, 3)] {
        let (statement, vote, seq) = (StatementNo(on), Some(Vote::Agree), Seq(5));
        parted.loses(person(by), &statements(StatementCommand::Vote { session, statement, vote, seq }));
    }
    parted.now.does(ORGANISER, &Command::DropSession { session, edition: 1 });
    parted.come_home();
    let held = &parted.now.state.conversations[&session];
    assert_eq!(held.list.values().map(|said| said.counts[0]).collect::<Vec<_>>(), [2, 0, 1]);
    assert!(held.list.values().all(|said| said.is_published()));
    assert_eq!(parted.now.state.text(held.list[&StatementNo(1)].text), "عبارة رقم 0");
}

#[test]
fn statements_that_come_home_into_a_session_that_is_over_are_closed() {
    let mut parted = Parted::after(Scene::new());
    let session = PANEL;
    parted.loses(DESK, &planned(session));
    let text = Text::new("عبارة");
    parted.loses(DESK, &statements(StatementCommand::Seed { session, text }));
    parted.loses(DESK, &statements(StatementCommand::Open { session, version: 1 }));
    let (statement, vote, seq) = (StatementNo(1), Some(Vote::Agree), Seq(5));
    parted.loses(person(1), &statements(StatementCommand::Vote { session, statement, vote, seq }));
    let version = parted.now.state.sessions[&session].version;
    parted.now.does(DESK, &Command::SetPhase { session, version, phase: Phase::Ended });
    parted.come_home();
    let held = &parted.now.state.conversations[&session];
    assert_eq!(held.stage, crate::domain::statement::Stage::Closed);
    assert!(held.lacks_picture() && held.list[&StatementNo(1)].counts == [1, 0, 0]);
}

#[test]
fn a_lost_drop_takes_no_statements_along_that_were_written_since() {
    let (scene, session) = with_statements(0);
    let mut parted = Parted::after(scene);
    parted.loses(ORGANISER, &Command::DropSession { session, edition: 1 });
    let text = Text::new("كُتبت بعدها");
    parted.now.does(DESK, &statements(StatementCommand::Seed { session, text }));
    assert_eq!(parted.left(), [Matter::Session]);
    assert_eq!(parted.now.state.conversations[&session].published(), 1);
}
