//! Questions to a stand's team, and comments for it.

use std::sync::Arc;

use super::{OWNER, at, exhibiting, id, of, publishing};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::id::{RemarkNo, StandNo};
use crate::domain::question::Reason;
use crate::domain::refusal::Code;
use crate::domain::role::Role;
use crate::domain::stand::{
    AT_A_STAND, Mark, REMARKS, REMARKS_EVER, RemarkItem, RemarkState, StandCommand, may_be_quoted, own, page,
    remarks, remarks_of,
};
use crate::domain::tests::scene::{DESK, PANEL, Scene, person};
use crate::domain::time::Millis;
use crate::domain::words::Text;

fn told(scene: &Scene, stand: u32) -> Vec<RemarkItem> {
    remarks_of(&scene.state, at(stand)).items
}

fn on_page(scene: &Scene, stand: u32) -> Vec<String> {
    let page = page(&scene.state, at(stand), Role::Participant).expect("it is shown");
    page.items.into_iter().map(|item| item.answer).collect()
}

fn mine(scene: &Scene, by: u8) -> RemarkItem {
    own(&scene.state, PANEL, id(by)).0.expect("something was left").remarks.remove(0)
}

#[test]
fn a_question_goes_to_its_team_and_the_answer_to_who_asked() {
    let mut scene = exhibiting(2);
    let (team, other) = (scene.team(1), scene.team(2));
    let asked = scene.asks_team(1, 1, "كيف نشارك؟");
    assert_eq!((told(&scene, 1).len(), told(&scene, 2).len()), (1, 0));
    let answer = scene.answer(1, asked, "بالتسجيل");
    assert_eq!(scene.is_refused(other, &answer), Code::NotAllowed);
    assert_eq!(scene.is_refused(person(2), &answer), Code::NotAllowed);
    let early = scene.on_page(1, asked, true);
    assert_eq!(scene.is_refused(team, &early), Code::NotAnswered);
    assert_eq!(scene.interest_in(1).questions, 1);
    scene.does(team, &answer);
    assert_eq!(scene.interest_in(1).questions, 0);
    assert_eq!(mine(&scene, 1).answer.as_deref(), Some("بالتسجيل"));
    assert_eq!(on_page(&scene, 1), [""; 0], "nothing is public by itself");
    assert!(!may_be_quoted(&scene.state, at(1), RemarkNo(asked)));
    let publish = scene.on_page(1, asked, true);
    scene.does(team, &publish);
    assert_eq!(on_page(&scene, 1), ["بالتسجيل"]);
    assert!(may_be_quoted(&scene.state, at(1), RemarkNo(asked)));
    let (edition, was) = (scene.stand(1).edition, scene.remark(1, asked).answer.unwrap());
    let corrected = scene.answer(1, asked, "بالتسجيل في الموقع");
    scene.does(team, &corrected);
    assert_eq!(on_page(&scene, 1), ["بالتسجيل في الموقع"]);
    assert!(scene.stand(1).edition > edition, "whoever reads the page reads it again");
    assert!(scene.state.words.get(was).is_none(), "nothing is kept of what it said before");
    let off = scene.on_page(1, asked, false);
    scene.does(team, &off);
    assert_eq!(on_page(&scene, 1), [""; 0]);
}

#[test]
fn a_text_with_a_listed_word_waits_for_a_desk() {
    let mut scene = exhibiting(1);
    let team = scene.team(1);
    let asked = scene.asks_team(1, 1, "كلام ممنوع");
    assert_eq!((told(&scene, 1).len(), scene.interest_in(1).waiting), (0, 1));
    assert_eq!(mine(&scene, 1).status, RemarkState::Waiting);
    let answer = scene.answer(1, asked, "جواب");
    assert_eq!(scene.is_refused(team, &answer), Code::UnknownRemark, "a team knows of nothing that waits");
    let approve = scene.approve(1, asked);
    assert_eq!(scene.is_refused(team, &approve), Code::UnknownRemark);
    scene.does(DESK, &approve);
    assert_eq!(told(&scene, 1).len(), 1);
    let dismiss = scene.dismiss(1, asked);
    assert_eq!(scene.is_refused(team, &dismiss), Code::NotAllowed);
    scene.does(DESK, &dismiss);
    assert_eq!((told(&scene, 1).len(), mine(&scene, 1).reason), (0, Some(Reason::Other)));
    let approve = scene.approve(1, asked);
    assert_eq!(scene.is_refused(DESK, &approve), Code::WrongState);
    let restore = scene.restore(1, asked);
    scene.does(DESK, &restore);
    assert_eq!(told(&scene, 1).len(), 1);
}

