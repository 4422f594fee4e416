//! Ideas: who sends, changes and takes back which, and when.

use super::{OWNER, collecting, collecting_by, enter, set, submit, usual};
use crate::domain::command::Command;
use crate::domain::forum::{Moderation, Title};
use crate::domain::id::{ClusterNo, IdeaNo, WordsNo};
use crate::domain::idea::{self, IdeaCommand, IdeaPhase, IdeaPlan, IdeaState, IdeaStatus, suggestions};
use crate::domain::question::Reason;
use crate::domain::refusal::Code;
use crate::domain::role::{Actor, Role};
use crate::domain::tests::scene::{DESK, PANEL, Scene, TALK, person};
use crate::domain::time::Millis;
use crate::domain::words::Text;

fn approve(scene: &Scene, no: u32) -> Command {
    let (idea, version) = (IdeaNo(no), scene.idea(no).version);
    Command::Ideas(IdeaCommand::Approve { session: PANEL, idea, version })
}

fn dismiss(scene: &Scene, no: u32) -> Command {
    let (idea, version, reason) = (IdeaNo(no), scene.idea(no).version, Reason::OffTopic);
    Command::Ideas(IdeaCommand::Dismiss { session: PANEL, idea, version, reason })
}

fn restore(scene: &Scene, no: u32) -> Command {
    let (idea, version) = (IdeaNo(no), scene.idea(no).version);
    Command::Ideas(IdeaCommand::Restore { session: PANEL, idea, version })
}

fn approved_first() -> Scene {
    collecting_by(IdeaPlan { moderation: Moderation::Before, ..usual() })
}

#[test]
fn a_board_is_led_on_and_back_and_says_so_once() {
    let mut scene = Scene::new();
    assert_eq!(scene.is_refused(person(1), &set(0, usual())), Code::NotAllowed);
    scene.does(DESK, &set(0, usual()));
    assert_eq!(scene.is_refused(person(1), &submit("فكرة")), Code::IdeasClosed);
    assert!(!idea::is_shown(&scene.state, PANEL, Role::Participant), "it is prepared");
    let lead = scene.lead(IdeaPhase::Collecting, None);
    scene.does(DESK, &lead);
    assert!(scene.does(DESK, &lead).changes.is_empty(), "it is there already");
    scene.leads(IdeaPhase::Voting);
    assert_eq!(scene.is_refused(DESK, &lead), Code::Changed);
    scene.leads(IdeaPhase::Collecting);
    let hide = scene.lead(IdeaPhase::Preparing, None);
    assert_eq!(scene.is_refused(DESK, &hide), Code::WrongState, "everyone has seen it");
    scene.thinks(1, "فكرة");
    assert!(idea::is_shown(&scene.state, PANEL, Role::Participant));
    assert!(!idea::is_shown(&scene.state, PANEL, Role::Juror));
}

#[test]
fn an_idea_is_sent_in_time_or_not_at_all() {
    let mut scene = Scene::new();
    scene.does(DESK, &set(0, usual()));
    let lead = scene.lead(IdeaPhase::Collecting, Some(60));
    scene.does(DESK, &lead);
    scene.now = scene.now + Millis(59_999);
    scene.thinks(1, "فكرة");
    scene.now = scene.now + Millis(1);
    assert_eq!(scene.is_refused(person(1), &submit("أخرى")), Code::IdeasClosed);
    let version = scene.ideas().version;
    let timer = Command::Ideas(IdeaCommand::Timer { session: PANEL, version, seconds: 30 });
    let id = scene.fresh_id();
    scene.give_as(DESK, id, &timer).expect("a minute more");
    let until = scene.ideas().until;
    scene.thinks(1, "أخرى");
    scene.now = scene.now + Millis(10_000);
    assert!(scene.give_as(DESK, id, &timer).expect("it was done").changes.is_empty());
    assert_eq!(scene.ideas().until, until, "sent again, it gives no more time");
    let long =
        Command::Ideas(IdeaCommand::Timer { session: PANEL, version: version + 1, seconds: 1_000_000 });
    assert_eq!(scene.is_refused(DESK, &long), Code::OutOfRange);
}

