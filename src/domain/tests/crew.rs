//! Role links, walls, and erasing.

use std::sync::Arc;

use super::scene::{DESK, OTHER_DESK, PANEL, START, Scene, person};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::{CommandId, HallNo, LinkNo, PollNo};
use crate::domain::refusal::Code;
use crate::domain::role::{Actor, Link, Role, Secret};
use crate::domain::screen::Scene as Shown;
use crate::domain::state::State;
use crate::domain::time::Millis;
use crate::domain::view::links::links;
use crate::domain::view::screen::screen;
use crate::domain::words::Text;

use super::polls::draft;
use crate::domain::poll::PollKind;

const HALL: HallNo = HallNo(1);
const OWNER: Actor = Actor::Crew(LinkNo(3));
const SECRET: &str = "0123456789abcdefghijkl";

fn create(role: Role, hall: Option<HallNo>, secret: &str) -> Command {
    let secret = Secret::new(secret.into());
    Command::CreateLink {
        role,
        hall,
        name: "شاشة القاعة".into(),
        expires: None,
        table: None,
        stand: None,
        secret,
    }
}

#[test]
fn a_link_is_made_once_by_its_id_and_by_its_secret() {
    let mut scene = Scene::new();
    let command = create(Role::Moderator, None, SECRET);
    let id = scene.fresh_id();
    let made = scene.give_as(OWNER, id, &command).expect("it is made").made;
    assert_eq!(made, Some(5));
    let again = scene.give_as(OWNER, id, &command).expect("acknowledged");
    let same = scene.give(OWNER, &command).expect("the same link");
    assert_eq!((again.made, same.made, same.changes.len()), (made, made, 0));
    assert_eq!(scene.is_refused(OWNER, &create(Role::Presenter, None, SECRET)), Code::IdReused);
    let link = &scene.state.links[&LinkNo(5)];
    assert_eq!(link.token_hash, Secret::new(SECRET.into()).hash());
    scene.does(OWNER, &Command::RevokeLink { link: LinkNo(5) });
    assert_eq!(scene.is_refused(OWNER, &command), Code::IdReused, "what was taken back opens nothing again");
    assert_eq!(scene.give_as(OWNER, id, &command).expect("acknowledged").made, made);
}

#[test]
fn what_a_link_made_before_it_was_taken_back_is_acknowledged_again() {
    let mut scene = Scene::new();
    let command = create(Role::Screen, Some(HALL), SECRET);
    let made = scene.give_as(DESK, CommandId(7), &command).expect("it is made").made;
    scene.does(OWNER, &Command::RevokeLink { link: LinkNo(1) });
    let again = scene.give_as(DESK, CommandId(7), &command).expect("acknowledged");
    assert_eq!((again.made, again.changes.len()), (made, 0));
    let other = create(Role::Screen, Some(HALL), "another-secret-0123456");
    assert_eq!(scene.is_refused(DESK, &other), Code::LinkEnded);
}

#[test]
fn moderators_cannot_use_up_what_organisers_need_and_what_is_taken_back_makes_room() {
    let mut scene = Scene::new();
    let secret = |no: u32| format!("{SECRET}-{no}");
    for no in 0..500 {
        scene.does(DESK, &create(Role::Screen, Some(HALL), &secret(no)));
    }
    let another = create(Role::Screen, Some(HALL), &secret(500));
    let refusal = scene.give(DESK, &another).expect_err("one too many");
    assert_eq!((refusal.code, refusal.limit), (Code::TooManyLinks, Some(500)));
    scene.does(OWNER, &another);
    let taken_back = LinkNo(scene.state.last.link.0);
    scene.does(OWNER, &Command::RevokeLink { link: taken_back });
    assert_eq!(scene.is_refused(DESK, &create(Role::Screen, Some(HALL), &secret(501))), Code::TooManyLinks);
    scene.does(OWNER, &Command::RevokeLink { link: LinkNo(taken_back.0 - 1) });
    scene.does(DESK, &create(Role::Screen, Some(HALL), &secret(501)));
    assert!(links(&scene.state, Role::Organiser).links.len() > 500);
}