#[test]
fn what_a_desk_took_off_the_page_comes_back_when_a_desk_says_so() {
    let mut scene = exhibiting(1);
    let team = scene.team(1);
    let asked = scene.asks_team(1, 1, "سؤال");
    let answer = scene.answer(1, asked, "جواب");
    scene.does(team, &answer);
    let early = scene.hold(1, asked);
    assert_eq!(scene.is_refused(DESK, &early), Code::WrongState);
    let publish = scene.on_page(1, asked, true);
    scene.does(team, &publish);
    let hold = scene.hold(1, asked);
    assert_eq!(scene.is_refused(team, &hold), Code::NotAllowed);
    scene.does(DESK, &hold);
    assert_eq!((on_page(&scene, 1), told(&scene, 1)[0].held), (Vec::new(), Some(Reason::Personal)));
    let (publish, other) = (scene.on_page(1, asked, true), scene.answer(1, asked, "جواب آخر"));
    assert_eq!(scene.is_refused(team, &publish), Code::Held);
    assert_eq!(scene.is_refused(team, &other), Code::Held, "what a desk looked at stays as it is");
    let restore = scene.restore(1, asked);
    scene.does(DESK, &restore);
    assert_eq!(on_page(&scene, 1), [""; 0], "restoring publishes nothing");
    let publish = scene.on_page(1, asked, true);
    scene.does(team, &publish);
    let dismiss = scene.dismiss(1, asked);
    scene.does(DESK, &dismiss);
    let restore = scene.restore(1, asked);
    scene.does(DESK, &restore);
    assert_eq!(on_page(&scene, 1), [""; 0], "nor does it where it was dismissed");
}

#[test]
fn an_answer_with_a_listed_word_is_published_by_a_desk() {
    let mut scene = exhibiting(1);
    let team = scene.team(1);
    let asked = scene.asks_team(1, 1, "سؤال");
    let answer = scene.answer(1, asked, "جواب ممنوع");
    scene.does(team, &answer);
    let publish = scene.on_page(1, asked, true);
    assert_eq!(scene.is_refused(team, &publish), Code::DeskReadsFirst);
    scene.does(DESK, &publish);
    assert_eq!(on_page(&scene, 1), ["جواب ممنوع"]);
    let corrected = scene.answer(1, asked, "ممنوع آخر");
    scene.does(team, &corrected);
    assert_eq!(on_page(&scene, 1), [""; 0], "what it says now nobody read");
}

#[test]
fn a_comment_is_read_and_never_answered_or_published() {
    let mut scene = exhibiting(1);
    let team = scene.team(1);
    let left = scene.comments(1, 1, "جناح جميل");
    assert_eq!(scene.interest_in(1).comments, 1);
    let mark = |scene: &Scene, mark| {
        let (stand, remark, version) = (StandNo(1), RemarkNo(left), scene.remark(1, left).version);
        of(StandCommand::Mark { session: PANEL, stand, remark, version, mark })
    };
    let read = mark(&scene, Mark::Read);
    scene.does(team, &read);
    assert_eq!(scene.does(team, &read).changes, []);
    let thanked = mark(&scene, Mark::Thanked);
    scene.does(team, &thanked);
    assert_eq!((mine(&scene, 1).mark, scene.interest_in(1).comments), (Some(Mark::Thanked), 0));
    let (answer, publish) = (scene.answer(1, left, "شكرًا"), scene.on_page(1, left, true));
    for wrong in [answer, publish] {
        assert_eq!(scene.is_refused(team, &wrong), Code::WrongState);
    }
    assert!(!may_be_quoted(&scene.state, at(1), RemarkNo(left)));
    let asked = scene.asks_team(2, 1, "سؤال");
    let version = scene.remark(1, asked).version;
    let (stand, remark) = (StandNo(1), RemarkNo(asked));
    let wrong = of(StandCommand::Mark { session: PANEL, stand, remark, version, mark: Mark::Read });
    assert_eq!(scene.is_refused(team, &wrong), Code::WrongState);
}

