//! Commands about the parts of a forum beside its sessions.

use std::sync::Arc;

use super::commands::Draft;
use crate::domain::badge::{self, BadgeCode, BadgeCommand, Columns, Groups, Row};
use crate::domain::ballot::Choice;
use crate::domain::command::{Command, PollDraft};
use crate::domain::forum::Title;
use crate::domain::id::{
    BadgeNo, HallNo, IdeaNo, PollNo, QuestionNo, RemarkNo, SpeakerNo, StandNo, StatementNo, WordsNo,
};
use crate::domain::poll::{Poll, PollKind, PollSettings};
use crate::domain::register::Seq;
use crate::domain::role::{Actor, Role, Secret};
use crate::domain::tests::scene::person;
use crate::domain::text::fold::fold;
use crate::domain::words::Text;
use crate::domain::written::Piece;

impl Draft<'_> {
    pub(super) fn of_parts(&self) -> (Actor, Command) {
        match self.step.deed {
            77 => (self.desk(), self.poll_for_badges()),
            78 | 79 => (self.organiser(), Command::Badges(self.about_badges())),
            81 => (self.organiser(), Command::EraseAuthor { of: self.piece() }),
            82..=91 => self.about_an_award(),
            92..=106 => self.about_ideas(),
            107..=114 => self.about_statements(),
            130..=144 => self.about_stands(),
            145..=149 => (self.organiser(), self.about_the_record()),
            160..=169 => self.about_show(),
            170..=179 => self.about_blind_ballots(),
            180..=189 => self.assisted(),
            190..=199 | 220..=221 => self.about_speaking(),
            115..=129 => self.about_recommendations(),
            200..=209 => self.about_groups(),
            210..=219 => self.about_a_pair(),
            230..=239 => (self.organiser(), self.about_changing_halls()),
            240..=249 => (self.organiser(), self.about_rules()),
            _ => (self.attendee(), self.of_attendees()),
        }
    }

    fn piece(&self) -> Piece {
        let session = self.session(self.step.b).0;
        let last = &self.scene.state.last;
        match self.step.by % 6 {
            0 => Piece::Question { question: QuestionNo(self.number(self.step.a, last.question.0)) },
            1 => Piece::Statement {
                session,
                statement: StatementNo(self.number(self.step.a, last.statement.0)),
            },
            2 => Piece::Idea { session, idea: IdeaNo(self.number(self.step.a, last.idea.0)) },
            3 => Piece::Remark {
                session,
                stand: StandNo(self.number(self.step.b, last.stand.0)),
                remark: RemarkNo(self.number(self.step.a, last.remark.0)),
            },
            4 => Piece::Speaker { session, speaker: SpeakerNo(self.number(self.step.a, last.speaker.0)) },
            _ => Piece::Words { words: WordsNo(self.number(self.step.a, last.words.0)) },
        }
    }

    fn poll_for_badges(&self) -> Command {
        let groups = if self.step.a.is_multiple_of(3) { vec![0, 1] } else { Vec::new() };
        let voters = Some(Groups::try_from(groups).expect("two groups are few"));
        let draft = self.poll_draft();
        let settings = PollSettings { voters, ..draft.settings };
        let answer = if self.step.hostile { draft.answer } else { PollKind::YesNoAbstain };
        let options = if self.step.hostile { draft.options } else { Vec::new() };
        Command::CreatePoll {
            session: self.session(self.step.a).0,
            poll: PollDraft { answer, options, settings, ..draft },
        }
    }

    /// A poll that is told by group, and the ballots of 24 badges of three groups.
    fn about_groups(&self) -> (Actor, Command) {
        let by_group = |poll: &Poll| poll.plan.settings.by_group;
        let held = self.scene.state.polls.iter().rev().find(|(_, poll)| by_group(poll));
        let Some((&poll, held)) = held.filter(|_| self.step.deed > 200) else {
            let settings =
                PollSettings { voters: Some(Groups::ALL), by_group: true, ..PollSettings::default() };
            let poll = PollDraft {
                answer: PollKind::YesNoAbstain,
                options: Vec::new(),
                settings,
                ..self.poll_draft()
            };
            let poll = PollDraft { labels: Vec::new(), ..poll };
            return (self.desk(), Command::CreatePoll { session: self.session(0).0, poll });
        };
        let version = self.version(Some(held.version));
        let command = match self.step.deed {
            201 => Command::Badges(BadgeCommand::Import {
                rows: (0..24).map(grouped).collect(),
                columns: Columns { names: false, groups: true },
            }),
            202 => Command::OpenPoll { poll, version, seconds: Some(0) },
            203 => Command::ClosePoll { poll, version, seconds: Some(0) },
            _ => {
                let badges: Vec<_> = (0..24)
                    .filter_map(|no| self.scene.state.badges.labelled(&fold(&format!("G-{no}"))))
                    .collect();
                let badge =
                    badges.get(self.step.b as usize % badges.len().max(1)).copied().unwrap_or_default();
                Command::Vote {
                    poll,
                    round: held.round.no,
                    choice: Choice::Options(vec![(self.step.a % 3) as u8]),
                    seq: Seq(1 + self.scene.state.rev % 1_000),
                    badge: self.scene.state.codes_had(badge).last(),
                }
            }
        };
        let actor = if self.step.deed == 201 { self.organiser() } else { self.desk() };
        (actor, command)
    }

    /// A poll, one that asks the same again, and the ballots of both by a dozen people.
    fn about_a_pair(&self) -> (Actor, Command) {
        let polls = &self.scene.state.polls;
        let pair = polls.iter().rev().find_map(|(no, poll)| Some((*no, poll.plan.settings.after?)));
        let (later, earlier) = pair.unzip();
        let made = polls.iter().rev().find(|(_, poll)| poll.plan.kind == PollKind::Rating { max: 2 });
        match (self.step.deed, later.zip(earlier), made) {
            (210, ..) | (_, _, None) => (self.desk(), self.poll_in_a_pair(None)),
            (211, _, Some((no, _))) | (_, None, Some((no, _))) => {
                (self.desk(), self.poll_in_a_pair(Some(*no)))
            }
            (212..=214, Some((later, earlier)), _) => {
                let poll = if self.step.a.is_multiple_of(2) { later } else { earlier };
                let version = self.version(polls.get(&poll).map(|poll| poll.version));
                let seconds = Some(0);
                let command = match self.step.b % 4 {
                    0 | 1 => Command::OpenPoll { poll, version, seconds },
                    2 => Command::ClosePoll { poll, version, seconds },
                    _ => Command::RevealPoll { poll, version, on: !self.step.b.is_multiple_of(3) },
                };
                (self.desk(), command)
            }
            (_, Some((later, earlier)), _) => {
                let poll = if self.step.a.is_multiple_of(2) { later } else { earlier };
                let vote = Command::Vote {
                    poll,
                    round: polls.get(&poll).map_or(0, |poll| poll.round.no),
                    choice: Choice::Stars(1 + (self.step.b % 2) as u8),
                    seq: Seq(1 + self.scene.state.rev % 1_000),
                    badge: None,
                };
                (person(1 + self.step.by), vote)
            }
        }
    }

    fn poll_in_a_pair(&self, after: Option<PollNo>) -> Command {
        let settings = PollSettings { after, ..PollSettings::default() };
        let answer = PollKind::Rating { max: 2 };
        let poll =
            PollDraft { answer, options: Vec::new(), labels: Vec::new(), settings, ..self.poll_draft() };
        Command::CreatePoll { session: self.session(0).0, poll }
    }

    fn about_the_record(&self) -> Command {
        let version = self.version(Some(self.scene.state.publication.version));
        let ar =
            if self.step.hostile { "ا".repeat(2_001) } else { format!("تمهيد {}", self.step.a % 5) };
        let intro = Title { ar, en: String::new() };
        Command::SetRecord { version, published: !self.step.b.is_multiple_of(3), intro }
    }

    fn about_badges(&self) -> BadgeCommand {
        let badge = BadgeNo(self.number(self.step.a, self.scene.state.last.badge.0));
        let version = self.version(self.scene.state.badges.list.get(&badge).map(|badge| badge.version));
        let Row { label, name, group } = row(self.step.a);
        match self.step.b % 6 {
            0 | 1 => BadgeCommand::Issue { label, name, group },
            2 => BadgeCommand::Import {
                rows: Arc::from([row(self.step.a), row(self.step.a / 2), row(7)]),
                columns: Columns { names: self.step.a.is_multiple_of(2), groups: true },
            },
            3 => BadgeCommand::Describe { badge, version, label, name, group },
            4 => BadgeCommand::Replace { badge, version },
            _ => BadgeCommand::End { badge, version, on: self.step.a.is_multiple_of(2) },
        }
    }

    /// Links of ushers and kiosks, what they enter, and slips.
    fn assisted(&self) -> (Actor, Command) {
        let role = if self.step.a.is_multiple_of(2) { Role::Usher } else { Role::Kiosk };
        match self.step.deed {
            180 => {
                let secret = Secret::new(format!("secret-of-an-assistant-{:06}", self.step.a % 6));
                let hall = self.step.b.is_multiple_of(3).then_some(HallNo(1 + self.step.b % 2));
                let (name, expires, table, stand) = ("مرشد".into(), None, None, None);
                (self.organiser(), Command::CreateLink { role, hall, name, expires, table, stand, secret })
            }
            181 | 182 => (self.one_of(role), self.of_attendees()),
            183 | 184 => (self.organiser(), Command::Badges(self.print_slips())),
            185 | 186 => (self.one_of(role), self.ballot_for_a_badge(self.badge())),
            187 => (self.one_of(role), self.ballot_for_a_badge(self.slip())),
            _ => (self.attendee(), self.ballot_for_a_badge(self.slip())),
        }
    }

    fn print_slips(&self) -> BadgeCommand {
        let (poll, _) = self.poll();
        let round = self.scene.state.polls.get(&poll).map_or(1, |poll| poll.next_round());
        let round = if self.step.fresh { round } else { self.step.b };
        let badge = BadgeNo(self.number(self.step.b, self.scene.state.last.badge.0));
        let badges = self.step.a.is_multiple_of(3).then(|| vec![badge]);
        let group = (self.step.a % 3 == 1).then_some((self.step.b % 3) as u8);
        BadgeCommand::PrintSlips { poll, round, badges, group }
    }

    fn ballot_for_a_badge(&self, badge: Option<BadgeCode>) -> Command {
        let Command::Vote { poll, round, choice, seq, .. } = self.vote(Seq(u64::from(1 + self.step.b % 9)))
        else {
            unreachable!("it is a ballot")
        };
        Command::Vote { poll, round, choice, seq, badge }
    }

    /// A slip that is good, of the poll that is voted in or of another one.
    fn slip(&self) -> Option<BadgeCode> {
        let (poll, _) = self.poll();
        let there = badge::slips(&self.scene.state, poll, None).slips;
        let at = (self.step.by as usize).checked_rem(there.len())?;
        there.get(at).map(|slip| slip.code)
    }

    /// A code of one of the last badges: also one that was replaced, or of a badge that has ended.
    pub(super) fn badge(&self) -> Option<BadgeCode> {
        let wanted = BadgeNo(self.number(self.step.b, self.scene.state.last.badge.0));
        self.scene.state.codes_had(wanted).nth(self.step.a as usize % 2)
    }
}

fn grouped(no: u32) -> Row {
    let label = Some(Text::new(&format!("G-{no}")));
    Row { label, name: None, group: Some(Text::new(&format!("g{}", no % 3))) }
}

fn row(no: u32) -> Row {
    let some = |at: u32, text: String| (!(no / at).is_multiple_of(3)).then(|| Text::new(&text));
    Row {
        label: some(1, format!("A-{}", no % 9)),
        name: some(2, format!("name {no}w")),
        group: some(3, format!("g{}", no % 3)),
    }
}
