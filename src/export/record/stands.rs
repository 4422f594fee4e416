//! Stands: how they were visited and rated, and what was asked there.

use serde::Serialize;

use super::tell::Teller;
use crate::domain::forum::Title;
use crate::domain::id::{RemarkNo, SessionNo, StandNo};
use crate::domain::question::Reason;
use crate::domain::stand::{Exhibition, Mark, Remark, RemarkKind, RemarkState, RemarkStatus, Stand, minute};

/// A stand.
#[derive(Debug, Serialize)]
pub struct StandRecord {
    /// Its number.
    pub stand: StandNo,
    /// The session of its exhibition.
    pub session: SessionNo,
    /// What that is called.
    pub session_title: Title,
    /// What the stand is called.
    pub title: Title,
    /// Who carries it.
    pub by: Title,
    /// What it is of.
    pub topic: Title,
    /// Whether it was closed.
    pub closed: bool,
    /// How many people visited it.
    pub visits: u32,
    /// How many gave it one star, two, and so on.
    pub stars: [u32; 5],
    /// Questions that came in, those that were taken back aside.
    pub questions: u32,
    /// How many of them were answered.
    pub answered: u32,
    /// Comments that came in, those that were taken back aside.
    pub comments: u32,
}

/// A question to a stand's team, or a comment for it.
#[derive(Debug, Serialize)]
pub struct RemarkRecord {
    /// Its number.
    pub remark: RemarkNo,
    /// The stand's.
    pub stand: StandNo,
    /// What that is called.
    pub title: Title,
    /// The session of its exhibition.
    pub session: SessionNo,
    /// Which of both it is.
    pub kind: RemarkKind,
    /// What became of it.
    pub status: RemarkState,
    /// Why it was dismissed, or taken off the stand's page.
    pub reason: Option<Reason>,
    /// Whether everyone reads it on the stand's page.
    pub published: bool,
    /// What the team did with a comment.
    pub mark: Option<Mark>,
    /// What it says; none when it was erased.
    pub text: Option<String>,
    /// What was answered.
    pub answer: Option<String>,
    /// When it came in, to the minute.
    pub came: String,
}

impl Teller<'_> {
    /// The stands of an exhibition in their order.
    pub(super) fn stands(&self, session: SessionNo, held: &Exhibition) -> Vec<StandRecord> {
        let in_order = held.order.iter().filter_map(|no| Some((*no, held.stands.get(no)?)));
        in_order.map(|(no, stand)| self.stand(session, no, stand)).collect()
    }

    fn stand(&self, session: SessionNo, no: StandNo, stand: &Stand) -> StandRecord {
        let left = |kind| {
            let there =
                move |remark: &&Remark| remark.kind == kind && remark.status != RemarkStatus::Withdrawn;
            stand.remarks.values().map(|remark| &**remark).filter(there)
        };
        StandRecord {
            stand: no,
            session,
            session_title: self.title(session),
            title: stand.plan.title.clone(),
            by: stand.plan.by.clone(),
            topic: stand.plan.topic.clone(),
            closed: stand.closed,
            visits: stand.visits,
            stars: stand.stars,
            questions: left(RemarkKind::Question).count() as u32,
            answered: left(RemarkKind::Question).filter(|remark| remark.answer.is_some()).count() as u32,
            comments: left(RemarkKind::Comment).count() as u32,
        }
    }

    /// What was asked and said at them, stand by stand; not what its author took back.
    pub(super) fn remarks(&self, session: SessionNo, held: &Exhibition) -> Vec<RemarkRecord> {
        let in_order = held.order.iter().filter_map(|no| Some((*no, held.stands.get(no)?)));
        let all = in_order.flat_map(|(no, stand)| {
            let there = stand.remarks.iter().filter(|(_, left)| left.status != RemarkStatus::Withdrawn);
            there.map(move |(remark, left)| (no, stand, *remark, left))
        });
        all.map(|(no, stand, remark, left)| self.remark(session, (no, stand), (remark, left))).collect()
    }

    fn remark(
        &self,
        session: SessionNo,
        (stand, there): (StandNo, &Stand),
        (no, left): (RemarkNo, &Remark),
    ) -> RemarkRecord {
        let (status, reason) = left.status.told();
        RemarkRecord {
            remark: no,
            stand,
            title: there.plan.title.clone(),
            session,
            kind: left.kind,
            status,
            reason: reason.or(left.page.held()),
            published: left.is_published(),
            mark: left.mark,
            text: self.text(left.text),
            answer: left.answer.and_then(|no| self.text(no)),
            came: self.clock.tell(minute(left.at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::stand::tests::exhibiting;
    use crate::domain::tests::scene::{DESK, person};
    use crate::export::record::Record;

    #[test]
    fn a_stand_is_told_with_its_figures_and_what_was_left_there_without_what_was_taken_back() {
        let mut scene = exhibiting(2);
        scene.visits(1, 2);
        let rate = scene.rate(2, 4);
        scene.does(person(1), &rate);
        let asked = scene.asks_team(1, 2, "سؤال");
        let answer = scene.answer(2, asked, "جواب");
        scene.does(DESK, &answer);
        scene.comments(2, 2, "تعليق");
        let gone = scene.asks_team(3, 2, "يُسحب");
        let back = scene.back(2, gone);
        scene.does(person(3), &back);
        let told = Record::of(&scene.state);
        let stand = &told.stands[1];
        assert_eq!((stand.visits, stand.stars), (1, [0, 0, 0, 1, 0]));
        assert_eq!((stand.questions, stand.answered, stand.comments), (1, 1, 1));
        let texts: Vec<_> = told.stand_questions.iter().map(|left| left.text.as_deref()).collect();
        assert_eq!(texts, [Some("سؤال"), Some("تعليق")]);
        assert_eq!(told.stand_questions[0].answer.as_deref(), Some("جواب"));
    }
}
