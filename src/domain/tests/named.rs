//! Names by badge: with questions, on leaderboards and in speaking queues.

use std::sync::Arc;

use super::polls::draft;
use super::rebase::Parted;
use super::scene::{DESK, PANEL, Scene, ask, person};
use crate::domain::badge::{BadgeCode, BadgeCommand, Columns, Row};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::forum::{Forum, Names, Rules};
use crate::domain::home::Matter;
use crate::domain::id::{BadgeNo, CommandId, LinkNo, PersonId, QuestionNo};
use crate::domain::poll::PollKind;
use crate::domain::question::Source;
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Role};
use crate::domain::rules::RulesWish;
use crate::domain::speaking::{SpeakingCommand, SpeakingPlan};
use crate::domain::view::question::item;
use crate::domain::words::Text;
use crate::domain::written::Piece;

const OWNER: Actor = Actor::Crew(LinkNo(3));
const NAME: &str = "ممثلة الحي الشرقي في لجنة المبادرات التطوعية للعام القادم";

fn row(label: &str, name: Option<&str>) -> Row {
    Row { label: Some(Text::new(label)), name: name.map(Text::new), group: None }
}

/// A forum whose names are by badge, with a badge that has a name longer than names that are typed, one of the same name as a third, and one
/// without any.
fn by_badge() -> Scene {
    let mut scene = Scene::new();
    scene.rule(|rules| rules.names = Names::Badge);
    let rows = Arc::from([
        row("A-1", Some(NAME)),
        row("A-2", Some("عضو")),
        row("A-3", Some("عضو")),
        row("A-4", None),
    ]);
    let columns = Columns { names: true, groups: false };
    scene.does(OWNER, &Command::Badges(BadgeCommand::Import { rows, columns }));
    scene
}

impl Scene {
    fn newest_code(&self, badge: u32) -> Option<BadgeCode> {
        self.state.codes_had(BadgeNo(badge)).last()
    }

    fn asks_by(&mut self, by: u8, badge: u32) -> QuestionNo {
        self.now = self.now + crate::domain::time::Millis::minutes(1);
        let made = self.does(person(by), &asking(self.newest_code(badge))).made;
        QuestionNo(made.expect("a question has a number"))
    }

    fn name_with(&self, question: QuestionNo) -> Option<&str> {
        let no = self.question(question).name.expect("it was filed");
        self.state.words.get(no).map(|name| &**name)
    }

    fn badge(&mut self, command: BadgeCommand) {
        self.does(OWNER, &Command::Badges(command));
    }
}

fn asking(badge: Option<BadgeCode>) -> Command {
    Command::Ask { session: PANEL, text: Text::new("متى يبدأ؟"), name: None, badge }
}

fn speaking(badge: Option<BadgeCode>, seq: u64) -> Command {
    let (topic, name) = (Some(Text::new("الميزانية")), None);
    Command::Speaking(SpeakingCommand::Ask { session: PANEL, topic, name, seq: Seq(seq), badge })
}

fn playing(badge: Option<BadgeCode>, seq: u64) -> Command {
    Command::Name { session: PANEL, name: None, seq: Seq(seq), badge }
}

fn opens_the_queue(scene: &mut Scene) {
    let plan = SpeakingPlan { open: true, walls: true };
    scene.does(DESK, &Command::Speaking(SpeakingCommand::Set { session: PANEL, version: 0, plan }));
}

#[test]
fn a_question_goes_under_the_name_on_the_badge_and_the_forum_keeps_nothing_else_of_it() {
    let mut scene = by_badge();
    let code = scene.newest_code(1);
    let decision = scene.does(person(1), &asking(code));
    let question = QuestionNo(decision.made.expect("it has a number"));
    assert_eq!(scene.name_with(question), Some(NAME), "however long names may be that are typed");
    assert_ne!(scene.question(question).name, scene.state.badges.list[&BadgeNo(1)].name, "its own words");
    assert_eq!(
        item(&scene.state, question, Role::Moderator).and_then(|item| item.name).as_deref(),
        Some(NAME)
    );
    assert_eq!(item(&scene.state, question, Role::Participant), None, "it waits");
    let written = serde_json::to_string(&decision.changes).expect("changes are JSON");
    let printed = serde_json::to_string(&code).expect("a code is JSON");
    assert!(!written.contains("badge") && !written.contains(printed.trim_matches('"')), "{written}");
    scene.does(DESK, &Command::Enter { session: PANEL, text: Text::new("من القاعة"), source: Source::Floor });
}