#[test]
fn the_view_of_as_many_links_as_there_may_be_fits_a_frame_whatever_they_are_called() {
    let mut scene = Scene::new();
    let link = Arc::clone(&scene.state.links[&LinkNo(3)]);
    let named = |name: &str| {
        let (name, expires) = (name.into(), Some(START + Millis::minutes(60)));
        Arc::new(Link { role: Role::Moderator, name, expires, ..Link::clone(&link) })
    };
    for longest in ["\u{645}\u{64f}\u{651}".repeat(80), "\"".repeat(80)] {
        for no in 5..=1_200 {
            scene.state.links.insert(LinkNo(no), named(&longest));
        }
        let view = links(&scene.state, Role::Organiser);
        assert_eq!(view.links.len(), 1_200);
        assert_eq!(view.links[1_199].name, longest, "the newest one's is whole");
        assert_eq!(view.links[4].name.chars().count(), 9, "the oldest one's is cut");
        let size = serde_json::to_string(&view).expect("a view is JSON").len();
        assert!(size < 250 * 1024, "{size}");
    }
}

#[test]
fn what_is_no_link_is_refused() {
    let mut scene = Scene::new();
    for secret in ["", "0123456789abcdefghijk", &"x".repeat(65), "0123456789abcdefghij é"] {
        assert_eq!(scene.is_refused(OWNER, &create(Role::Screen, None, secret)), Code::BadSecret);
    }
    assert_eq!(scene.is_refused(OWNER, &create(Role::Screen, Some(HallNo(9)), SECRET)), Code::UnknownHall);
    assert_eq!(scene.is_refused(OWNER, &create(Role::Participant, None, SECRET)), Code::NotAllowed);
    assert_eq!(scene.is_refused(OWNER, &create(Role::Organiser, Some(HALL), SECRET)), Code::NotAllowed);
    let secret = Secret::new(SECRET.into());
    let mut with = |name: &str, expires| {
        let (name, secret) = (name.into(), secret.clone());
        scene.is_refused(
            OWNER,
            &Command::CreateLink {
                role: Role::Screen,
                hall: None,
                name,
                expires,
                table: None,
                stand: None,
                secret,
            },
        )
    };
    assert_eq!(with(" \u{202e}", None), Code::TextEmpty);
    assert_eq!(with(&"x".repeat(81), None), Code::TextTooLong);
    assert_eq!(with("شاشة", Some(super::scene::START)), Code::OutOfRange);
}

#[test]
fn a_moderator_makes_links_for_screens_of_a_hall_and_for_nobody_else() {
    let mut scene = Scene::new();
    scene.does(DESK, &create(Role::Screen, Some(HALL), SECRET));
    let other = "another-secret-0123456";
    for command in [create(Role::Screen, None, other), create(Role::Moderator, Some(HALL), other)] {
        assert_eq!(scene.is_refused(DESK, &command), Code::NotAllowed);
    }
    for actor in [person(1), Actor::Crew(LinkNo(4))] {
        assert_eq!(scene.is_refused(actor, &create(Role::Screen, Some(HALL), other)), Code::NotAllowed);
    }
}

#[test]
fn the_last_organiser_stays() {
    let mut scene = Scene::new();
    let revoke = |link| Command::RevokeLink { link: LinkNo(link) };
    assert_eq!(scene.is_refused(OWNER, &revoke(3)), Code::LastOrganiser);
    assert_eq!(scene.is_refused(OWNER, &revoke(9)), Code::UnknownLink);
    assert_eq!(scene.is_refused(DESK, &revoke(2)), Code::NotAllowed);
    scene.does(OWNER, &create(Role::Organiser, None, SECRET));
    scene.does(OWNER, &revoke(1));
    assert!(scene.does(OWNER, &revoke(1)).changes.is_empty());
    let question = scene.asked(1, "سؤال");
    assert_eq!(scene.is_refused(DESK, &Command::Approve { question, version: 1 }), Code::LinkEnded);
    scene.does(OWNER, &revoke(3));
    assert_eq!(scene.is_refused(OWNER, &revoke(5)), Code::LinkEnded);
}

