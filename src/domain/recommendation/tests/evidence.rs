use super::*;
use crate::domain::id::{ClusterNo, IdeaNo, PollNo, RemarkNo, SessionNo, StandNo, StatementNo};
use crate::domain::idea::tests::{collecting_by, on_cluster, on_idea, usual};
use crate::domain::idea::{IdeaPhase, IdeaPlan};
use crate::domain::poll::PollKind;
use crate::domain::question::Reason;
use crate::domain::recommendation::Gone;
use crate::domain::refusal::Code;
use crate::domain::stand::tests::exhibiting;
use crate::domain::stand::{ExhibitionPlan, Interest, StandCommand};
use crate::domain::statement::{StatementCommand, StatementPlan};
use crate::domain::tests::polls;
use crate::domain::tests::scene::{DESK, PANEL};

/// What a draft of all that tells of its evidence, to whom a wall may be shown it.
fn told(scene: &Scene, no: u32) -> Vec<crate::domain::recommendation::EvidenceView> {
    scene.shown(no, Role::Rapporteur).expect("it is drafted").evidence
}

pub(super) fn with_rapporteur(mut scene: Scene) -> Scene {
    let held = forum();
    for no in [5, 6].map(LinkNo) {
        scene.state.links.insert(no, Arc::clone(&held.state.links[&no]));
    }
    scene.state.last.link = LinkNo(6);
    scene
}

#[test]
fn a_question_tells_its_supports_of_the_moment_with_those_of_what_was_merged_into_it() {
    let mut scene = forum();
    let (stays, goes) = (scene.listed(1, "يبقى"), scene.listed(2, "يُدمج"));
    scene.does(RAPPORTEUR, &draft("توصية", &[question(goes)]));
    scene.supported(3, goes, true);
    assert_eq!((told(&scene, 1)[0].n, told(&scene, 1)[0].text.as_deref()), (Some(1), Some("يُدمج")));
    scene.supported(4, stays, true);
    let version = scene.version(goes);
    scene.does(DESK, &Command::Merge { question: goes, version, into: stays });
    let now = told(&scene, 1);
    assert_eq!((now[0].of, now[0].n, now[0].text.as_deref()), (question(stays), Some(2), Some("يبقى")));
}

#[test]
fn what_waits_or_was_dismissed_is_no_evidence_and_is_told_to_rapporteurs_alone() {
    let mut scene = forum();
    let waits = scene.asked(1, "ينتظر");
    assert_eq!(scene.is_refused(RAPPORTEUR, &draft("لا", &[question(waits)])), Code::NotEvidence);
    let (listed, other) = (scene.listed(2, "يبقى"), scene.listed(3, "يُحجب"));
    scene.does(RAPPORTEUR, &draft("توصية", &[question(other), question(listed)]));
    let publish = scene.publish(&[1], false);
    scene.does(RAPPORTEUR, &publish);
    let version = scene.version(other);
    scene.does(DESK, &Command::Dismiss { question: other, version, reason: Reason::OffTopic });
    let gone = &told(&scene, 1)[0];
    assert_eq!((gone.gone, &gone.text, gone.n), (Some(Gone::Hidden), &None, None));
    let shown = scene.shown(1, Role::Screen).expect("it is published");
    assert_eq!(shown.evidence.iter().map(|one| one.of).collect::<Vec<_>>(), [question(listed)]);
    assert_eq!(shown.pieces, 1);
    let erase = Command::Erase { question: listed };
    scene.does(OWNER, &erase);
    let shown = scene.shown(1, Role::Screen).expect("it is published");
    assert_eq!((shown.evidence[0].gone, &shown.evidence[0].text), (Some(Gone::Erased), &None));
    assert_eq!((shown.pieces, shown.erased, shown.evidence[0].n), (1, 1, Some(0)));
}

