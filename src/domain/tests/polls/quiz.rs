//! The points of quizzes, and the leaderboard that they come to.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::scene::{DESK, PANEL, START, Scene, TALK, person};
use super::{NOTHING, draft, one, secret};
use crate::domain::ballot::Mark;
use crate::domain::change::Change;
use crate::domain::command::{Command, PollDraft};
use crate::domain::forum::Names;
use crate::domain::id::{CommandId, PersonId, PollNo, WordsNo};
use crate::domain::poll::{PollKind, Voter};
use crate::domain::refusal::Code;
use crate::domain::register::Seq;
use crate::domain::role::Role;
use crate::domain::state::State;
use crate::domain::time::Millis;
use crate::domain::topic::Part;
use crate::domain::view::leaders::leaders;
use crate::domain::view::mine::mine;
use crate::domain::view::shape::{LeadersView, OwnPlayer, Place};
use crate::domain::words::Text;

const RIGHT: u8 = 1;
const WRONG: u8 = 0;

fn quiz() -> PollDraft {
    draft(PollKind::Quiz { answer: RIGHT }, 4)
}

impl Scene {
    /// A quiz that is open for 20 seconds.
    #[track_caller]
    fn asks(&mut self) -> PollNo {
        let poll = self.prepared(&quiz());
        self.does(DESK, &self.open_poll(poll, Some(20)));
        poll
    }

    #[track_caller]
    fn answers(&mut self, by: u8, poll: PollNo, place: u8, after: i64) {
        let opened = self.poll(poll).round.opened.expect("it is open");
        self.now = opened + Millis(after);
        self.voted(by, poll, one(place));
    }

    #[track_caller]
    fn is_told(&mut self, poll: PollNo) {
        self.closes(poll);
        self.reveals(poll);
    }

    fn name(&mut self, by: u8, name: Option<&str>) -> Result<Vec<Change>, Code> {
        self.ids += 1;
        let command =
            Command::Name { session: PANEL, name: name.map(Text::new), seq: Seq(self.ids), badge: None };
        self.give(person(by), &command).map(|decision| decision.changes).map_err(|refusal| refusal.code)
    }

    fn leading(&self) -> LeadersView {
        leaders(&self.state, PANEL, Role::Screen)
    }

    fn ranks(&self) -> Vec<(u32, u32)> {
        self.leading().top.iter().map(|leader| (leader.place.rank, leader.place.points)).collect()
    }

    fn names(&self, role: Role) -> Vec<Option<String>> {
        leaders(&self.state, PANEL, role).top.into_iter().map(|leader| leader.name).collect()
    }

    fn own(&self, by: u8) -> OwnPlayer {
        mine(&self.state, PANEL, PersonId([by; 16])).player.expect("there is something to tell")
    }

    fn number(&self, name: &str) -> WordsNo {
        self.state.words.iter().find(|(_, text)| ***text == *name).map(|(no, _)| no).expect("it was given")
    }
}

/// Three answers: at once, after half of the time, and wrong.
fn told() -> Scene {
    let mut scene = Scene::new();
    let poll = scene.asks();
    scene.answers(1, poll, RIGHT, 0);
    scene.answers(2, poll, RIGHT, 10_000);
    scene.answers(3, poll, WRONG, 0);
    scene.is_told(poll);
    scene
}

#[test]
fn the_earlier_right_answer_leads_and_a_wrong_one_has_nothing() {
    assert_eq!(told().ranks(), [(1, 1_000), (2, 750), (3, 0)]);
}

/// Nodes come to the same time but for some milliseconds: one may hear an answer before the other's opening.
#[test]
fn by_another_nodes_clock_an_answer_takes_no_less_than_nothing_and_no_more_than_the_round() {
    let mut scene = Scene::new();
    let poll = scene.asks();
    scene.answers(1, poll, RIGHT, -1_500);
    scene.answers(2, poll, RIGHT, 19_999);
    scene.now = scene.now + Millis(1);
    let late = Command::Vote { poll, round: 1, choice: one(RIGHT), seq: Seq(1), badge: None };
    assert_eq!(scene.is_refused(person(3), &late), Code::PollClosed);
    scene.now = scene.now - Millis(1);
    let took: Vec<_> = scene.poll(poll).round.ballots.values().map(|ballot| ballot.took).collect();
    assert_eq!(took, [Some(0), Some(19_999)]);
    scene.is_told(poll);
    assert_eq!(scene.ranks(), [(1, 1_000), (2, 501)]);
}

