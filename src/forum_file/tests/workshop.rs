//! Idea boards and statements in a forum's file.

use super::reading::{SMALL, founded};
use crate::domain::forum::Moderation;
use crate::domain::id::{SessionNo, StatementNo};
use crate::domain::idea::IdeaPhase;
use crate::domain::state::State;
use crate::domain::statement::Stage;
use crate::forum_file::{ForumFile, Syntax, parse};

const WORKSHOPS: &str = r#"
[[days.sessions]]
hall = "a"
kind = "workshop"
title = "ورشة"
start = 13:00
end = 14:00
[days.sessions.board]
title = { ar = "ماذا ينقص؟", en = "What is missing?" }
about = "فكرة في كل بطاقة"
moderation = "before"
each = 4
dots = 5
most = 2
tables = ["الأولى", { ar = "الثانية", en = "Second" }]
[days.sessions.statements]
title = "ما الذي نريده؟"
submit = false
seeds = ["التطوع يبدأ من الحي", "الأثر أهم من العدد"]
[[days.sessions]]
hall = "a"
kind = "workshop"
title = "ورشة أخرى"
start = 14:00
end = 15:00
[days.sessions.statements]
title = "وماذا بعد؟"
seeds = ["الأثر أهم من العدد"]
"#;

fn read(workshops: &str) -> Result<ForumFile, String> {
    parse("f", &format!("{SMALL}{workshops}"), Syntax::Toml).map_err(|mistakes| mistakes.to_string())
}

/// What is told of the workshops with the first such piece replaced.
#[track_caller]
fn with(piece: &str, other: &str) -> String {
    assert!(WORKSHOPS.contains(piece), "{piece} is there");
    read(&WORKSHOPS.replacen(piece, other, 1)).map_or_else(|told| told, |_| "nothing is wrong".to_owned())
}

/// The texts of a session's published statements by their numbers.
fn said(state: &State, session: SessionNo) -> Vec<(u32, String)> {
    let text = |no: StatementNo| {
        let statement = state.statement(session, no).filter(|statement| statement.is_published())?;
        state.words.get(statement.text).map(|text| (no.0, text.to_string()))
    };
    state.conversations[&session].list.keys().filter_map(|no| text(*no)).collect()
}

#[test]
fn a_board_and_statements_are_there_as_the_file_says_and_go_along_to_a_rehearsal() {
    let file = read(WORKSHOPS).expect("nothing is wrong");
    let state = founded(&file);
    let board = state.ideas.values().next().expect("it is planned");
    assert_eq!(
        (board.phase, board.version, board.plan.moderation),
        (IdeaPhase::Preparing, 1, Moderation::Before)
    );
    assert_eq!((board.plan.each, board.plan.dots, board.plan.most, board.plan.show_dots), (4, 5, 2, false));
    assert_eq!(
        board.plan.tables.iter().map(|table| table.ar.as_str()).collect::<Vec<_>>(),
        ["الأولى", "الثانية"]
    );

    let sessions: Vec<_> = state.conversations.keys().copied().collect();
    let [first, second] = sessions.as_slice() else { panic!("{sessions:?}") };
    let held = &state.conversations[first];
    assert_eq!(
        (held.stage, held.plan.submit, held.plan.moderated, held.plan.shown),
        (Stage::Preparing, false, true, true)
    );
    let texts =
        |told: &[(u32, &str)]| told.iter().map(|(no, text)| (*no, (*text).to_owned())).collect::<Vec<_>>();
    assert_eq!(said(&state, *first), texts(&[(1, "التطوع يبدأ من الحي"), (2, "الأثر أهم من العدد")]));
    assert_eq!(said(&state, *second), texts(&[(3, "الأثر أهم من العدد")]));
    assert!(held.list.values().all(|statement| statement.is_seed()));
    assert_eq!(state.last.statement, StatementNo(3), "the next one gets another number");

    let again = founded(&ForumFile::rehearsal_of(&state, "again".into()));
    assert_eq!(again.ideas.values().map(|board| &board.plan).collect::<Vec<_>>(), [&board.plan]);
    assert_eq!((said(&again, *first), said(&again, *second)), (said(&state, *first), said(&state, *second)));
}

#[test]
fn what_a_file_leaves_out_is_the_forums_rule_or_the_usual() {
    let small = "[days.sessions.board]\ntitle = \"سؤال\"\n[days.sessions.statements]\ntitle = \"سؤال\"\n";
    let (before, _) = WORKSHOPS.split_once("[days.sessions.board]").expect("it has one");
    let state = founded(&read(&format!("{before}{small}")).expect("nothing is wrong"));
    let board = state.ideas.values().next().expect("it is planned");
    assert_eq!(board.plan.moderation, state.forum.rules.moderation);
    assert_eq!((board.plan.each, board.plan.dots, board.plan.most), (10, 3, 1));
    let held = state.conversations.values().next().expect("they are planned");
    assert!(held.plan.submit && held.plan.moderated && held.plan.shown && held.list.is_empty());
}

#[test]
fn every_mistake_is_told_at_its_line() {
    let long = "ط".repeat(141);
    for (piece, other, told) in [
        ("dots = 5", "dots = 11", "write a whole number from 1 to 10"),
        ("most = 2", "most = 6", "write a whole number from 1 to 5"),
        ("each = 4", "each = 0", "write a whole number from 1 to 50"),
        ("moderation = \"before\"", "moderation = \"never\"", "write one of"),
        ("tables = ", "table = ", "did you mean `tables`?"),
        ("tables = [\"الأولى\"", "tables = [\"\"", "is empty"),
        ("title = \"ما الذي نريده؟\"", "shown = true", "`title` is missing"),
        ("submit = false", "submit = \"no\"", "true or false"),
        ("\"الأثر أهم من العدد\"", "\"التطوّع يبدأ من الحي\"", "another statement says the same"),
        ("\"الأثر أهم من العدد\"", &format!("\"{long}\""), "shorten it to 140"),
    ] {
        let mistakes = with(piece, other);
        assert!(mistakes.contains(told) && mistakes.contains("f:"), "{other}: {mistakes}");
    }
    let seeds: Vec<_> = (0..401).map(|no| format!("\"عبارة {no}\"")).collect();
    assert!(
        with("seeds = [\"التطوع", &format!("seeds = [{}, \"التطوع", seeds.join(", ")))
            .contains("there are 403 seeds")
    );
}