#[test]
fn whoever_has_no_good_badge_with_a_name_is_refused_in_each_way_to_be_named() {
    let mut scene = by_badge();
    opens_the_queue(&mut scene);
    let quiz = scene.prepared(&draft(PollKind::Quiz { answer: 1 }, 4));
    scene.does(DESK, &scene.open_poll(quiz, Some(20)));
    let old = scene.newest_code(2);
    scene.badge(BadgeCommand::Replace { badge: BadgeNo(2), version: 1 });
    let ended = scene.newest_code(3);
    scene.badge(BadgeCommand::End { badge: BadgeNo(3), version: 1, on: true });
    let wrong = Some(BadgeCode::read("79927398713"));
    let usher = scene.assistant(Role::Usher);
    let cases = [
        (None, Code::BadgeNeeded),
        (wrong, Code::UnknownBadge),
        (old, Code::BadgeEnded),
        (ended, Code::BadgeEnded),
        (scene.newest_code(4), Code::BadgeNameless),
    ];
    for (code, why) in cases {
        assert_eq!(scene.is_refused(person(1), &asking(code)), why);
        assert_eq!(scene.is_refused(usher, &asking(code)), why, "whom it is entered for holds the badge");
        assert_eq!(scene.is_refused(person(1), &speaking(code, 5)), why);
        if code.is_some() {
            assert_eq!(scene.is_refused(person(1), &playing(code, 5)), why);
        }
    }
    let typed =
        |badge| Command::Ask {
            session: PANEL, text: Text::new("سؤال"), name: Some(Text::new("اسم")), badge
        };
    assert_eq!(
        scene.is_refused(person(1), &typed(None)),
        Code::BadgeNeeded,
        "as clients do that know no badge"
    );
    assert_eq!(scene.is_refused(person(1), &typed(scene.newest_code(1))), Code::NamesOff);
    let good = scene.newest_code(2);
    for (actor, command) in [(person(1), asking(good)), (usher, asking(good)), (person(1), speaking(good, 5))]
    {
        scene.does(actor, &command);
    }
    scene.does(person(1), &playing(good, 5));
    let player = &scene.state.sessions[&PANEL].players[&PersonId([1; 16])];
    assert_eq!(player.name.map(|no| scene.state.text(no)), Some("عضو"));
}

#[test]
fn elsewhere_a_badge_is_overlooked() {
    let mut scene = by_badge();
    let code = scene.newest_code(1);
    scene.rule(|rules| rules.names = Names::Optional);
    let question = QuestionNo(scene.does(person(1), &asking(code)).made.expect("it has a number"));
    assert_eq!(scene.question(question).name, None);
    scene.rule(|rules| rules.names = Names::Off);
    scene.does(person(2), &asking(code));
    opens_the_queue(&mut scene);
    scene.does(person(2), &speaking(code, 5));
    assert!(scene.state.queues[&PANEL].tickets.values().all(|ticket| ticket.name.is_none()));
}

#[test]
fn what_was_asked_is_told_to_be_done_whatever_became_of_the_badge() {
    let mut scene = by_badge();
    opens_the_queue(&mut scene);
    let given =
        [(CommandId(70), asking(scene.newest_code(2))), (CommandId(71), speaking(scene.newest_code(2), 5))];
    for (id, command) in &given {
        scene.give_as(person(1), *id, command).expect("it is taken");
    }
    scene.badge(BadgeCommand::End { badge: BadgeNo(2), version: 1, on: true });
    for (id, command) in &given {
        assert!(scene.give_as(person(1), *id, command).expect("it was taken").changes.is_empty());
    }
}

#[test]
fn a_name_on_a_leaderboard_is_taken_away_without_a_badge() {
    let mut scene = by_badge();
    let quiz = scene.prepared(&draft(PollKind::Quiz { answer: 1 }, 4));
    scene.does(DESK, &scene.open_poll(quiz, Some(20)));
    scene.does(person(1), &playing(scene.newest_code(1), 5));
    scene.does(person(1), &playing(None, 6));
    assert_eq!(scene.state.sessions[&PANEL].players[&PersonId([1; 16])].name, None);
    let is_there = |scene: &Scene| scene.state.words.iter().filter(|(_, text)| &***text == NAME).count();
    assert_eq!(is_there(&scene), 1, "on the badge alone");
}