#[test]
fn nothing_is_told_before_the_answer_is() {
    let mut scene = Scene::new();
    let poll = scene.asks();
    scene.answers(1, poll, RIGHT, 0);
    let untold = |scene: &Scene| {
        assert_eq!(scene.leading(), LeadersView::default());
        let mine = mine(&scene.state, PANEL, PersonId([1; 16]));
        assert_eq!((mine.player, mine.ballots[0].points), (None, None));
    };
    untold(&scene);
    scene.reveals(poll);
    untold(&scene);
    scene.does(DESK, &scene.reveal_poll(poll, false));
    scene.closes(poll);
    untold(&scene);
    scene.reveals(poll);
    assert_eq!((scene.leading().quizzes, scene.leading().people), (1, 1));
    assert_eq!(mine(&scene.state, PANEL, PersonId([1; 16])).ballots[0].points, Some(1_000));
    scene.does(DESK, &scene.reveal_poll(poll, false));
    untold(&scene);
}

#[test]
fn whoever_changes_the_answer_has_the_time_of_the_change_and_giving_it_again_changes_nothing() {
    let mut scene = Scene::new();
    let poll = scene.asks();
    scene.answers(1, poll, WRONG, 0);
    scene.answers(1, poll, RIGHT, 10_000);
    scene.answers(2, poll, RIGHT, 10_000);
    scene.answers(2, poll, RIGHT, 19_000);
    scene.answers(3, poll, RIGHT, 0);
    scene.now = scene.poll(poll).round.opened.expect("it is open") + Millis(5_000);
    scene.voted(3, poll, NOTHING);
    scene.answers(3, poll, RIGHT, 10_000);
    scene.is_told(poll);
    assert_eq!(scene.ranks(), [(1, 750), (1, 750), (1, 750)]);
}

#[test]
fn closing_early_changes_nobodys_points() {
    let mut scene = Scene::new();
    let poll = scene.asks();
    scene.answers(1, poll, RIGHT, 5_000);
    scene.does(DESK, &scene.close_poll(poll, 1));
    scene.now = scene.now + Millis::seconds(2);
    scene.closes_due();
    scene.reveals(poll);
    assert_eq!(scene.ranks(), [(1, 875)]);
}

#[test]
fn equals_share_a_rank_and_the_next_follows_after_all_of_them() {
    let mut scene = Scene::new();
    let poll = scene.asks();
    for (by, after) in [(7, 4_000), (4, 4_000), (9, 0), (5, 8_000)] {
        scene.answers(by, poll, RIGHT, after);
    }
    scene.is_told(poll);
    assert_eq!(scene.ranks(), [(1, 1_000), (2, 900), (2, 900), (4, 800)]);
    let (one, other) = (scene.own(4).place, scene.own(7).place);
    assert_eq!(one.map(|place| place.rank), other.map(|place| place.rank));
}

#[test]
fn the_points_of_a_sessions_quizzes_are_added_up_and_aliases_stay() {
    let mut scene = told();
    let aliases = |scene: &Scene| [1, 2, 3].map(|by| scene.own(by).place.map(|place| place.alias));
    let before = aliases(&scene);
    assert_eq!(before, [Some(0), Some(2), Some(1)]);
    let poll = scene.asks();
    scene.answers(4, poll, RIGHT, 0);
    scene.answers(2, poll, RIGHT, 0);
    scene.is_told(poll);
    assert_eq!(scene.ranks(), [(1, 1_750), (2, 1_000), (2, 1_000), (4, 0)]);
    let place = Place { rank: 1, points: 1_750, right: 2, alias: 2 };
    assert_eq!(scene.own(2), OwnPlayer { place: Some(place), ..OwnPlayer::default() });
    assert_eq!(aliases(&scene), before);
    assert_eq!(leaders(&scene.state, TALK, Role::Screen), LeadersView::default(), "each session has its own");
}

