//! The rules of statements, one by one.

use std::sync::Arc;

use super::{Picture, Pictured, Stage, StatementChange, StatementCommand, StatementPlan, Status, Vote};
use crate::domain::agenda::Phase;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::forum::Title;
use crate::domain::id::{CommandId, HallNo, LinkNo, SessionNo, StatementNo, WordsNo};
use crate::domain::question::Reason;
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Author, Role};
use crate::domain::screen::Cue;
use crate::domain::tests::scene::{DESK, PANEL, Scene, TALK, person};
use crate::domain::time::Millis;
use crate::domain::view::mine::mine;
use crate::domain::words::Text;

const ORGANISER: Actor = Actor::Crew(LinkNo(3));

fn command(command: StatementCommand) -> Command {
    Command::Statements(command)
}

fn plan(moderated: bool) -> StatementPlan {
    let title = Title { ar: "ما الذي يعيق التطوع؟".into(), en: String::new() };
    StatementPlan { title, submit: true, moderated, shown: true }
}

fn set(version: u32, plan: StatementPlan) -> Command {
    command(StatementCommand::Plan { session: PANEL, version, plan })
}

fn open(version: u32) -> Command {
    command(StatementCommand::Open { session: PANEL, version })
}

pub(crate) fn close(version: u32) -> Command {
    command(StatementCommand::Close { session: PANEL, version })
}

fn seed(text: &str) -> Command {
    command(StatementCommand::Seed { session: PANEL, text: Text::new(text) })
}

fn submit(text: &str) -> Command {
    command(StatementCommand::Submit { session: PANEL, text: Text::new(text) })
}

fn approve(statement: u32, version: u32) -> Command {
    command(StatementCommand::Approve { session: PANEL, statement: StatementNo(statement), version })
}

fn dismiss(statement: u32, version: u32) -> Command {
    let statement = StatementNo(statement);
    command(StatementCommand::Dismiss { session: PANEL, statement, version, reason: Reason::Unclear })
}

pub(crate) fn vote(statement: u32, vote: Option<Vote>, seq: u64) -> Command {
    let statement = StatementNo(statement);
    command(StatementCommand::Vote { session: PANEL, statement, vote, seq: Seq(seq) })
}

/// An open conversation with two statements of the organisers.
pub(crate) fn begun(moderated: bool) -> Scene {
    let mut scene = Scene::new();
    scene.does(DESK, &set(0, plan(moderated)));
    scene.does(DESK, &seed("الوقت هو العائق الأول"));
    scene.does(DESK, &seed("التطوع يبدأ من الحي"));
    scene.does(DESK, &open(1));
    scene
}

fn counts(scene: &Scene, statement: u32) -> [u32; 3] {
    scene.state.statement(PANEL, StatementNo(statement)).expect("it is there").counts
}

fn status(scene: &Scene, statement: u32) -> Status {
    scene.state.statement(PANEL, StatementNo(statement)).expect("it is there").status
}

#[test]
fn a_person_has_one_vote_on_each_statement_and_the_latest_stands() {
    let mut scene = begun(true);
    scene.does(person(1), &vote(1, Some(Vote::Agree), 5));
    scene.does(person(2), &vote(1, Some(Vote::Pass), 5));
    assert_eq!(counts(&scene, 1), [1, 0, 1]);
    scene.does(person(1), &vote(1, Some(Vote::Disagree), 7));
    assert_eq!(counts(&scene, 1), [0, 1, 1]);
    assert_eq!(scene.is_refused(person(1), &vote(1, Some(Vote::Agree), 6)), Code::Stale);
    assert_eq!(scene.is_refused(person(1), &vote(1, Some(Vote::Agree), 1 << 60)), Code::BadSeq);
    scene.does(person(1), &vote(1, None, 8));
    assert_eq!(counts(&scene, 1), [0, 0, 1]);
    assert_eq!(scene.is_refused(DESK, &vote(1, Some(Vote::Agree), 1)), Code::NotAllowed);
    assert_eq!(scene.is_refused(person(1), &vote(9, Some(Vote::Agree), 9)), Code::UnknownStatement);
}