#[test]
fn its_author_takes_it_back_whatever_became_of_it() {
    let mut scene = exhibiting(1);
    let team = scene.team(1);
    let asked = scene.asks_team(1, 1, "سؤال");
    let answer = scene.answer(1, asked, "جواب");
    scene.does(team, &answer);
    let publish = scene.on_page(1, asked, true);
    scene.does(team, &publish);
    let back = scene.back(1, asked);
    assert_eq!(scene.is_refused(person(2), &back), Code::UnknownRemark, "nobody learns of somebody else's");
    scene.does(person(1), &back);
    assert_eq!((told(&scene, 1).len(), on_page(&scene, 1).len()), (0, 0));
    assert_eq!(remarks(&scene.state, PANEL).total, 0);
    let other = scene.asks_team(1, 1, "آخر");
    let dismiss = scene.dismiss(1, other);
    scene.does(DESK, &dismiss);
    let back = scene.back(1, other);
    scene.does(person(1), &back);
    let restore = scene.restore(1, other);
    assert_eq!(scene.is_refused(DESK, &restore), Code::WrongState, "what its author took back stays so");
}

#[test]
fn a_person_leaves_so_much_and_a_stand_holds_so_much() {
    let mut scene = exhibiting(2);
    for no in 0..AT_A_STAND {
        scene.asks_team(1, 1, &format!("سؤال {no}"));
    }
    let ask = |text: &str| of(StandCommand::Ask { session: PANEL, stand: StandNo(1), text: Text::new(text) });
    assert_eq!(scene.is_refused(person(1), &ask("واحد بعد")), Code::TooManyRemarks);
    let back = scene.back(1, 1);
    scene.does(person(1), &back);
    scene.does(person(1), &ask("في مكانه"));
    assert_eq!(scene.is_refused(person(2), &ask("")), Code::TextEmpty);
    assert_eq!(scene.is_refused(person(2), &ask(&"ن".repeat(281))), Code::TextTooLong);
    scene.rule(|rules| rules.between_questions = Millis::seconds(30));
    scene.does(person(2), &ask("أول"));
    assert_eq!(scene.is_refused(person(2), &ask("بعده")), Code::TooSoon);
    scene.rule(|rules| rules.between_questions = Millis(0));
    while scene.stand(2).remarks.len() < REMARKS {
        let by = 10 + (scene.stand(2).remarks.len() / AT_A_STAND) as u8;
        scene.asks_team(by, 2, "سؤال");
    }
    let full = of(StandCommand::Comment { session: PANEL, stand: StandNo(2), text: Text::new("زيادة") });
    assert_eq!(scene.is_refused(person(1), &full), Code::StandFull);
    let answer = scene.answer(2, scene.state.last.remark.0, "جواب");
    scene.does(DESK, &answer);
    scene.does(person(1), &full);
}

#[test]
fn what_is_forgotten_is_on_no_page_and_with_nobody() {
    let mut scene = exhibiting(1);
    let team = scene.team(1);
    let asked = scene.asks_team(1, 1, "سؤال");
    let answer = scene.answer(1, asked, "جواب");
    scene.does(team, &answer);
    let publish = scene.on_page(1, asked, true);
    scene.does(team, &publish);
    let waits = scene.asks_team(1, 1, "ممنوع");
    let upto = crate::domain::written::last(&scene.state, id(1));
    scene.does(person(1), &Command::EraseMine { upto });
    assert_eq!((on_page(&scene, 1).len(), mine(&scene, 1).text.as_str()), (0, ""));
    assert_eq!(scene.remark(1, waits).status, crate::domain::stand::RemarkStatus::Withdrawn);
    assert!(!may_be_quoted(&scene.state, at(1), RemarkNo(asked)));
    let other = scene.comments(2, 1, "تعليق");
    let erase = of(StandCommand::Erase { session: PANEL, stand: StandNo(1), remark: RemarkNo(other) });
    assert_eq!(scene.is_refused(DESK, &erase), Code::NotAllowed);
    scene.does(OWNER, &erase);
    assert_eq!((scene.interest_in(1).comments, scene.does(OWNER, &erase).changes.len()), (0, 0));
}

