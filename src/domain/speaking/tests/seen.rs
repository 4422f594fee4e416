//! What each role sees of a queue.

use super::{asking, of, open, set};
use crate::domain::command::Command;
use crate::domain::id::{LinkNo, PersonId};
use crate::domain::role::{Actor, Role};
use crate::domain::speaking::{
    SpeakerEnd, SpeakerStatus, SpeakingCommand, SpeakingView, is_desk_shown, is_shown, speaking,
};
use crate::domain::tests::scene::{DESK, PANEL, Scene, person};
use crate::domain::view::given::given;
use crate::domain::view::mine::mine;
use crate::domain::written::Piece;

const ORGANISER: Actor = Actor::Crew(LinkNo(3));

fn seen(scene: &Scene, role: Role) -> SpeakingView {
    speaking(&scene.state, PANEL, role).expect("there is a queue")
}

fn own(scene: &Scene, by: u8) -> Option<(SpeakerStatus, Option<u32>)> {
    let own = mine(&scene.state, PANEL, PersonId([by; 16])).speaking?;
    Some((own.status, own.place))
}

#[test]
fn the_hall_is_told_who_speaks_and_three_who_are_next_and_a_stage_what_about() {
    let mut scene = open();
    for by in 1..=5 {
        scene.asks_about(by, &format!("موضوع {by}"), &format!("اسم {by}"));
    }
    let first = scene.queue().waiting[0];
    scene.calls(first);
    let view = seen(&scene, Role::Participant);
    assert_eq!(view.now.as_ref().and_then(|now| now.name.as_deref()), Some("اسم 1"));
    let names: Vec<_> = view.next.iter().filter_map(|next| next.name.as_deref()).collect();
    assert_eq!((names, view.waiting), (vec!["اسم 2", "اسم 3", "اسم 4"], 4));
    assert!(view.now.iter().chain(&view.next).all(|one| one.topic.is_none()), "a topic is the stage's");
    let stage = seen(&scene, Role::Presenter);
    assert_eq!(stage.next[0].topic.as_deref(), Some("موضوع 2"));
    assert_eq!(scene.items()[4].topic.as_deref(), Some("موضوع 5"), "and a desk's, all of them");
}

#[test]
fn walls_see_a_queue_where_its_plan_says_so_and_jurors_none() {
    let scene = open();
    let shown = |scene: &Scene, role| is_shown(&scene.state, PANEL, role);
    let roles = [Role::Participant, Role::Presenter, Role::Moderator, Role::Organiser, Role::Screen];
    assert!(roles.iter().all(|role| shown(&scene, *role)));
    for role in [Role::Juror, Role::Facilitator, Role::Team, Role::Rapporteur] {
        assert!(!shown(&scene, role));
    }
    let desks = roles.map(|role| is_desk_shown(&scene.state, PANEL, role));
    assert_eq!(desks, [false, false, true, true, false]);
    let mut hidden = Scene::new();
    hidden.does(DESK, &set(0, true, false));
    assert!(!shown(&hidden, Role::Screen) && shown(&hidden, Role::Participant));
}

#[test]
fn words_that_the_list_has_or_a_desk_took_off_are_shown_to_desks_and_their_owner_alone() {
    let mut scene = open();
    scene.rule(|rules| rules.word_list = vec!["دعاية".into()]);
    let ticket = scene.asks_about(1, "دعاية لشيء", "سين");
    let name = |scene: &Scene| seen(scene, Role::Presenter).next[0].name.clone();
    let rule = |show| of(SpeakingCommand::Rule { session: PANEL, speaker: ticket, show });
    assert_eq!(name(&scene), None);
    assert!(scene.items()[0].held && !scene.items()[0].off);
    scene.does(DESK, &rule(true));
    assert_eq!(name(&scene).as_deref(), Some("سين"), "a desk lets it be shown");
    scene.does(person(1), &asking(Some("دعاية أخرى"), Some("سين"), 900));
    assert_eq!(name(&scene), None, "but not what is written after that");
    scene.does(DESK, &rule(false));
    scene.does(person(1), &asking(Some("موضوع"), Some("سين"), 901));
    assert_eq!(name(&scene), None, "whose words it took off, all that follow");
    assert!(scene.items()[0].held && scene.items()[0].off);
    assert!(mine(&scene.state, PANEL, PersonId([1; 16])).speaking.is_some_and(|own| own.held));
}

#[test]
fn the_own_place_is_told_exactly_to_five_and_by_tens_from_there_on() {
    let mut scene = open();
    for by in 1..=22 {
        scene.wants_to_speak(by);
    }
    let places: Vec<u32> = (1..=22).filter_map(|by| own(&scene, by)?.1).collect();
    assert_eq!(places[..6], [1, 2, 3, 4, 5, 10]);
    assert_eq!((places[9], places[10], places[19], places[20]), (10, 20, 20, 30));
    assert_eq!(seen(&scene, Role::Participant).waiting, 30);
}

#[test]
fn its_owner_is_told_what_became_of_a_request() {
    let mut scene = open();
    let first = scene.wants_to_speak(1);
    let second = scene.wants_to_speak(2);
    scene.wants_to_speak(3);
    scene.calls(first);
    assert_eq!(own(&scene, 1), Some((SpeakerStatus::Speaking, None)));
    let absent = scene.end(second, SpeakerEnd::Absent);
    scene.does(DESK, &absent);
    assert_eq!(own(&scene, 2), Some((SpeakerStatus::Absent, None)));
    let clear = scene.clear();
    scene.does(DESK, &clear);
    assert_eq!(own(&scene, 3), Some((SpeakerStatus::Cleared, None)));
    assert_eq!(own(&scene, 4), None);
    let withdrawn = scene.wants_to_speak(4);
    assert_eq!(own(&scene, 4), Some((SpeakerStatus::Waiting, Some(1))));
    scene.does(person(4), &super::withdraw(900));
    assert_eq!(own(&scene, 4), None);
    let call = scene.call(withdrawn);
    scene.is_refused(DESK, &call);
}

#[test]
fn topics_and_names_are_found_for_their_owner_and_erased_by_any_of_them() {
    let mut scene = open();
    let ticket = scene.asks_about(1, "موضوع", "سين");
    scene.asks_about(2, "موضوع غيره", "عين");
    let part = given(&scene.state, PersonId([1; 16])).parts.remove(0);
    assert_eq!(part.speaking[0].topic.as_deref(), Some("موضوع"));
    let of = Piece::Speaker { session: PANEL, speaker: ticket };
    assert_eq!(scene.does(ORGANISER, &Command::EraseAuthor { of }).made, Some(2));
    let texts: Vec<_> = scene.state.words.iter().map(|(_, text)| text.to_string()).collect();
    assert_eq!(texts, ["موضوع غيره", "عين"]);
    assert_eq!(scene.order(), [1, 2], "the place stays");
    assert_eq!(seen(&scene, Role::Presenter).next[0].name, None);
    let upto = scene.state.last.words;
    scene.does(person(2), &Command::EraseMine { upto });
    assert_eq!(scene.state.words.iter().count(), 0);
}
