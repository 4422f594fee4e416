use super::*;
use crate::domain::decide::{Decision, decide};
use crate::domain::id::CommandId;
use crate::domain::recommendation::{
    Day, EVIDENCE, FollowUp, Marks, RAPPORTEURS_STANDING, STANDING, TEXT_LENGTH,
};
use crate::domain::refusal::Code;
use crate::domain::tests::scene::DESK;

#[test]
fn rapporteurs_organisers_and_desks_draft_and_nobody_else() {
    let mut scene = forum();
    for (at, actor) in [RAPPORTEUR, OWNER, DESK].into_iter().enumerate() {
        assert_eq!(scene.does(actor, &draft("مسودة", &[])).made, Some(at as u32 + 1));
    }
    for actor in [person(1), Actor::Crew(LinkNo(4))] {
        assert_eq!(scene.is_refused(actor, &draft("مسودة", &[])), Code::NotAllowed);
    }
    let edit = scene.edit(1, "أخرى", "نص");
    assert_eq!(scene.is_refused(DESK, &edit), Code::NotAllowed, "a desk reads and adds");
    scene.does(OTHER, &edit);
    assert_eq!(scene.state.text(scene.held(1).title), "أخرى");
}

#[test]
fn drafting_again_by_the_same_command_is_the_same_draft() {
    let mut scene = forum();
    let id = CommandId(77);
    let first = scene.give_as(RAPPORTEUR, id, &draft("مسودة", &[])).expect("it is drafted");
    let again = scene.give_as(RAPPORTEUR, id, &draft("مسودة", &[])).expect("it is there");
    assert_eq!((first.made, again), (Some(1), Decision { made: Some(1), ..Decision::default() }));
}

#[test]
fn of_two_who_edit_at_once_the_second_is_told_and_loses_no_text() {
    let mut scene = forum();
    scene.drafts(1, "مسودة");
    let (one, other) = (scene.edit(1, "الأول", "نص الأول"), scene.edit(1, "الثاني", "نص الثاني"));
    scene.does(RAPPORTEUR, &one);
    assert_eq!(scene.is_refused(OTHER, &other), Code::Changed);
    assert_eq!(scene.state.text(scene.held(1).title), "الأول");
    assert!(scene.give(RAPPORTEUR, &one).expect("it stands").changes.is_empty());
    let text = scene.held(1).text.expect("it has a text");
    let again = scene.edit(1, "الثاني", "نص الثاني");
    scene.does(OTHER, &again);
    assert_eq!(scene.state.words.get(text), None, "what it said before is forgotten");
}

#[test]
fn texts_are_bounded_in_letters_and_in_bytes() {
    let mut scene = forum();
    scene.drafts(1, "مسودة");
    let long = "ن".repeat(TEXT_LENGTH + 1);
    let edit = scene.edit(1, "مسودة", &long);
    let refusal = scene.give(RAPPORTEUR, &edit).expect_err("it is too long");
    assert_eq!((refusal.code, refusal.limit), (Code::TextTooLong, Some(2_000)));
    let marks = "ن\u{64b}\u{651}\u{64c}\u{64d}\u{64e}".repeat(TEXT_LENGTH / 2);
    let edit = scene.edit(1, "مسودة", &marks);
    assert_eq!(scene.is_refused(RAPPORTEUR, &edit), Code::TextTooLong, "few letters of many bytes");
    let edit = scene.edit(1, "", "نص");
    assert_eq!(scene.is_refused(RAPPORTEUR, &edit), Code::TextEmpty);
}