#[test]
fn a_vote_sent_again_is_acknowledged_and_changes_nothing() {
    let mut scene = begun(true);
    let (id, agree) = (CommandId(77), vote(2, Some(Vote::Agree), 3));
    scene.give_as(person(1), id, &agree).expect("it is accepted");
    let stands = scene.state.clone();
    scene.give_as(person(1), id, &agree).expect("it is acknowledged");
    scene.does(DESK, &close(2));
    let closed = scene.state.clone();
    scene.give_as(person(1), id, &agree).expect("it is acknowledged after the closing too");
    assert_eq!(scene.state, closed);
    assert_eq!(stands.conversations[&PANEL].votes, closed.conversations[&PANEL].votes);
}

#[test]
fn votes_are_taken_while_it_is_open_and_not_paused() {
    let mut scene = Scene::new();
    assert_eq!(scene.is_refused(person(1), &vote(1, None, 1)), Code::UnknownConversation);
    scene.does(DESK, &set(0, plan(true)));
    scene.does(DESK, &seed("عبارة"));
    let agree = vote(1, Some(Vote::Agree), 1);
    assert_eq!(scene.is_refused(person(1), &agree), Code::UnknownConversation);
    assert_eq!(scene.is_refused(person(1), &submit("أخرى")), Code::UnknownConversation);
    assert_eq!(scene.is_refused(DESK, &close(1)), Code::StatementsClosed);
    scene.does(DESK, &open(1));
    scene.does(DESK, &open(1));
    let pause = |on| Command::Pause { session: PANEL, version: if on { 1 } else { 2 }, on, message: None };
    scene.does(DESK, &pause(true));
    assert_eq!(scene.is_refused(person(1), &agree), Code::Paused);
    assert_eq!(scene.is_refused(person(1), &submit("أخرى")), Code::Paused);
    scene.does(DESK, &pause(false));
    scene.does(person(1), &agree);
    assert_eq!(scene.is_refused(DESK, &close(1)), Code::Changed);
    scene.does(DESK, &close(2));
    assert_eq!(scene.is_refused(person(2), &agree), Code::StatementsClosed);
    assert_eq!(scene.is_refused(person(1), &submit("أخرى")), Code::StatementsClosed);
    scene.does(DESK, &open(3));
    scene.does(person(2), &agree);
    assert_eq!(counts(&scene, 1), [2, 0, 0], "what was said before counts on");
}

#[test]
fn what_an_attendee_writes_waits_where_the_plan_says_so_and_its_author_alone_takes_it_back() {
    let mut scene = begun(true);
    let made = scene.does(person(1), &submit("الناس لا تعرف أين تتطوع")).made;
    assert_eq!((made, status(&scene, 3)), (Some(3), Status::Waiting));
    assert_eq!(scene.is_refused(person(2), &vote(3, Some(Vote::Agree), 1)), Code::UnknownStatement);
    let withdraw =
        |version| command(StatementCommand::Withdraw { session: PANEL, statement: StatementNo(3), version });
    assert_eq!(scene.is_refused(person(2), &withdraw(1)), Code::UnknownStatement);
    scene.does(DESK, &approve(3, 1));
    assert_eq!(scene.is_refused(person(1), &withdraw(2)), Code::TooLateToChange);
    assert_eq!(scene.is_refused(person(2), &withdraw(2)), Code::NotYours);
    scene.does(person(2), &vote(3, Some(Vote::Agree), 1));
    scene.does(DESK, &dismiss(3, 2));
    assert_eq!(scene.is_refused(person(3), &vote(3, Some(Vote::Agree), 1)), Code::UnknownStatement);
    assert_eq!(scene.is_refused(DESK, &approve(3, 1)), Code::Changed);
    scene.does(DESK, &approve(3, 3));
    assert_eq!(counts(&scene, 3), [1, 0, 0], "it has its votes again");

    let mut scene = begun(false);
    scene.does(person(1), &submit("تُنشر فورًا"));
    assert_eq!(status(&scene, 3), Status::Published);
}