#[test]
fn links_are_listed_for_organisers_and_never_with_their_hash() {
    let mut scene = Scene::new();
    scene.does(OWNER, &create(Role::Screen, Some(HALL), SECRET));
    assert_eq!(links(&scene.state, Role::Organiser).links.len(), 5);
    for role in [Role::Participant, Role::Presenter, Role::Moderator, Role::Screen] {
        assert!(links(&scene.state, role).links.is_empty());
    }
    let json = serde_json::to_string(&links(&scene.state, Role::Organiser)).expect("it is JSON");
    assert!(!json.contains(&Secret::new(SECRET.into()).hash()));
}

fn version(scene: &Scene) -> u32 {
    scene.state.halls[&HALL].screen.version
}

#[test]
fn the_wall_is_set_emptied_and_written_over_by_version() {
    let mut scene = Scene::new();
    let set = |version, shown| Command::SetScene { hall: HALL, version, scene: shown };
    scene.does(DESK, &set(0, Shown::Top));
    assert!(scene.does(DESK, &set(0, Shown::Top)).changes.is_empty());
    assert_eq!(scene.is_refused(OTHER_DESK, &set(0, Shown::Join)), Code::Changed);
    let hide = |version, on| Command::Hide { hall: HALL, version, on };
    scene.does(DESK, &hide(1, true));
    let announce =
        Command::Announce { hall: HALL, version: 2, text: Some(Text::new("الغداء في البهو")) };
    scene.does(DESK, &announce);
    assert!(scene.does(DESK, &announce).changes.is_empty());
    let seen = screen(&scene.state, HALL).expect("the hall exists");
    assert_eq!((seen.scene, seen.hidden, seen.version), (Shown::Top, true, 3));
    assert_eq!(seen.announcement.as_deref(), Some("الغداء في البهو"));
    scene.does(OTHER_DESK, &hide(3, false));
    assert_eq!(scene.is_refused(DESK, &hide(1, true)), Code::Changed, "sent again after it was lifted");
    scene.does(DESK, &Command::Announce { hall: HALL, version: 4, text: None });
    assert_eq!(screen(&scene.state, HALL).and_then(|seen| seen.announcement), None);
    assert_eq!(scene.is_refused(person(1), &hide(5, true)), Code::NotAllowed);
    assert_eq!(
        scene.is_refused(DESK, &Command::Hide { hall: HallNo(9), version: 0, on: true }),
        Code::UnknownHall
    );
}

#[test]
fn a_cue_is_no_change_that_a_desk_would_have_to_look_at() {
    let mut scene = Scene::new();
    let before = version(&scene);
    scene.opened(&draft(PollKind::Single, 2));
    scene.does(DESK, &Command::SetScene { hall: HALL, version: before, scene: Shown::Top });
}

#[test]
fn a_wall_shows_polls_of_its_hall_that_are_no_drafts() {
    let mut scene = Scene::new();
    let poll = scene.prepared(&draft(PollKind::Single, 2));
    let show = |poll| Command::SetScene { hall: HALL, version: 0, scene: Shown::Poll { poll } };
    assert_eq!(scene.is_refused(DESK, &show(PollNo(9))), Code::UnknownPoll);
    assert_eq!(scene.is_refused(DESK, &show(poll)), Code::PollNotOpen);
    scene.does(DESK, &scene.open_poll(poll, None));
    scene.does(DESK, &show(poll));
}

