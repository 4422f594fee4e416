use super::*;
use crate::domain::change::Change;
use crate::domain::decide::next_deadline;
use crate::domain::question::Reason;
use crate::domain::recommendation::{FollowUp, PUBLIC, RecommendationStage, STEPS};
use crate::domain::refusal::Code;
use crate::domain::role::Actor;
use crate::domain::tests::scene::DESK;
use crate::domain::time::Millis;

fn follow(scene: &Scene, no: u32, status: FollowUp, note: Option<&str>) -> Command {
    let ((recommendation, version), note) = (scene.read_of(no), note.map(Text::new));
    asks(RecommendationCommand::Follow { recommendation, version, status, note })
}

#[test]
fn nothing_is_published_without_evidence_and_which_it_is_is_told() {
    let mut scene = forum();
    scene.drafts(1, "لها دليل");
    scene.does(RAPPORTEUR, &draft("بلا دليل", &[]));
    let publish = scene.publish(&[1, 2], false);
    let refusal = scene.give(RAPPORTEUR, &publish).expect_err("one has none");
    assert_eq!((refusal.code, refusal.limit), (Code::NoEvidence, Some(2)));
    assert!(scene.shown(1, Role::Participant).is_none(), "all of them or none");
    let publish = scene.publish(&[1], false);
    scene.does(RAPPORTEUR, &publish);
    let shown = scene.shown(1, Role::Screen).expect("it is published");
    assert_eq!((shown.stage, shown.pieces, shown.anyway), (RecommendationStage::Published, 1, false));
    assert!(scene.give(RAPPORTEUR, &publish).expect("it is").changes.is_empty());
}

#[test]
fn evidence_that_was_dismissed_since_is_none() {
    let mut scene = forum();
    scene.drafts(1, "توصية");
    let Evidence::Question { question } = scene.held(1).evidence[0] else { panic!("it rests on a question") };
    let version = scene.version(question);
    scene.does(DESK, &Command::Dismiss { question, version, reason: Reason::OffTopic });
    for anyway in [false, true] {
        let publish = scene.publish(&[1], anyway);
        assert_eq!(scene.is_refused(OWNER, &publish), Code::NoEvidence);
    }
}

#[test]
fn what_was_not_agreed_is_published_by_an_organiser_who_says_so_and_everyone_is_told() {
    let mut scene = forum();
    scene.drafts(1, "توصية");
    let propose = scene.propose(1, true);
    scene.does(RAPPORTEUR, &propose);
    let publish = scene.publish(&[1], false);
    let refusal = scene.give(RAPPORTEUR, &publish).expect_err("the vote is still to come");
    assert_eq!((refusal.code, refusal.limit), (Code::NotAgreed, Some(1)));
    let round = scene.votes_on(&[1]);
    scene.says_of(1, 1, Voice::Disagree);
    scene.closes_vote(round);
    let publish = scene.publish(&[1], false);
    assert_eq!(scene.is_refused(OWNER, &publish), Code::NotAgreed);
    let back = scene.propose(1, false);
    scene.does(RAPPORTEUR, &back);
    let publish = scene.publish(&[1], false);
    assert_eq!(scene.is_refused(RAPPORTEUR, &publish), Code::NotAgreed, "a draft again is no way round");
    let publish = scene.publish(&[1], true);
    assert_eq!(scene.is_refused(RAPPORTEUR, &publish), Code::NotAllowed);
    scene.does(OWNER, &publish);
    assert!(scene.shown(1, Role::Participant).expect("it is published").anyway);
}

#[test]
fn what_was_agreed_is_published_by_a_rapporteur() {
    let mut scene = forum();
    scene.drafts(1, "توصية");
    let round = scene.votes_on(&[1]);
    scene.says_of(1, 1, Voice::Agree);
    scene.closes_vote(round);
    let publish = scene.publish(&[1], false);
    scene.does(RAPPORTEUR, &publish);
    let shown = scene.shown(1, Role::Participant).expect("it is published");
    assert_eq!((shown.anyway, shown.outcome.map(|outcome| outcome.agreed)), (false, Some(true)));
}