#[test]
fn a_quiz_that_is_opened_again_counts_with_its_new_round() {
    let mut scene = told();
    let poll = PollNo(1);
    scene.does(DESK, &scene.open_poll(poll, Some(20)));
    assert_eq!(scene.leading(), LeadersView::default());
    scene.answers(3, poll, RIGHT, 0);
    scene.is_told(poll);
    assert_eq!((scene.ranks(), scene.leading().people), (vec![(1, 1_000)], 1));
}

#[test]
fn a_secret_quiz_has_no_leaderboard_and_keeps_no_times() {
    let mut scene = Scene::new();
    let poll = scene.prepared(&secret(PollKind::Quiz { answer: RIGHT }, 2));
    scene.does(DESK, &scene.open_poll(poll, Some(20)));
    scene.voted(1, poll, one(RIGHT));
    assert!(scene.poll(poll).round.ballots.values().all(|ballot| ballot.took.is_none()));
    scene.is_told(poll);
    assert_eq!(scene.leading(), LeadersView::default());
    assert_eq!(scene.name(1, Some("سارة")), Err(Code::WrongState), "there is no board to stand on");
}

#[test]
fn a_leaderboard_has_ten_and_everyone_knows_the_own_rank() {
    let mut scene = Scene::new();
    let poll = scene.asks();
    for by in 1..=30 {
        scene.answers(by, poll, RIGHT, i64::from(by) * 100);
    }
    scene.is_told(poll);
    assert_eq!((scene.leading().top.len(), scene.leading().people), (10, 30));
    assert_eq!(scene.own(30).place.map(|place| place.rank), Some(30));
}

#[test]
fn a_name_that_no_leaderboard_shows_has_none_sent_anew() {
    let mut scene = Scene::new();
    let poll = scene.asks();
    for by in 1..=11 {
        scene.answers(by, poll, RIGHT, i64::from(by) * 100);
    }
    scene.is_told(poll);
    let shown_anew = |scene: &Scene| scene.state.topics.touched(Part::Leaders(PANEL)) == scene.state.rev;
    scene.name(11, Some("سالم")).expect("it is taken");
    assert!(!shown_anew(&scene), "its owner alone is told");
    let rule = Command::RuleName { session: PANEL, name: scene.number("سالم"), show: false };
    scene.does(DESK, &rule);
    assert!(!shown_anew(&scene));
    let erased = Change::Erased { words: vec![scene.number("سالم")] };
    scene.state.apply_entry(scene.state.rev + 1, &[erased], &[]);
    assert!(!shown_anew(&scene));
    scene.name(10, Some("سارة")).expect("it is taken");
    assert!(shown_anew(&scene));
}

#[test]
fn a_name_stands_on_the_board_until_its_owner_takes_it_away() {
    let mut scene = told();
    scene.name(2, Some("سارة")).expect("it is taken");
    assert_eq!(scene.names(Role::Screen), [None, Some("سارة".into()), None]);
    assert_eq!(scene.own(2).name.as_deref(), Some("سارة"));
    scene.name(2, Some("سارة ع")).expect("it is changed");
    assert_eq!(scene.state.words.iter().count(), 1, "the name before is erased");
    scene.name(2, None).expect("it is taken away");
    assert_eq!((scene.names(Role::Moderator), scene.own(2).name), (vec![None; 3], None));
    assert!(scene.state.words.is_empty());
}