#[test]
fn ideas_and_groups_tell_their_dots_once_everyone_sees_them() {
    let mut scene = with_rapporteur(collecting_by(IdeaPlan { show_dots: false, ..usual() }));
    for by in 1..=3 {
        scene.thinks(by, &format!("فكرة {by}"));
    }
    let group = scene.groups(&[1, 2]);
    let evidence = [
        Evidence::Idea { session: PANEL, idea: IdeaNo(3) },
        Evidence::Cluster { session: PANEL, cluster: ClusterNo(group) },
        Evidence::Idea { session: PANEL, idea: IdeaNo(1) },
    ];
    scene.does(RAPPORTEUR, &draft("توصية", &evidence));
    scene.leads(IdeaPhase::Voting);
    scene.dots(1, &[on_idea(3, 1), on_cluster(group, 2)]);
    assert!(told(&scene, 1).iter().all(|one| one.n.is_none()), "nobody sees them yet");
    scene.leads(IdeaPhase::Closed);
    let now = told(&scene, 1);
    assert_eq!(
        [now[0].n, now[1].n, now[2].n],
        [Some(1), Some(2), None],
        "a grouped idea has none of its own"
    );
    assert_eq!((now[1].ideas, now[2].text.as_deref()), (Some(2), Some("فكرة 1")));
    let table = Evidence::Table { session: PANEL, table: 0 };
    let cite = asks(RecommendationCommand::Cite { recommendation: RecommendationNo(1), evidence: table });
    assert_eq!(scene.is_refused(RAPPORTEUR, &cite), Code::NotEvidence, "it wrote nothing");
}

#[test]
fn a_poll_is_evidence_while_its_round_is_closed_and_shown() {
    let mut scene = forum();
    let poll = scene.opened(&polls::draft(PollKind::Single, 2));
    scene.voted(1, poll, polls::one(1));
    let evidence = Evidence::Poll { poll, round: 1 };
    let make = draft("توصية", &[evidence]);
    assert_eq!(scene.is_refused(RAPPORTEUR, &make), Code::NotEvidence);
    scene.closes(poll);
    let shown = scene.state.polls[&poll].revealed;
    if !shown {
        assert_eq!(scene.is_refused(RAPPORTEUR, &make), Code::NotEvidence);
        let reveal = scene.reveal_poll(poll, true);
        scene.does(DESK, &reveal);
    }
    scene.does(RAPPORTEUR, &make);
    let now = &told(&scene, 1)[0];
    assert_eq!((now.n, now.options.len(), now.options[0].n), (Some(1), 2, 1));
    let hide = scene.reveal_poll(poll, false);
    scene.does(DESK, &hide);
    let now = &told(&scene, 1)[0];
    assert_eq!((now.gone, now.n, now.options.len()), (Some(Gone::Hidden), None, 0));
    for no in [0, 2] {
        let other = draft("لا", &[Evidence::Poll { poll, round: no }]);
        assert_eq!(scene.is_refused(RAPPORTEUR, &other), Code::NotEvidence);
    }
    let none = draft("لا", &[Evidence::Poll { poll: PollNo(99), round: 1 }]);
    assert_eq!(scene.is_refused(RAPPORTEUR, &none), Code::NotEvidence);
}

#[test]
fn a_statement_tells_no_count_before_the_picture_does() {
    let mut scene = forum();
    let of = |command| Command::Statements(command);
    let plan = StatementPlan {
        title: Title { ar: "عمّ؟".into(), en: String::new() },
        submit: true,
        moderated: false,
        shown: true,
    };
    scene.does(DESK, &of(StatementCommand::Plan { session: PANEL, version: 0, plan }));
    scene.does(DESK, &of(StatementCommand::Seed { session: PANEL, text: Text::new("عبارة") }));
    let evidence = [Evidence::Statement { session: PANEL, statement: StatementNo(1) }];
    assert_eq!(scene.is_refused(RAPPORTEUR, &draft("لا", &evidence)), Code::NotEvidence, "it is prepared");
    scene.does(DESK, &of(StatementCommand::Open { session: PANEL, version: 1 }));
    scene.does(RAPPORTEUR, &draft("توصية", &evidence));
    let now = &told(&scene, 1)[0];
    assert_eq!((now.text.as_deref(), now.votes), (Some("عبارة"), None));
    let nowhere = [Evidence::Statement { session: SessionNo(9), statement: StatementNo(1) }];
    assert_eq!(scene.is_refused(RAPPORTEUR, &draft("لا", &nowhere)), Code::NotEvidence);
}