#[test]
fn a_desk_of_one_hall_reaches_no_other() {
    let mut scene = Scene::new();
    let link = Link {
        role: Role::Moderator,
        hall: Some(HallNo(2)),
        name: "مكتب".into(),
        token_hash: String::new(),
        expires: Some(scene.now + Millis::minutes(5)),
        revoked: false,
        table: None,
        stand: None,
    };
    let made = [
        Change::HallSet { hall: HallNo(2), name: crate::domain::forum::Title::default(), code: "1".into() },
        Change::LinkCreated { link: LinkNo(9), id: CommandId(1), by: None, grant: link },
    ];
    scene.state.apply_entry(scene.state.rev + 1, &made, &[]);
    let elsewhere = Actor::Crew(LinkNo(9));
    let hide = |hall| Command::Hide { hall, version: 0, on: true };
    let bring_back = Command::Hide { hall: HallNo(2), version: 1, on: false };
    assert_eq!(scene.is_refused(elsewhere, &hide(HALL)), Code::NotAllowed);
    let note = Command::Note { session: PANEL, version: 1, text: Some(Text::new("x")) };
    assert_eq!(scene.is_refused(elsewhere, &note), Code::NotAllowed);
    scene.does(elsewhere, &hide(HallNo(2)));
    scene.now = scene.now + Millis::minutes(5);
    assert_eq!(scene.is_refused(elsewhere, &bring_back), Code::LinkEnded);
    assert!(scene.does(elsewhere, &hide(HallNo(2))).changes.is_empty(), "sent again, it stands");
}

#[test]
fn erasing_a_question_takes_every_word_it_ever_had() {
    let mut scene = Scene::new();
    let question = scene.listed(1, "الأول");
    let edit = |version, text: &str| Command::Edit { question, version, text: Text::new(text) };
    scene.does(DESK, &edit(2, "الثاني"));
    scene.does(DESK, &edit(3, "الثالث"));
    scene.does(DESK, &Command::Reply { question, version: 4, text: Some(Text::new("الرد")) });
    let undone = scene.state.last.act;
    scene.does(DESK, &Command::Undo { act: undone });
    let kept = scene.asked(2, "سؤال آخر");
    assert_eq!(scene.is_refused(DESK, &Command::Erase { question }), Code::NotAllowed);
    scene.does(OWNER, &Command::Erase { question });
    assert!(scene.does(OWNER, &Command::Erase { question }).changes.is_empty());
    let left: Vec<_> = scene.state.words.iter().map(|(_, text)| text.to_string()).collect();
    assert_eq!(left, ["سؤال آخر"]);
    assert_eq!(scene.state.text(scene.question(kept).original), "سؤال آخر");
    assert_eq!(scene.board(PANEL).counts.received, 2, "its counts stay");
    let version = scene.version(question);
    assert_eq!(scene.is_refused(DESK, &edit(version, "من جديد")), Code::WrongState);
    let edit = Command::Edit { question: kept, version: 1, text: Text::new("جديد") };
    scene.does(OWNER, &Command::Erase { question: kept });
    assert_eq!(scene.is_refused(person(2), &edit), Code::TooLateToChange, "erasing is final");
}

#[test]
fn an_erasure_touches_what_held_the_words_and_nothing_else() {
    use crate::domain::id::SessionNo;
    use crate::domain::topic::Part;
    let mut scene = Scene::new();
    let question = scene.listed(1, "سؤال");
    let touched = |state: &State, part: fn(SessionNo) -> Part, no| state.topics.touched(part(no));
    let before = scene.state.clone();
    scene.does(OWNER, &Command::Erase { question });
    let rev = scene.state.rev;
    assert_eq!(touched(&scene.state, Part::Questions, PANEL), rev);
    for part in [Part::Waiting as fn(_) -> _, Part::Stage, Part::Feedback, Part::Session] {
        assert_eq!(touched(&scene.state, part, PANEL), touched(&before, part, PANEL));
    }
}