#[test]
fn a_merged_one_takes_its_vote_along() {
    let mut scene = forum();
    scene.drafts(1, "مرفوضة");
    let round = scene.votes_on(&[1]);
    scene.says_of(1, 1, Voice::Disagree);
    scene.closes_vote(round);
    let back = scene.propose(1, false);
    scene.does(RAPPORTEUR, &back);
    scene.drafts(2, "جديدة");
    let (recommendation, version) = scene.read_of(1);
    let into = RecommendationNo(2);
    scene.does(RAPPORTEUR, &asks(RecommendationCommand::Merge { recommendation, version, into }));
    let publish = scene.publish(&[2], false);
    assert_eq!(scene.is_refused(RAPPORTEUR, &publish), Code::NotAgreed);
}

#[test]
fn a_follow_up_keeps_each_step_with_its_time() {
    let mut scene = forum();
    scene.drafts(1, "توصية");
    let early = follow(&scene, 1, FollowUp::Done, None);
    assert_eq!(scene.is_refused(RAPPORTEUR, &early), Code::WrongState);
    let publish = scene.publish(&[1], false);
    scene.does(RAPPORTEUR, &publish);
    for (status, note) in [(FollowUp::UnderWay, Some("بدأ العمل")), (FollowUp::Done, None)] {
        scene.now = scene.now + Millis::minutes(1);
        let step = follow(&scene, 1, status, note);
        scene.does(RAPPORTEUR, &step);
        assert!(scene.give(RAPPORTEUR, &step).expect("it stands").changes.is_empty());
    }
    let steps = scene.shown(1, Role::Screen).expect("it is published").steps;
    let told: Vec<_> = steps.iter().map(|step| (step.status, step.note.as_deref())).collect();
    let planned = (FollowUp::Planned, None);
    assert_eq!(told, [planned, (FollowUp::UnderWay, Some("بدأ العمل")), (FollowUp::Done, None)]);
    assert!(steps.is_sorted_by(|one, other| one.at < other.at));
    assert_eq!(scene.shown(1, Role::Participant).expect("it is published").steps.len(), 1, "the last one");
    while scene.held(1).steps.len() < STEPS {
        let status =
            if scene.held(1).steps.len().is_multiple_of(2) { FollowUp::Done } else { FollowUp::Planned };
        let step = follow(&scene, 1, status, Some(&format!("{}", scene.held(1).steps.len())));
        scene.does(RAPPORTEUR, &step);
    }
    let step = follow(&scene, 1, FollowUp::NotPursued, None);
    assert_eq!(scene.is_refused(RAPPORTEUR, &step), Code::ChangedTooOften);
}

#[test]
fn an_organiser_unpublishes_with_a_reason_that_everyone_is_told_until_it_is_published_again() {
    let mut scene = forum();
    scene.drafts(1, "توصية");
    let publish = scene.publish(&[1], false);
    scene.does(RAPPORTEUR, &publish);
    let unpublish = scene.unpublish(1, "فيها خطأ");
    assert_eq!(scene.is_refused(RAPPORTEUR, &unpublish), Code::NotAllowed);
    scene.does(OWNER, &unpublish);
    let shown = scene.shown(1, Role::Participant).expect("everyone is told");
    assert_eq!(shown.stage, RecommendationStage::Unpublished);
    assert_eq!((shown.reason.as_deref(), shown.text, shown.pieces), (Some("فيها خطأ"), None, 0));
    let (recommendation, version) = scene.read_of(1);
    scene.does(RAPPORTEUR, &asks(RecommendationCommand::Restore { recommendation, version }));
    assert_eq!(
        scene.shown(1, Role::Participant).map(|item| item.stage),
        Some(RecommendationStage::Unpublished)
    );
    let reason = scene.held(1).unpublished.expect("it has a reason");
    let publish = scene.publish(&[1], false);
    scene.does(RAPPORTEUR, &publish);
    let shown = scene.shown(1, Role::Participant).expect("it is published");
    assert_eq!((shown.stage, shown.reason), (RecommendationStage::Published, None));
    assert_eq!(scene.state.words.get(reason), None);
}

