//! A forum in which something of everything has happened, on one node's disk.

use std::path::Path;
use std::sync::Arc;

use majlis::domain::agenda::Phase;
use majlis::domain::ballot::Choice;
use majlis::domain::command::Command;
use majlis::domain::id::{ActNo, CommandId, HallNo, LinkNo, PersonId, PollNo, QuestionNo, SessionNo};
use majlis::domain::question::Reason;
use majlis::domain::register::Seq;
use majlis::domain::role::{Actor, Secret};
use majlis::domain::words::Text;
use majlis::forum_file::{ForumFile, Keys, Syntax, parse};
use majlis::journal::embedded::{Embedded, Options};
use majlis::journal::{Destination, Journal, Registry};
use majlis::pulse::local::LocalPulse;
use majlis::room::{Answer, NodeId, RoomConfig, RoomHandle, Rooms};

use super::drafts::{FORUM, make};
use super::within::within;

pub const PANEL: SessionNo = SessionNo(1);
pub const TALK: SessionNo = SessionNo(2);
pub const SINGLE: PollNo = PollNo(1);
pub const SECRET: PollNo = PollNo(2);
pub const CLOUD: PollNo = PollNo(3);
pub const OPEN: PollNo = PollNo(4);

/// The forum's join code.
pub const CODE: &str = "471234";

const FILE: &str = r#"
slug = "lively"
name = { ar = "ملتقى حيّ", en = "A lively forum" }
zone = "Asia/Riyadh"
[rules]
between_questions = "0s"
[[halls]]
id = "main"
name = { ar = "القاعة", en = "The hall" }
[[sessions]]
hall = "main"
kind = "panel"
title = { ar = "جلسة", en = "=Panel" }
start = 2026-10-28T09:00
end = 2026-10-28T10:00
labels = [{ ar = "أ", en = "A" }, { ar = "ب", en = "B" }]
seeds = ["سؤال من المنظمين"]
[[sessions.polls]]
kind = "single"
title = { ar = "أيهما؟", en = "Which?" }
options = [{ ar = "الأول", en = "One" }, { ar = "الثاني", en = "Two" }]
[[sessions.polls]]
kind = "ranking"
title = "الترتيب"
options = ["1", "2", "3"]
secret = true
[[sessions.polls]]
kind = "cloud"
title = "بكلمة"
[[sessions.polls]]
kind = "open"
title = "اكتب"
[[sessions]]
hall = "main"
kind = "talk"
title = "كلمة"
start = 2026-10-28T10:00
end = 2026-10-28T11:00
"#;

/// The running forum.
pub struct Lively {
    pub rooms: Rooms,
    pub room: RoomHandle,
    journal: Arc<Embedded>,
    ids: u64,
}

impl Lively {
    /// Founds it in a data folder.
    pub async fn found(folder: &Path) -> Self {
        let journal = Arc::new(Embedded::open(Options::new(folder)).await.unwrap());
        make(&*journal, FORUM).await;
        let file = file().shifted_to(journal.now());
        let keys = keys(&file);
        let halls = (1..).map(|no| Some(HallNo(no)));
        for (hall, code) in
            std::iter::once(None).chain(halls).zip([&keys.forum].into_iter().chain(&keys.halls))
        {
            journal.claim_code(code.parse().unwrap(), Destination { forum: FORUM, hall }).await.unwrap();
        }
        let founding = file.founding(&keys, journal.now());
        let rooms =
            Rooms::new(journal.clone(), Arc::new(LocalPulse::default()), RoomConfig::new(NodeId::new("a")));
        rooms.found(FORUM, founding.changes, founding.words).await.unwrap();
        let room = rooms.enter(FORUM).await.unwrap();
        Self { rooms, room, journal, ids: 1 << 40 }
    }

    /// Lets something of everything happen.
    pub async fn live(&mut self) {
        let version = self.session(PANEL);
        self.desk(Command::SetPhase { session: PANEL, version, phase: Phase::Open }).await;
        self.questions().await;
        self.votes().await;
        for (person, stars, comment) in [(1, 5, Some("@جيد")), (2, 3, None), (1, 4, Some("جيد"))] {
            let (seq, comment) = (self.seq(), comment.map(Text::new));
            self.desk_opens_feedback().await;
            self.person(person, Command::Rate { session: PANEL, stars, comment, seq }).await;
        }
    }