#[test]
fn a_person_has_so_many_ideas_and_what_is_taken_back_makes_room() {
    let mut scene = collecting();
    let first = scene.thinks(1, "أولى");
    scene.thinks(1, "ثانية");
    scene.thinks(1, "ثالثة");
    assert_eq!(scene.is_refused(person(1), &submit("رابعة")), Code::TooManyIdeas);
    let back = scene.take_back(first);
    scene.does(person(1), &back);
    scene.thinks(1, "رابعة");
    for _ in 0..2 {
        let back = scene.take_back(scene.state.last.idea.0);
        scene.does(person(1), &back);
        scene.thinks(1, "أخرى");
    }
    let back = scene.take_back(scene.state.last.idea.0);
    scene.does(person(1), &back);
    assert_eq!(scene.is_refused(person(1), &submit("سابعة")), Code::TooManyIdeas, "not without an end");
    scene.thinks(2, "لغيره");
}

#[test]
fn what_is_approved_first_is_seen_by_its_author_and_the_desk() {
    let mut scene = approved_first();
    let no = scene.thinks(1, "فكرة");
    assert_eq!(scene.state_of(no, Role::Participant), None);
    assert_eq!(scene.state_of(no, Role::Moderator), Some(IdeaState::Waiting));
    let (own, _) = idea::own(&scene.state, PANEL, crate::domain::id::PersonId([1; 16]));
    assert_eq!(own.expect("it is there").items[0].status, IdeaState::Waiting);
    let reworded = scene.reword(no, "فكرة أخرى");
    assert_eq!(scene.is_refused(person(2), &reworded), Code::UnknownIdea, "nobody else knows of it");
    scene.does(person(1), &reworded);
    let yes = approve(&scene, no);
    scene.does(DESK, &yes);
    assert!(scene.does(DESK, &yes).changes.is_empty());
    assert_eq!(scene.state_of(no, Role::Participant), Some(IdeaState::Listed));
    let late = scene.reword(no, "فكرة ثالثة");
    assert_eq!(scene.is_refused(person(1), &late), Code::TooLateToChange, "nobody has read that");
    assert_eq!(scene.is_refused(person(2), &late), Code::NotYours);
}

#[test]
fn an_idea_is_dismissed_with_a_reason_and_comes_back_where_it_was() {
    let mut scene = approved_first();
    let (waits, listed) = (scene.thinks(1, "فكرة"), scene.thinks(2, "أخرى"));
    let yes = approve(&scene, listed);
    scene.does(DESK, &yes);
    for no in [waits, listed] {
        let no = dismiss(&scene, no);
        scene.does(DESK, &no);
    }
    assert_eq!(scene.state_of(listed, Role::Participant), None);
    assert_eq!(scene.state_of(listed, Role::Moderator), Some(IdeaState::Dismissed));
    for no in [waits, listed] {
        let back = restore(&scene, no);
        scene.does(DESK, &back);
    }
    assert_eq!(scene.state_of(waits, Role::Moderator), Some(IdeaState::Waiting));
    assert_eq!(scene.state_of(listed, Role::Participant), Some(IdeaState::Listed));
    let back = scene.take_back(waits);
    scene.does(person(1), &back);
    let yes = approve(&scene, waits);
    assert_eq!(scene.is_refused(DESK, &yes), Code::WrongState, "its author took it back");
}

#[test]
fn a_desk_corrects_an_idea_and_its_original_is_kept() {
    let mut scene = collecting();
    let no = scene.thinks(1, "فكره");
    let corrected = scene.reword(no, "فكرة");
    scene.does(DESK, &corrected);
    let items = |role| idea::ideas(&scene.state, PANEL, role).items;
    assert_eq!(items(Role::Moderator)[0].original.as_deref(), Some("فكره"));
    assert_eq!((items(Role::Screen)[0].original.as_deref(), &*items(Role::Screen)[0].text), (None, "فكرة"));
    let late = scene.reword(no, "غيرها");
    assert_eq!(scene.is_refused(person(1), &late), Code::TooLateToChange);
}

