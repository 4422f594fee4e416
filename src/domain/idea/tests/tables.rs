//! Tables, their facilitators, and what they come to.

use super::{OWNER, collecting, collecting_by, enter, facilitate, on_idea, set, submit, title, usual};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::{IdeaNo, LinkNo, PersonId, WordsNo};
use crate::domain::idea::{IdeaBy, IdeaCommand, IdeaPhase, IdeaPlan, Spot, of_table, results};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Role};
use crate::domain::screen;
use crate::domain::tests::scene::{DESK, PANEL, Scene, person};
use crate::domain::words::Text;

fn harvest(table: u8, version: u32, text: &str, rests: &[u32]) -> Command {
    let rests = rests.iter().map(|no| Spot::Idea(IdeaNo(*no))).collect();
    let text = (!text.is_empty()).then(|| Text::new(text));
    let title = text.is_some().then(|| Text::new("خلاصة"));
    Command::Ideas(IdeaCommand::Harvest { session: PANEL, table, version, title, text, rests, done: true })
}

fn sit(scene: &mut Scene, table: Option<u8>) -> Command {
    scene.ids += 1;
    Command::Ideas(IdeaCommand::Sit { session: PANEL, table, seq: Seq(scene.ids) })
}

fn link_of(actor: Actor) -> LinkNo {
    let Actor::Crew(link) = actor else { panic!("it has a link") };
    link
}

#[test]
fn a_facilitator_enters_ideas_for_the_own_table_and_does_nothing_else_of_a_desk() {
    let mut scene = collecting();
    let table = scene.facilitator(1);
    let no = scene.does(table, &enter("من الطاولة", None)).made.expect("it has a number");
    assert_eq!((scene.idea(no).by, scene.idea(no).table), (IdeaBy::Table, Some(1)));
    assert_eq!(scene.is_refused(table, &enter("لغيرنا", Some(0))), Code::NotAllowed);
    assert_eq!(scene.is_refused(table, &submit("فكرة")), Code::NotAllowed);
    let reworded = scene.reword(no, "من طاولتنا");
    scene.does(table, &reworded);
    let others = scene.thinks(1, "فكرة الجوال");
    let reworded = scene.reword(others, "غيرها");
    assert_eq!(scene.is_refused(table, &reworded), Code::NotYours);
    for command in [
        set(scene.ideas().version, IdeaPlan { each: 9, ..usual() }),
        scene.lead(IdeaPhase::Voting, None),
        scene.place(no, None, 0),
        Command::Approve { question: crate::domain::id::QuestionNo(1), version: 1 },
        Command::Ideas(IdeaCommand::ShowResults { session: PANEL, version: 3, on: true }),
    ] {
        let code = scene.give(table, &command).expect_err("it is a desk's").code;
        assert!(matches!(code, Code::NotAllowed | Code::UnknownQuestion), "{command:?}: {code:?}");
    }
    scene.leads(IdeaPhase::Voting);
    assert_eq!(scene.is_refused(table, &enter("متأخرة", None)), Code::IdeasClosed);
    let back = scene.take_back(no);
    assert_eq!(scene.is_refused(table, &back), Code::IdeasClosed);
}

#[test]
fn a_link_is_for_a_table_that_there_is_and_no_other_role_has_one() {
    let mut scene = collecting();
    assert_eq!(scene.is_refused(OWNER, &facilitate(2, "secret-of-a-table-that-is-not")), Code::UnknownTable);
    let mut screen = facilitate(0, "secret-of-a-wall-at-a-table");
    if let Command::CreateLink { role, .. } = &mut screen {
        *role = Role::Screen;
    }
    assert_eq!(scene.is_refused(OWNER, &screen), Code::NotAllowed);
    let mut nowhere = facilitate(0, "secret-of-a-table-of-nothing");
    if let Command::CreateLink { table, .. } = &mut nowhere {
        *table = None;
    }
    assert_eq!(scene.is_refused(OWNER, &nowhere), Code::UnknownTable);
    scene.facilitator(1);
    let fewer = IdeaPlan { tables: vec![title("الأولى")], ..usual() };
    let version = scene.ideas().version;
    assert_eq!(scene.is_refused(DESK, &set(version, fewer)), Code::TableUsed);
    let renamed = IdeaPlan { tables: vec![title("أ"), title("ب"), title("ج")], ..usual() };
    scene.does(DESK, &set(version, renamed));
}

