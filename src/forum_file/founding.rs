//! What a forum begins with: the changes and words of its first entry.

use std::sync::Arc;

use crate::domain::award::AwardChange;
use crate::domain::change::Change;
use crate::domain::forum::Forum;
use crate::domain::id::{
    CommandId, CueNo, HallNo, LinkNo, PollNo, QuestionNo, SessionNo, StandNo, StatementNo, WordsNo,
};
use crate::domain::idea::{IdeaAct, IdeaChange};
use crate::domain::look::Logo;
use crate::domain::question::Source;
use crate::domain::role::{Author, Link, Role, Secret};
use crate::domain::show::{ShowAct, ShowChange};
use crate::domain::stand::{StandAct, StandChange};
use crate::domain::statement::StatementChange;
use crate::domain::time::Time;

use super::{ForumFile, PlannedLook};

/// What the caller draws and claims for a forum: nothing of it can be read from a file.
#[derive(Debug, Clone)]
pub struct Keys {
    /// The forum's join code: six digits.
    pub forum: String,
    /// The code of each hall, in the order of [`ForumFile::halls`].
    pub halls: Vec<String>,
    /// The secret of each link, in the order of [`ForumFile::links`].
    pub links: Vec<Secret>,
    /// What the QR code of each stand says, session by session.
    pub stands: Vec<String>,
}

/// The first entry of a forum.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Founding {
    /// What happens.
    pub changes: Vec<Change>,
    /// The texts that the changes refer to.
    pub words: Vec<(WordsNo, Arc<str>)>,
}

impl Founding {
    /// Puts a text behind those that are there, and says under which number.
    fn file(&mut self, text: Arc<str>) -> WordsNo {
        let no = self.words.last().map_or(WordsNo(1), |(last, _)| last.next());
        self.words.push((no, text));
        no
    }
}

impl ForumFile {
    /// The first entry of the forum, decided at that time. Halls, links and stands for which there is no key are left out.
    #[must_use]
    pub fn founding(&self, keys: &Keys, now: Time) -> Founding {
        let mut founding = Founding { changes: vec![self.forum(keys)], words: Vec::new() };
        let halls = (1..).map(HallNo).zip(self.halls.iter().zip(&keys.halls));
        founding.changes.extend(halls.map(|(hall, (name, code))| Change::HallSet {
            hall,
            name: name.clone(),
            code: code.clone(),
        }));
        founding.changes.extend(self.links(keys));
        let author = Author::Link(self.organiser());
        for (session, planned) in (1..).map(SessionNo).zip(&self.sessions) {
            founding.changes.push(Change::SessionSet { session, plan: planned.plan.clone() });
            if planned.asking.is_some() {
                founding.changes.push(Change::BoardSet {
                    session,
                    asking: planned.asking,
                    moderation: planned.plan.moderation,
                    labels: planned.plan.labels.clone(),
                });
            }
        }
        founding.changes.extend(self.polls(author));
        founding.changes.extend(self.awards());
        self.seed(&mut founding, author, now);
        self.exhibit(&mut founding, author, keys);
        founding.changes.extend(self.boards());
        self.state(&mut founding, author, now);
        founding.changes.extend(self.cues());
        self.look(&mut founding);
        founding
    }

    fn forum(&self, keys: &Keys) -> Change {
        let forum = Forum {
            name: self.name.clone(),
            languages: self.languages.clone(),
            zone: self.zone.clone(),
            code: keys.forum.clone(),
            rehearsal: self.rehearsal,
            rules: self.rules.clone(),
            wifi: self.wifi.clone(),
            version: 0,
        };
        Change::ForumSet { forum }
    }

    fn links(&self, keys: &Keys) -> impl Iterator<Item = Change> {
        (1..).zip(self.links.iter().zip(&keys.links)).map(|(no, (planned, secret))| {
            let grant = Link {
                role: planned.role,
                hall: planned.hall,
                name: planned.name.clone(),
                token_hash: secret.hash(),
                expires: planned.expires,
                revoked: false,
                table: None,
                stand: None,
            };
            Change::LinkCreated { link: LinkNo(no), id: CommandId(u64::from(no)), by: None, grant }
        })
    }

    /// The link in whose name polls and seeds are made.
    fn organiser(&self) -> LinkNo {
        let place = self.links.iter().position(|link| link.role == Role::Organiser).unwrap_or_default();
        LinkNo(u32::try_from(place).unwrap_or_default().saturating_add(1))
    }

    fn polls(&self, author: Author) -> impl Iterator<Item = Change> {
        let sessions = (1..).map(SessionNo).zip(&self.sessions);
        let polls = sessions.flat_map(|(no, session)| session.polls.iter().map(move |poll| (no, poll)));
        (1..).zip(polls).map(move |(no, (session, draft))| Change::PollCreated {
            poll: PollNo(no),
            session,
            author,
            id: made(Kind::Poll, no),
            draft: draft.clone(),
        })
    }

