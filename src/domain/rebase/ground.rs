//! Whether something stands now as it stood for whoever decided in the lost history.

use super::bringing::Bringing;
use crate::domain::change::Plan;
use crate::domain::id::{HallNo, PollNo, QuestionNo, SessionNo, WordsNo};
use crate::domain::poll::Poll;
use crate::domain::question::{Standing, Status};

impl Bringing<'_> {
    /// Whether words of the lost history and words of the present one are the same, or say the same.
    pub fn alike(&self, lost: Option<WordsNo>, now: Option<WordsNo>) -> bool {
        match (lost, now) {
            (None, None) => true,
            (Some(lost), Some(now)) => {
                let text = self.lost.text(lost);
                self.numbering.words(lost) == Some(now) || (!text.is_empty() && text == self.now.text(now))
            }
            _ => false,
        }
    }

    /// The question as it is known now.
    pub fn question(&self, no: QuestionNo) -> Option<QuestionNo> {
        self.numbering.question(no).filter(|no| self.now.questions.contains_key(no))
    }

    /// The hall, if it is there now.
    pub fn hall(&self, no: HallNo) -> Option<HallNo> {
        self.numbering.hall(no).filter(|no| self.now.halls.contains_key(no))
    }

    /// The session, if it is on the agenda now.
    pub fn session(&self, no: SessionNo) -> Option<SessionNo> {
        self.numbering.session(no).filter(|no| self.now.sessions.contains_key(no))
    }

    /// The poll, if it is there now.
    pub fn poll(&self, no: PollNo) -> Option<PollNo> {
        self.numbering.poll(no).filter(|no| self.now.polls.contains_key(no))
    }

    /// The poll and round that now hold the round which a poll of the lost history has at hand, if it is at hand now too.
    pub fn held(&self, no: PollNo) -> Option<(PollNo, &Poll, &Poll)> {
        let lost = self.lost.polls.get(&no)?;
        let (there, round) = self.numbering.round(no, lost.round.no)?;
        let now = self.now.polls.get(&there).filter(|now| now.round.no == round)?;
        Some((there, lost, now))
    }

    /// The polls by the numbers that they have now.
    pub fn polls(&self, lost: &[PollNo]) -> Option<Vec<PollNo>> {
        lost.iter().map(|no| self.numbering.poll(*no)).collect()
    }

    /// The plan by the numbers of now, also where its hall was taken away since.
    pub fn plan(&self, lost: &Plan) -> Option<Plan> {
        Some(Plan { hall: self.numbering.hall(lost.hall)?, ..lost.clone() })
    }

    /// Whether the session is planned now as it was, and in the same phase.
    pub fn is_planned(&self, lost: SessionNo, now: SessionNo) -> bool {
        let (lost, now) = (self.lost.sessions.get(&lost), self.now.sessions.get(&now));
        lost.zip(now).is_some_and(|(lost, now)| {
            lost.phase == now.phase && self.plan(&Plan::of(lost)) == Some(Plan::of(now))
        })
    }

    /// How the question stood, by the numbers of now.
    pub fn standing(&self, lost: &Standing) -> Option<Standing> {
        let words = |no: Option<WordsNo>| match no {
            None => Some(None),
            Some(no) => self.numbering.words(no).map(Some),
        };
        Some(Standing {
            session: self.numbering.session(lost.session)?,
            status: self.status(lost.status)?,
            text: self.numbering.words(lost.text)?,
            wall_text: words(lost.wall_text)?,
            labels: lost.labels.clone(),
            reply: words(lost.reply)?,
            place: lost.place,
            trail: lost.trail.iter().map(|no| self.numbering.session(*no)).collect::<Option<_>>()?,
            set_aside_from: lost.set_aside_from.iter().map(|was| self.status(*was)).collect::<Option<_>>()?,
        })
    }

    pub fn status(&self, lost: Status) -> Option<Status> {
        match lost {
            Status::Merged(into) => self.numbering.question(into).map(Status::Merged),
            other => Some(other),
        }
    }
}