#[test]
fn a_table_tells_what_it_came_to_and_its_own_facilitator_alone_writes_it() {
    let mut scene = collecting();
    let (own, other) = (scene.facilitator(0), scene.facilitator(1));
    let no = scene.thinks(1, "فكرة");
    assert_eq!(scene.is_refused(other, &harvest(0, 0, "ليست لنا", &[])), Code::NotAllowed);
    assert_eq!(scene.is_refused(own, &harvest(0, 0, "نص", &[9])), Code::UnknownIdea);
    scene.does(own, &harvest(0, 0, "خلصنا إلى التدريب", &[no]));
    assert!(scene.does(own, &harvest(0, 0, "خلصنا إلى التدريب", &[no])).changes.is_empty());
    assert_eq!(scene.is_refused(DESK, &harvest(0, 0, "نص المكتب", &[no])), Code::Changed);
    let words = scene.state.words.iter().count();
    scene.does(DESK, &harvest(0, 1, "نص المكتب", &[no]));
    assert_eq!(scene.state.words.iter().count(), words, "what it said before is gone");
    scene.leads(IdeaPhase::Closed);
    assert_eq!(scene.is_refused(own, &harvest(0, 2, "متأخر", &[])), Code::IdeasClosed);
    scene.does(DESK, &harvest(0, 2, "مصحح", &[]));
}

#[test]
fn results_are_the_tables_own_until_they_are_shown() {
    let mut scene = collecting();
    let (own, other) = (scene.facilitator(0), scene.facilitator(1));
    scene.does(own, &harvest(0, 0, "خلاصتنا", &[]));
    let seen = |scene: &Scene, role| results(&scene.state, PANEL, role).items.len();
    let everyone = [Role::Participant, Role::Screen, Role::Presenter, Role::Facilitator];
    assert!(everyone.iter().all(|role| seen(&scene, *role) == 0));
    assert_eq!(seen(&scene, Role::Moderator), 1);
    let of = |scene: &Scene, actor| of_table(&scene.state, PANEL, link_of(actor)).expect("a table").result;
    assert_eq!(of(&scene, own).and_then(|result| result.text).as_deref(), Some("خلاصتنا"));
    assert_eq!(of(&scene, other), None);
    let hall = crate::domain::id::HallNo(1);
    let version = scene.state.halls[&hall].screen.version;
    let scene_of = screen::Scene::Ideas { results: true };
    let show = Command::SetScene { hall, version, scene: scene_of };
    assert_eq!(scene.is_refused(DESK, &show), Code::UnknownBoard, "no wall shows what nobody sees");
    let version = scene.ideas().version;
    let shown = Command::Ideas(IdeaCommand::ShowResults { session: PANEL, version, on: true });
    scene.does(DESK, &shown);
    assert!(everyone.iter().all(|role| seen(&scene, *role) == 1));
    scene.does(DESK, &show);
    assert_eq!(scene.state.halls[&hall].screen.cue, Some(screen::Cue::Results));
}

#[test]
fn an_idea_is_of_the_table_where_its_author_sits() {
    let mut scene = collecting();
    let first = sit(&mut scene, Some(1));
    let later = sit(&mut scene, Some(0));
    scene.does(person(1), &later);
    assert_eq!(scene.is_refused(person(1), &first), Code::Stale);
    let no = scene.thinks(1, "فكرة");
    assert_eq!((scene.idea(no).table, scene.idea(no).by), (Some(0), IdeaBy::Phone));
    let nowhere = sit(&mut scene, Some(2));
    assert_eq!(scene.is_refused(person(1), &nowhere), Code::UnknownTable);
    let up = sit(&mut scene, None);
    scene.does(person(1), &up);
    let no = scene.thinks(1, "أخرى");
    assert_eq!(scene.idea(no).table, None);
}

#[test]
fn what_is_written_of_a_table_goes_with_the_forums_words() {
    let mut scene = collecting();
    let own = scene.facilitator(0);
    scene.does(own, &harvest(0, 0, "خلاصتنا", &[]));
    let all: Vec<WordsNo> = scene.state.words.iter().map(|(no, _)| no).collect();
    let rev = scene.state.rev + 1;
    scene.state.apply_entry(rev, &[Change::Erased { words: all }], &[]);
    assert_eq!(results(&scene.state, PANEL, Role::Moderator).items[0].text, None);
    assert_eq!(scene.state.topics.touched(crate::domain::topic::Part::Results(PANEL)), rev);
}

#[test]
fn a_snapshot_is_the_same_board() {
    let mut scene = collecting();
    let table = scene.facilitator(0);
    scene.does(table, &enter("تدريب المتطوعين", None));
    scene.thinks(1, "تدريب للمتطوعين");
    scene.groups(&[1]);
    scene.does(table, &harvest(0, 0, "خلاصتنا", &[1]));
    scene.leads(IdeaPhase::Voting);
    scene.dots(2, &[on_idea(2, 1)]);
    let saved = serde_json::to_string(&scene.state).expect("a snapshot is JSON");
    let mut loaded: crate::domain::state::State = serde_json::from_str(&saved).expect("it is read");
    let words: Vec<_> =
        scene.state.words.iter().map(|(no, text)| (no, std::sync::Arc::clone(text))).collect();
    loaded.file_again(&words);
    assert_eq!(loaded.ideas, scene.state.ideas);
    assert_eq!(loaded.keepers, scene.state.keepers);
    let own = crate::domain::idea::own(&loaded, PANEL, PersonId([2; 16])).0.expect("it is there");
    assert_eq!(own.dots, [on_idea(2, 1)]);
}

