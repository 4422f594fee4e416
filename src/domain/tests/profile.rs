//! What walls are like.

use super::scene::{DESK, OTHER_DESK, Scene, person};
use crate::domain::command::Command;
use crate::domain::id::{HallNo, LinkNo};
use crate::domain::profile::{Measures, Profile};
use crate::domain::refusal::Code;
use crate::domain::role::{Actor, Role, Secret};
use crate::domain::view::screen::screen;
use crate::domain::view::shape::WallProfile;

const HALL: HallNo = HallNo(1);
const OWNER: Actor = Actor::Crew(LinkNo(3));

/// Makes a wall of the hall, or of all.
fn wall(scene: &mut Scene, hall: Option<HallNo>) -> LinkNo {
    let secret = Secret::new(format!("0123456789abcdefghijkl-{}", scene.state.last.link.0));
    let name = "شاشة القاعة".into();
    let command = Command::CreateLink {
        role: Role::Screen,
        hall,
        name,
        expires: None,
        table: None,
        stand: None,
        secret,
    };
    LinkNo(scene.give(OWNER, &command).expect("it is made").made.expect("it has a number"))
}

fn set(link: LinkNo, version: u32, profile: Profile) -> Command {
    Command::SetProfile { link, version, profile: Some(profile) }
}

fn as_usual(link: LinkNo, version: u32) -> Command {
    Command::SetProfile { link, version, profile: None }
}

fn far(distance: u16) -> Profile {
    Profile { measures: Some(Measures { height: 300, distance }), ..Profile::default() }
}

fn told(scene: &Scene) -> Vec<WallProfile> {
    screen(&scene.state, HALL).expect("the hall exists").profiles
}

#[test]
fn a_wall_is_told_what_it_is_like_by_version_and_again_as_often_as_one_likes() {
    let mut scene = Scene::new();
    let wall = wall(&mut scene, Some(HALL));
    scene.does(DESK, &set(wall, 0, far(2_400)));
    assert!(scene.does(DESK, &set(wall, 0, far(2_400))).changes.is_empty());
    assert_eq!(scene.is_refused(OTHER_DESK, &set(wall, 0, far(1_200))), Code::Changed);
    assert_eq!(told(&scene), [WallProfile { link: wall, version: 1, profile: Some(far(2_400)) }]);
    scene.does(OWNER, &as_usual(wall, 1));
    assert_eq!(told(&scene), [WallProfile { link: wall, version: 2, profile: None }]);
    assert_eq!(scene.is_refused(DESK, &set(wall, 0, far(2_400))), Code::Changed, "sent again after that");
}

#[test]
fn no_profile_makes_letters_that_a_wall_cannot_hold() {
    let mut scene = Scene::new();
    let wall = wall(&mut scene, Some(HALL));
    let flat = Profile { measures: Some(Measures { height: 1, distance: 6 }), ..Profile::default() };
    for silly in [far(0), far(599), far(3_001), far(u16::MAX), flat] {
        assert_eq!(scene.is_refused(DESK, &set(wall, 0, silly)), Code::OutOfRange, "{silly:?}");
    }
    scene.does(DESK, &set(wall, 0, far(600)));
    scene.does(DESK, &set(wall, 1, far(3_000)));
}

#[test]
fn a_wall_of_all_halls_belongs_to_whoever_reaches_them_and_only_walls_have_a_profile() {
    let mut scene = Scene::new();
    let everywhere = wall(&mut scene, None);
    assert_eq!(scene.is_refused(person(1), &set(everywhere, 0, far(1_800))), Code::NotAllowed);
    assert_eq!(scene.is_refused(Actor::Crew(everywhere), &set(everywhere, 0, far(1_800))), Code::NotAllowed);
    scene.does(OWNER, &set(everywhere, 0, far(1_800)));
    assert_eq!(scene.is_refused(OWNER, &set(LinkNo(1), 0, far(1_800))), Code::UnknownLink);
    assert_eq!(scene.is_refused(OWNER, &set(LinkNo(99), 0, far(1_800))), Code::UnknownLink);
}

#[test]
fn what_a_wall_was_like_is_forgotten_with_its_link_and_makes_room() {
    let mut scene = Scene::new();
    let walls: Vec<_> = (0..=Profile::MOST).map(|_| wall(&mut scene, Some(HALL))).collect();
    for wall in &walls[..Profile::MOST] {
        scene.does(DESK, &set(*wall, 0, far(1_800)));
    }
    let refusal = scene.give(DESK, &set(walls[Profile::MOST], 0, far(1_800))).expect_err("one too many");
    assert_eq!((refusal.code, refusal.limit), (Code::OutOfRange, Some(60)));
    scene.does(OWNER, &Command::RevokeLink { link: walls[0] });
    assert_eq!(scene.is_refused(DESK, &as_usual(walls[0], 1)), Code::UnknownLink);
    scene.does(DESK, &set(walls[Profile::MOST], 0, far(1_800)));
    assert_eq!(told(&scene).len(), Profile::MOST);
}