#[test]
fn a_word_of_the_list_waits_for_the_desk_in_whatever_text_it_comes() {
    let mut scene = collecting();
    scene.rule(|rules| rules.word_list = vec!["ممنوع".into()]);
    let bad = scene.thinks(1, "كلام ممنوع");
    assert_eq!(scene.idea(bad).status, IdeaStatus::Waiting);
    let good = scene.thinks(1, "كلام طيب");
    let worse = scene.reword(good, "هذا ممنوع");
    scene.does(person(1), &worse);
    assert_eq!(scene.idea(good).status, IdeaStatus::Waiting);
}

#[test]
fn a_paused_session_and_one_that_is_over_take_nothing() {
    let mut scene = collecting();
    let no = scene.thinks(1, "فكرة");
    let pause = |scene: &Scene, on| {
        let version = scene.state.sessions[&PANEL].version;
        Command::Pause { session: PANEL, version, on, message: None }
    };
    let on = pause(&scene, true);
    scene.does(DESK, &on);
    let back = scene.take_back(no);
    assert_eq!(scene.is_refused(person(2), &submit("أخرى")), Code::Paused);
    assert_eq!(scene.is_refused(person(1), &back), Code::Paused);
    let off = pause(&scene, false);
    scene.does(DESK, &off);
    let version = scene.state.sessions[&PANEL].version;
    let phase = crate::domain::agenda::Phase::Ended;
    scene.does(DESK, &Command::SetPhase { session: PANEL, version, phase });
    assert_eq!(scene.is_refused(person(2), &submit("أخرى")), Code::IdeasClosed);
    scene.does(DESK, &enter("من القاعة", None));
}

#[test]
fn the_same_command_again_makes_no_second_idea() {
    let mut scene = collecting();
    let id = scene.fresh_id();
    let first = scene.give_as(person(1), id, &submit("فكرة")).expect("it is taken").made;
    scene.leads(IdeaPhase::Closed);
    let again = scene.give_as(person(1), id, &submit("فكرة")).expect("it was taken");
    assert_eq!((again.made, again.changes.len()), (first, 0));
    assert_eq!(scene.ideas().ideas.len(), 1);
    let elsewhere = Command::Ideas(IdeaCommand::Submit { session: TALK, text: Text::new("فكرة") });
    let reused = scene.give_as(person(1), id, &elsewhere).expect_err("it made an idea of another board");
    assert_eq!(reused.code, Code::IdReused);
}

#[test]
fn what_is_erased_is_gone_with_all_that_it_said_before() {
    let mut scene = collecting();
    let no = scene.thinks(1, "سر أول");
    let reworded = scene.reword(no, "سر ثان");
    scene.does(person(1), &reworded);
    let erase = Command::Ideas(IdeaCommand::Erase { session: PANEL, idea: IdeaNo(no) });
    assert_eq!(scene.is_refused(DESK, &erase), Code::NotAllowed);
    scene.does(OWNER, &erase);
    assert!(scene.state.words.is_empty());
    assert!(scene.does(OWNER, &erase).changes.is_empty());
    assert_eq!(idea::ideas(&scene.state, PANEL, Role::Moderator).items[0].text, "");
    let late = scene.reword(no, "شيء");
    assert_eq!(scene.is_refused(person(1), &late), Code::TooLateToChange);
}

#[test]
fn who_erases_what_they_wrote_leaves_no_empty_idea_to_the_desk() {
    let mut scene = approved_first();
    let (waits, listed) = (scene.thinks(1, "تنتظر"), scene.thinks(1, "على اللوحة"));
    let yes = approve(&scene, listed);
    scene.does(DESK, &yes);
    scene.does(person(1), &Command::EraseMine { upto: WordsNo(scene.state.last.words.0) });
    assert_eq!(scene.idea(waits).status, IdeaStatus::Withdrawn);
    assert_eq!(scene.idea(listed).status, IdeaStatus::Listed);
    assert!(scene.state.words.is_empty());
}

