//! Draws the pictures of opinions, beside the room's own loop: no command ever waits for one.
//!
//! Of all rooms of a node one picture is drawn at a time, on a thread for such work; after each a room rests at least as long as
//! it took. What comes in meanwhile is in the next one, all at once.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, watch};
use tokio::time::{Instant, sleep_until};

use crate::domain::id::SessionNo;
use crate::domain::statement::{Conversation, Picture, Pictured, Stage};
use crate::picturing::{self, Drawing};

use super::pictures::{Drawn, Live, Pictures};
use super::standing::Standing;

/// A room begins two pictures at least so far apart, however soon they are drawn: walls and desks get them whole, and who watches
/// two that lie close to each other sees whose vote it was that came between. Short enough that a vote which just missed a picture is
/// in one within a second, where drawing takes a quarter of one.
const APART: Duration = Duration::from_millis(750);
/// Phones get another picture so often: they are many, and one is some kilobytes long.
const PHONES: Duration = Duration::from_secs(5);
/// So often where more than [`MANY`] people vote.
const PHONES_OF_MANY: Duration = Duration::from_secs(15);
const MANY: u32 = 2_000;

/// The turns at drawing: whoever draws takes a core from those who answer, so one room of a node does at a time.
pub(super) fn turns() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(1))
}

/// Draws what the states call for, until the room has ended.
pub(super) async fn draw(
    mut states: watch::Receiver<Arc<Standing>>,
    pictures: watch::Sender<Arc<Pictures>>,
    turns: Arc<Semaphore>,
) {
    let (mut easel, mut phones) = (Easel::default(), Instant::now());
    loop {
        let is_behind = easel.is_behind(&states.borrow_and_update(), phones <= Instant::now());
        if is_behind {
            let Ok(turn) = turns.acquire().await else { return };
            // The newest one: it may have been a while until the turn came.
            let standing = Arc::clone(&states.borrow_and_update());
            let began = Instant::now();
            let for_phones = phones <= began;
            let drawn = tokio::task::spawn_blocking(move || {
                easel.draw(&standing, for_phones);
                easel
            });
            let Ok(drawn) = drawn.await else { return };
            easel = drawn;
            drop(turn);
            if for_phones {
                phones = began + easel.phones_rest();
            }
            pictures.send_replace(easel.show());
            let took = began.elapsed();
            sleep_until(began + APART.max(2 * took)).await;
            continue;
        }
        tokio::select! {
            changed = states.changed() => if changed.is_err() { return },
            () = sleep_until(phones), if easel.owes_phones() => {}
        }
    }
}

/// What is drawn, or an empty picture where the arithmetic gives up: pictures of other sessions and later ones go on.
fn or_empty(session: SessionNo, draw: impl FnOnce() -> Picture) -> Picture {
    catch_unwind(AssertUnwindSafe(draw)).unwrap_or_else(|_| {
        tracing::error!(%session, "a picture of opinions could not be drawn, and is told as an empty one");
        Picture::default()
    })
}

/// What a room draws on.
#[derive(Default)]
struct Easel {
    epoch: u32,
    drawings: BTreeMap<SessionNo, Drawing>,
    live: BTreeMap<SessionNo, Live>,
    made: BTreeMap<SessionNo, Arc<Pictured>>,
}

impl Easel {
    fn phones_rest(&self) -> Duration {
        let many = self.live.values().any(|live| live.crew.picture.people > MANY);
        if many { PHONES_OF_MANY } else { PHONES }
    }

    /// Whether there is something to draw, or a picture to be shown to phones.
    fn is_behind(&self, standing: &Standing, phones: bool) -> bool {
        let other = self.epoch != standing.epoch;
        let lacks = |(session, held): (&SessionNo, &Arc<Conversation>)| match held.stage {
            Stage::Preparing => false,
            Stage::Open => other || self.live.get(session).is_none_or(|live| live.edition != held.edition),
            Stage::Closed => {
                let made = self.made.get(session).filter(|_| !other);
                held.lacks_picture() && made.is_none_or(|made| made.edition != held.edition)
            }
        };
        standing.state.conversations.iter().any(lacks) || (phones && self.owes_phones())
    }