#[test]
fn a_name_is_a_register_of_whoever_gave_it() {
    let mut scene = told();
    let name =
        |text, seq| Command::Name { session: PANEL, name: Some(Text::new(text)), seq: Seq(seq), badge: None };
    let id = CommandId(900);
    assert!(!scene.give_as(person(1), id, &name("a", 900)).expect("it is taken").changes.is_empty());
    assert!(scene.give_as(person(1), id, &name("a", 900)).expect("it is known again").changes.is_empty());
    assert_eq!(scene.is_refused(person(1), &name("b", 899)), Code::Stale);
    assert_eq!(mine(&scene.state, PANEL, PersonId([1; 16])).seq, Seq(900));
    assert_eq!(scene.is_refused(person(1), &name("b", Seq::MAX.0 + 1)), Code::BadSeq);
    assert_eq!(scene.is_refused(DESK, &name("b", 901)), Code::NotAllowed);
}

#[test]
fn names_follow_the_forums_rules() {
    let mut scene = told();
    assert_eq!(scene.name(1, Some(&"س".repeat(41))), Err(Code::TextTooLong));
    scene.name(1, Some("سارة")).expect("it is taken");
    for no in 0..50 {
        scene.name(2, Some(&no.to_string())).expect("it is changed");
    }
    scene.name(2, Some("the last")).expect("it is changed");
    assert_eq!(scene.name(2, Some("once too often")), Err(Code::ChangedTooOften));
    scene.rule(|rules| rules.names = Names::Off);
    assert_eq!(scene.name(3, Some("سالم")), Err(Code::NamesOff));
    assert_eq!(scene.names(Role::Moderator), [None, None, None], "what was given before is not shown either");
    scene.name(1, None).expect("taking it away is not refused");
}

#[test]
fn a_desk_takes_a_name_off_and_whoever_had_it_stays_off_under_another() {
    let mut scene = told();
    scene.name(1, Some("قبيح")).expect("it is taken");
    let rule = |name, show| Command::RuleName { session: PANEL, name, show };
    let no = scene.number("قبيح");
    assert_eq!(scene.is_refused(person(2), &rule(no, false)), Code::NotAllowed);
    scene.does(DESK, &rule(no, false));
    assert_eq!(scene.names(Role::Screen)[0], None);
    assert_eq!(scene.names(Role::Moderator)[0].as_deref(), Some("قبيح"));
    assert!(scene.own(1).held, "its owner is told so");
    scene.name(1, Some("أقبح")).expect("it is taken");
    assert_eq!(scene.names(Role::Screen)[0], None);
    assert_eq!(scene.is_refused(DESK, &rule(no, true)), Code::Changed, "that name is not there any more");
    scene.does(DESK, &rule(scene.number("أقبح"), true));
    assert_eq!(scene.names(Role::Screen)[0].as_deref(), Some("أقبح"));
}

#[test]
fn a_name_of_the_forums_word_list_waits_for_a_desk_and_so_does_the_next_one() {
    let mut scene = told();
    scene.rule(|rules| rules.word_list = vec!["إعلان".into()]);
    scene.name(1, Some("إعلان أول")).expect("it is taken");
    assert_eq!(scene.names(Role::Screen)[0], None);
    let no = scene.number("إعلان أول");
    scene.does(DESK, &Command::RuleName { session: PANEL, name: no, show: true });
    assert_eq!(scene.names(Role::Screen)[0].as_deref(), Some("إعلان أول"));
    scene.name(1, Some("إعلان ثان")).expect("it is taken");
    assert_eq!(scene.names(Role::Screen)[0], None, "another name was let on");
}

#[test]
fn erasing_the_words_takes_the_names_away_and_leaves_the_points() {
    let mut scene = told();
    scene.name(1, Some("سارة")).expect("it is taken");
    let erased = Change::Erased { words: vec![scene.number("سارة")] };
    scene.state.apply_entry(scene.state.rev + 1, &[erased], &[]);
    assert_eq!((scene.names(Role::Moderator)[0].clone(), scene.own(1).name), (None, None));
    assert_eq!(scene.ranks(), [(1, 1_000), (2, 750), (3, 0)]);
}