#[test]
fn ideas_that_share_their_telling_words_are_suggested_and_nothing_is_done() {
    let mut scene = collecting();
    let texts =
        ["تدريب المتطوعين الجدد", "دورات تدريب للمتطوعين", "تمويل المبادرات", "مواقف سيارات قرب الحديقة"];
    let nos: Vec<u32> = (1..).zip(texts).map(|(by, text)| scene.thinks(by, text)).collect();
    let found = suggestions(&scene.state, PANEL);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].ideas, [IdeaNo(nos[0]), IdeaNo(nos[1])]);
    let group = scene.groups(&nos[..2]);
    assert!(suggestions(&scene.state, PANEL).is_empty(), "they are together");
    let third = scene.thinks(5, "المتطوعون يحتاجون التدريب");
    let found = suggestions(&scene.state, PANEL);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].cluster.map(|no| no.0), Some(group));
    assert_eq!(found[0].ideas, [IdeaNo(third)]);
}

#[test]
fn two_telling_words_in_common_are_enough_and_words_that_everybody_uses_are_none() {
    let mut scene = collecting();
    let one = scene.thinks(1, "تدريب المتطوعين على إدارة الوقت");
    let other = scene.thinks(2, "تدريب عملي للمتطوعين الجدد");
    scene.thinks(3, "دليل موحّد للمبادرات");
    let found = suggestions(&scene.state, PANEL);
    assert_eq!(
        found.iter().map(|found| found.ideas.clone()).collect::<Vec<_>>(),
        [[IdeaNo(one), IdeaNo(other)]]
    );
    let mut scene = collecting();
    let texts = [
        "تدريب المتطوعين في الحدائق والمتنزهات العامة",
        "تدريب المتطوعين لزيارة المسنين والمرضى",
        "تدريب المتطوعين داخل المدارس مع الطلاب",
        "تدريب المتطوعين على تنظيم المكتبات الأهلية",
        "تدريب المتطوعين لتنظيف الشواطئ صيفًا",
    ];
    for (by, text) in (1..).zip(texts) {
        scene.thinks(by, text);
    }
    assert_eq!(
        suggestions(&scene.state, PANEL),
        [],
        "all of the board is about volunteers and their training"
    );
}

#[test]
fn what_a_desk_decided_of_is_not_its_authors_to_change_any_more() {
    let mut scene = collecting();
    for by in 1..=2 {
        scene.thinks(by, &format!("فكرة {by}"));
    }
    let group = scene.groups(&[1]);
    let out = scene.place(1, None, 0);
    scene.does(DESK, &out);
    assert!(scene.ideas().clusters[&ClusterNo(group)].ideas.is_empty());
    let (idea, reason) = (IdeaNo(2), Reason::Other);
    scene.does(DESK, &Command::Ideas(IdeaCommand::Dismiss { session: PANEL, idea, version: 1, reason }));
    scene.does(DESK, &Command::Ideas(IdeaCommand::Restore { session: PANEL, idea, version: 2 }));
    for by in 1..=2 {
        let reword = scene.reword(by.into(), "شيء لم يقرأه أحد");
        assert_eq!(scene.is_refused(person(by), &reword), Code::TooLateToChange);
    }
}

#[test]
fn a_crowd_leaves_places_for_the_crew_and_what_is_dismissed_makes_room() {
    let mut scene = collecting_by(IdeaPlan { each: 50, ..usual() });
    for at in 0..800_u32 {
        scene.thinks((at / 50) as u8, &format!("فكرة {at}"));
    }
    assert_eq!(scene.is_refused(person(100), &submit("لا مكان")), Code::IdeasFull);
    scene.does(DESK, &enter("للمكتب مكان", None));
    let (idea, version, reason) = (IdeaNo(1), 1, Reason::Other);
    scene.does(DESK, &Command::Ideas(IdeaCommand::Dismiss { session: PANEL, idea, version, reason }));
    assert_eq!(scene.is_refused(person(100), &submit("ليس بعد")), Code::IdeasFull);
    scene.does(
        DESK,
        &Command::Ideas(IdeaCommand::Dismiss { session: PANEL, idea: IdeaNo(2), version, reason }),
    );
    scene.thinks(100, "الآن");
}

