//! Questions that ushers and kiosks enter for somebody.

use super::scene::{DESK, PANEL, Scene, TALK, ask, person};
use crate::domain::agenda::Hall;
use crate::domain::command::Command;
use crate::domain::id::{HallNo, LinkNo, QuestionNo};
use crate::domain::question::{Assistant, Source};
use crate::domain::refusal::Code;
use crate::domain::role::{Actor, Role, Secret};
use crate::domain::time::Millis;
use crate::domain::view::question::item;
use crate::domain::words::Text;
use crate::domain::written::Piece;

const OWNER: Actor = Actor::Crew(LinkNo(3));

#[test]
fn a_question_is_entered_for_somebody_by_the_same_rules_and_marked() {
    for (role, assistant) in [(Role::Usher, Assistant::Usher), (Role::Kiosk, Assistant::Kiosk)] {
        let mut scene = Scene::new();
        let (crew, id) = (scene.assistant(role), scene.fresh_id());
        let question = ask(PANEL, "متى يبدأ؟");
        let made = scene.give_as(crew, id, &question).expect("it is asked").made;
        let again = scene.give_as(crew, id, &question).expect("it was");
        assert_eq!((again.made, again.changes.len()), (made, 0));
        let no = QuestionNo(made.expect("it has a number"));
        assert!(scene.state.sessions[&PANEL].board.waiting.contains(&no), "a desk reads it first");
        let version = scene.version(no);
        scene.does(DESK, &Command::Approve { question: no, version });
        let told = |role| item(&scene.state, no, role).map(|item| (item.assisted, item.source));
        for role in
            [Role::Moderator, Role::Participant, Role::Screen, Role::Presenter, Role::Usher, Role::Kiosk]
        {
            assert_eq!(told(role), Some((Some(assistant), None)), "{role:?}");
        }
        let counts = scene.state.sessions[&PANEL].board.counts;
        assert_eq!((counts.received, counts.assisted), (1, 1));
        scene.asked(1, "سؤال آخر");
        let counts = scene.state.sessions[&PANEL].board.counts;
        assert_eq!((counts.received, counts.assisted), (2, 1));
    }
}

#[test]
fn a_question_of_a_link_is_nobodys_own() {
    let mut scene = Scene::new();
    let usher = scene.assistant(Role::Usher);
    let no = QuestionNo(scene.does(usher, &ask(PANEL, "سؤال")).made.expect("it has a number"));
    let (question, version, text) = (no, scene.version(no), Text::new("آخر"));
    for actor in [usher, person(1)] {
        assert!(scene.give(actor, &Command::Edit { question, version, text: text.clone() }).is_err());
        assert!(scene.give(actor, &Command::Withdraw { question, version }).is_err());
    }
    assert_eq!(scene.is_refused(DESK, &Command::Block { question, on: true }), Code::WrongState);
    let all = Command::EraseAuthor { of: Piece::Question { question } };
    assert_eq!(scene.is_refused(OWNER, &all), Code::WrongState, "it is not all that was entered there");
    scene.does(OWNER, &Command::Erase { question });
    assert_eq!(scene.state.text(scene.state.questions[&question].original), "");
}

#[test]
fn pause_word_list_names_and_closing_hold_for_others_too() {
    let mut scene = Scene::new();
    let usher = scene.assistant(Role::Usher);
    let named =
        Command::Ask {
            session: PANEL, text: Text::new("سؤال"), name: Some(Text::new("اسم")), badge: None
        };
    scene.does(usher, &named);
    scene.rule(|rules| rules.names = crate::domain::forum::Names::Off);
    assert_eq!(scene.is_refused(usher, &named), Code::NamesOff);
    let version = scene.state.sessions[&PANEL].version;
    scene.does(DESK, &Command::Pause { session: PANEL, version, on: true, message: None });
    assert_eq!(scene.is_refused(usher, &ask(PANEL, "سؤال")), Code::Paused);
}

#[test]
fn a_link_enters_twelve_questions_a_minute_and_none_of_a_persons_limits_stops_it() {
    let mut scene = Scene::new();
    scene.rule(|rules| rules.waiting_per_person = 1);
    let (usher, kiosk) = (scene.assistant(Role::Usher), scene.assistant(Role::Kiosk));
    for no in 0..12 {
        scene.does(usher, &ask(PANEL, &format!("سؤال {no}")));
        scene.now = scene.now + Millis(1_000);
    }
    let refused = scene.give(usher, &ask(PANEL, "سؤال")).unwrap_err();
    assert_eq!(
        (refused.code, refused.limit),
        (Code::TooSoon, Some(48_000)),
        "until the first one is a minute old"
    );
    scene.does(kiosk, &ask(PANEL, "سؤال آخر"));
    scene.now = scene.now + Millis(48_000);
    scene.does(usher, &ask(PANEL, "سؤال"));
}

#[test]
fn a_link_of_one_hall_enters_nothing_elsewhere_and_does_nothing_else() {
    let mut scene = Scene::new();
    let hall = Hall::clone(&scene.state.halls[&HallNo(1)]);
    scene.state.halls.insert(HallNo(2), std::sync::Arc::new(hall));
    let secret = Secret::new("secret-of-the-other-hall".into());
    let (name, expires, table, stand) = ("لوح".into(), None, None, None);
    let create =
        Command::CreateLink { role: Role::Kiosk, hall: Some(HallNo(2)), name, expires, table, stand, secret };
    let other = Actor::Crew(LinkNo(scene.does(OWNER, &create).made.expect("it has a number")));
    assert_eq!(scene.is_refused(other, &ask(PANEL, "سؤال")), Code::NotAllowed);
    assert_eq!(
        scene.is_refused(DESK, &ask(PANEL, "سؤال")),
        Code::NotAllowed,
        "a desk enters it as from the floor"
    );
    let kiosk = scene.assistant(Role::Kiosk);
    let source = Source::Kiosk;
    let text = Text::new("سؤال");
    assert_eq!(scene.is_refused(DESK, &Command::Enter { session: PANEL, text, source }), Code::NotAllowed);
    let question = scene.listed(1, "سؤال");
    let version = scene.version(question);
    let version_of = |scene: &Scene| scene.state.sessions[&TALK].version;
    for command in [
        Command::Dismiss { question, version, reason: crate::domain::question::Reason::Other },
        Command::Support { question, on: true, seq: crate::domain::register::Seq(1) },
        Command::Pause { session: TALK, version: version_of(&scene), on: true, message: None },
        Command::Rate { session: PANEL, stars: 5, comment: None, seq: crate::domain::register::Seq(1) },
    ] {
        assert!(scene.give(kiosk, &command).is_err(), "{command:?}");
    }
}

#[test]
fn of_ushers_and_kiosks_there_are_two_hundred_links() {
    let mut scene = Scene::new();
    for no in 0..200 {
        scene.assistant(if no % 2 == 0 { Role::Usher } else { Role::Kiosk });
    }
    let secret = Secret::new("secret-of-one-too-many".into());
    let (name, expires, table, stand) = ("لوح".into(), None, None, None);
    let more = Command::CreateLink { role: Role::Usher, hall: None, name, expires, table, stand, secret };
    let refused = scene.give(OWNER, &more).unwrap_err();
    assert_eq!((refused.code, refused.limit), (Code::TooManyLinks, Some(200)));
}
