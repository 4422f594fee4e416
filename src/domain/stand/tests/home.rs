//! What of an exhibition comes home when it was lost.

use super::{OWNER, add, exhibiting, named, of, publishing, set};
use crate::domain::home::Matter;
use crate::domain::id::{PersonId, StandNo};
use crate::domain::register::Seq;
use crate::domain::stand::{OnPage, Place, StandCommand, StandPlan};
use crate::domain::tests::rebase::Parted;
use crate::domain::tests::scene::{DESK, PANEL, Scene, person};

fn rate(stand: u32, stars: u8, seq: u64) -> crate::domain::command::Command {
    of(StandCommand::Rate { session: PANEL, stand: StandNo(stand), stars, seq: Seq(seq) })
}

#[test]
fn visits_ratings_and_what_was_left_come_home_whatever_was_closed_since() {
    let mut parted = Parted::after(exhibiting(1));
    let visit = parted.lost.visit(1);
    for by in [1, 2] {
        parted.loses(person(by), &visit);
    }
    parted.loses(person(1), &rate(1, 5, 7));
    parted.loses(person(2), &rate(1, 1, 9));
    let ask = StandCommand::Ask {
        session: PANEL,
        stand: StandNo(1),
        text: crate::domain::words::Text::new("ضائع"),
    };
    parted.loses(person(3), &of(ask));
    parted.now.visits(1, 1);
    parted.now.does(person(1), &rate(1, 3, 8));
    parted.now.asks_team(4, 1, "جديد");
    let close = parted.now.close(1, true);
    parted.now.does(DESK, &close);
    assert_eq!(parted.left(), []);
    let stand = parted.now.stand(1);
    assert_eq!((stand.visits, stand.stars), (2, [1, 0, 1, 0, 0]), "each once, and the latest rating of each");
    let texts: Vec<_> = stand.remarks.values().map(|left| parted.now.state.text(left.text)).collect();
    assert_eq!(texts, ["جديد", "ضائع"]);
}

#[test]
fn a_stand_that_was_taken_away_stands_again_where_somebody_gave_it_something() {
    let mut parted = Parted::after(exhibiting(2));
    let visit = parted.lost.visit(2);
    parted.loses(person(1), &visit);
    let drops = parted.now.drops(2);
    parted.now.does(OWNER, &drops);
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.stand(2).visits, 1);
    assert_eq!(parted.now.exhibition().order, [1, 2].map(StandNo));
}

#[test]
fn a_stand_that_was_added_in_the_lost_history_has_another_number_and_its_own_key() {
    let mut parted = Parted::after(exhibiting(0));
    parted.lost.around.random = [1; 32];
    let placed = |text| StandPlan { place: Some(Place { column: 1, row: 1 }), ..named(text) };
    parted.loses(OWNER, &add(placed("ضائع")));
    let visit = parted.lost.visit(1);
    parted.loses(person(1), &visit);
    parted.loses(person(1), &rate(1, 4, 1));
    let key = parted.lost.key(1);
    parted.now.around.random = [2; 32];
    parted.now.does(OWNER, &add(placed("جديد")));
    assert_eq!(parted.left(), []);
    let stand = parted.now.stand(2);
    assert_eq!((stand.visits, stand.stars[3], stand.plan.place), (1, 1, None), "the place is another's");
    assert_eq!(parted.now.key(2), key, "its sheets are good");
    assert_eq!(parted.now.exhibition().visit(PersonId([1; 16]), StandNo(1)), None);
}

#[test]
fn of_two_keys_the_present_one_stands() {
    let mut parted = Parted::after(exhibiting(2));
    parted.lost.around.random = [1; 32];
    for no in [1, 2] {
        let rekey = parted.lost.rekey(no);
        parted.loses(OWNER, &rekey);
    }
    let lost = parted.lost.key(2);
    let rekey = parted.now.rekey(1);
    parted.now.does(OWNER, &rekey);
    let stands = parted.now.key(1);
    assert_eq!(parted.left(), [Matter::Stands]);
    assert_eq!((parted.now.key(1), parted.now.key(2)), (stands, lost), "nobody touched the other one");
}

#[test]
fn nothing_is_published_by_coming_home_that_says_something_else_by_now() {
    let mut scene = exhibiting(1);
    for by in [1, 2] {
        let asked = scene.asks_team(by, 1, "سؤال");
        let answer = scene.answer(1, asked, "جواب");
        scene.does(DESK, &answer);
    }
    let mut parted = Parted::after(scene);
    for no in [1, 2] {
        let publish = parted.lost.on_page(1, no, true);
        parted.loses(DESK, &publish);
    }
    let corrected = parted.now.answer(1, 1, "جواب آخر");
    parted.now.does(DESK, &corrected);
    assert_eq!(parted.left(), [Matter::Stands]);
    assert_eq!(parted.now.remark(1, 1).page, OnPage::Private);
    assert_eq!(parted.now.remark(1, 2).page, OnPage::Published);
}

#[test]
fn an_exhibition_that_was_lost_stands_for_those_who_came() {
    let mut parted = Parted::after(Scene::new());
    parted.lost.around.random = [1; 32];
    parted.loses(OWNER, &set(0, true));
    parted.loses(OWNER, &add(named("ضائع")));
    let visit = parted.lost.visit(1);
    parted.loses(person(1), &visit);
    parted.now.does(OWNER, &set(0, true));
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.stand(1).visits, 1);
}

#[test]
fn its_author_takes_back_what_a_desk_dismissed_meanwhile() {
    let mut scene = exhibiting(1);
    scene.asks_team(1, 1, "سؤال");
    let mut parted = Parted::after(scene);
    let back = parted.lost.back(1, 1);
    parted.loses(person(1), &back);
    let dismiss = parted.now.dismiss(1, 1);
    parted.now.does(DESK, &dismiss);
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.remark(1, 1).status, crate::domain::stand::RemarkStatus::Withdrawn);
}

#[test]
fn what_a_desk_took_off_the_page_comes_home_held_though_the_team_was_faster() {
    let (scene, asked) = publishing();
    let mut parted = Parted::after(scene);
    let hold = parted.lost.hold(1, asked);
    parted.loses(DESK, &hold);
    let back = parted.now.on_page(1, asked, false);
    parted.now.does(DESK, &back);
    assert_eq!(parted.left(), []);
    assert!(parted.now.remark(1, asked).page.held().is_some(), "the team cannot publish it again");
}
