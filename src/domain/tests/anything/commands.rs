//! Steps of random histories, and the commands that they come to.

use proptest::prelude::*;

use super::forum::title;
use crate::domain::agenda::Phase;
use crate::domain::ballot::Choice;
use crate::domain::command::{Command, PollDraft};
use crate::domain::forum::Moderation;
use crate::domain::id::{ActNo, HallNo, LinkNo, PollNo, QuestionNo, SessionNo, WordsNo};
use crate::domain::poll::{PollKind, PollSettings};
use crate::domain::question::{Reason, Seq, Source};
use crate::domain::role::{Actor, Role, Secret};
use crate::domain::screen::Scene as Shown;
use crate::domain::tests::scene::{Scene, person};
use crate::domain::time::{Millis, Time};
use crate::domain::words::Text;

/// A step of a history.
#[derive(Debug, Clone)]
pub struct Step {
    /// Which command.
    pub deed: u8,
    /// Who gives it.
    pub by: u8,
    /// Numbers that choose what it is about and what it says.
    pub a: u32,
    /// As `a`.
    pub b: u32,
    /// The version is the one that stands.
    pub fresh: bool,
    /// Numbers are as they come, not those of things that exist.
    pub hostile: bool,
    /// Milliseconds since the step before.
    pub pause: i64,
}

pub fn step() -> impl Strategy<Value = Step> {
    let number = prop_oneof![40 => 0..40_u32, 1 => Just(u32::MAX), 1 => any::<u32>()];
    let pause = prop_oneof![8 => 0..20_000_i64, 1 => 0..1_800_000_i64];
    (0..DEEDS, 0..12_u8, number.clone(), number, prop::bool::weighted(0.9), prop::bool::weighted(0.04), pause)
        .prop_map(|(deed, by, a, b, fresh, hostile, pause)| Step { deed, by, a, b, fresh, hostile, pause })
}

/// How many deeds there are; some stand for the commands that are given most.
const DEEDS: u8 = 54;

/// Who gives the step's command, and the command.
pub fn give(scene: &Scene, step: &Step) -> (Actor, Command) {
    let draft = Draft { scene, step };
    match step.deed {
        0..=11 => (draft.attendee(), draft.of_attendees()),
        12..=29 => (draft.desk(), draft.about_questions()),
        30..=40 => (draft.desk(), draft.about_polls()),
        41..=49 => (draft.desk(), draft.about_halls()),
        50..=52 => (draft.organiser(), draft.about_the_forum()),
        _ => (draft.clock(), Command::Tick),
    }
}

struct Draft<'a> {
    scene: &'a Scene,
    step: &'a Step,
}

