//! A made-up hall beside the rules of a forum.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Instant;

use serde_json::{Value, json};

use super::ballots::choose;
use super::guest::Guest;
use super::hall::Hall;
use crate::domain::agenda::{Phase, SessionKind};
use crate::domain::badge::Groups;
use crate::domain::ballot::Choice;
use crate::domain::command::{Command, PollDraft};
use crate::domain::forum::{Moderation, Names, Title};
use crate::domain::id::{IdeaNo, LinkNo, PollNo, StandNo};
use crate::domain::idea::{self, IdeaCommand, IdeaPhase, IdeaPlan, Spot};
use crate::domain::poll::{Method, PollKind, PollSettings};
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Role};
use crate::domain::speaking::{self, SpeakingCommand, SpeakingPlan};
use crate::domain::stand::{self, ExhibitionPlan, StandCommand, StandPlan};
use crate::domain::statement::{self, StatementCommand, StatementPlan};
use crate::domain::tests::scene::{DESK, PANEL, Scene, person};
use crate::domain::time::Millis;
use crate::domain::view;
use crate::domain::words::Text;
use crate::protocol::topic::Topic;
use crate::rehearse::deed;
use crate::rehearse::envelope::Envelope;
use crate::rehearse::report::NotPlayed;

const OWNER: Actor = Actor::Crew(LinkNo(3));
/// Everything that phones may give.
const DEEDS: [&str; 12] = [
    "ballots",
    "dots",
    "ideas",
    "questions",
    "ratings",
    "requests_to_speak",
    "stand_questions",
    "stand_ratings",
    "stand_visits",
    "statement_votes",
    "statements",
    "supports",
];

fn title(text: &str) -> Title {
    Title { ar: text.into(), en: String::new() }
}

fn draft(answer: PollKind, options: usize, settings: PollSettings) -> PollDraft {
    let labels =
        if matches!(answer, PollKind::Likert { .. }) { vec![title("لا"), title("نعم")] } else { vec![] };
    PollDraft {
        title: title("استطلاع"), answer, options: vec![title("خيار"); options], labels, settings
    }
}

fn opens(scene: &mut Scene, answer: PollKind, options: usize, settings: PollSettings) -> PollNo {
    let create = Command::CreatePoll { session: PANEL, poll: draft(answer, options, settings) };
    let poll = PollNo(scene.does(DESK, &create).made.expect("a poll has a number"));
    scene.does(DESK, &Command::OpenPoll { poll, version: 1, seconds: None });
    poll
}

/// A session with all parts open, and a poll of each kind.
fn everything_open() -> Scene {
    let mut scene = Scene::new();
    scene.around.random = [7; 32];
    scene.rule(|rules| {
        rules.between_questions = Millis(0);
        rules.waiting_per_person = 50;
    });
    let session = PANEL;
    let version = scene.state.sessions[&PANEL].version;
    let moderation = Moderation::After;
    let labels = vec![title("أ"), title("ب")];
    scene.does(DESK, &Command::SetBoard { session, version, asking: Some(true), moderation, labels });
    let version = scene.state.sessions[&PANEL].version;
    scene.does(DESK, &Command::SetFeedback { session, version, open: Some(true) });
    let plan = IdeaPlan { title: title("ماذا بعد؟"), dots: 3, most: 2, ..IdeaPlan::default() };
    scene.does(DESK, &Command::Ideas(IdeaCommand::Set { session, version: 0, plan }));
    leads(&mut scene, IdeaPhase::Collecting);
    let plan = StatementPlan {
        title: title("ما الذي يعيق؟"), submit: true, moderated: false, shown: true
    };
    scene.does(DESK, &Command::Statements(StatementCommand::Plan { session, version: 0, plan }));
    for text in ["الوقت قليل", "التدريب قليل"] {
        scene.does(DESK, &Command::Statements(StatementCommand::Seed { session, text: Text::new(text) }));
    }
    let version = scene.state.conversations[&PANEL].version;
    scene.does(DESK, &Command::Statements(StatementCommand::Open { session, version }));
    let plan = ExhibitionPlan { shown: true, ..ExhibitionPlan::default() };
    scene.does(OWNER, &Command::Stands(StandCommand::Set { session, version: 0, plan }));
    for name in ["جناح أول", "جناح ثانٍ"] {
        let plan = StandPlan { title: title(name), ..StandPlan::default() };
        scene.does(OWNER, &Command::Stands(StandCommand::Add { session, plan }));
    }
    let plan = SpeakingPlan { open: true, walls: true };
    scene.does(DESK, &Command::Speaking(SpeakingCommand::Set { session, version: 0, plan }));
    for (answer, options) in [
        (PollKind::Single, 3),
        (PollKind::Multiple { min: 2, max: 3 }, 4),
        (PollKind::YesNoAbstain, 0),
        (PollKind::Rating { max: 5 }, 0),
        (PollKind::Ranking { method: Method::Borda }, 3),
        (PollKind::Ranking { method: Method::Schulze }, 3),
        (PollKind::Points, 3),
        (PollKind::Likert { steps: 5 }, 3),
        (PollKind::Cloud { words: 3 }, 0),
        (PollKind::Open, 0),
        (PollKind::Quiz { answer: 1 }, 4),
    ] {
        opens(&mut scene, answer, options, PollSettings::default());
    }
    opens(&mut scene, PollKind::Single, 2, PollSettings { secret: true, ..PollSettings::default() });
    scene
}