#[test]
fn who_corrects_an_own_question_says_no_badge_again_and_its_name_stays() {
    let mut scene = by_badge();
    let question = scene.asks_by(1, 1);
    scene.does(person(1), &Command::Edit { question, version: 1, text: Text::new("متى ينتهي؟") });
    assert_eq!(scene.name_with(question), Some(NAME));
}

#[test]
fn a_name_that_is_taken_off_a_badge_goes_wherever_it_stood_and_one_that_is_corrected_stays() {
    let mut scene = by_badge();
    opens_the_queue(&mut scene);
    let quiz = scene.prepared(&draft(PollKind::Quiz { answer: 1 }, 4));
    scene.does(DESK, &scene.open_poll(quiz, Some(20)));
    let (first, second, other) = (scene.asks_by(1, 2), scene.asks_by(2, 3), scene.asks_by(3, 1));
    scene.does(person(1), &speaking(scene.newest_code(2), 5_000));
    scene.does(person(1), &playing(scene.newest_code(2), 5_000));
    let describe = |badge, version, name: Option<&str>| {
        let (label, name) = (Some(Text::new(&format!("A-{badge}"))), name.map(Text::new));
        BadgeCommand::Describe { badge: BadgeNo(badge), version, label, name, group: None }
    };
    scene.badge(describe(1, 1, Some("ممثلة الحي")));
    assert_eq!(scene.name_with(other), Some(NAME), "it was asked under that");
    scene.badge(describe(2, 1, None));
    assert_eq!(
        (scene.name_with(first), scene.name_with(second)),
        (None, None),
        "nobody can tell whose is whose"
    );
    assert_eq!(scene.name_with(other), Some(NAME));
    let left: Vec<_> =
        scene.state.words.iter().filter(|(_, text)| &***text == "عضو").map(|(no, _)| no).collect();
    assert_eq!(left, [scene.state.badges.list[&BadgeNo(3)].name.expect("the other badge has it")]);
    scene.badge(describe(2, 2, Some("عضو")));
    scene.rule(|rules| rules.names = Names::Optional);
    let named =
        Command::Ask {
            session: PANEL, text: Text::new("سؤال"), name: Some(Text::new("عضو")), badge: None
        };
    let typed = QuestionNo(scene.does(person(4), &named).made.expect("it has a number"));
    scene.badge(describe(2, 3, None));
    assert_eq!(scene.name_with(typed), Some("عضو"), "what somebody typed is theirs");
}

#[test]
fn whoever_is_forgotten_takes_the_name_along_and_the_badge_keeps_its_own() {
    let mut scene = by_badge();
    let question = scene.asks_by(1, 1);
    scene.does(OWNER, &Command::EraseAuthor { of: Piece::Question { question } });
    assert_eq!(scene.name_with(question), None);
    assert_eq!(scene.state.badges.list[&BadgeNo(1)].name.map(|no| scene.state.text(no)), Some(NAME));
    let question = scene.asks_by(2, 1);
    scene.does(OWNER, &Command::Erase { question });
    assert_eq!(scene.name_with(question), None);
}

#[test]
fn a_question_that_the_journal_lost_comes_home_under_its_name_though_the_badge_ended_since() {
    let mut parted = Parted::after(by_badge());
    let code = parted.lost.newest_code(2);
    parted.loses(person(1), &asking(code));
    parted.now.badge(BadgeCommand::End { badge: BadgeNo(2), version: 1, on: true });
    assert_eq!(parted.left(), []);
    let asked: Vec<_> = parted.now.state.questions.keys().copied().collect();
    assert_eq!(asked.len(), 1);
    assert_eq!(parted.now.name_with(asked[0]), Some("عضو"));
}

/// A forum by badge in which one may speak and play.
fn with_everything() -> Scene {
    let mut scene = by_badge();
    opens_the_queue(&mut scene);
    let quiz = scene.prepared(&draft(PollKind::Quiz { answer: 1 }, 4));
    scene.does(DESK, &scene.open_poll(quiz, Some(20)));
    scene
}

/// What goes under the name on that badge: a question, a place on a leaderboard, a request to speak.
fn under(badge: Option<BadgeCode>) -> [Command; 3] {
    [asking(badge), speaking(badge, 5_000), playing(badge, 5_000)]
}

/// How often it stands anywhere, on badges too.
fn times(scene: &Scene, name: &str) -> usize {
    scene.state.words.iter().filter(|(_, text)| &***text == name).count()
}

fn described(badge: u32, version: u32, name: Option<&str>) -> Command {
    let (label, name) = (Some(Text::new(&format!("A-{badge}"))), name.map(Text::new));
    Command::Badges(BadgeCommand::Describe { badge: BadgeNo(badge), version, label, name, group: None })
}