impl Draft<'_> {
    /// A number up to the last one given; any when the step is hostile.
    fn number(&self, wanted: u32, last: u32) -> u32 {
        if self.step.hostile { wanted } else { 1 + wanted % last.max(1) }
    }

    fn version(&self, stands: Option<u32>) -> u32 {
        let stands = stands.unwrap_or(1);
        match self.step.fresh {
            true => stands,
            false if self.step.hostile => u32::MAX,
            false => stands.saturating_sub(1 + self.step.b % 3),
        }
    }

    /// Now and then somebody to whom it does not belong.
    fn attendee(&self) -> Actor {
        if self.step.by == 11 { Actor::Crew(LinkNo(self.step.b % 9)) } else { person(self.step.by % 6 + 1) }
    }

    fn desk(&self) -> Actor {
        match self.step.by {
            9 => person(1),
            10 => Actor::Crew(LinkNo(self.step.b % 9)),
            11 => Actor::Crew(LinkNo(6)),
            by => Actor::Crew(LinkNo(u32::from(by) % 3 + 1)),
        }
    }

    fn organiser(&self) -> Actor {
        if self.step.by > 9 { self.desk() } else { Actor::Crew(LinkNo(3)) }
    }

    fn clock(&self) -> Actor {
        if self.step.by == 11 { self.desk() } else { Actor::Clock }
    }

    fn question(&self) -> (QuestionNo, u32) {
        let no = QuestionNo(self.number(self.step.a, self.scene.state.last.question.0));
        (no, self.version(self.scene.state.questions.get(&no).map(|question| question.version)))
    }

    fn session(&self, wanted: u32) -> (SessionNo, u32) {
        let no = SessionNo(self.number(wanted, 4));
        (no, self.version(self.scene.state.sessions.get(&no).map(|session| session.version)))
    }

    fn poll(&self) -> (PollNo, u32) {
        let no = PollNo(self.number(self.step.a, self.scene.state.last.poll.0));
        (no, self.version(self.scene.state.polls.get(&no).map(|poll| poll.version)))
    }

    fn hall(&self) -> HallNo {
        HallNo(self.number(self.step.a, 2))
    }

    fn wall(&self) -> (HallNo, u32) {
        let hall = self.hall();
        (hall, self.version(self.scene.state.halls.get(&hall).map(|hall| hall.screen.version)))
    }

    /// A text that no other command has, unless it is one of those that are refused.
    fn text(&self) -> Text {
        let marked = format!("نص{}w", self.scene.ids);
        match self.step.b {
            37 => Text::new(""),
            38 => Text::new(&"س".repeat(3_000)),
            39 => Text::new(&format!("\u{202e}{marked}\u{0}\u{200b}")),
            _ => Text::new(&marked),
        }
    }

    fn optional(&self) -> Option<Text> {
        (!self.step.b.is_multiple_of(4)).then(|| self.text())
    }

    fn seq(&self) -> Seq {
        let hostile = if self.step.a == u32::MAX { u64::MAX } else { 0 };
        Seq(hostile | (u64::from(self.step.a) + self.scene.state.rev))
    }

    fn of_attendees(&self) -> Command {
        let (question, version) = self.question();
        let (session, _) = self.session(self.step.b);
        let (seq, text) = (self.seq(), self.text());
        match self.step.deed {
            0..=2 => {
                Command::Ask { session, text, name: (self.step.a % 3 == 0).then(|| self.marked("اسم")) }
            }
            3 => Command::Edit { question, version, text },
            4 => Command::Withdraw { question, version },
            5..=7 => Command::Support { question, on: !self.step.by.is_multiple_of(3), seq },
            8..=10 => self.vote(seq),
            _ => Command::Rate { session, stars: (self.step.a % 7) as u8, comment: self.optional(), seq },
        }
    }

    fn marked(&self, what: &str) -> Text {
        Text::new(&format!("{what}{}w", self.scene.ids))
    }

    fn vote(&self, seq: Seq) -> Command {
        let (poll, _) = self.poll();
        let held = self.scene.state.polls.get(&poll);
        let round = held.map_or(1, |poll| poll.round.no).saturating_sub(u32::from(!self.step.fresh));
        let place = (self.step.b % 4) as u8;
        let choice = match held.map(|poll| poll.plan.kind) {
            _ if self.step.by == 5 => Choice::Options(Vec::new()),
            Some(PollKind::Rating { .. }) => Choice::Stars(place + 1),
            Some(PollKind::Ranking) => Choice::Options(vec![2, 0, 1]),
            Some(PollKind::Cloud { .. }) => {
                let shared = Text::new(["تطوع", "التطوع", "مشاركة"][usize::from(place) % 3]);
                Choice::Words(vec![self.text(), shared])
            }
            Some(PollKind::Open) => Choice::Text(self.text()),
            _ => Choice::Options(vec![place]),
        };
        Command::Vote { poll, round, choice, seq }
    }

    fn about_questions(&self) -> Command {
        let (question, version) = self.question();
        let (session, _) = self.session(self.step.b);
        let text = self.optional();
        match self.step.deed {
            12..=14 => Command::Approve { question, version },
            15 => Command::Dismiss { question, version, reason: Reason::ALL[usize::from(self.step.by) % 6] },
            16 | 17 => Command::Restore { question, version },
            18 => {
                let into = QuestionNo(self.number(self.step.b, self.scene.state.last.question.0));
                Command::Merge { question, version, into }
            }
            19 => Command::Move { question, version, session },
            20 => Command::Label { question, version, labels: vec![(self.step.b % 3) as u8; 2] },
            21 => Command::Shorten { question, version, text },
            22 => Command::Queue { question, version, at: self.step.b },
            23 => Command::Unqueue { question, version },
            24 => Command::Stage { question, version },
            25 => self.next(),
            26 => Command::Answer { question, version },
            27 => Command::Reply { question, version, text },
            28 => {
                let back = self.step.a % (self.scene.state.last.act.0 + 1);
                Command::Undo { act: ActNo(self.scene.state.last.act.0 - back) }
            }
            _ => match self.step.b % 3 {
                0 => Command::Block { question, on: self.step.by.is_multiple_of(4) },
                1 => Command::Edit { question, version, text: self.text() },
                _ => {
                    let source = [Source::Floor, Source::Seed, Source::Phone][self.step.a as usize % 3];
                    Command::Enter { session, text: self.text(), source }
                }
            },
        }
    }

    fn next(&self) -> Command {
        let (session, _) = self.session(self.step.a);
        let board = self.scene.state.sessions.get(&session).map(|session| &session.board);
        let version = self.version(board.map(|board| board.stage_version));
        let question = board.and_then(|board| board.queue.first().copied());
        Command::Next { session, version, question, answered: self.step.by.is_multiple_of(2) }
    }

    fn about_polls(&self) -> Command {
        let (poll, version) = self.poll();
        match self.step.deed {
            30..=32 => Command::CreatePoll { session: self.session(self.step.b).0, poll: self.poll_draft() },
            33 => Command::EditPoll { poll, version, draft: self.poll_draft() },
            34 => Command::DropPoll { poll, version },
            35..=37 => Command::OpenPoll { poll, version, seconds: [None, Some(0), Some(30)][self.third()] },
            38 => Command::ClosePoll { poll, version, seconds: [None, Some(0), Some(60)][self.third()] },
            39 => Command::RevealPoll { poll, version, on: !self.step.by.is_multiple_of(3) },
            _ => {
                let round = self.scene.state.polls.get(&poll).map_or(1, |poll| poll.round.no);
                let word = WordsNo(self.number(self.step.b, self.scene.state.last.words.0));
                let show = [None, Some(true), Some(false)][self.third()];
                Command::RuleWord { poll, round, word, show }
            }
        }
    }

    fn third(&self) -> usize {
        self.step.b as usize % 3
    }

    fn poll_draft(&self) -> PollDraft {
        let kinds = [
            (PollKind::Single, 4),
            (PollKind::Multiple { min: 1, max: 2 }, 4),
            (PollKind::YesNoAbstain, 0),
            (PollKind::Rating { max: 5 }, 0),
            (PollKind::Ranking, 3),
            (PollKind::Cloud { words: 3 }, 0),
            (PollKind::Open, 0),
            (PollKind::Quiz { answer: 1 }, 4),
        ];
        let (answer, options) = kinds[self.step.a as usize % kinds.len()];
        let settings = PollSettings {
            changeable: !self.step.b.is_multiple_of(5),
            hidden: !self.step.b.is_multiple_of(4),
            secret: self.step.b.is_multiple_of(3),
            time: None,
        };
        let options = if self.step.hostile { 1 } else { options };
        PollDraft {
            title: title("استطلاع"), answer, options: vec![title("خيار"); options], settings
        }
    }

    fn about_halls(&self) -> Command {
        let (session, version) = self.session(self.step.a);
        match self.step.deed {
            41 => Command::SetBoard {
                session,
                version,
                asking: [None, Some(true), Some(false)][self.third()],
                moderation: [Moderation::Before, Moderation::After][self.step.by as usize % 2],
                labels: vec![title("أ"); 1 + self.third()],
            },
            42 => {
                let on = self.step.by.is_multiple_of(3);
                Command::Pause { session, version, on, message: self.optional() }
            }
            43 => {
                let phase = [Phase::Open, Phase::Ended, Phase::Upcoming][self.third()];
                Command::SetPhase { session, version, phase }
            }
            44 => Command::Note { session, version, text: self.optional() },
            45 => {
                let hall = self.hall();
                let version = self.version(self.scene.state.halls.get(&hall).map(|hall| hall.version));
                let minutes = if self.step.hostile { i32::MIN } else { self.step.b.cast_signed() % 40 - 10 };
                Command::Delay { hall, version, minutes }
            }
            46 => {
                let open = [None, Some(true), Some(false)][self.third()];
                Command::SetFeedback { session, version, open }
            }
            _ => self.about_walls(),
        }
    }

    fn about_walls(&self) -> Command {
        let (hall, version) = self.wall();
        match self.step.deed {
            47 => {
                let poll = PollNo(self.step.b % 6);
                let scene = [Shown::Auto, Shown::Top, Shown::Quiet, Shown::Poll { poll }];
                Command::SetScene { hall, version, scene: scene[self.step.by as usize % 4] }
            }
            48 => Command::Hide { hall, version, on: self.step.by.is_multiple_of(2) },
            _ => Command::Announce { hall, version, text: self.optional() },
        }
    }

    fn about_the_forum(&self) -> Command {
        let links = self.scene.state.last.link.0;
        match self.step.deed {
            50 => Command::CreateLink {
                role: [Role::Screen, Role::Moderator, Role::Presenter, Role::Organiser]
                    [self.step.b as usize % 4],
                hall: self.step.a.is_multiple_of(2).then(|| self.hall()),
                name: "وصلة".into(),
                expires: self.step.hostile.then_some(Time(i64::MIN)),
                secret: Secret::new(format!("secret-of-a-link-{:06}", self.step.a % 9)),
            },
            // The desks of the history stay; otherwise little would happen after.
            51 => Command::RevokeLink { link: LinkNo(7 + self.step.a % links) },
            _ => Command::Erase { question: self.question().0 },
        }
    }
}

/// The clock goes on by the step's pause.
pub fn wait(scene: &mut Scene, step: &Step) {
    scene.now = scene.now + Millis(step.pause);
}