#[test]
fn merging_unites_evidence_each_once_and_taking_it_back_restores_both() {
    let mut scene = forum();
    let (first, second) = (scene.listed(1, "أول"), scene.listed(2, "ثان"));
    let (one, other) = ([question(first)], [question(first), question(second)]);
    scene.does(RAPPORTEUR, &draft("تبقى", &one));
    scene.does(RAPPORTEUR, &draft("تُدمج", &other));
    let before = scene.state.recommendations.evidence(&scene.state, RecommendationNo(2));
    let (recommendation, version) = scene.read_of(2);
    let merge = |into| asks(RecommendationCommand::Merge { recommendation, version, into });
    assert_eq!(scene.is_refused(RAPPORTEUR, &merge(RecommendationNo(2))), Code::BadMerge);
    scene.does(RAPPORTEUR, &merge(RecommendationNo(1)));
    let of = |scene: &Scene, no| scene.state.recommendations.evidence(&scene.state, RecommendationNo(no));
    assert_eq!(of(&scene, 1), [question(first), question(second)]);
    assert_eq!(scene.state.text(scene.held(1).title), "تبقى");
    assert_eq!(scene.held(2).stage, Stage::Merged(RecommendationNo(1)));
    let edit = scene.edit(2, "لا", "لا");
    assert_eq!(scene.is_refused(RAPPORTEUR, &edit), Code::WrongState);
    let (recommendation, version) = scene.read_of(2);
    scene.does(RAPPORTEUR, &asks(RecommendationCommand::Unmerge { recommendation, version }));
    assert_eq!((of(&scene, 1), of(&scene, 2)), (one.to_vec(), before));
    assert_eq!(scene.held(2).stage, Stage::Draft);
}

#[test]
fn what_a_rapporteur_takes_out_of_what_others_brought_stays_out() {
    let mut scene = forum();
    scene.drafts(1, "تبقى");
    scene.drafts(2, "تُدمج");
    let (recommendation, version) = scene.read_of(2);
    scene.does(
        RAPPORTEUR,
        &asks(RecommendationCommand::Merge { recommendation, version, into: RecommendationNo(1) }),
    );
    let of = |scene: &Scene| scene.state.recommendations.evidence(&scene.state, RecommendationNo(1));
    let own = of(&scene)[0];
    let (recommendation, version) = scene.read_of(1);
    let set = asks(RecommendationCommand::SetEvidence { recommendation, version, evidence: vec![own] });
    scene.does(RAPPORTEUR, &set);
    assert_eq!(of(&scene), [own]);
}

#[test]
fn marks_put_them_in_order_and_hands_may_put_them_in_another() {
    let mut scene = forum();
    for by in 1..=3 {
        scene.drafts(by, &format!("مسودة {by}"));
    }
    let order =
        |scene: &Scene| scene.state.recommendations.in_order().into_iter().map(|no| no.0).collect::<Vec<_>>();
    let mark = |no, impact, feasibility, seq| {
        let marks = Some(Marks { impact, feasibility });
        asks(RecommendationCommand::Mark { recommendation: RecommendationNo(no), marks, seq: Seq(seq) })
    };
    scene.does(RAPPORTEUR, &mark(3, 5, 5, 1));
    scene.does(OTHER, &mark(3, 1, 1, 1));
    scene.does(RAPPORTEUR, &mark(2, 3, 4, 2));
    assert_eq!(order(&scene), [2, 3, 1], "12 is more than 9, and no marks are nothing");
    let marks = scene.shown(3, Role::Rapporteur).and_then(|item| item.marks).expect("it has marks");
    assert_eq!(
        (marks.impact, marks.feasibility, marks.score, marks.n),
        (None, None, None, 2),
        "of two each is told"
    );
    scene.does(OWNER, &mark(3, 3, 3, 1));
    let marks = scene.shown(3, Role::Rapporteur).and_then(|item| item.marks).expect("it has marks");
    assert_eq!((marks.impact, marks.feasibility, marks.score, marks.n), (Some(300), Some(300), Some(900), 3));
    assert_eq!(scene.is_refused(RAPPORTEUR, &mark(2, 1, 1, 1)), Code::Stale);
    assert_eq!(scene.is_refused(RAPPORTEUR, &mark(2, 6, 1, 9)), Code::OutOfRange);
    assert_eq!(scene.is_refused(DESK, &mark(2, 5, 1, 9)), Code::NotAllowed);
    let arrange = |arrangement, order: &[u32]| {
        let order = order.iter().copied().map(RecommendationNo).collect();
        asks(RecommendationCommand::Arrange { arrangement, order })
    };
    scene.does(RAPPORTEUR, &arrange(0, &[1]));
    assert_eq!(order(&scene), [1, 2, 3]);
    assert_eq!(scene.is_refused(OTHER, &arrange(0, &[3])), Code::Changed);
    assert_eq!(scene.is_refused(OTHER, &arrange(1, &[3, 3])), Code::OutOfRange);
    scene.does(OTHER, &arrange(1, &[]));
    assert_eq!(order(&scene), [2, 3, 1]);
}

