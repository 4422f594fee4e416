//! What becomes of badges, and of polls for them, whose making was lost.

use std::sync::Arc;

use super::rebase::Parted;
use super::scene::{DESK, PANEL, Scene, person};
use crate::domain::badge::{self, BadgeCommand, BadgeEntry, Columns, Groups, Row};
use crate::domain::ballot::Choice;
use crate::domain::command::{Command, PollDraft};
use crate::domain::forum::Title;
use crate::domain::home::Matter;
use crate::domain::id::{BadgeNo, CommandId, LinkNo, PollNo};
use crate::domain::poll::{PollKind, PollSettings};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::Actor;
use crate::domain::words::Text;

const ORGANISER: Actor = Actor::Crew(LinkNo(3));

fn import(rows: &[(&str, &str)]) -> Command {
    let text = |text: &str| Some(Text::new(text));
    let rows: Vec<Row> = rows
        .iter()
        .map(|(label, group)| Row { label: text(label), name: None, group: text(group) })
        .collect();
    let columns = Columns { names: false, groups: true };
    Command::Badges(BadgeCommand::Import { rows: Arc::from(rows), columns })
}

fn entries(scene: &Scene) -> Vec<BadgeEntry> {
    badge::list(&scene.state).collect()
}

fn poll_of(group: u8) -> Command {
    let title = |text: &str| Title { ar: text.into(), en: String::new() };
    let voters = Some(Groups::try_from(vec![group]).expect("it is one"));
    let poll = PollDraft {
        title: title("أي مبادرة؟"),
        answer: PollKind::Single,
        options: vec![title("الأولى"), title("الثانية")],
        settings: PollSettings { voters, ..PollSettings::default() },
        labels: Vec::new(),
    };
    Command::CreatePoll { session: PANEL, poll }
}

#[test]
fn badges_come_home_with_the_codes_that_were_printed_and_their_polls_with_their_groups() {
    let mut parted = Parted::after(Scene::new());
    parted.loses(ORGANISER, &import(&[("A-1", "Members"), ("A-2", "Members")]));
    let printed = entries(&parted.lost);
    parted.loses(DESK, &poll_of(0));
    parted.loses(DESK, &Command::OpenPoll { poll: PollNo(1), version: 1, seconds: None });
    let vote = |code| Command::Vote {
        poll: PollNo(1),
        round: 1,
        choice: Choice::Options(vec![0]),
        seq: Seq(1),
        badge: code,
    };
    parted.loses(person(1), &vote(printed[0].code));
    parted.now.does(ORGANISER, &import(&[("G-1", "Guests")]));
    let guest = entries(&parted.now)[0].code;

    assert_eq!(parted.left(), []);
    let there = entries(&parted.now);
    let codes: Vec<_> = there.iter().map(|entry| entry.code).collect();
    assert_eq!(codes, [guest, printed[0].code, printed[1].code]);
    assert_eq!(there[1].group, Some(1), "another group has its place");
    let held = &parted.now.state.polls[&PollNo(1)];
    assert_eq!(
        (held.round.tally.counts.as_slice(), held.plan.settings.voters),
        (&[1, 0][..], Groups::try_from(vec![1]).ok())
    );
    assert_eq!(parted.now.is_refused(person(2), &vote(guest)), Code::NotYourGroup);
    parted.now.does(person(2), &vote(printed[1].code));
}

#[test]
fn a_badge_whose_number_another_one_has_by_now_is_left_and_one_that_was_ended_or_replaced_is_so_at_home() {
    let mut scene = Scene::new();
    scene.does(ORGANISER, &import(&[("A-1", "Members"), ("A-2", "Members")]));
    let mut parted = Parted::after(scene);
    let replace = Command::Badges(BadgeCommand::Replace { badge: BadgeNo(1), version: 1 });
    let id = parted.lost.fresh_id();
    parted.loses_as(ORGANISER, id, &replace);
    parted.loses(ORGANISER, &Command::Badges(BadgeCommand::End { badge: BadgeNo(2), version: 1, on: true }));
    parted.loses(ORGANISER, &import(&[("B-1", "Members"), ("B-2", "Guests")]));
    let printed = entries(&parted.lost);
    parted.now.does(ORGANISER, &import(&[("b-١", "Members")]));

    assert_eq!(parted.left(), [Matter::Badge], "one of two");
    let there = entries(&parted.now);
    assert_eq!((there.len(), there[0].code, there[1].ended), (4, printed[0].code, true));
    assert_eq!((there[3].label.as_deref(), there[3].code), (Some("B-2"), printed[3].code));
    let again = parted.now.give_as(ORGANISER, id, &replace).expect("it was done");
    assert!(again.changes.is_empty());
}

