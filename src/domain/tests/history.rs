//! Random histories: the invariants hold after every command.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::scene::{DESK, OTHER_DESK, PANEL, Scene, TALK, ask, person};
use crate::domain::command::Command;
use crate::domain::id::{ActNo, PersonId, QuestionNo};
use crate::domain::question::{Reason, Source};
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Role};
use crate::domain::state::State;
use crate::domain::time::Millis;
use crate::domain::view::question as view;
use crate::domain::words::Text;

/// A step of a history: who does what, with numbers that may or may not fit.
#[derive(Debug, Clone)]
struct Step {
    deed: u8,
    by: u8,
    question: u32,
    other: u32,
    fresh: bool,
}

fn step() -> impl Strategy<Value = Step> {
    (0..20_u8, 1..6_u8, 1..12_u32, 1..12_u32, prop::bool::weighted(0.9))
        .prop_map(|(deed, by, question, other, fresh)| Step { deed, by, question, other, fresh })
}

fn command(scene: &Scene, step: &Step) -> (Actor, Command) {
    let question = QuestionNo(step.question);
    let other = QuestionNo(step.other);
    let known = scene.state.questions.get(&question).map_or(1, |question| question.version);
    let version = if step.fresh { known } else { step.other };
    let session = if step.other.is_multiple_of(2) { PANEL } else { TALK };
    let desk = if step.by < 4 { DESK } else { OTHER_DESK };
    let someone = person(step.by);
    let seq = Seq(u64::from(step.other) + scene.state.rev);
    let text = Text::new(&format!("سؤال {}", step.other));
    let head = scene.board(PANEL).queue.first().copied();
    let stage_version = scene.board(PANEL).stage_version;
    match step.deed {
        0..=2 => (someone, ask(session, "سؤال")),
        3..=5 => (someone, Command::Support { question, on: !step.by.is_multiple_of(3), seq }),
        6 => (someone, Command::Edit { question, version, text }),
        7 => (someone, Command::Withdraw { question, version }),
        8 | 9 => (desk, Command::Approve { question, version }),
        10 => (desk, Command::Dismiss { question, version, reason: Reason::ALL[usize::from(step.by) % 6] }),
        11 => (desk, Command::Restore { question, version }),
        12 | 13 => (desk, Command::Merge { question, version, into: other }),
        14 => (desk, Command::Move { question, version, session }),
        15 => (desk, Command::Queue { question, version, at: step.other }),
        16 => (desk, Command::Stage { question, version }),
        17 => (
            desk,
            Command::Next { session: PANEL, version: stage_version, question: head, answered: step.fresh },
        ),
        18 => {
            let source = if step.fresh { Source::Floor } else { Source::Seed };
            (desk, Command::Enter { session, text, source })
        }
        _ => {
            let back = step.question.min(scene.state.last.act.0);
            (desk, Command::Undo { act: ActNo(scene.state.last.act.0 - back + 1) })
        }
    }
}

fn check(state: &State) {
    for session in state.sessions.values() {
        let board = &session.board;
        assert_eq!(board.counts.received, board.counts.accounted(), "received is the sum of what became");
        let ranked: BTreeSet<_> = board.ranked.iter().map(|(_, no)| *no).collect();
        let public: BTreeSet<_> = board.public.iter().copied().collect();
        assert_eq!(ranked, public, "the rank holds what is public");
        for (rank, no) in &board.ranked {
            assert_eq!(rank.0, state.questions[no].supports(), "the rank is by support");
        }
    }
    for (no, question) in &state.questions {
        assert_eq!(
            question.supports() as usize,
            supporters(state, *no).len(),
            "supports of {no} are a union"
        );
    }
    for (id, person) in &state.people {
        let supports: BTreeSet<_> = person.supports.iter().copied().collect();
        let counted = state.questions.iter().filter(|(_, question)| question.is_supported_by(*id));
        assert_eq!(supports, counted.map(|(no, _)| *no).collect());
        let waiting = person
            .questions
            .iter()
            .filter(|no| state.questions[*no].standing.status == crate::domain::question::Status::Pending);
        assert_eq!(person.waiting as usize, waiting.count());
    }
}

fn supporters(state: &State, no: QuestionNo) -> BTreeSet<PersonId> {
    let group = state.group(no);
    let registers = group.iter().flat_map(|no| state.questions[no].supporters.iter());
    registers.filter(|(_, register)| register.on).map(|(person, _)| *person).collect()
}

proptest! {
    #[test]
    fn invariants_hold_at_every_revision(steps in prop::collection::vec(step(), 1..120)) {
        let mut scene = Scene::new();
        scene.rule(|rules| (rules.waiting_per_person, rules.between_questions) = (100, Millis(0)));
        for step in &steps {
            scene.now = scene.now + Millis::minutes(1);
            scene.now = scene.now.min(super::scene::START + Millis::minutes(59));
            let (actor, command) = command(&scene, step);
            let id = scene.fresh_id();
            let first = scene.give_as(actor, id, &command);
            check(&scene.state);
            if first.is_ok() {
                let stands = scene.state.clone();
                let again = scene.give_as(actor, id, &command);
                prop_assert!(again.is_ok(), "sent again: {:?} {:?}", command, again);
                prop_assert_eq!(&scene.state, &stands, "sent again, it changes nothing: {:?}", command);
            }
        }
    }
}

#[test]
fn the_window_and_its_pages_hold_every_published_question() {
    let mut scene = Scene::new();
    for no in 1..=400_usize {
        let text = Text::new(&format!("سؤال طويل بعض الشيء رقم {no} عن المشاركة المجتمعية في الأحياء"));
        scene.does(DESK, &Command::Enter { session: PANEL, text, source: Source::Floor });
        // All of the first few, around the most that a window holds, and some of the others.
        if no < 10 || no.abs_diff(200) < 3 || no % 20 == 0 {
            holds_all(&scene.state, no);
        }
    }
}

fn holds_all(state: &State, count: usize) {
    let window = view::window(state, PANEL, Role::Participant);
    let json = serde_json::to_string(&window).expect("it is JSON");
    assert!(json.len() <= 28 * 1024 - 100, "{} bytes of {count} questions", json.len());
    let page = |after| view::page(state, PANEL, view::List::Questions, after, Role::Participant);
    let (mut read, mut next) = (0, Some(QuestionNo(0)));
    while let Some(after) = next {
        let items;
        (items, next) = page(after);
        read += items.len();
    }
    assert_eq!(read, count);
}