#[test]
fn desks_leave_places_to_rapporteurs_and_those_to_organisers() {
    let mut scene = forum();
    for _ in 0..STANDING - RAPPORTEURS_STANDING {
        scene.does(DESK, &draft("مسودة", &[]));
    }
    let refusal = scene.give(DESK, &draft("مسودة", &[])).expect_err("the rest is the rapporteurs'");
    assert_eq!((refusal.code, refusal.limit), (Code::TooManyRecommendations, Some(60)));
    for _ in 60..90 {
        scene.does(RAPPORTEUR, &draft("مسودة", &[]));
    }
    assert_eq!(scene.is_refused(RAPPORTEUR, &draft("مسودة", &[])), Code::TooManyRecommendations);
    for _ in 90..STANDING {
        scene.does(OWNER, &draft("مسودة", &[]));
    }
    assert_eq!(scene.is_refused(OWNER, &draft("مسودة", &[])), Code::TooManyRecommendations);
    let (recommendation, version) = scene.read_of(1);
    scene.does(RAPPORTEUR, &asks(RecommendationCommand::Withdraw { recommendation, version }));
    scene.does(OWNER, &draft("مسودة", &[]));
}

#[test]
fn an_office_and_a_day_are_named_also_of_a_published_one() {
    let mut scene = forum();
    scene.drafts(1, "توصية");
    let publish = scene.publish(&[1], false);
    scene.does(RAPPORTEUR, &publish);
    let (recommendation, version) = scene.read_of(1);
    let (owner, due) = (Title { ar: "الأمانة".into(), en: String::new() }, Day::new(2027, 3, 1));
    let assign = asks(RecommendationCommand::Assign { recommendation, version, owner: owner.clone(), due });
    scene.does(RAPPORTEUR, &assign);
    let shown = scene.shown(1, Role::Participant).expect("it is published");
    assert_eq!((shown.owner, shown.due), (Some(owner), due));
    assert_eq!(shown.steps.len(), 1);
    assert_eq!(shown.steps[0].status, FollowUp::Planned);
}

#[test]
fn evidence_is_bounded_and_of_things_that_are_there() {
    let mut scene = forum();
    let asked = scene.listed(1, "سؤال");
    let many = vec![question(asked); EVIDENCE + 1];
    assert_eq!(scene.is_refused(RAPPORTEUR, &draft("كثير", &many)), Code::TooMuchEvidence);
    assert_eq!(scene.is_refused(RAPPORTEUR, &draft("لا", &[question(QuestionNo(9))])), Code::NotEvidence);
    scene.does(RAPPORTEUR, &draft("مرة", &many[..2]));
    assert_eq!(scene.held(1).evidence, [question(asked)]);
}

#[test]
fn what_is_not_there_is_unknown() {
    let scene = forum();
    let request = crate::domain::decide::Request { actor: RAPPORTEUR, id: CommandId(1), now: scene.now };
    let (recommendation, version) = (RecommendationNo(1), 1);
    for act in [
        RecommendationCommand::Propose { recommendation, version, on: true },
        RecommendationCommand::Withdraw { recommendation, version },
        RecommendationCommand::Restore { recommendation, version },
        RecommendationCommand::Unmerge { recommendation, version },
    ] {
        let refused = decide(&scene.state, &request, &asks(act), &scene.around);
        assert_eq!(refused.expect_err("there is none").code, Code::UnknownRecommendation);
    }
}

#[test]
fn a_draft_is_cited_no_more_for_than_it_may_rest_on() {
    let (mut scene, [last, another]) = nearly_full();
    scene.does(RAPPORTEUR, &last);
    assert_eq!(scene.is_refused(RAPPORTEUR, &another), Code::TooMuchEvidence);
}