#[test]
fn a_word_of_the_forums_list_waits_in_any_case() {
    let mut scene = begun(false);
    let mut forum = (*scene.state.forum).clone();
    forum.rules.word_list = vec!["ممنوع".into()];
    scene.state.apply(1, &crate::domain::change::Change::ForumSet { forum });
    scene.does(person(1), &submit("هذا الممنوع لا ينشر ممنوع"));
    assert_eq!(status(&scene, 3), Status::Waiting);
}

#[test]
fn the_same_again_is_refused_and_leads_to_the_one_that_is_there() {
    let mut scene = begun(true);
    let refusal = scene.give(person(1), &submit("اَلوقتُ هو العائقُ الأوّل")).expect_err("it is there");
    assert_eq!((refusal.code, refusal.limit), (Code::SameStatement, Some(1)));
    scene.does(DESK, &dismiss(1, 1));
    scene.does(person(1), &submit("الوقت هو العائق الأول"));
    scene.does(DESK, &approve(3, 1));
    let refusal = scene.give(DESK, &approve(1, 2)).expect_err("it is there");
    assert_eq!((refusal.code, refusal.limit), (Code::SameStatement, Some(3)));
}

#[test]
fn a_person_has_the_limits_of_their_questions() {
    let mut scene = begun(true);
    scene.does(person(1), &submit("أولى"));
    assert_eq!(scene.is_refused(person(1), &submit("ثانية")), Code::TooSoon);
    for text in ["ثانية", "ثالثة"] {
        scene.now = scene.now + Millis::minutes(1);
        scene.does(person(1), &submit(text));
    }
    scene.now = scene.now + Millis::minutes(1);
    assert_eq!(scene.is_refused(person(1), &submit("رابعة")), Code::TooManyWaiting);
    scene.does(person(2), &submit("من غيره"));
    let long = "س".repeat(super::LENGTH + 1);
    assert_eq!(scene.is_refused(person(3), &submit(&long)), Code::TextTooLong);
    let own = StatementPlan { submit: false, ..plan(true) };
    scene.does(DESK, &set(2, own));
    assert_eq!(scene.is_refused(person(3), &submit("أخرى")), Code::SubmittingOff);
}

#[test]
fn four_hundred_are_published_and_no_more() {
    let mut scene = begun(false);
    for no in 3..=super::PUBLISHED {
        scene.does(DESK, &seed(&format!("عبارة رقم {no} منها")));
    }
    let refusal = scene.give(DESK, &seed("واحدة أخرى")).expect_err("it is full");
    assert_eq!((refusal.code, refusal.limit), (Code::TooManyStatements, Some(400)));
    assert_eq!(scene.is_refused(person(1), &submit("واحدة أخرى")), Code::TooManyStatements);
    scene.does(DESK, &dismiss(1, 1));
    scene.does(person(1), &submit("واحدة أخرى"));
}

#[test]
fn whatever_floods_in_the_desk_can_say_something() {
    let mut scene = begun(false);
    for no in 0..super::PUBLISHED_UNREAD {
        scene.does(person((no / 15) as u8), &submit(&format!("عبارة رقم {no} منها")));
        scene.now = scene.now + Millis::minutes(1);
    }
    let refusal = scene.give(person(90), &submit("واحدة أخرى")).expect_err("attendees' places are taken");
    assert_eq!((refusal.code, refusal.limit), (Code::TooManyStatements, Some(300)));
    scene.does(DESK, &seed("واحدة أخرى"));
    scene.does(DESK, &dismiss(3, 1));
    scene.does(person(90), &submit("غيرها"));
}

#[test]
fn a_person_writes_twenty_whatever_becomes_of_them_and_others_as_ever() {
    let mut scene = begun(true);
    for no in 3..23 {
        scene.does(person(1), &submit(&format!("عبارة رقم {no}")));
        let statement = StatementNo(no);
        scene.does(person(1), &command(StatementCommand::Withdraw { session: PANEL, statement, version: 1 }));
        scene.now = scene.now + Millis::minutes(1);
    }
    let refusal = scene.give(person(1), &submit("واحدة أخرى")).expect_err("it is enough");
    assert_eq!((refusal.code, refusal.limit), (Code::TooManyWritten, Some(20)));
    scene.does(person(2), &submit("واحدة أخرى"));
}

