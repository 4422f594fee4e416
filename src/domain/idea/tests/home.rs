//! What of a board comes home when it was lost.

use super::{collecting, enter, on_cluster, on_idea, set, submit, title, usual, voting};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::home::Matter;
use crate::domain::id::{ClusterNo, IdeaNo, LinkNo, PersonId};
use crate::domain::idea::{IdeaCommand, IdeaPhase, IdeaPlan, IdeaStatus};
use crate::domain::question::Reason;
use crate::domain::register::Seq;
use crate::domain::role::Actor;
use crate::domain::tests::rebase::Parted;
use crate::domain::tests::scene::{DESK, PANEL, Scene, person};

fn texts(scene: &Scene) -> Vec<String> {
    scene.ideas().ideas.values().map(|idea| scene.state.text(idea.text).to_owned()).collect()
}

#[test]
fn ideas_come_home_beside_those_that_came_meanwhile() {
    let mut parted = Parted::after(collecting());
    parted.loses(person(1), &submit("ضائعة"));
    parted.loses(DESK, &enter("من المكتب", Some(1)));
    parted.now.thinks(2, "جديدة");
    parted.now.leads(IdeaPhase::Closed);
    assert_eq!(parted.left(), []);
    assert_eq!(texts(&parted.now), ["جديدة", "ضائعة", "من المكتب"], "whatever was closed since");
    assert_eq!(parted.now.idea(3).table, Some(1));
}

#[test]
fn a_board_that_was_lost_is_made_for_the_ideas_that_were_sent() {
    let mut parted = Parted::after(Scene::new());
    parted.loses(DESK, &set(0, usual()));
    let lead = parted.lost.lead(IdeaPhase::Collecting, None);
    parted.loses(DESK, &lead);
    parted.loses(person(1), &submit("ضائعة"));
    let other = IdeaPlan { title: title("سؤال آخر"), tables: Vec::new(), ..usual() };
    parted.now.does(DESK, &set(0, other));
    assert_eq!(parted.left(), [Matter::Ideas], "another question was set meanwhile");
    assert_eq!(parted.now.ideas().phase, IdeaPhase::Collecting);
    assert_eq!(texts(&parted.now), ["ضائعة"]);
}

#[test]
fn a_group_comes_home_with_those_of_its_ideas_that_lie_where_they_lay() {
    let mut scene = collecting();
    for by in 1..=3 {
        scene.thinks(by, &format!("فكرة {by}"));
    }
    let mut parted = Parted::after(scene);
    let ideas = [1, 2, 3].map(|no| parted.lost.read(no)).to_vec();
    let made = IdeaCommand::Cluster { session: PANEL, title: title("ضائعة"), ideas };
    parted.loses(DESK, &Command::Ideas(made));
    let other = parted.now.groups(&[2]);
    let back = parted.now.take_back(3);
    parted.now.does(person(3), &back);
    assert_eq!(parted.left(), [Matter::Ideas], "not all of them came");
    let home = &parted.now.ideas().clusters[&ClusterNo(other + 1)];
    assert_eq!((home.title.ar.as_str(), &home.ideas), ("ضائعة", &vec![IdeaNo(1)]));
    assert_eq!(parted.now.ideas().clusters[&ClusterNo(other)].ideas, [IdeaNo(2)]);
}

#[test]
fn of_two_who_put_an_idea_elsewhere_the_present_one_stands() {
    let mut scene = collecting();
    scene.thinks(1, "فكرة");
    scene.thinks(2, "أخرى");
    let (one, other) = (scene.groups(&[]), scene.groups(&[]));
    let mut parted = Parted::after(scene);
    for no in [1, 2] {
        let put = parted.lost.place(no, Some(one), 0);
        parted.loses(DESK, &put);
    }
    let put = parted.now.place(1, Some(other), 0);
    parted.now.does(DESK, &put);
    assert_eq!(parted.left(), [Matter::Ideas]);
    assert_eq!(parted.now.idea(1).cluster, Some(ClusterNo(other)));
    assert_eq!(parted.now.idea(2).cluster, Some(ClusterNo(one)), "nobody touched that");
}

#[test]
fn dots_come_home_by_the_numbers_that_things_have_now_and_the_latest_stand() {
    let mut parted = Parted::after(voting(1));
    let ideas = vec![parted.lost.read(1)];
    let made = IdeaCommand::Cluster { session: PANEL, title: title("ضائعة"), ideas };
    parted.loses(DESK, &Command::Ideas(made));
    parted.loses(DESK, &enter("ضائعة", None));
    for (by, dots) in [(1, vec![on_cluster(1, 2), on_idea(2, 1)]), (2, vec![on_idea(1, 1)])] {
        let dot = parted.lost.dot(&dots);
        parted.loses(person(by), &dot);
    }
    parted.now.groups(&[]);
    parted.now.does(DESK, &enter("جديدة", None));
    parted.now.ids += 1_000;
    parted.now.dots(2, &[on_idea(2, 2)]);
    parted.now.leads(IdeaPhase::Closed);
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.tally(), [on_idea(2, 2), on_idea(3, 1), on_cluster(2, 2)]);
}

