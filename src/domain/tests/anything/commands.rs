//! Steps of random histories, and the commands that they come to.

use proptest::prelude::*;

use super::forum::{labels, poll_kinds, title};
use crate::domain::agenda::{Phase, SessionKind};
use crate::domain::badge::BadgeCode;
use crate::domain::ballot::Choice;
use crate::domain::command::{Command, PollDraft, SessionPlan};
use crate::domain::forum::{Moderation, Names, Title, Wifi};
use crate::domain::id::{ActNo, HallNo, LinkNo, PollNo, QuestionNo, SessionNo, WordsNo};
use crate::domain::look::{Accent, Picture};
use crate::domain::poll::{Method, PollKind, PollSettings};
use crate::domain::profile::{Measures, Profile};
use crate::domain::question::{Reason, Source};
use crate::domain::register::Seq;
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
    let pause = prop_oneof![40 => 0..5_000_i64, 1 => 0..1_800_000_i64];
    (0..DEEDS, 0..12_u8, number.clone(), number, prop::bool::weighted(0.9), prop::bool::weighted(0.04), pause)
        .prop_map(|(deed, by, a, b, fresh, hostile, pause)| Step { deed, by, a, b, fresh, hostile, pause })
}

impl Step {
    /// The same, or another one where it is about a part of a forum beside its sessions.
    pub fn without_parts(self) -> Self {
        let instead = self.deed.saturating_sub(*PARTS.start()) % PARTS.start();
        Self { deed: if PARTS.contains(&self.deed) { instead } else { self.deed }, ..self }
    }

    /// One of a history that is not shrunk: see `room::simulation`.
    pub fn drawn(rng: &mut fastrand::Rng) -> Self {
        Self {
            deed: rng.u8(0..DEEDS),
            by: rng.u8(0..12),
            a: rng.u32(0..40),
            b: rng.u32(0..40),
            fresh: rng.u8(0..10) > 0,
            hostile: rng.u8(0..25) == 0,
            pause: 0,
        }
    }
}

/// How many deeds there are; some stand for the commands that are given most.
const DEEDS: u8 = 250;

/// The deeds of the parts of a forum beside its sessions.
const PARTS: std::ops::RangeInclusive<u8> = 77..=249;

/// Most commands are about one of so many things that came last: what happened long ago is seldom touched again.
const LATEST: u32 = 12;

/// Who gives the step's command, and the command.
pub fn give(scene: &Scene, step: &Step) -> (Actor, Command) {
    let draft = Draft { scene, step };
    match step.deed {
        0..=19 => (draft.attendee(), draft.of_attendees()),
        20..=43 => (draft.desk(), draft.about_questions()),
        44..=55 => (draft.desk(), draft.about_polls()),
        56..=65 => (draft.desk(), draft.about_halls()),
        66..=70 => (draft.organiser(), draft.about_the_forum()),
        71..=74 => (draft.organiser(), draft.about_the_agenda()),
        75 => (draft.attendee(), draft.erase_mine()),
        76 => (draft.clock(), Command::Tick),
        _ => draft.of_parts(),
    }
}

pub(super) struct Draft<'a> {
    pub(super) scene: &'a Scene,
    pub(super) step: &'a Step,
}