#[test]
fn whoever_sends_and_takes_back_leaves_the_desk_a_place_and_comes_to_an_end() {
    let mut scene = begun(true);
    for no in 3..=4_500 {
        let by = person(1 + ((no - 3) / 20) as u8);
        scene.does(by, &submit(&format!("عبارة رقم {no}")));
        let statement = StatementNo(no);
        scene.does(by, &command(StatementCommand::Withdraw { session: PANEL, statement, version: 1 }));
        scene.now = scene.now + Millis::minutes(1);
    }
    let refusal = scene.give(person(250), &submit("لا مكان")).expect_err("the rest is the desk's");
    assert_eq!((refusal.code, refusal.limit), (Code::TooManyStatements, Some(4_500)));
    scene.does(DESK, &seed("للمكتب مكان"));
}

#[test]
fn a_command_that_made_a_statement_makes_none_in_another_session() {
    let mut scene = begun(false);
    let id = scene.fresh_id();
    scene.give_as(person(1), id, &submit("عبارة")).expect("it is taken");
    let elsewhere = command(StatementCommand::Submit { session: TALK, text: Text::new("عبارة") });
    let reused = scene.give_as(person(1), id, &elsewhere).expect_err("it made one elsewhere");
    assert_eq!(reused.code, Code::IdReused);
}

#[test]
fn the_first_votes_show_in_no_step_and_none_that_is_taken_back() {
    let mut scene = begun(true);
    let step = |scene: &Scene| {
        let view = super::statements(&scene.state, PANEL, Role::Participant).expect("it is there");
        view.items.iter().find(|item| item.s == StatementNo(1)).expect("it is there").step
    };
    for by in 1..=4 {
        scene.does(person(by), &vote(1, Some(Vote::Agree), 1));
        assert_eq!(step(&scene), 0);
    }
    scene.does(person(5), &vote(1, Some(Vote::Agree), 1));
    assert_eq!(step(&scene), 1);
    let seen = scene.state.topics.touched(crate::domain::topic::Part::Statements(PANEL));
    scene.does(person(5), &vote(1, None, 2));
    scene.does(person(5), &vote(1, Some(Vote::Agree), 3));
    assert_eq!(step(&scene), 1, "it never falls");
    assert_eq!(scene.state.topics.touched(crate::domain::topic::Part::Statements(PANEL)), seen);
}

#[test]
fn what_no_picture_hangs_on_makes_no_other_one() {
    let mut scene = begun(true);
    scene.does(person(1), &submit("تنتظر"));
    scene.does(person(2), &submit("تنتظر أيضًا"));
    scene.does(person(1), &vote(1, Some(Vote::Agree), 1));
    scene.does(DESK, &close(2));
    scene.does(Actor::Clock, &Command::Tick);
    assert!(!scene.state.conversations[&PANEL].lacks_picture());
    scene.does(DESK, &dismiss(3, 1));
    scene.does(DESK, &approve(4, 1));
    scene.does(DESK, &seed("للمنظمين"));
    assert!(!scene.state.conversations[&PANEL].lacks_picture());
    scene.does(DESK, &dismiss(1, 1));
    assert!(scene.state.conversations[&PANEL].lacks_picture());
}

#[test]
fn nothing_is_opened_in_a_session_that_is_over() {
    let mut scene = Scene::new();
    scene.does(DESK, &set(0, plan(true)));
    let version = scene.state.sessions[&PANEL].version;
    scene.does(DESK, &Command::SetPhase { session: PANEL, version, phase: Phase::Ended });
    assert_eq!(scene.is_refused(DESK, &open(1)), Code::WrongState);
}

/// More than one may write can come home.
#[test]
fn a_person_is_told_all_they_wrote_though_no_view_holds_it() {
    let mut scene = begun(true);
    let Actor::Person(one) = person(1) else { unreachable!("it is a person") };
    for no in 3..28 {
        let submitted = StatementChange::Submitted {
            session: PANEL,
            statement: StatementNo(no),
            author: Author::Person(one),
            id: CommandId(no.into()),
            text: WordsNo(no),
            published: false,
            time: scene.now,
        };
        scene.state.apply(scene.state.rev + 1, &Change::Statements(submitted));
    }
    assert_eq!(super::own(&scene.state, PANEL, one).len(), 20);
    assert_eq!(crate::domain::view::given::given(&scene.state, one).parts[0].statements.len(), 25);
}