/// A shown exhibition of one stand in which a question was asked and answered, and rapporteurs.
fn exhibited() -> (Scene, u32, Evidence) {
    let mut scene = with_rapporteur(exhibiting(1));
    let asked = scene.asks_team(1, 1, "كيف نشارك؟");
    let answer = scene.answer(1, asked, "بالتسجيل");
    scene.does(DESK, &answer);
    let evidence = Evidence::Remark { session: PANEL, stand: StandNo(1), remark: RemarkNo(asked) };
    (scene, asked, evidence)
}

#[test]
fn a_question_on_a_stands_page_is_evidence_with_its_answer_and_no_other_remark_is() {
    let (mut scene, asked, evidence) = exhibited();
    assert_eq!(scene.is_refused(RAPPORTEUR, &draft("لا", &[evidence])), Code::NotEvidence, "its team has it");
    let comment = scene.comments(2, 1, "رأي للفريق");
    let said = Evidence::Remark { session: PANEL, stand: StandNo(1), remark: RemarkNo(comment) };
    assert_eq!(scene.is_refused(RAPPORTEUR, &draft("لا", &[said])), Code::NotEvidence, "comments never are");
    let elsewhere = Evidence::Remark { session: PANEL, stand: StandNo(2), remark: RemarkNo(asked) };
    let publish = scene.on_page(1, asked, true);
    scene.does(DESK, &publish);
    assert_eq!(scene.is_refused(RAPPORTEUR, &draft("لا", &[elsewhere])), Code::NotEvidence);
    scene.does(RAPPORTEUR, &draft("توصية", &[evidence]));
    let now = &told(&scene, 1)[0];
    assert_eq!((now.text.as_deref(), now.answer.as_deref()), (Some("كيف نشارك؟"), Some("بالتسجيل")));
    assert_eq!(now.title.as_ref().map(|title| title.ar.as_str()), Some("جناح 1"));
    let (publish, back) = (scene.publish(&[1], false), scene.on_page(1, asked, false));
    scene.does(RAPPORTEUR, &publish);
    scene.does(DESK, &back);
    let gone = &told(&scene, 1)[0];
    assert_eq!((gone.gone, &gone.text, &gone.answer), (Some(Gone::Hidden), &None, &None));
    assert_eq!(scene.shown(1, Role::Screen).map(|item| (item.pieces, item.evidence.len())), Some((0, 0)));
}

#[test]
fn an_erased_question_of_a_stand_goes_on_counting_without_its_words_and_its_answer() {
    let (mut scene, asked, evidence) = exhibited();
    let publish = scene.on_page(1, asked, true);
    scene.does(DESK, &publish);
    scene.does(RAPPORTEUR, &draft("توصية", &[evidence]));
    let publish = scene.publish(&[1], false);
    scene.does(RAPPORTEUR, &publish);
    let erase = StandCommand::Erase { session: PANEL, stand: StandNo(1), remark: RemarkNo(asked) };
    scene.does(OWNER, &Command::Stands(erase));
    let shown = scene.shown(1, Role::Screen).expect("it is published");
    let gone = &shown.evidence[0];
    assert_eq!((gone.gone, &gone.text, &gone.answer), (Some(Gone::Erased), &None, &None));
    assert_eq!((shown.pieces, shown.erased), (1, 1));
}