fn leads(scene: &mut Scene, phase: IdeaPhase) {
    let version = scene.state.ideas[&PANEL].version;
    let lead = IdeaCommand::Lead { session: PANEL, version, phase, seconds: None };
    scene.does(DESK, &Command::Ideas(lead));
}

/// What a phone is told of a session.
fn shown(scene: &Scene) -> Vec<(Topic, Value)> {
    let (state, role) = (&scene.state, Role::Participant);
    let mut shown = vec![
        (Topic::AGENDA, json!(view::agenda::agenda(state))),
        (Topic::SESSION, json!(view::session::session(state, PANEL, role))),
        (Topic::QUESTIONS, json!(view::question::window(state, PANEL, role))),
        (Topic::IDEAS, json!(idea::ideas(state, PANEL, role))),
        (Topic::BOARD, json!(idea::board(state, PANEL, role))),
        (Topic::STATEMENTS, json!(statement::statements(state, PANEL, role))),
        (Topic::STANDS, json!(stand::stands(state, PANEL, role))),
        (Topic::SPEAKING, json!(speaking::speaking(state, PANEL, role))),
    ];
    let polls = scene.state.sessions[&PANEL].polls.iter();
    shown.extend(polls.map(|no| (Topic::poll(*no), json!(view::poll::poll(state, *no, role)))));
    shown
}

fn sees(hall: &mut Hall, scene: &Scene) {
    for (topic, view) in shown(scene) {
        let text = json!({"t": "state", "topic": topic, "rev": scene.state.rev, "view": view}).to_string();
        hall.take_in((Instant::now(), scene.now), &Envelope::read(&text).expect("a frame"));
    }
}

/// A hall that nobody has looked at yet, with the codes of its stands.
fn hall_of(scene: &Scene) -> Hall {
    let mut hall = Hall::default();
    hall.codes.extend(stand::codes(&scene.state).filter_map(|code| Some((code.at.stand, code.key?))));
    hall
}

/// Lets so many phones do something so often, by turns. Tells what was taken; nothing is refused.
fn play(scene: &mut Scene, hall: &mut Hall, guests: &mut [Guest], turns: u32) -> BTreeMap<&'static str, u32> {
    let mut given = BTreeMap::new();
    for _ in 0..turns {
        sees(hall, scene);
        for (by, guest) in (1..).zip(guests.iter_mut()) {
            scene.now = scene.now + Millis(100);
            let Some(command) = guest.next(hall, scene.now) else { continue };
            let made = scene.does(person(by), &command).made;
            guest.gave(&command, made);
            *given.entry(deed::of(&command).expect("it is counted")).or_default() += 1;
        }
    }
    given
}

fn guests(count: usize) -> Vec<Guest> {
    (0..count).map(|no| Guest::new(no, PANEL)).collect()
}