#[test]
fn a_reason_that_everyone_was_told_is_erased_with_the_rest() {
    let mut scene = forum();
    scene.drafts(1, "توصية");
    let publish = scene.publish(&[1], false);
    scene.does(RAPPORTEUR, &publish);
    let unpublish = scene.unpublish(1, "ذُكر فيها شخص");
    scene.does(OWNER, &unpublish);
    let reason = scene.held(1).unpublished.expect("it has a reason");
    scene.does(OWNER, &asks(RecommendationCommand::Erase { recommendation: RecommendationNo(1) }));
    assert_eq!(scene.state.words.get(reason), None);
}

#[test]
fn an_organiser_puts_right_what_is_published_and_everyone_is_told() {
    let mut scene = forum();
    scene.drafts(1, "توصبة");
    let publish = scene.publish(&[1], false);
    scene.does(RAPPORTEUR, &publish);
    let edit = scene.edit(1, "توصية", "نصها");
    assert_eq!(scene.is_refused(RAPPORTEUR, &edit), Code::WrongState);
    scene.does(OWNER, &edit);
    let shown = scene.shown(1, Role::Participant).expect("it is published");
    assert_eq!((shown.title.as_str(), shown.corrected), ("توصية", Some(scene.now)));
}

#[test]
fn no_more_are_put_before_everyone_than_may_be() {
    let mut scene = forum();
    let asked = scene.listed(1, "سؤال");
    for no in 1..=PUBLIC as u32 + 1 {
        scene.does(RAPPORTEUR, &draft(&format!("توصية {no}"), &[question(asked)]));
    }
    let all: Vec<u32> = (1..=PUBLIC as u32).collect();
    let publish = scene.publish(&all, false);
    scene.does(RAPPORTEUR, &publish);
    let publish = scene.publish(&[41], false);
    assert_eq!(scene.is_refused(OWNER, &publish), Code::TooManyRecommendations);
    let propose = scene.propose(41, true);
    assert_eq!(scene.is_refused(RAPPORTEUR, &propose), Code::TooManyRecommendations);
    let unpublish = scene.unpublish(1, "خطأ");
    scene.does(OWNER, &unpublish);
    scene.does(OWNER, &publish);
}

#[test]
fn words_of_recommendations_outlive_those_of_people_and_an_organiser_erases_them() {
    let mut scene = forum();
    scene.drafts(1, "توصية");
    let publish = scene.publish(&[1], false);
    scene.does(RAPPORTEUR, &publish);
    for session in [1, 2].map(crate::domain::id::SessionNo) {
        let held = scene.state.sessions.get_mut(&session).map(Arc::make_mut).expect("it is there");
        (held.ends, held.phase) = (scene.now, crate::domain::agenda::Phase::Ended);
    }
    scene.state.due = crate::domain::due::Due::of(&scene.state);
    scene.now = next_deadline(&scene.state).expect("words are erased by age");
    scene.does(Actor::Clock, &Command::Tick);
    let shown = scene.shown(1, Role::Screen).expect("it is published");
    assert_eq!((shown.title.as_str(), shown.pieces, shown.erased), ("توصية", 1, 1));
    assert_eq!(
        (shown.evidence[0].text.as_deref(), shown.evidence[0].n),
        (None, Some(0)),
        "its supports are told"
    );
    assert_eq!(next_deadline(&scene.state), None, "nothing more is forgotten by age");
    let erase = asks(RecommendationCommand::Erase { recommendation: RecommendationNo(1) });
    assert_eq!(scene.is_refused(RAPPORTEUR, &erase), Code::NotAllowed);
    let done = scene.does(OWNER, &erase);
    assert!(matches!(&*done.changes, [Change::Erased { .. }]));
    assert_eq!(scene.shown(1, Role::Participant).map(|item| item.title), Some(String::new()));
}