#[test]
fn where_names_are_typed_what_was_given_by_badge_comes_home_without_a_name() {
    let mut scene = with_everything();
    scene.rule(|rules| rules.names = Names::Optional);
    let mut parted = Parted::after(scene);
    let rules = RulesWish { names: Some(Names::Badge), ..RulesWish::default() };
    let version = parted.lost.state.forum.version;
    parted.loses(OWNER, &Command::SetRules { version, rules });
    for command in under(parted.lost.newest_code(1)) {
        parted.loses(person(1), &command);
    }
    let name = Some(Text::new("سارة"));
    parted.now.does(person(2), &Command::Ask { session: PANEL, text: Text::new("سؤال"), name, badge: None });
    assert_eq!(parted.left(), [Matter::Forum], "which names there are is settled");
    let state = &parted.now.state;
    assert_eq!((state.questions.len(), state.queues[&PANEL].tickets.len()), (2, 1), "all of it is there");
    assert_eq!(times(&parted.now, NAME), 1, "on the badge alone");
    assert_eq!(times(&parted.now, "سارة"), 1);
}

#[test]
fn a_name_that_was_taken_off_a_badge_there_goes_from_what_was_given_under_it_here() {
    let mut parted = Parted::after(with_everything());
    parted.loses(OWNER, &described(1, 1, None));
    for command in under(parted.now.newest_code(1)) {
        parted.now.does(person(1), &command);
    }
    let other = parted.now.asks_by(2, 2);
    assert_eq!(times(&parted.now, NAME), 4);
    let (mut corrected, mut read) = (parted.clone_of(), parted.clone_of());
    assert_eq!(parted.left(), []);
    assert_eq!(times(&parted.now, NAME), 0);
    assert_eq!(parted.now.name_with(other), Some("عضو"));
    let erased = read.base.badges.list[&BadgeNo(1)].name.expect("it had one");
    read.base.words.erase(erased);
    assert_eq!(read.left(), []);
    assert_eq!(times(&read.now, NAME), 0, "also where the lost history was read and has it no more");
    corrected.now.does(OWNER, &described(1, 1, Some("ممثلة الحي")));
    assert_eq!(times(&corrected.now, NAME), 3, "it was given under that");
    assert_eq!(corrected.left(), [Matter::Badge]);
    assert_eq!((times(&corrected.now, NAME), times(&corrected.now, "ممثلة الحي")), (0, 1));
}

#[test]
fn what_was_given_there_under_a_name_that_was_taken_off_its_badge_here_comes_home_without_it() {
    let mut parted = Parted::after(with_everything());
    for (by, badge) in [(1, 1), (2, 2), (3, 3)] {
        for command in under(parted.lost.newest_code(badge)) {
            parted.loses(person(by), &command);
        }
    }
    let mut given_anew = parted.clone_of();
    let mut untouched = parted.clone_of();
    parted.now.does(OWNER, &described(2, 1, None));
    assert_eq!(parted.left(), []);
    assert_eq!(parted.now.state.questions.len(), 3);
    assert_eq!(times(&parted.now, NAME), 4, "with the badge that has it");
    assert_eq!(times(&parted.now, "عضو"), 1, "nobody can tell whose is whose");
    given_anew.now.does(OWNER, &described(1, 1, None));
    given_anew.now.does(OWNER, &described(1, 2, Some("ضيفة")));
    assert_eq!(given_anew.left(), []);
    assert_eq!((times(&given_anew.now, NAME), times(&given_anew.now, "عضو")), (0, 8));
    assert_eq!(untouched.left(), []);
    assert_eq!((times(&untouched.now, NAME), times(&untouched.now, "عضو")), (4, 8));
}

#[test]
fn older_versions_do_not_know_such_a_forum() {
    let of = |names| {
        let forum = Forum { rules: Rules { names, ..Rules::default() }, ..Forum::default() };
        Change::ForumSet { forum }.is_of_parts()
    };
    assert_eq!([Names::Off, Names::Optional, Names::Badge].map(of), [false, false, true]);
    let old: Command =
        serde_json::from_str(r#"{"do":"ask","session":1,"text":"؟","name":null}"#).expect("it is read");
    assert!(matches!(old, Command::Ask { badge: None, .. }));
    let said = serde_json::to_value(ask(PANEL, "؟")).expect("a command is JSON");
    assert_eq!(said.get("badge"), None, "to an older server nothing is said that it does not know");
}