#[test]
fn a_journal_from_before_points_is_read_and_a_right_answer_in_it_has_the_least() {
    let mut scene = Scene::new();
    let poll = scene.asks();
    let old = r#"{"change":"voted","poll":1,"round":1,"voter":"01010101010101010101010101010101",
        "mark":{"options":[1]},"seq":1,"id":"0000000000000001"}"#;
    let old: Change = serde_json::from_str(old).expect("it is read");
    scene.state.apply_entry(scene.state.rev + 1, &[old], &[]);
    scene.is_told(poll);
    assert_eq!(scene.ranks(), [(1, 500)]);
}

#[test]
fn a_snapshot_has_its_leaderboard_again() {
    let mut scene = told();
    scene.name(1, Some("سارة")).expect("it is taken");
    let snapshot = serde_json::to_string(&scene.state).expect("a snapshot is JSON");
    let mut loaded: State = serde_json::from_str(&snapshot).expect("it can be read");
    loaded.file_again(&[(scene.number("سارة"), "سارة".into())]);
    assert_eq!(loaded, scene.state);
}

/// A ballot as a node writes it: by whom, with which number, what, and when.
type Cast = (u8, u64, u8, u32);

fn voted((by, seq, place, took): Cast) -> Change {
    Change::Voted {
        poll: PollNo(1),
        round: 1,
        voter: Voter(PersonId([by; 16])),
        mark: [place][..].try_into().ok().map(Mark::Options),
        seq: Seq(seq),
        id: CommandId(u64::from(by)),
        took: Some(took),
        assisted: None,
        edition: 0,
        signed: None,
        slip: false,
    }
}

/// The state of a node that reads the ballots in that order, some of them when the answer was told already.
fn read(ballots: &[Cast], late: usize) -> State {
    let mut scene = Scene::new();
    scene.now = START + Millis::minutes(1);
    let poll = scene.asks();
    let (early, late) = ballots.split_at(ballots.len() - late % (ballots.len() + 1));
    for ballot in early {
        scene.state.apply_entry(scene.state.rev, &[voted(*ballot)], &[]);
    }
    scene.is_told(poll);
    for ballot in late {
        scene.state.apply_entry(scene.state.rev, &[voted(*ballot)], &[]);
    }
    scene.state
}

/// The points by person, worked out one by one.
fn expected(ballots: &[Cast]) -> BTreeMap<u8, u32> {
    let mut standing: BTreeMap<u8, Cast> = BTreeMap::new();
    for ballot in ballots {
        let stands = standing.entry(ballot.0).or_insert(*ballot);
        *stands = if ballot.1 > stands.1 { *ballot } else { *stands };
    }
    let of = |(_, _, place, took): Cast| if place == RIGHT { 1_000 - took * 500 / 20_000 } else { 0 };
    standing.into_iter().map(|(by, cast)| (by, of(cast))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn two_nodes_that_read_the_ballots_in_another_order_agree(
        casts in prop::collection::vec((1..20_u8, 0..4_u8, 0..20_000_u32), 1..60),
        turned in any::<prop::sample::Index>(),
        late: usize,
    ) {
        let ballots: Vec<Cast> =
            (1..).zip(&casts).map(|(seq, (by, place, took))| (*by, seq, *place, *took)).collect();
        let mut other = ballots.clone();
        other.rotate_left(turned.index(ballots.len()));
        let (one, other) = (read(&ballots, 0), read(&other, late));
        prop_assert_eq!(&one.scores, &other.scores);
        let scores = one.scores_of(PANEL).expect("the quiz counts");
        let expected = expected(&ballots);
        prop_assert_eq!(scores.count() as usize, expected.len());
        for (by, points) in &expected {
            let score = scores.get(PersonId([*by; 16])).expect("whoever answered is there");
            let above = expected.values().filter(|other| *other > points).count();
            prop_assert_eq!((score.points, score.rank as usize), (*points, 1 + above));
        }
        let top: Vec<u32> = scores.top().map(|(_, score)| score.points).collect();
        prop_assert!(top.is_sorted_by(|a, b| a >= b) && top.len() == expected.len().min(10));
    }
}