#[test]
fn a_table_that_was_told_comes_home_as_it_was_told_by_the_groups_of_now() {
    let mut scene = Scene::new();
    let labels: Vec<String> = (1..=24).map(|no| format!("A-{no}")).collect();
    let rows =
        |of: std::ops::Range<usize>, group| labels[of].iter().map(move |label| (label.as_str(), group));
    scene.does(ORGANISER, &import(&rows(0..11, "Members").collect::<Vec<_>>()));
    let title = |text: &str| Title { ar: text.into(), en: String::new() };
    let settings = PollSettings { voters: Some(Groups::ALL), by_group: true, ..PollSettings::default() };
    let poll = PollDraft {
        title: title("أي مبادرة؟"),
        answer: PollKind::Single,
        options: vec![title("الأولى"), title("الثانية")],
        settings,
        labels: Vec::new(),
    };
    scene.does(DESK, &Command::CreatePoll { session: PANEL, poll });
    let poll = PollNo(1);
    scene.does(DESK, &Command::OpenPoll { poll, version: 1, seconds: Some(0) });
    let vote = |scene: &Scene, badge: usize, option: u8| Command::Vote {
        poll,
        round: 1,
        choice: Choice::Options(vec![option]),
        seq: Seq(1),
        badge: entries(scene)[badge].code,
    };
    for badge in 0..10 {
        scene.does(DESK, &vote(&scene.clone(), badge, (badge % 2) as u8));
    }
    let mut parted = Parted::after(scene);
    parted.loses(ORGANISER, &import(&rows(11..24, "Guests").collect::<Vec<_>>()));
    for badge in 11..23 {
        let vote = vote(&parted.lost, badge, (badge % 2) as u8);
        parted.loses(DESK, &vote);
    }
    let version = parted.lost.state.polls[&poll].version;
    parted.loses(DESK, &Command::ClosePoll { poll, version, seconds: Some(0) });
    let told = parted.lost.state.polls[&poll].round.groups(&parted.lost.state).expect("there is a table");
    parted.now.does(ORGANISER, &import(&[("B-1", "Press")]));
    let one_more = vote(&parted.now, 10, 1);
    parted.now.does(DESK, &one_more);

    assert_eq!(parted.left(), []);
    let round = &parted.now.state.polls[&poll].round;
    assert_eq!((round.tally.voters, round.closed.is_some()), (23, true));
    assert_eq!(round.groups(&parted.now.state), Some(told), "not one by which the other ballot were known");
}

#[test]
fn what_was_decided_of_badges_that_the_same_command_made_in_both_histories_is_of_those_that_are_here() {
    let mut parted = Parted::after(Scene::new());
    let list = import(&[("A-1", "Members"), ("A-2", "Members")]);
    let issue = Command::Badges(BadgeCommand::Issue { label: None, name: None, group: None });
    let end = |badge| Command::Badges(BadgeCommand::End { badge: BadgeNo(badge), version: 1, on: true });
    parted.loses_as(ORGANISER, CommandId(77), &list);
    parted.loses_as(ORGANISER, CommandId(78), &issue);
    parted.loses(ORGANISER, &end(2));
    parted.loses(ORGANISER, &end(3));
    let replace = BadgeCommand::Replace { badge: BadgeNo(1), version: 1 };
    parted.loses(ORGANISER, &Command::Badges(replace));
    parted.now.does(ORGANISER, &import(&[("G-1", "Guests")]));
    parted.now.give_as(ORGANISER, CommandId(77), &list).expect("it is taken");
    parted.now.give_as(ORGANISER, CommandId(78), &issue).expect("it is made");
    let codes = |scene: &Scene| entries(scene).iter().map(|entry| entry.code).collect::<Vec<_>>();
    let before = codes(&parted.now);
    // Those that were made, with their codes, and the code that replaced one of them.
    assert_eq!(parted.left(), [Matter::Badge; 3]);
    let ended: Vec<_> = entries(&parted.now).iter().map(|entry| entry.ended).collect();
    assert_eq!(ended, [false, false, true, true], "whose badge was lost has none that is good here either");
    assert_eq!(codes(&parted.now)[..2], before[..2], "a code that nobody lost stays");
}