#[test]
fn what_its_author_took_back_is_taken_back_whatever_a_desk_decided() {
    let mut scene =
        super::collecting_by(IdeaPlan { moderation: crate::domain::forum::Moderation::Before, ..usual() });
    scene.thinks(1, "فكرة");
    let mut parted = Parted::after(scene);
    let back = parted.lost.take_back(1);
    parted.loses(person(1), &back);
    let (idea, version) = (IdeaNo(1), 1);
    parted.now.does(DESK, &Command::Ideas(IdeaCommand::Approve { session: PANEL, idea, version }));
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.idea(1).status, IdeaStatus::Withdrawn);
}

#[test]
fn a_lost_plan_takes_no_dots_from_anybody() {
    let mut parted = Parted::after(voting(2));
    let version = parted.lost.ideas().version;
    parted.loses(DESK, &set(version, IdeaPlan { dots: 1, most: 1, ..usual() }));
    parted.now.dots(1, &[on_idea(1, 2), on_idea(2, 1)]);
    assert_eq!(parted.left(), [Matter::Ideas]);
    assert_eq!(parted.now.tally(), [on_idea(1, 2), on_idea(2, 1)]);
}

#[test]
fn a_lost_plan_takes_no_table_from_its_facilitator() {
    let mut parted = Parted::after(collecting());
    let version = parted.lost.ideas().version;
    parted.loses(DESK, &set(version, IdeaPlan { tables: vec![title("الأولى")], ..usual() }));
    let table = parted.now.facilitator(1);
    assert_eq!(parted.left(), [Matter::Ideas]);
    parted.now.does(table, &enter("من الطاولة", None));
}

#[test]
fn a_table_that_was_named_anew_keeps_its_seats_and_its_ideas() {
    let mut parted = Parted::after(collecting());
    parted.lost.ids += 1_000;
    let sit = IdeaCommand::Sit { session: PANEL, table: Some(0), seq: Seq(2_000) };
    parted.loses(person(1), &Command::Ideas(sit));
    parted.loses(person(1), &submit("من الأولى"));
    let version = parted.now.ideas().version;
    let tables = vec![title("الطاولة الأولى"), title("الثانية")];
    parted.now.does(DESK, &set(version, IdeaPlan { tables, ..usual() }));
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.ideas().table_of(PersonId([1; 16])), Some(0));
    assert_eq!(parted.now.idea(1).table, Some(0));
}

#[test]
fn what_came_to_a_table_that_there_is_no_more_is_left() {
    let mut scene = collecting();
    let tables = vec![title("أ"), title("ب"), title("ج")];
    let version = scene.ideas().version;
    scene.does(DESK, &set(version, IdeaPlan { tables, ..usual() }));
    let mut parted = Parted::after(scene);
    let harvest = IdeaCommand::Harvest {
        session: PANEL,
        table: 2,
        version: 0,
        title: None,
        text: None,
        rests: Vec::new(),
        done: true,
    };
    parted.loses(DESK, &Command::Ideas(harvest));
    parted.loses(DESK, &enter("من الثالثة", Some(2)));
    let version = parted.now.ideas().version;
    parted.now.does(DESK, &set(version, usual()));
    assert_eq!(parted.left(), [Matter::Ideas, Matter::Ideas]);
    assert!(parted.now.ideas().results.is_empty());
    assert_eq!((texts(&parted.now), parted.now.idea(1).table), (vec!["من الثالثة".to_owned()], None));
}

#[test]
fn what_its_author_took_back_is_not_restored_after_a_desk_dismissed_it() {
    let mut scene = collecting();
    scene.thinks(1, "فكرة");
    let mut parted = Parted::after(scene);
    let back = parted.lost.take_back(1);
    parted.loses(person(1), &back);
    let (idea, version, reason) = (IdeaNo(1), 1, Reason::Other);
    parted.now.does(DESK, &Command::Ideas(IdeaCommand::Dismiss { session: PANEL, idea, version, reason }));
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.idea(1).status, IdeaStatus::Withdrawn);
}

#[test]
fn a_facilitators_link_comes_home_with_its_table_while_the_session_is_off_the_agenda() {
    let mut scene = Scene::new();
    scene.does(DESK, &set(0, usual()));
    let mut parted = Parted::after(scene);
    let create = super::facilitate(1, "secret-of-a-table-that-is-lost");
    let link = parted.loses(super::OWNER, &create);
    let table = Actor::Crew(LinkNo(link.made.expect("a link has a number")));
    let lead = parted.lost.lead(IdeaPhase::Collecting, None);
    parted.loses(DESK, &lead);
    parted.loses(table, &enter("من الطاولة", None));
    let rev = parted.now.state.rev + 1;
    parted.now.state.apply_entry(rev, &[Change::SessionDropped { session: PANEL }], &[]);
    assert_eq!(parted.left(), [Matter::Ideas], "there was no board to lead");
    assert_eq!(parted.now.ideas().phase, IdeaPhase::Collecting, "it is where its ideas came in");
    parted.now.does(table, &enter("من الطاولة أيضًا", None));
    assert_eq!(parted.now.idea(2).table, Some(1));
}