#[test]
fn a_stand_tells_its_visits_in_steps_to_whom_they_are_told_and_how_many_comments_it_has() {
    let mut scene = with_rapporteur(exhibiting(1));
    let evidence = Evidence::Stand { session: PANEL, stand: StandNo(1) };
    assert_eq!(scene.is_refused(RAPPORTEUR, &draft("لا", &[evidence])), Code::NotEvidence, "nobody came");
    (1..=12).for_each(|by| scene.visits(by, 1));
    scene.does(RAPPORTEUR, &draft("توصية", &[evidence]));
    let counts = |scene: &Scene| (told(scene, 1)[0].n, told(scene, 1)[0].comments);
    let comments: Vec<u32> = (1..=10).map(|by| scene.comments(by, 1, &format!("رأي {by}"))).collect();
    assert_eq!(counts(&scene), (None, None), "walls alone are told how many came");
    let plan = ExhibitionPlan { shown: true, interest: Interest::Everyone };
    let version = scene.exhibition().version;
    scene.does(OWNER, &Command::Stands(StandCommand::Set { session: PANEL, version, plan }));
    assert_eq!(counts(&scene), (Some(10), Some(10)));
    assert!(!serde_json::to_string(&told(&scene, 1)).unwrap().contains("رأي"), "no comment is quoted");
    let dismiss = scene.dismiss(1, comments[0]);
    scene.does(DESK, &dismiss);
    assert_eq!(counts(&scene), (Some(10), None), "one is with the team no more");
}

#[test]
fn what_does_not_fit_is_told_by_its_reference_alone() {
    let mut scene = forum();
    let long = "مشاركة المجتمع في التطوع ".repeat(10);
    let asked: Vec<Evidence> =
        (1..=30).map(|by| question(scene.listed(by, &format!("{by} {long}")))).collect();
    scene.does(RAPPORTEUR, &draft("توصية", &asked));
    let told = told(&scene, 1);
    assert_eq!(told.len(), 30);
    assert!(!told[0].cut && told[29].cut && told[29].text.is_none() && told[29].gone.is_none());
}

#[test]
fn a_published_one_keeps_something_that_counts() {
    let mut scene = forum();
    scene.drafts(1, "توصية");
    let publish = scene.publish(&[1], false);
    scene.does(RAPPORTEUR, &publish);
    let other = scene.listed(2, "سؤال آخر");
    let cite =
        asks(RecommendationCommand::Cite { recommendation: RecommendationNo(1), evidence: question(other) });
    assert_eq!(scene.is_refused(DESK, &cite), Code::WrongState, "desks cite for drafts");
    scene.does(RAPPORTEUR, &cite);
    assert_eq!(scene.shown(1, Role::Screen).map(|item| item.pieces), Some(2));
    let (recommendation, version) = scene.read_of(1);
    let set = |evidence| asks(RecommendationCommand::SetEvidence { recommendation, version, evidence });
    assert_eq!(scene.is_refused(RAPPORTEUR, &set(Vec::new())), Code::NoEvidence);
    scene.does(RAPPORTEUR, &set(vec![question(other)]));
    assert_eq!(scene.shown(1, Role::Screen).map(|item| item.pieces), Some(1));
}

#[test]
fn a_phone_is_told_that_a_quote_was_reworded_and_not_of_each_support() {
    let mut scene = forum();
    let asked = scene.listed(1, "سؤال");
    scene.does(RAPPORTEUR, &draft("توصية", &[question(asked)]));
    let publish = scene.publish(&[1], false);
    scene.does(RAPPORTEUR, &publish);
    let slim = |scene: &Scene| scene.shown(1, Role::Participant).expect("it is published");
    let before = slim(&scene);
    assert!(before.e.is_some() && before.evidence.is_empty());
    scene.supported(2, asked, true);
    assert_eq!(slim(&scene), before, "a support wakes nobody");
    let version = scene.version(asked);
    scene.does(DESK, &Command::Edit { question: asked, version, text: Text::new("سؤال آخر") });
    assert_ne!(slim(&scene).e, before.e);
    assert_eq!(scene.shown(1, Role::Screen).and_then(|item| item.e), None, "they have the words themselves");
}