    /// Whether walls have a newer picture than phones.
    fn owes_phones(&self) -> bool {
        self.live.values().any(|live| live.phones.rev != live.crew.rev)
    }

    fn draw(&mut self, standing: &Standing, phones: bool) {
        if self.epoch != standing.epoch {
            *self = Self { epoch: standing.epoch, ..Self::default() };
        }
        let conversations = &standing.state.conversations;
        let is_open = |no: &SessionNo| conversations.get(no).is_some_and(|held| held.stage == Stage::Open);
        let waits = |no: &SessionNo| conversations.get(no).is_some_and(|held| held.lacks_picture());
        self.drawings.retain(|no, _| is_open(no));
        self.live.retain(|no, _| is_open(no) || waits(no));
        self.made.retain(|no, _| waits(no));
        for (no, held) in conversations {
            match held.stage {
                Stage::Preparing => {}
                Stage::Open => self.draw_live(*no, held, standing.rev, phones),
                Stage::Closed => self.draw_last(*no, held),
            }
        }
    }

    fn draw_live(&mut self, no: SessionNo, held: &Conversation, rev: u64, phones: bool) {
        let before = self.live.get(&no);
        let crew = if let Some(live) = before.filter(|live| live.edition == held.edition) {
            live.crew.clone()
        } else {
            // Taken out meanwhile: one that gave up is not drawn on any more.
            let mut drawing = self.drawings.remove(&no).unwrap_or_default();
            let picture = or_empty(no, || {
                drawing.catch_up(held);
                let picture = drawing.picture();
                self.drawings.insert(no, drawing);
                picture
            });
            Drawn { rev, picture: Arc::new(picture) }
        };
        let phones = match before.filter(|_| !phones) {
            Some(live) => live.phones.clone(),
            None => Drawn { rev: crew.rev, picture: Arc::new(crew.picture.for_phones()) },
        };
        self.live.insert(no, Live { edition: held.edition, crew, phones });
    }

    /// From the votes alone, so that it hangs on nothing that was drawn before; but the way round that it was last seen here.
    fn draw_last(&mut self, no: SessionNo, held: &Conversation) {
        let made = self.made.get(&no).is_some_and(|made| made.edition == held.edition);
        if held.lacks_picture() && !made {
            let live = self.live.get(&no).map(|live| Arc::clone(&live.crew.picture));
            let picture = or_empty(no, || {
                let last = picturing::last(held);
                live.iter().fold(last, |last, live| picturing::as_before(last, live))
            });
            self.made.insert(
                no,
                Arc::new(Pictured { arithmetic: picturing::ARITHMETIC, edition: held.edition, picture }),
            );
        }
    }