impl Draft<'_> {
    /// One of the last numbers given; any when the step is hostile.
    pub(super) fn number(&self, wanted: u32, last: u32) -> u32 {
        if self.step.hostile { wanted } else { last - wanted % last.clamp(1, LATEST) }
    }

    /// What a device may have read: the version that stands or one before, and where it is hostile one that never comes. One that is
    /// yet to come nobody has read.
    pub(super) fn version(&self, stands: Option<u32>) -> u32 {
        let stands = stands.unwrap_or(1);
        match self.step.fresh {
            true => stands,
            false if self.step.hostile => u32::MAX,
            false => stands.saturating_sub(1 + self.step.b % 3),
        }
    }

    /// Now and then somebody to whom it does not belong.
    pub(super) fn attendee(&self) -> Actor {
        if self.step.by == 11 { Actor::Crew(LinkNo(self.step.b % 9)) } else { person(self.step.by % 6 + 1) }
    }

    pub(super) fn desk(&self) -> Actor {
        match self.step.by {
            9 => person(1),
            10 => Actor::Crew(LinkNo(self.step.b % 9)),
            11 => Actor::Crew(LinkNo(6)),
            by => Actor::Crew(LinkNo(u32::from(by) % 3 + 1)),
        }
    }

    pub(super) fn organiser(&self) -> Actor {
        if self.step.by > 9 { self.desk() } else { Actor::Crew(LinkNo(3)) }
    }

    pub(super) fn clock(&self) -> Actor {
        if self.step.by == 11 { self.desk() } else { Actor::Clock }
    }

    fn question(&self) -> (QuestionNo, u32) {
        let no = QuestionNo(self.number(self.step.a, self.scene.state.last.question.0));
        (no, self.version(self.scene.state.questions.get(&no).map(|question| question.version)))
    }

    /// Most happens in the first session.
    pub(super) fn session(&self, wanted: u32) -> (SessionNo, u32) {
        let no = if self.step.hostile { wanted } else { [1, 1, 1, 1, 1, 3, 3, 2, 4][wanted as usize % 9] };
        let no = SessionNo(no);
        (no, self.version(self.scene.state.sessions.get(&no).map(|session| session.version)))
    }

    pub(super) fn poll(&self) -> (PollNo, u32) {
        let no = PollNo(self.number(self.step.a, self.scene.state.last.poll.0));
        (no, self.version(self.scene.state.polls.get(&no).map(|poll| poll.version)))
    }

    fn hall(&self) -> HallNo {
        HallNo(self.number(self.step.a, self.scene.state.last.hall.0))
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

    /// Now and then what another one says, but for its spelling.
    pub(super) fn statement_text(&self) -> Text {
        if self.step.b == 36 { Text::new("عبارةٌ تُعاد") } else { self.text() }
    }

    pub(super) fn seq(&self) -> Seq {
        let hostile = if self.step.a == u32::MAX { u64::MAX } else { 0 };
        Seq(hostile | (u64::from(self.step.a) + self.scene.state.rev))
    }

    pub(super) fn of_attendees(&self) -> Command {
        let (question, version) = self.question();
        let (session, _) = self.session(self.step.b);
        let (seq, text) = (self.seq(), self.text());
        match self.step.deed {
            0..=4 => {
                let (name, badge) = self.says_name(self.step.a.is_multiple_of(3), "اسم");
                Command::Ask { session, text, name, badge }
            }
            5 => Command::Edit { question, version, text },
            6 => Command::Withdraw { question, version },
            7..=11 => Command::Support { question, on: !self.step.by.is_multiple_of(3), seq },
            12..=17 => self.vote(seq),
            18 if self.step.b.is_multiple_of(3) => {
                let (name, badge) = self.says_name(!self.step.a.is_multiple_of(4), "لقب");
                Command::Name { session, name, seq, badge }
            }
            _ => Command::Rate { session, stars: (self.step.a % 7) as u8, comment: self.optional(), seq },
        }
    }

    /// A name as it is typed, and a badge; where names are by badge a badge alone.
    pub(super) fn says_name(&self, wanted: bool, what: &str) -> (Option<Text>, Option<BadgeCode>) {
        let types = self.scene.state.forum.rules.names != Names::Badge || self.step.hostile;
        let badge = self.badge().filter(|_| types || wanted || !self.step.b.is_multiple_of(4));
        ((types && wanted).then(|| self.marked(what)), badge)
    }

    pub(super) fn marked(&self, what: &str) -> Text {
        Text::new(&format!("{what}{}w", self.scene.ids))
    }

    pub(super) fn vote(&self, seq: Seq) -> Command {
        let (poll, _) = self.poll();
        let held = self.scene.state.polls.get(&poll);
        let round = held.map_or(1, |poll| poll.round.no).saturating_sub(u32::from(!self.step.fresh));
        let place = (self.step.b % 4) as u8;
        let choice = match held.map(|poll| poll.plan.kind) {
            _ if self.step.by == 5 => Choice::Options(Vec::new()),
            Some(PollKind::Rating { .. }) => Choice::Stars(place + 1),
            Some(PollKind::Ranking { method: Method::Borda }) => Choice::Options(vec![2, 0, 1]),
            Some(PollKind::Ranking { .. }) => {
                Choice::Options([vec![1, 2], vec![0]][usize::from(place % 2)].clone())
            }
            Some(PollKind::Points) => Choice::Points(vec![place * 10, 100 - place * 10, 0]),
            Some(PollKind::Likert { .. }) => Choice::Steps(vec![place, 5, 0]),
            Some(PollKind::Cloud { .. }) => {
                let shared = Text::new(["تطوع", "التطوع", "مشاركة"][usize::from(place) % 3]);
                Choice::Words(vec![self.text(), shared])
            }
            Some(PollKind::Open) => Choice::Text(self.text()),
            _ => Choice::Options(vec![place]),
        };
        Command::Vote { poll, round, choice, seq, badge: self.badge() }
    }

    fn erase_mine(&self) -> Command {
        Command::EraseMine { upto: WordsNo(self.number(self.step.a, self.scene.state.last.words.0)) }
    }

    fn about_questions(&self) -> Command {
        let (question, version) = self.question();
        let (session, _) = self.session(self.step.b);
        let text = self.optional();
        match self.step.deed {
            20..=23 => Command::Approve { question, version },
            24 => Command::Dismiss { question, version, reason: Reason::ALL[usize::from(self.step.by) % 6] },
            25 | 26 => Command::Restore { question, version },
            27..=29 => {
                let into = QuestionNo(self.number(self.step.b, self.scene.state.last.question.0));
                Command::Merge { question, version, into }
            }
            30 => Command::Move { question, version, session },
            31 => Command::Label { question, version, labels: vec![(self.step.b % 3) as u8; 2] },
            32 => Command::Shorten { question, version, text },
            33 | 34 => Command::Queue { question, version, at: self.step.b },
            35 => Command::Unqueue { question, version },
            36 => Command::Stage { question, version },
            37 => self.next(),
            38 => Command::Answer { question, version },
            39 => Command::Reply { question, version, text },
            40..=42 => {
                Command::Undo { act: ActNo(self.number(self.step.a % 4, self.scene.state.last.act.0)) }
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
            44 | 45 => Command::CreatePoll { session: self.session(self.step.b).0, poll: self.poll_draft() },
            46 => Command::EditPoll { poll, version, draft: self.poll_draft() },
            47 if self.step.b.is_multiple_of(2) => Command::DropPoll { poll, version },
            47 => {
                let (session, version) = self.session(self.step.a);
                let there = self.scene.state.sessions.get(&session);
                let mut polls = there.map_or_else(Vec::new, |session| session.polls.clone());
                polls.reverse();
                Command::OrderPolls { session, version, polls }
            }
            48..=51 => Command::OpenPoll { poll, version, seconds: [None, Some(0), Some(30)][self.third()] },
            52 => Command::ClosePoll { poll, version, seconds: [None, Some(0), Some(60)][self.third()] },
            53 => Command::RevealPoll { poll, version, on: !self.step.by.is_multiple_of(3) },
            54 if self.step.by.is_multiple_of(2) => self.rule_name(),
            _ => {
                let held = self.scene.state.polls.get(&poll);
                let round = held.map_or(1, |poll| poll.round.no);
                let shown =
                    held.and_then(|poll| poll.round.tally.cloud.values().find_map(|word| word.spelling()));
                let word = WordsNo(self.number(self.step.b, self.scene.state.last.words.0));
                let word = shown.filter(|_| self.step.fresh).map_or(word, |(_, no)| no);
                let show = [None, Some(true), Some(false)][self.third()];
                Command::RuleWord { poll, round, word, show }
            }
        }
    }

    fn rule_name(&self) -> Command {
        let (session, _) = self.session(self.step.a);
        let held = self.scene.state.sessions.get(&session);
        let given = held.and_then(|session| session.players.values().find_map(|player| player.name));
        let any = WordsNo(self.number(self.step.b, self.scene.state.last.words.0));
        let name = given.filter(|_| self.step.fresh).unwrap_or(any);
        Command::RuleName { session, name, show: self.step.b.is_multiple_of(2) }
    }

    fn third(&self) -> usize {
        self.step.b as usize % 3
    }

    pub(super) fn poll_draft(&self) -> PollDraft {
        let kinds = poll_kinds();
        let (answer, options) = kinds[self.step.a as usize % kinds.len()];
        let settings = PollSettings {
            changeable: !self.step.b.is_multiple_of(5),
            hidden: !self.step.b.is_multiple_of(4),
            secret: self.step.b.is_multiple_of(3),
            time: None,
            voters: None,
            by_group: false,
            after: None,
            sealed: false,
            blind: false,
        };
        let options = if self.step.hostile { 1 } else { options };
        PollDraft {
            title: title("استطلاع"),
            answer,
            options: vec![title("خيار"); options],
            labels: labels(answer),
            settings,
        }
    }

    fn about_halls(&self) -> Command {
        let (session, version) = self.session(self.step.a);
        match self.step.deed {
            56 => Command::SetBoard {
                session,
                version,
                asking: [None, Some(true), Some(self.step.by > 1)][self.third()],
                moderation: [Moderation::Before, Moderation::After][self.step.by as usize % 2],
                labels: vec![title("أ"); 2 + self.third()],
            },
            57 => {
                let on = self.step.by.is_multiple_of(4);
                Command::Pause { session, version, on, message: self.optional() }
            }
            58 => {
                let phase =
                    [Phase::Open, Phase::Open, Phase::Ended, Phase::Upcoming][self.step.b as usize % 4];
                Command::SetPhase { session, version, phase }
            }
            59 => Command::Note { session, version, text: self.optional() },
            60 => {
                let hall = self.hall();
                let version = self.version(self.scene.state.halls.get(&hall).map(|hall| hall.version));
                let minutes = if self.step.hostile { i32::MIN } else { self.step.b.cast_signed() % 40 - 10 };
                let from = self.step.by.is_multiple_of(3).then(|| self.planned_session().0);
                Command::Delay { hall, version, minutes, from }
            }
            61 => {
                let open = [None, Some(true), Some(false)][self.third()];
                Command::SetFeedback { session, version, open }
            }
            _ => self.about_walls(),
        }
    }

    /// Those that organisers added too.
    fn planned_session(&self) -> (SessionNo, u32) {
        let no = SessionNo(self.number(self.step.a, self.scene.state.last.session.0));
        (no, self.version(self.scene.state.sessions.get(&no).map(|session| session.edition)))
    }

    fn about_the_agenda(&self) -> Command {
        let (session, edition) = self.planned_session();
        let name = Title { ar: format!("اسم{}", self.step.b % 5), en: String::new() };
        match self.step.deed {
            72 | 73 => Command::PlanSession { session, edition, plan: self.plan(name) },
            74 if self.step.by.is_multiple_of(2) => Command::AddSession { plan: self.plan(name) },
            74 => Command::DropSession { session, edition },
            _ if self.step.by.is_multiple_of(4) => {
                let wifi = (self.step.a > 100).then_some(Wifi { name: name.ar, password: None });
                Command::SetWifi { version: self.version(Some(self.scene.state.forum.version)), wifi }
            }
            _ if self.step.by.is_multiple_of(2) => {
                Command::NameForum { version: self.version(Some(self.scene.state.forum.version)), name }
            }
            _ => {
                let hall = self.hall();
                let version = self.version(self.scene.state.halls.get(&hall).map(|hall| hall.version));
                Command::NameHall { hall, version, name }
            }
        }
    }

    fn plan(&self, title: Title) -> SessionPlan {
        let starts = self.scene.now + Millis::minutes(i64::from(self.step.b) * 20 - 100);
        SessionPlan {
            hall: self.hall(),
            kind: [SessionKind::Panel, SessionKind::Break][self.step.by as usize % 2],
            title,
            about: Title::default(),
            starts,
            ends: if self.step.hostile {
                Time(i64::MAX)
            } else {
                starts + Millis::minutes(i64::from(self.step.a % 4) * 15)
            },
        }
    }

    fn about_walls(&self) -> Command {
        let (hall, version) = self.wall();
        match self.step.deed {
            62 => {
                let poll = PollNo(self.step.b % 6);
                let scene = [Shown::Auto, Shown::Top, Shown::Quiet, Shown::Poll { poll }];
                Command::SetScene { hall, version, scene: scene[self.step.by as usize % 4] }
            }
            63 => Command::Hide { hall, version, on: self.step.by.is_multiple_of(2) },
            _ => Command::Announce { hall, version, text: self.optional() },
        }
    }

    fn about_the_forum(&self) -> Command {
        let links = self.scene.state.last.link.0;
        match self.step.deed {
            66 => Command::CreateLink {
                role: [Role::Screen, Role::Moderator, Role::Presenter, Role::Organiser]
                    [self.step.b as usize % 4],
                hall: self.step.a.is_multiple_of(2).then(|| self.hall()),
                name: "وصلة".into(),
                expires: self.step.hostile.then_some(Time(i64::MIN)),
                table: None,
                stand: None,
                secret: Secret::new(format!("secret-of-a-link-{:06}", self.step.a % 9)),
            },
            // The desks of the history stay; otherwise little would happen after.
            67 => Command::RevokeLink { link: LinkNo(7 + self.step.a % links) },
            68 => Command::Erase { question: self.question().0 },
            69 => Command::SetProfile {
                link: self.profiled(links),
                version: self.profile_version(self.profiled(links)),
                profile: self.step.b.is_multiple_of(2).then(|| Profile {
                    measures: Some(Measures { height: 100, distance: 100 * (1 + u16::from(self.step.by)) }),
                    ..Profile::default()
                }),
            },
            70 => Command::SetLook {
                version: self.look(),
                accent: Some(Accent { hue: (self.step.a % 400) as u16, chroma: (self.step.b % 140) as u16 }),
                hijri: self.step.by.is_multiple_of(2),
            },
            _ => Command::SetLogo { version: self.look(), picture: self.picture() },
        }
    }

    fn profiled(&self, links: u32) -> LinkNo {
        LinkNo(1 + self.step.a % (links + 2))
    }

    fn profile_version(&self, link: LinkNo) -> u32 {
        self.version(Some(self.scene.state.profiles.get(&link).map_or(0, |stands| stands.version)))
    }

    fn look(&self) -> u32 {
        self.version(Some(self.scene.state.look.version))
    }

    fn picture(&self) -> Option<Picture> {
        let side = 1 + self.step.a % 3;
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='{side}' height='{side}'/>");
        Picture::read(svg.as_bytes()).ok().filter(|_| !self.step.b.is_multiple_of(4))
    }
}

/// The clock goes on by the step's pause.
pub fn wait(scene: &mut Scene, step: &Step) {
    scene.now = scene.now + Millis(step.pause);
}