#[test]
fn what_happened_is_read_as_it_was_written() {
    let mut scene = collecting();
    let table = scene.facilitator(0);
    let mut all = scene.does(table, &enter("تدريب", None)).changes;
    all.extend(scene.does(table, &harvest(0, 0, "خلاصتنا", &[1])).changes);
    let sits = sit(&mut scene, Some(1));
    all.extend(scene.does(person(1), &sits).changes);
    let ideas = vec![scene.read(1)];
    let made = IdeaCommand::Cluster { session: PANEL, title: title("مجموعة"), ideas };
    all.extend(scene.does(DESK, &Command::Ideas(made)).changes);
    let lead = scene.lead(IdeaPhase::Voting, Some(60));
    all.extend(scene.does(DESK, &lead).changes);
    all.extend(scene.dots(1, &[on_idea(1, 2)]).changes);
    all.extend(
        scene.does(DESK, &set(scene.ideas().version, IdeaPlan { show_dots: true, ..usual() })).changes,
    );
    assert!(all.iter().filter(|change| matches!(change, Change::Ideas(_))).all(Change::is_of_parts));
    let written = serde_json::to_string(&all).expect("changes are JSON");
    assert_eq!(serde_json::from_str::<Vec<Change>>(&written).expect("they are read"), all);
}

#[test]
fn who_sits_at_a_table_does_not_keep_it() {
    let mut scene = collecting();
    let sits = sit(&mut scene, Some(1));
    scene.does(person(1), &sits);
    let version = scene.ideas().version;
    scene.does(DESK, &set(version, IdeaPlan { tables: vec![title("الأولى")], ..usual() }));
    assert_eq!(scene.ideas().table_of(PersonId([1; 16])), None);
    let no = scene.thinks(1, "فكرة");
    assert_eq!(scene.idea(no).table, None);
}

#[test]
fn the_largest_board_fits_into_its_frames() {
    // The longest that is taken for so many letters: eight bytes each.
    let letters = |n: usize| "بَُّ".repeat(n);
    let long = |n| crate::domain::forum::Title { ar: letters(n), en: letters(n) };
    let mut scene = collecting_by(IdeaPlan {
        title: long(200),
        about: long(500),
        tables: vec![long(60); 40],
        show_dots: true,
        each: 50,
        ..usual()
    });
    scene.state.last.idea = IdeaNo(4_000_000_000);
    scene.state.last.cluster = crate::domain::id::ClusterNo(4_000_000_000);
    let mut ideas = Vec::new();
    for at in 0..1_000 {
        ideas.push(scene.does(DESK, &enter(&format!("{at}"), None)).made.expect("a number"));
    }
    let mut groups = Vec::new();
    for some in ideas.chunks(10) {
        let ideas = some.iter().map(|no| scene.read(*no)).collect();
        let made = IdeaCommand::Cluster { session: PANEL, title: long(60), ideas };
        groups.push(scene.does(DESK, &Command::Ideas(made)).made.expect("a number"));
    }
    for table in 0..40 {
        let rests =
            groups.iter().take(20).map(|no| Spot::Cluster(crate::domain::id::ClusterNo(*no))).collect();
        let (title, text) = (Some(Text::new(&"\"".repeat(120))), Some(Text::new(&letters(546))));
        let harvest =
            IdeaCommand::Harvest { session: PANEL, table, version: 0, title, text, rests, done: true };
        scene.does(DESK, &Command::Ideas(harvest));
    }
    let more = Some(Text::new(&letters(600)));
    let harvest = IdeaCommand::Harvest {
        session: PANEL,
        table: 0,
        version: 1,
        title: None,
        text: more,
        rests: vec![],
        done: true,
    };
    assert_eq!(scene.is_refused(DESK, &Command::Ideas(harvest)), Code::TextTooLong);
    let told = crate::domain::idea::board(&scene.state, PANEL, Role::Moderator).expect("it is seen");
    let bytes = serde_json::to_string(&told).expect("a view is JSON").len();
    assert!(bytes < 250_000, "{bytes} bytes of the board");
    let all = results(&scene.state, PANEL, Role::Moderator);
    assert_eq!(all.items.len(), 40, "none is left out");
    let bytes = serde_json::to_string(&all).expect("a view is JSON").len();
    assert!(bytes < 250_000, "{bytes} bytes of results");
}