#[test]
fn whatever_it_gives_is_taken_and_nothing_that_is_open_is_left_out() {
    let mut scene = everything_open();
    let (mut hall, mut guests) = (hall_of(&scene), guests(24));
    let mut given = play(&mut scene, &mut hall, &mut guests, 40);
    leads(&mut scene, IdeaPhase::Voting);
    for (deed, count) in play(&mut scene, &mut hall, &mut guests, 40) {
        *given.entry(deed).or_default() += count;
    }
    assert_eq!(given.keys().copied().collect::<Vec<_>>(), DEEDS, "{given:?}");
    assert_eq!(given["ballots"], 24 * 12, "each phone votes once in each poll");
    assert_eq!(given["dots"], 24, "and gives its dots once");
    assert!(hall.not_played().is_empty());
    let tally = &scene.state.ideas[&PANEL].tally;
    assert_eq!((tally.voters, tally.on.values().sum::<u32>()), (24, 24 * 3), "all of its dots");
}

#[test]
fn what_is_closed_is_left_alone() {
    let mut scene = everything_open();
    let (mut hall, mut guests) = (hall_of(&scene), guests(3));
    leads(&mut scene, IdeaPhase::Closed);
    let session = PANEL;
    let version = scene.state.conversations[&PANEL].version;
    scene.does(DESK, &Command::Statements(StatementCommand::Close { session, version }));
    let plan = SpeakingPlan { open: false, walls: true };
    scene.does(DESK, &Command::Speaking(SpeakingCommand::Set { session, version: 1, plan }));
    for stand in [1, 2].map(StandNo) {
        scene.does(DESK, &Command::Stands(StandCommand::Close { session, stand, version: 1, on: true }));
    }
    for poll in scene.state.sessions[&PANEL].polls.clone() {
        let version = scene.state.polls[&poll].version;
        scene.does(DESK, &Command::ClosePoll { poll, version, seconds: Some(0) });
    }
    let version = scene.state.sessions[&PANEL].version;
    scene.does(DESK, &Command::SetFeedback { session, version, open: Some(false) });
    let given = play(&mut scene, &mut hall, &mut guests, 20);
    assert_eq!(given.keys().copied().collect::<Vec<_>>(), ["questions", "supports"]);
    let version = scene.state.sessions[&PANEL].version;
    scene.does(DESK, &Command::Pause { session, version, on: true, message: None });
    assert!(play(&mut scene, &mut hall, &mut guests, 2).is_empty());
}

#[test]
fn ratings_go_by_the_agenda_and_by_the_servers_clock() {
    let mut scene = everything_open();
    let version = scene.state.sessions[&PANEL].version;
    scene.does(DESK, &Command::SetFeedback { session: PANEL, version, open: None });
    let mut hall = Hall::default();
    sees(&mut hall, &scene);
    let middle = scene.state.sessions[&PANEL].starts + Millis::minutes(30);
    assert_eq!([middle - Millis(1), middle].map(|now| hall.takes_ratings(now)), [false, true]);
    let welcome = json!({"t": "welcome", "now": middle}).to_string();
    hall.take_in((Instant::now(), scene.now), &Envelope::read(&welcome).expect("a frame"));
    assert!(hall.takes_ratings(hall.time(scene.now)));
}

#[test]
fn questions_go_by_the_agenda_where_the_desk_says_nothing() {
    let mut scene = everything_open();
    let mut stands = |kind, phase, asking| {
        let session = scene.state.sessions.get_mut(&PANEL).map(Arc::make_mut).expect("it is there");
        (session.kind, session.phase, session.asking) = (kind, phase, asking);
        let opens = session.starts - scene.state.forum.rules.early_questions;
        let mut hall = Hall::default();
        sees(&mut hall, &scene);
        [opens - Millis(1), opens].map(|now| hall.takes_questions(now))
    };
    assert_eq!(stands(SessionKind::Panel, Phase::Upcoming, None), [false, true]);
    assert_eq!(stands(SessionKind::Break, Phase::Open, None), [false, false]);
    assert_eq!(stands(SessionKind::Panel, Phase::Ended, None), [false, false]);
    assert_eq!(stands(SessionKind::Break, Phase::Upcoming, Some(true)), [true, true]);
    assert_eq!(stands(SessionKind::Panel, Phase::Open, Some(false)), [false, false]);
}