#[test]
fn whoever_sends_and_takes_back_leaves_the_desk_a_place() {
    let mut scene = collecting_by(IdeaPlan {
        each: 50,
        tables: vec![Title { ar: "طاولة".into(), en: String::new() }; 10],
        ..usual()
    });
    let takes_back = |scene: &mut Scene, by, no: u32| {
        let idea = IdeaNo(no);
        scene.does(by, &Command::Ideas(IdeaCommand::TakeBack { session: PANEL, idea, version: 1 }));
    };
    for at in 0..4_000_u32 {
        let no = scene.thinks((at / 100) as u8, "تُسحب");
        takes_back(&mut scene, person((at / 100) as u8), no);
    }
    assert_eq!(scene.is_refused(person(100), &submit("لا مكان")), Code::IdeasFull);
    let tables: Vec<Actor> = (0..3).map(|table| scene.facilitator(table)).collect();
    for at in 0..500 {
        let by = tables[at / 200];
        let no = scene.does(by, &enter("تُسحب", None)).made.expect("a number");
        takes_back(&mut scene, by, no);
    }
    assert_eq!(scene.is_refused(tables[2], &enter("لا مكان", None)), Code::IdeasFull);
    scene.does(DESK, &enter("للمكتب مكان", None));
}

#[test]
fn a_tables_link_fills_no_board() {
    let mut scene = collecting();
    let table = scene.facilitator(0);
    for at in 0..100 {
        scene.does(table, &enter(&format!("فكرة {at}"), None));
    }
    assert_eq!(scene.is_refused(table, &enter("فوق الحد", None)), Code::TooManyIdeas);
    let other = scene.facilitator(1);
    scene.does(other, &enter("لطاولة أخرى", None));
}

#[test]
fn an_idea_that_waits_and_is_erased_is_approved_by_nobody() {
    let mut scene = collecting_by(IdeaPlan { moderation: Moderation::Before, ..usual() });
    let no = scene.thinks(1, "تنتظر");
    scene.does(OWNER, &Command::Ideas(IdeaCommand::Erase { session: PANEL, idea: IdeaNo(no) }));
    let (idea, version) = (IdeaNo(no), scene.idea(no).version);
    let approve = Command::Ideas(IdeaCommand::Approve { session: PANEL, idea, version });
    assert_eq!(scene.is_refused(DESK, &approve), Code::WrongState);
}

#[test]
fn whoever_leads_to_the_phase_at_hand_with_a_time_sets_its_time() {
    let mut scene = collecting();
    let stale = scene.lead(IdeaPhase::Voting, Some(300));
    scene.leads(IdeaPhase::Voting);
    assert_eq!(scene.is_refused(DESK, &stale), Code::Changed, "nobody believes that a time runs");
    let lead = scene.lead(IdeaPhase::Voting, Some(300));
    scene.does(DESK, &lead);
    assert!(scene.ideas().until.is_some());
}

#[test]
fn whoever_sent_an_idea_can_be_blocked_by_it_and_let_in_again() {
    let mut scene = collecting();
    let no = scene.thinks(1, "فكرة");
    let entered = scene.does(DESK, &enter("من المكتب", None)).made.expect("a number");
    let block = |idea: u32, on| Command::Ideas(IdeaCommand::Block { session: PANEL, idea: IdeaNo(idea), on });
    assert_eq!(scene.is_refused(DESK, &block(entered, true)), Code::WrongState);
    assert_eq!(scene.is_refused(person(2), &block(no, true)), Code::NotAllowed);
    scene.does(DESK, &block(no, true));
    assert_eq!(scene.is_refused(person(1), &submit("أخرى")), Code::Blocked);
    let seen = |scene: &Scene, role| {
        let items = idea::ideas(&scene.state, PANEL, role).items;
        items.iter().any(|item| item.blocked)
    };
    assert!(seen(&scene, Role::Moderator) && !seen(&scene, Role::Screen));
    scene.does(DESK, &block(no, false));
    scene.thinks(1, "أخرى");
}