    fn show(&self) -> Arc<Pictures> {
        Arc::new(Pictures { epoch: self.epoch, live: self.live.clone(), made: self.made.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::Command;
    use crate::domain::forum::Title;
    use crate::domain::id::StatementNo;
    use crate::domain::register::Seq;
    use crate::domain::role::{Actor, Role};
    use crate::domain::statement::{StatementCommand, StatementPlan, Vote};
    use crate::domain::tests::scene::{DESK, PANEL, Scene, person};
    use crate::domain::words::Text;

    fn given(scene: &mut Scene, actor: Actor, command: StatementCommand) {
        scene.does(actor, &Command::Statements(command));
    }

    /// Three statements that are open.
    fn begun() -> Scene {
        let mut scene = Scene::new();
        let title = Title { ar: "؟".into(), en: String::new() };
        let plan = StatementPlan { title, submit: false, moderated: true, shown: true };
        given(&mut scene, DESK, StatementCommand::Plan { session: PANEL, version: 0, plan });
        for text in ["أولى", "ثانية", "ثالثة"] {
            given(&mut scene, DESK, StatementCommand::Seed { session: PANEL, text: Text::new(text) });
        }
        given(&mut scene, DESK, StatementCommand::Open { session: PANEL, version: 1 });
        scene
    }

    fn votes(scene: &mut Scene, by: u8) {
        for no in 1..=3 {
            let vote =
                Some(if (u32::from(by) + no).is_multiple_of(2) { Vote::Agree } else { Vote::Disagree });
            let (statement, seq) = (StatementNo(no), Seq(scene.ids));
            given(scene, person(by), StatementCommand::Vote { session: PANEL, statement, vote, seq });
        }
    }

    fn standing(scene: &Scene) -> Standing {
        Standing { state: scene.state.clone(), epoch: 1, rev: scene.state.rev, ..Standing::genesis() }
    }

    fn people(easel: &Easel, scene: &Scene, role: Role) -> Option<(u64, u32)> {
        let shown = easel.show();
        let view = shown.view(&scene.state, PANEL, role)?;
        Some((shown.rev(&scene.state, PANEL, role), view.picture.people))
    }

    #[test]
    fn what_came_in_meanwhile_is_in_the_next_picture_all_at_once_and_nothing_is_drawn_twice() {
        let (mut scene, mut easel) = (begun(), Easel::default());
        (1..=4).for_each(|by| votes(&mut scene, by));
        assert!(easel.is_behind(&standing(&scene), false));
        easel.draw(&standing(&scene), true);
        assert_eq!(people(&easel, &scene, Role::Screen), Some((scene.state.rev, 4)));
        assert!(!easel.is_behind(&standing(&scene), true));
        let asked = scene.asked(9, "سؤال");
        assert!(!easel.is_behind(&standing(&scene), true), "a question ({asked}) is in no picture");
        votes(&mut scene, 5);
        assert!(easel.is_behind(&standing(&scene), false));
    }

    #[test]
    fn phones_get_another_picture_when_it_is_their_time_though_nothing_was_said_since() {
        let (mut scene, mut easel) = (begun(), Easel::default());
        votes(&mut scene, 1);
        easel.draw(&standing(&scene), true);
        votes(&mut scene, 2);
        easel.draw(&standing(&scene), false);
        let seen = |easel: &Easel| {
            let people = |role| people(easel, &scene, role).map(|(_, people)| people);
            (people(Role::Screen), people(Role::Participant))
        };
        assert_eq!(seen(&easel), (Some(2), Some(1)));
        assert!(easel.owes_phones() && !easel.is_behind(&standing(&scene), false));
        assert!(easel.is_behind(&standing(&scene), true));
        easel.draw(&standing(&scene), true);
        assert_eq!(seen(&easel), (Some(2), Some(2)));
        assert!(!easel.owes_phones());
    }

    #[test]
    fn the_last_picture_is_handed_to_the_room_until_it_is_told_and_then_shown_by_everyone() {
        let (mut scene, mut easel) = (begun(), Easel::default());
        votes(&mut scene, 1);
        easel.draw(&standing(&scene), true);
        given(&mut scene, DESK, StatementCommand::Close { session: PANEL, version: 2 });
        assert!(easel.is_behind(&standing(&scene), false));
        easel.draw(&standing(&scene), false);
        let made = easel.show().last();
        assert_eq!(made[&PANEL].edition, scene.state.conversations[&PANEL].edition);
        assert!(!easel.is_behind(&standing(&scene), true), "it is made once");
        scene.does(Actor::Clock, &Command::Tick);
        easel.draw(&standing(&scene), false);
        assert!(easel.show().last().is_empty() && !easel.is_behind(&standing(&scene), true));
        let shown = easel.show();
        assert!(shown.view(&scene.state, PANEL, Role::Participant).is_some_and(|view| view.last));
        let told = scene.state.rev;
        given(&mut scene, DESK, StatementCommand::Open { session: PANEL, version: 3 });
        easel.draw(&standing(&scene), true);
        let shown = easel.show();
        assert!(shown.view(&scene.state, PANEL, Role::Screen).is_some_and(|view| !view.last));
        assert!(shown.rev(&scene.state, PANEL, Role::Screen) > told);
    }

    /// What is shown, and at which revision.
    fn shown(easel: &Easel, scene: &Scene) -> (bool, u64) {
        let shown = easel.show();
        let last = shown.view(&scene.state, PANEL, Role::Screen).is_some_and(|view| view.last);
        (last, shown.rev(&scene.state, PANEL, Role::Screen))
    }

    #[test]
    fn what_was_opened_again_by_mistake_shows_its_last_picture_once_it_is_closed() {
        let (mut scene, mut easel) = (begun(), Easel::default());
        votes(&mut scene, 1);
        easel.draw(&standing(&scene), true);
        given(&mut scene, DESK, StatementCommand::Close { session: PANEL, version: 2 });
        scene.does(Actor::Clock, &Command::Tick);
        easel.draw(&standing(&scene), true);
        let (last, mut before) = shown(&easel, &scene);
        assert!(last);
        // Another node, which has drawn nothing.
        let mut easel = Easel::default();
        for (version, open) in [(3, true), (4, false), (5, true), (6, false)] {
            let (session, version) = (PANEL, version);
            let command = if open {
                StatementCommand::Open { session, version }
            } else {
                StatementCommand::Close { session, version }
            };
            given(&mut scene, DESK, command);
            let (last, rev) = shown(&easel, &scene);
            assert!(last != open && rev > before, "at once");
            if easel.is_behind(&standing(&scene), true) {
                easel.draw(&standing(&scene), true);
            }
            assert_eq!(
                (shown(&easel, &scene), shown(&Easel { epoch: 1, ..Easel::default() }, &scene).0),
                ((!open, rev), !open)
            );
            before = rev;
        }
    }

    #[test]
    fn where_the_arithmetic_gives_up_an_empty_picture_is_told_and_others_go_on() {
        let people = |draw: fn() -> Picture| or_empty(PANEL, draw).people;
        assert_eq!(people(|| panic!("it gives up")), 0);
        assert_eq!(people(|| Picture { people: 12, ..Picture::default() }), 12);
    }

    #[tokio::test]
    async fn two_rooms_draw_one_after_the_other_and_what_is_newest_then() {
        let mut scene = begun();
        votes(&mut scene, 1);
        let turns = turns();
        let busy = Arc::clone(&turns).acquire_owned().await.expect("it is free");
        let (room, states) = watch::channel(Arc::new(standing(&scene)));
        let (drawn, mut pictures) = watch::channel(Arc::<Pictures>::default());
        let drawing = tokio::spawn(draw(states, drawn, turns));
        tokio::task::yield_now().await;
        assert!(!pictures.has_changed().expect("it goes on"), "another room has its turn");
        votes(&mut scene, 2);
        room.send_replace(Arc::new(standing(&scene)));
        drop(busy);
        pictures.changed().await.expect("it draws");
        assert_eq!(pictures.borrow_and_update().live[&PANEL].crew.picture.people, 2);
        drop(room);
        drawing.abort();
    }

    #[test]
    fn of_another_history_nothing_is_shown_and_nothing_kept() {
        let (mut scene, mut easel) = (begun(), Easel::default());
        votes(&mut scene, 1);
        easel.draw(&standing(&scene), true);
        let shown = easel.show();
        assert!(shown.of(2).view(&scene.state, PANEL, Role::Screen).is_none());
        let other = Standing { epoch: 2, ..standing(&scene) };
        assert!(easel.is_behind(&other, false));
        easel.draw(&other, false);
        assert_eq!(easel.show().epoch, 2);
    }

    #[tokio::test]
    async fn a_room_draws_by_itself_and_ends_with_it() {
        let mut scene = begun();
        let (room, states) = watch::channel(Arc::new(standing(&scene)));
        let (drawn, mut pictures) = watch::channel(Arc::default());
        let drawing = tokio::spawn(draw(states, drawn, turns()));
        let has = |people: u32| {
            move |pictures: &Arc<Pictures>| {
                pictures.live.get(&PANEL).is_some_and(|live| live.crew.picture.people == people)
            }
        };
        for by in 1..=3 {
            votes(&mut scene, by);
            room.send_replace(Arc::new(standing(&scene)));
            pictures.wait_for(has(by.into())).await.expect("it draws");
        }
        drop(room);
        drawing.await.expect("it ends");
    }
}