#[test]
fn what_takes_a_badge_or_a_stands_code_is_told_and_not_tried() {
    let mut scene = everything_open();
    scene.rule(|rules| rules.names = Names::Badge);
    let voters = Some(Groups::ALL);
    let poll = opens(&mut scene, PollKind::Single, 2, PollSettings { voters, ..PollSettings::default() });
    let (mut hall, mut guests) = (Hall::default(), guests(12));
    let given = play(&mut scene, &mut hall, &mut guests, 60);
    for deed in ["questions", "requests_to_speak", "stand_visits", "stand_ratings"] {
        assert!(!given.contains_key(deed), "{given:?}");
    }
    assert_eq!(scene.state.polls[&poll].round.tally.voters, 0);
    assert_eq!(hall.not_played(), BTreeSet::from([NotPlayed::StandVisits, NotPlayed::Badges]));
    hall.codes = hall_of(&scene).codes;
    assert_eq!(hall.not_played(), BTreeSet::from([NotPlayed::Badges]));
}

#[test]
fn a_poll_of_several_choices_gets_as_many_as_it_asks_for() {
    let mut scene = Scene::new();
    for (min, max) in [(1, 1), (2, 3), (4, 4)] {
        let poll = opens(&mut scene, PollKind::Multiple { min, max }, 4, PollSettings::default());
        let view = view::poll::poll(&scene.state, poll, Role::Participant).expect("it is open");
        for seq in 1..50 {
            let choice = choose(&view).expect("it has options");
            let Choice::Options(places) = &choice else { panic!("{choice:?}") };
            assert!((usize::from(min)..=usize::from(max)).contains(&places.len()), "{places:?}");
            scene.does(person(1), &Command::Vote { poll, round: 1, choice, seq: Seq(seq), badge: None });
        }
    }
}

#[test]
fn a_difference_brings_the_hall_to_where_it_is() {
    let mut scene = everything_open();
    let mut hall = Hall::default();
    sees(&mut hall, &scene);
    let now = scene.now;
    let differs = |hall: &mut Hall, topic: Topic, diff: Value| {
        let text = json!({"t": "change", "topic": topic, "from": 1, "rev": 2, "diff": diff}).to_string();
        hall.take_in((Instant::now(), now), &Envelope::read(&text).expect("a frame"));
    };
    for by in 1..=2 {
        let text = Text::new(&format!("فكرة {by}"));
        scene.does(person(by), &Command::Ideas(IdeaCommand::Submit { session: PANEL, text }));
    }
    let items = json!(idea::ideas(&scene.state, PANEL, Role::Participant).items);
    differs(&mut hall, Topic::IDEAS, json!({"total": 2, "put": items}));
    assert_eq!(hall.spots().len(), 2);
    let cluster = json!({"c": 1, "v": 1, "e": 1, "title": {"ar": "مجموعة"}, "ideas": [1]});
    differs(&mut hall, Topic::BOARD, json!({"v": 0, "put": [cluster]}));
    assert_eq!(hall.spots().len(), 2, "a group, and the idea that is in none");
    differs(&mut hall, Topic::BOARD, json!({"v": 0, "gone": [1]}));
    differs(&mut hall, Topic::IDEAS, json!({"total": 1, "gone": [2]}));
    assert_eq!(hall.spots(), [Spot::Idea(IdeaNo(1))]);
    let told = statement::statements(&scene.state, PANEL, Role::Participant).expect("they are open");
    hall.statements.clear();
    differs(&mut hall, Topic::STATEMENTS, json!({"head": told.head, "put": [told.items[0]]}));
    assert_eq!(hall.statements.len(), 1);
    let stands = stand::stands(&scene.state, PANEL, Role::Participant).expect("they are shown");
    differs(&mut hall, Topic::STANDS, json!({"head": stands.head, "gone": [1]}));
    assert_eq!(hall.open_stands().count(), 1);
}