    async fn questions(&mut self) {
        let mut asked = Vec::new();
        for (person, text) in [
            (1, "=1+1"),
            (2, "سؤال ثان"),
            (3, "سؤال ثالث"),
            (4, "يُنقل"),
            (5, "يُصرف"),
            (6, "يُسحب"),
            (1, "ينتظر"),
        ] {
            let name = (person == 2).then(|| Text::new("زائر"));
            let made = self
                .person(person, Command::Ask { session: PANEL, text: Text::new(text), name, badge: None })
                .await;
            asked.push(QuestionNo(made.unwrap()));
        }
        let [first, second, third, moved, dismissed, withdrawn, _waits] = asked[..] else { panic!("seven") };
        for question in [first, second, third, moved] {
            let version = self.version(question);
            self.desk(Command::Approve { question, version }).await;
        }
        for (person, question) in [(1, second), (2, first), (3, first), (3, second), (4, third), (4, moved)] {
            let seq = self.seq();
            self.person(person, Command::Support { question, on: true, seq }).await;
        }
        let seq = self.seq();
        self.person(2, Command::Support { question: first, on: false, seq }).await;
        let version = self.version(second);
        self.desk(Command::Merge { question: second, version, into: first }).await;
        let version = self.version(third);
        self.desk(Command::Merge { question: third, version, into: first }).await;
        self.desk(Command::Undo { act: self.last_act() }).await;
        let version = self.version(moved);
        self.desk(Command::Move { question: moved, version, session: TALK }).await;
        let version = self.version(dismissed);
        self.desk(Command::Dismiss { question: dismissed, version, reason: Reason::OffTopic }).await;
        let version = self.version(withdrawn);
        self.person(6, Command::Withdraw { question: withdrawn, version }).await;
        let version = self.version(first);
        self.desk(Command::Label { question: first, version, labels: vec![1] }).await;
        let version = self.version(first);
        self.desk(Command::Reply { question: first, version, text: Some(Text::new("رد")) }).await;
        let version = self.version(third);
        self.desk(Command::Answer { question: third, version }).await;
    }

    async fn votes(&mut self) {
        self.open(SINGLE).await;
        for (person, place) in [(1, 0), (2, 1), (3, 1), (1, 1)] {
            self.vote(person, SINGLE, Choice::Options(vec![place])).await;
        }
        self.vote(3, SINGLE, Choice::Options(vec![])).await;
        self.open(SECRET).await;
        for (person, order) in [(1, [0, 1, 2]), (2, [2, 1, 0]), (3, [2, 0, 1])] {
            self.vote(person, SECRET, Choice::Options(order.to_vec())).await;
        }
        self.close(SECRET).await;
        self.open(CLOUD).await;
        for (person, words) in [(1, vec!["مشاركة", "أثر"]), (2, vec!["مُشَارَكَة"]), (3, vec!["تطوع"])]
        {
            self.vote(person, CLOUD, Choice::Words(words.into_iter().map(Text::new).collect())).await;
        }
        self.open(OPEN).await;
        self.vote(1, OPEN, Choice::Text(Text::new("-نص"))).await;
        self.close(SINGLE).await;
        self.open(SINGLE).await;
        self.vote(4, SINGLE, Choice::Options(vec![0])).await;
    }

    async fn open(&mut self, poll: PollNo) {
        let version = self.state(|state| state.polls[&poll].version);
        self.desk(Command::OpenPoll { poll, version, seconds: Some(0) }).await;
    }

    async fn close(&mut self, poll: PollNo) {
        let version = self.state(|state| state.polls[&poll].version);
        self.desk(Command::ClosePoll { poll, version, seconds: Some(0) }).await;
    }

    async fn vote(&mut self, person: u8, poll: PollNo, choice: Choice) {
        let round = self.state(|state| state.polls[&poll].round.no);
        // Ballots of a secret round count from 1.
        let seq = if poll == SECRET { Seq(1) } else { self.seq() };
        self.person(person, Command::Vote { poll, round, choice, seq, badge: None }).await;
    }

    async fn desk_opens_feedback(&mut self) {
        let version = self.session(PANEL);
        self.desk(Command::SetFeedback { session: PANEL, version, open: Some(true) }).await;
    }

    /// Forgets what was written in a question.
    pub async fn erase(&mut self, question: QuestionNo) {
        self.desk(Command::Erase { question }).await;
    }

    /// Ends the rooms, which saves a snapshot, and frees the folder.
    pub async fn stop(self) {
        within(self.rooms.stop()).await;
        drop((self.room, self.rooms));
        within(self.journal.close()).await;
    }

    async fn desk(&mut self, command: Command) -> Option<u32> {
        self.give(Actor::Crew(LinkNo(1)), command).await
    }

    async fn person(&mut self, person: u8, command: Command) -> Option<u32> {
        self.give(Actor::Person(PersonId([person; 16])), command).await
    }

    async fn give(&mut self, actor: Actor, command: Command) -> Option<u32> {
        self.ids += 1;
        match within(self.room.submit(actor, CommandId(self.ids), command.clone())).await {
            Answer::Done { made, .. } => made,
            other => panic!("{command:?}: {other:?}"),
        }
    }

    fn seq(&mut self) -> Seq {
        self.ids += 1;
        Seq(self.ids)
    }

    fn state<T>(&self, read: impl FnOnce(&majlis::domain::state::State) -> T) -> T {
        read(&self.room.now_state().state)
    }

    fn version(&self, question: QuestionNo) -> u32 {
        self.state(|state| state.questions[&question].version)
    }

    fn session(&self, session: SessionNo) -> u32 {
        self.state(|state| state.sessions[&session].version)
    }

    fn last_act(&self) -> ActNo {
        self.state(|state| state.last.act)
    }
}

pub fn file() -> ForumFile {
    parse("lively.toml", FILE, Syntax::Toml).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

fn keys(file: &ForumFile) -> Keys {
    Keys {
        forum: CODE.into(),
        halls: (0..file.halls.len()).map(|no| format!("{no:06}")).collect(),
        links: (0..file.links.len()).map(|no| Secret::new(format!("{no:022}"))).collect(),
        stands: (0..file.stands()).map(|no| format!("{no:022}")).collect(),
    }
}