    fn awards(&self) -> impl Iterator<Item = Change> {
        let sessions = (1..).map(SessionNo).zip(&self.sessions);
        let plans = sessions.filter_map(|(no, session)| Some((no, session.award.clone()?)));
        plans.map(|(session, plan)| Change::Award(AwardChange::Planned { session, plan: Arc::new(plan) }))
    }

    fn cues(&self) -> impl Iterator<Item = Change> {
        let cues = self.sessions.iter().flat_map(|session| {
            session.cues.iter().map(move |cue| (session.plan.hall, Arc::new(cue.clone())))
        });
        (1..).map(CueNo).zip(cues).map(|(cue, (hall, plan))| {
            Change::Show(ShowChange { hall, act: ShowAct::Added { cue, plan, by: None } })
        })
    }

    fn seed(&self, founding: &mut Founding, author: Author, now: Time) {
        let sessions = (1..).map(SessionNo).zip(&self.sessions);
        let seeds = sessions.flat_map(|(no, session)| session.seeds.iter().map(move |seed| (no, seed)));
        for (no, (session, text)) in (1..).zip(seeds) {
            founding.words.push((WordsNo(no), text.shared()));
            founding.changes.push(Change::Asked {
                question: QuestionNo(no),
                session,
                author,
                id: made(Kind::Question, no),
                source: Source::Seed,
                text: WordsNo(no),
                name: None,
                listed: true,
                time: now,
            });
        }
    }

    /// The stands. Their keys come after the seeds' words.
    fn exhibit(&self, founding: &mut Founding, author: Author, keys: &Keys) {
        let mut stands = (1..).zip(&keys.stands);
        for (session, planned) in (1..).map(SessionNo).zip(&self.sessions) {
            let Some(held) = &planned.exhibition else { continue };
            let change = |act| Change::Stands(StandChange { session, act });
            founding.changes.push(change(StandAct::Set { plan: held.plan }));
            for (plan, (no, key)) in held.stands.iter().zip(&mut stands) {
                let words = founding.file(key.as_str().into());
                let (stand, id, plan) = (StandNo(no), made(Kind::Stand, no), Arc::new(plan.clone()));
                founding.changes.push(change(StandAct::Added { stand, author, id, plan, key: words }));
            }
        }
    }

    fn boards(&self) -> impl Iterator<Item = Change> {
        let sessions = (1..).map(SessionNo).zip(&self.sessions);
        let plans = sessions.filter_map(|(no, session)| Some((no, session.board.clone()?)));
        plans.map(|(session, plan)| Change::Ideas(IdeaChange { session, act: IdeaAct::Set { plan } }))
    }

    /// The statements. Their texts come after the stands' keys.
    fn state(&self, founding: &mut Founding, author: Author, now: Time) {
        let mut numbers = 1..;
        for (session, planned) in (1..).map(SessionNo).zip(&self.sessions) {
            let Some(held) = &planned.statements else { continue };
            let plan = Arc::new(held.plan.clone());
            founding.changes.push(Change::Statements(StatementChange::Planned { session, plan }));
            for (seed, no) in held.seeds.iter().zip(&mut numbers) {
                let text = founding.file(seed.shared());
                let (statement, id) = (StatementNo(no), made(Kind::Statement, no));
                founding.changes.push(Change::Statements(StatementChange::Submitted {
                    session,
                    statement,
                    author,
                    id,
                    text,
                    published: true,
                    time: now,
                }));
            }
        }
    }

    /// How many stands it plans, in all sessions.
    #[must_use]
    pub fn stands(&self) -> usize {
        self.sessions
            .iter()
            .filter_map(|session| session.exhibition.as_ref())
            .map(|held| held.stands.len())
            .sum()
    }

    /// What it looks like where that is not as Majlis does. The logo's bytes come after all other words.
    fn look(&self, founding: &mut Founding) {
        let PlannedLook { accent, hijri, logo } = &self.look;
        if accent.is_some() || *hijri {
            founding.changes.push(Change::LookSet { accent: *accent, hijri: *hijri });
        }
        if let Some(picture) = logo {
            let words = founding.file(picture.as_words());
            founding.changes.push(Change::LogoSet { logo: Some(Logo::of(picture, words)) });
        }
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Poll = 1,
    Question = 2,
    Stand = 3,
    Statement = 4,
}

/// A command id for what no command made. Clients draw theirs from all 64 bits, so none meets one of these.
fn made(kind: Kind, no: u32) -> CommandId {
    CommandId((kind as u64) << 32 | u64::from(no))
}