#[test]
fn a_snapshot_has_the_votes_and_each_person_once() {
    let mut scene = begun(true);
    for (by, on) in [(1, 1), (1, 2), (2, 1)] {
        scene.does(person(by), &vote(on, Some(Vote::Pass), 1));
    }
    let held = &scene.state.conversations[&PANEL];
    let json = serde_json::to_string(&**held).expect("it is JSON");
    let Actor::Person(one) = person(1) else { unreachable!("it is a person") };
    assert_eq!(json.matches(&one.to_string()).count(), 1);
    let read: super::Conversation = serde_json::from_str(&json).expect("it is read");
    assert_eq!(read.votes, held.votes);
}

#[test]
fn desks_alone_hold_them_and_organisers_alone_erase() {
    let mut scene = begun(true);
    for desks in [set(2, plan(false)), open(2), close(2), seed("عبارة"), approve(1, 1), dismiss(1, 1)] {
        assert_eq!(scene.is_refused(person(1), &desks), Code::NotAllowed);
        assert_eq!(scene.is_refused(Actor::Crew(LinkNo(4)), &desks), Code::NotAllowed);
    }
    let erase = command(StatementCommand::Erase { session: PANEL, statement: StatementNo(1) });
    assert_eq!(scene.is_refused(DESK, &erase), Code::NotAllowed);
    scene.does(person(1), &vote(1, Some(Vote::Agree), 1));
    scene.does(ORGANISER, &erase);
    assert_eq!(scene.state.text(WordsNo(1)), "");
    assert_eq!(counts(&scene, 1), [1, 0, 0], "its votes stay");
    assert_eq!(scene.is_refused(person(2), &vote(1, Some(Vote::Agree), 1)), Code::WrongState);
    scene.does(DESK, &seed("الوقت هو العائق الأول"));
}

#[test]
fn who_erases_what_they_wrote_takes_back_what_waits() {
    let mut scene = begun(true);
    scene.does(person(1), &submit("تُنشر"));
    scene.does(DESK, &approve(3, 1));
    scene.now = scene.now + Millis::minutes(1);
    scene.does(person(1), &submit("تنتظر"));
    scene.does(person(1), &vote(1, Some(Vote::Agree), 1));
    scene.does(person(1), &Command::EraseMine { upto: scene.state.last.words });
    assert_eq!((status(&scene, 3), status(&scene, 4)), (Status::Published, Status::Withdrawn));
    assert!(scene.state.words.get(WordsNo(3)).is_none() && scene.state.words.get(WordsNo(4)).is_none());
    assert_eq!(counts(&scene, 1), [1, 0, 0], "votes stay and count");
}

#[test]
fn whoever_is_blocked_votes_no_more_and_what_they_said_counts() {
    let mut scene = begun(true);
    let question = scene.listed(1, "سؤال");
    scene.does(person(1), &vote(1, Some(Vote::Agree), 1));
    scene.does(DESK, &Command::Block { question, on: true });
    assert_eq!(scene.is_refused(person(1), &vote(2, Some(Vote::Agree), 2)), Code::Blocked);
    assert_eq!(counts(&scene, 1), [1, 0, 0]);
}

#[test]
fn the_last_picture_is_that_of_the_votes_and_is_made_again_where_they_are_others() {
    let mut scene = begun(true);
    scene.does(person(1), &vote(1, Some(Vote::Agree), 1));
    scene.does(DESK, &close(2));
    let edition = scene.state.conversations[&PANEL].edition;
    assert!(scene.state.conversations[&PANEL].lacks_picture());
    assert_eq!(scene.state.picture_due(), Some(scene.now), "the clock has it to do");
    let of = |edition| Arc::new(Pictured { arithmetic: 1, edition, picture: Picture::default() });
    let mut around = crate::domain::decide::Circumstances::default();
    around.pictures.insert(PANEL, of(edition - 1));
    assert!(super::pictured(&scene.state, &around).next().is_none(), "of other votes");
    scene.does(Actor::Clock, &Command::Tick);
    let held = &scene.state.conversations[&PANEL];
    assert_eq!(held.result.as_ref().map(|result| result.edition), Some(edition));
    assert!(!held.lacks_picture() && scene.state.picture_due().is_none());
    scene.does(DESK, &dismiss(1, 1));
    assert!(scene.state.conversations[&PANEL].lacks_picture());
}

