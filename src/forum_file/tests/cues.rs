//! Cues in a forum's file.

use super::reading::{SMALL, founded};
use crate::domain::id::{CueNo, HallNo};
use crate::domain::show::{CueAct, Moment, would_be_refused};
use crate::forum_file::{ForumFile, Syntax, parse};

const SESSION: &str = r#"
[[days.sessions]]
hall = "a"
kind = "panel"
title = "جلسة الإشارات"
start = 13:00
end = 14:00
[[days.sessions.polls]]
kind = "yes_no_abstain"
title = "نعم أم لا؟"
[[days.sessions.cues]]
at = 13:05
name = { ar = "يفتح", en = "Opens" }
does = { do = "open_poll", poll = 1, seconds = 300 }
[[days.sessions.cues]]
after = "10m"
name = "الشاشة"
does = { do = "scene", scene = "top" }
[[days.sessions.cues]]
before_end = "5m"
name = "التقييم"
does = { do = "feedback", open = true }
"#;

fn read(text: &str) -> Result<ForumFile, String> {
    parse("f", &format!("{SMALL}{text}"), Syntax::Toml).map_err(|mistakes| mistakes.to_string())
}

#[test]
fn cues_are_planned_as_the_file_says_and_go_along_to_a_rehearsal() {
    let file = read(SESSION).expect("nothing is wrong");
    let state = founded(&file);
    let session =
        *state.sessions.iter().find(|(_, one)| one.title.ar == "جلسة الإشارات").expect("it is there").0;
    let poll = state.sessions[&session].polls[0];
    let show = state.shows.values().next().expect("it is planned");
    let plans: Vec<_> = show.cues.values().map(|cue| (cue.plan.at, cue.plan.does.clone())).collect();
    assert_eq!(plans[0].0, Moment::Start { session, seconds: 300 });
    assert_eq!(plans[0].1, CueAct::OpenPoll { poll, seconds: Some(300) });
    assert_eq!(plans[1].0, Moment::Start { session, seconds: 600 });
    assert_eq!(
        plans[2],
        (Moment::End { session, seconds: -300 }, CueAct::Feedback { session, open: Some(true) })
    );
    assert_eq!(state.last.cue, CueNo(3));
    let hall: HallNo = state.sessions[&session].hall;
    assert_eq!(would_be_refused(&state, hall), [], "they can be done as they stand");
    let again = ForumFile::rehearsal_of(&state, "again".into());
    let copied = founded(&again);
    assert_eq!(copied.shows.len(), state.shows.len());
    let plans_of = |state: &crate::domain::state::State| -> Vec<_> {
        state.shows[&hall].cues.values().map(|cue| (*cue.plan).clone()).collect()
    };
    assert_eq!(plans_of(&copied), plans_of(&state));
}

#[test]
fn every_mistake_is_told_at_its_line() {
    let lines_before = SMALL.lines().count();
    for (piece, other, line, told) in [
        ("at = 13:05", "", 11, "it is not said when this cue is due"),
        ("at = 13:05", "at = 13:05\nafter = \"5m\"", 11, "it is not said when this cue is due"),
        ("after = \"10m\"", "after = \"soon\"", 16, "cannot be \"soon\""),
        ("poll = 1, seconds", "poll = 2, seconds", 14, "the session has no such poll"),
        ("do = \"open_poll\"", "do = \"open_pol\"", 14, "no cue does this"),
        ("open = true }", "open = true, more = 1 }", 22, "no cue does this"),
        ("does = { do = \"scene\", scene = \"top\" }", "", 15, "`does` is missing"),
    ] {
        assert_eq!(SESSION.matches(piece).count(), 1, "{piece} is there once");
        let why = read(&SESSION.replacen(piece, other, 1)).expect_err(piece);
        assert!(why.contains(told), "{piece}: {why}");
        let at = format!("f:{}", lines_before + line);
        assert!(why.contains(&at), "{piece}: {why} is not told at {at}");
    }
}

#[test]
fn what_no_desk_could_do_and_what_is_too_much_for_a_hall_is_told() {
    let long = SESSION.replacen("open = true }", "open = true }\n[[days.sessions.cues]]\nafter = \"1m\"\nname = \"سطر\"\ndoes = { do = \"announce\", text = \"\" }", 1);
    assert!(read(&long).expect_err("an empty line").contains("text_empty"));
    let short = SESSION.replacen("seconds = 300", "seconds = 2", 1);
    assert!(read(&short).expect_err("two seconds").contains("out_of_range"));
    let cue = "[[days.sessions.cues]]\nafter = \"1m\"\nname = \"سطر\"\ndoes = { do = \"remind\" }\n";
    let session = |hour| {
        let head = format!(
            "[[days.sessions]]\nhall = \"a\"\nkind = \"panel\"\ntitle = \"جلسة\"\nstart = {hour}:00\nend = {hour}:30\n"
        );
        format!("{head}{}", cue.repeat(101))
    };
    let two = format!("{}{}", session(13), session(14));
    assert!(read(&two).expect_err("of two sessions").contains("more than 200 cues"));
}