#[test]
fn a_desk_blocks_who_sent_it_and_takes_that_back() {
    let mut scene = exhibiting(1);
    let left = scene.comments(1, 1, "تعليق");
    let block =
        |on| of(StandCommand::Block { session: PANEL, stand: StandNo(1), remark: RemarkNo(left), on });
    scene.does(DESK, &block(true));
    let visit = scene.visit(1);
    assert_eq!(scene.is_refused(person(1), &visit), Code::Blocked);
    assert!(remarks(&scene.state, PANEL).items[0].blocked && !told(&scene, 1)[0].blocked);
    scene.does(DESK, &block(false));
    scene.does(person(1), &visit);
}

#[test]
fn what_is_to_be_done_comes_first() {
    let mut scene = exhibiting(1);
    let team = scene.team(1);
    let waits = scene.asks_team(1, 1, "ممنوع");
    let due = scene.asks_team(2, 1, "سؤال");
    let done = scene.asks_team(3, 1, "آخر");
    let answer = scene.answer(1, done, "جواب");
    scene.does(team, &answer);
    let order = |items: Vec<RemarkItem>| items.into_iter().map(|item| item.i.0).collect::<Vec<_>>();
    assert_eq!(order(remarks(&scene.state, PANEL).items), [waits, done, due]);
    assert_eq!(order(told(&scene, 1)), [due, done]);
}

#[test]
fn what_was_dismissed_or_taken_back_makes_room_at_a_stand() {
    let mut scene = exhibiting(1);
    let asked =
        [scene.asks_team(1, 1, "سؤال"), scene.asks_team(2, 1, "سؤال آخر"), scene.asks_team(3, 1, "ثالث")];
    assert_eq!(scene.stand(1).standing(), 3);
    let (dismiss, back) = (scene.dismiss(1, asked[0]), scene.back(1, asked[1]));
    scene.does(DESK, &dismiss);
    scene.does(person(2), &back);
    assert_eq!((scene.stand(1).standing(), scene.stand(1).remarks.len()), (1, 3));
    assert_eq!(scene.interest_in(1).dismissed, 1, "a team is told how much it does not see");
    let restore = scene.restore(1, asked[0]);
    scene.does(DESK, &restore);
    assert_eq!((scene.stand(1).standing(), scene.interest_in(1).dismissed), (2, 0));
    // A stand on which so much stands takes nothing more before some of it is set aside.
    let made = scene.remark(1, asked[0]).clone();
    let held = scene.state.exhibitions.get_mut(&PANEL).map(Arc::make_mut).expect("it is there");
    let stand = held.stands.get_mut(&StandNo(1)).map(Arc::make_mut).expect("it is there");
    for no in 0..REMARKS_EVER as u32 - 2 {
        stand.remarks.insert(RemarkNo(100 + no), Arc::new(made.clone()));
    }
    stand.due = [0, 0];
    scene.state.last.remark = RemarkNo(100 + REMARKS_EVER as u32);
    let ask = StandCommand::Ask { session: PANEL, stand: StandNo(1), text: Text::new("رابع") };
    assert_eq!(scene.is_refused(person(4), &of(ask.clone())), Code::StandFull);
    let dismiss = scene.dismiss(1, 100);
    scene.does(DESK, &dismiss);
    scene.does(person(4), &of(ask));
}

#[test]
fn a_question_whose_answer_alone_was_erased_is_on_no_page() {
    let (mut scene, asked) = publishing();
    assert!(may_be_quoted(&scene.state, at(1), RemarkNo(asked)));
    let (rev, words) = (scene.state.rev + 1, scene.remark(1, asked).answer.into_iter().collect());
    scene.state.apply_entry(rev, &[Change::Erased { words }], &[]);
    assert!(!may_be_quoted(&scene.state, at(1), RemarkNo(asked)));
    assert!(page(&scene.state, at(1), Role::Participant).is_some_and(|page| page.items.is_empty()));
}

#[test]
fn what_waits_and_is_erased_waits_no_more() {
    let mut scene = exhibiting(1);
    let asked = scene.asks_team(1, 1, "ممنوع");
    assert_eq!(scene.interest_in(1).waiting, 1);
    scene
        .does(OWNER, &of(StandCommand::Erase { session: PANEL, stand: StandNo(1), remark: RemarkNo(asked) }));
    assert_eq!((scene.interest_in(1).waiting, scene.stand(1).withdrawn), (0, 1));
}