#[test]
fn the_end_of_the_session_closes_its_statements() {
    let mut scene = begun(true);
    let version = scene.state.sessions[&PANEL].version;
    scene.does(DESK, &Command::SetPhase { session: PANEL, version, phase: Phase::Ended });
    assert_eq!(scene.state.conversations[&PANEL].stage, Stage::Closed);
}

#[test]
fn walls_on_auto_follow_what_is_opened() {
    let scene = begun(true);
    assert_eq!(scene.state.halls[&HallNo(1)].screen.cue, Some(Cue::Opinions));
}

#[test]
fn attendees_see_what_is_published_and_desks_what_waits() {
    let mut scene = begun(true);
    scene.does(person(1), &submit("تنتظر"));
    let seen = |role| {
        let view = super::statements(&scene.state, PANEL, role).expect("it is there");
        let mut seen: Vec<u32> = view.items.iter().map(|item| item.s.0).collect();
        seen.sort_unstable();
        seen
    };
    assert_eq!(seen(Role::Participant), [1, 2]);
    assert_eq!(seen(Role::Moderator), [1, 2, 3]);
    let head = super::statements(&scene.state, PANEL, Role::Participant).expect("it is there").head;
    assert_eq!((head.received, head.waiting, head.published, head.seeds), (1, 1, 0, 2));
    let desk = super::page(&scene.state, PANEL, StatementNo(1), Role::Moderator);
    assert_eq!(desk.0.iter().map(|item| item.s.0).collect::<Vec<_>>(), [2, 3]);
    assert!(super::page(&scene.state, PANEL, StatementNo(2), Role::Participant).0.is_empty());
    assert!(super::page(&scene.state, PANEL, StatementNo(0), Role::Juror).0.is_empty());
    assert!(!super::is_shown(&scene.state, TALK, Role::Moderator));
}

#[test]
fn those_that_were_hardly_voted_on_come_first_and_pages_come_to_an_end() {
    let mut scene = begun(false);
    let long = "ع".repeat(super::LENGTH - 8);
    for no in 3..=200 {
        scene.does(DESK, &seed(&format!("{long} {no}")));
    }
    for (by, statement) in (1..=5).flat_map(|by| (1..=100).map(move |on| (by, on))) {
        scene.does(person(by), &vote(statement, Some(Vote::Pass), 1));
    }
    let view = super::statements(&scene.state, PANEL, Role::Participant).expect("it is there");
    assert!(view.items.len() < 200 && view.items.iter().all(|item| item.s.0 > 100 && item.step == 0));
    let (mut after, mut read) = (StatementNo(0), 0);
    loop {
        let (items, next) = super::page(&scene.state, PANEL, after, Role::Participant);
        read += items.len();
        let Some(next) = next else { break };
        after = next;
    }
    assert_eq!(read, 200);
}

#[test]
fn everybody_is_told_their_own_and_nobody_elses() {
    let mut scene = begun(true);
    scene.does(person(1), &submit("تنتظر"));
    scene.does(person(1), &vote(1, Some(Vote::Agree), 40));
    scene.does(person(1), &vote(2, Some(Vote::Pass), 41));
    let Actor::Person(one) = person(1) else { unreachable!("it is a person") };
    let Actor::Person(other) = person(2) else { unreachable!("it is a person") };
    let own = mine(&scene.state, PANEL, one);
    let said = own.said.expect("it said something");
    assert_eq!((said.agree, said.pass), (vec![StatementNo(1)], vec![StatementNo(2)]));
    assert_eq!((own.statements.len(), own.seq), (1, Seq(41)));
    let others = mine(&scene.state, PANEL, other);
    assert!(others.said.is_none() && others.statements.is_empty());
    assert!(mine(&scene.state, SessionNo(2), one).said.is_none());
}
