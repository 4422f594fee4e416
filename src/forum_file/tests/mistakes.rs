//! What is wrong with a file: each mistake with its line, its column and what to write instead.

use super::reading::SMALL;
use crate::forum_file::{Syntax, parse, read};

fn told(text: &str, syntax: Syntax) -> String {
    parse("f", text, syntax).map_or_else(|mistakes| mistakes.to_string(), |_| "nothing is wrong".to_owned())
}

/// What is told of the small forum with one piece of it replaced.
#[track_caller]
fn with(piece: &str, other: &str) -> String {
    assert_eq!(SMALL.matches(piece).count(), 1, "{piece} is there once");
    told(&SMALL.replacen(piece, other, 1), Syntax::Toml)
}

#[test]
fn an_unknown_key_is_told_with_the_nearest_known_one() {
    assert_eq!(
        with("start = 09:00", "strat = 09:00\nstart = 09:00"),
        "f:41:1: unknown key `strat`; did you mean `start`?"
    );
    let far = with("zone =", "motto = 1\nzone =");
    assert!(far.starts_with("f:4:1: unknown key `motto`; known here: languages, name, slug"), "{far}");
}

#[test]
fn a_value_of_the_wrong_kind_is_told() {
    assert_eq!(
        with("title = \"جلسة\"", "title = 7"),
        "f:40:9: `title` must be a text, not a number; write title = \"…\""
    );
    assert_eq!(
        with("labels = [\"أ\", \"ب\"]", "labels = true"),
        "f:44:10: `labels` must be a list, not true or false; write labels = [ … ]"
    );
    assert_eq!(with("[wifi]\n", "[[wifi]]\n").lines().count(), 1);
}

#[test]
fn what_is_missing_is_told() {
    assert_eq!(with("kind = \"panel\"\n", ""), "f:37:1: `kind` is missing; write kind = \"panel\"");
    assert!(with("title = \"جلسة\"\n", "").contains("`title` is missing; write title = { ar"));
    assert!(with("id = \"b\"\n", "").contains("`id` is missing"));
    let empty = told("", Syntax::Toml);
    for key in ["name", "slug", "zone", "halls"] {
        assert!(empty.contains(&format!("f:1:1: `{key}` is missing")), "{empty}");
    }
    assert!(empty.contains("there is no session; write [[days]]"), "{empty}");
}

#[test]
fn halls_are_checked() {
    let unknown = with("hall = \"b\"", "hall = \"bb\"");
    assert_eq!(unknown, "f:23:8: there is no hall \"bb\"; did you mean \"b\"?");
    let twice = with("id = \"b\"", "id = \"a\"");
    assert!(twice.contains("f:19:6: there are two halls \"a\"; give each hall an id of its own"), "{twice}");
}

#[test]
fn times_are_checked() {
    assert_eq!(
        with("end = 11:00", "end = 08:00"),
        "f:42:7: the session ends before it has begun; write a later end; one on the next day needs its day too, 2026-10-29T00:30"
    );
    let overlapping = with("end = 11:00", "end = 11:45");
    assert_eq!(
        overlapping,
        "f:31:1: two sessions are in one hall: this one begins at 2026-10-28 11:30, when \"جلسة\" is on until \
         2026-10-28 11:45; change a time or a hall"
    );
    assert!(
        with("start = 09:00", "start = \"9 o'clock\"")
            .contains("`start` cannot be \"9 o'clock\"; write hour and minute")
    );
    assert!(
        with("start = 2026-10-28T12:00", "start = 12:00").contains("write day and time, 2026-10-28T09:30")
    );
    let offset = with("start = 2026-10-28T12:00", "start = 2026-10-28T12:00+03:00");
    assert!(offset.contains("without an offset"), "{offset}");
    let thirteenth = with("date = 2026-10-28", "date = 2026-13-28");
    assert!(thirteenth.contains("this is not TOML"), "{thirteenth}");
    assert!(thirteenth.ends_with("write year, month and day: 2026-10-28"), "{thirteenth}");
    let short = with("start = 09:00", "start = 9:00");
    assert!(short.ends_with("write hour and minute with two digits each: 09:30"), "{short}");
    assert!(with("date = 2026-10-28", "date = \"28/10\"").contains("\"28/10\" is no day"));
}

#[test]
fn the_zone_and_the_slug_and_the_languages_are_checked() {
    let zone = with("Asia/Riyadh", "Asia/Riyad");
    assert_eq!(
        zone,
        "f:4:8: there is no zone \"Asia/Riyad\"; write an IANA name such as \"Asia/Riyadh\" or \"Europe/London\""
    );
    assert!(
        with("\"small\"", "\"My Forum\"").contains("`slug` cannot be \"My Forum\"; write 1 to 40 of a-z")
    );
    let language = with("zone =", "languages = [\"ar\", \"fr\", \"ar\"]\nzone =");
    assert!(language.contains("`languages` cannot be \"fr\"; write one of \"ar\", \"en\""), "{language}");
    assert!(language.contains("\"ar\" is there twice"), "{language}");
}

#[test]
fn rules_are_checked() {
    let rule = with("between_questions = \"10s\"", "between_questions = \"2 days\"\nquestion_length = 5");
    assert!(
        rule.contains("`between_questions` cannot be \"2 days\"; write a length of time from 0s to 1h"),
        "{rule}"
    );
    assert!(rule.contains("`question_length` cannot be 5; write a whole number from 20 to 2000"), "{rule}");
    let word = with("moderation = \"after\"", "moderation = \"afte\"");
    assert_eq!(
        word,
        "f:7:14: `moderation` cannot be \"afte\"; did you mean \"after\"? write one of \"before\", \"after\""
    );
}

#[test]
fn polls_are_checked() {
    let poll = |lines: &str| {
        with(
            "kind = \"quiz\"\ntitle = \"كم؟\"\noptions = [\"1\", \"2\"]\nanswer = 2\ntime = \"30s\"\n",
            lines,
        )
    };
    let quiz = poll("kind = \"quiz\"\ntitle = \"?\"\noptions = [\"1\", \"2\"]\n");
    assert_eq!(quiz, "f:46:1: `answer` is missing; write answer = 1   (the right option, counted from 1)");
    let answer = poll("kind = \"quiz\"\ntitle = \"?\"\noptions = [\"1\", \"2\"]\nanswer = 3");
    assert_eq!(answer, "f:50:10: `answer` cannot be 3; write a whole number from 1 to 2");
    let lonely = poll("kind = \"single\"\ntitle = \"?\"\noptions = [\"1\"]\n");
    assert_eq!(lonely, "f:49:11: the poll has 1 option; write 2 to 20 of them");
    let many = poll("kind = \"multiple\"\ntitle = \"?\"\noptions = [\"1\", \"2\"]\nmin = 2\nmax = 1");
    assert_eq!(many, "f:51:7: `max` cannot be 1; write a whole number from 2 to 2");
    let foreign = poll("kind = \"open\"\ntitle = \"?\"\noptions = [\"1\", \"2\"]\n");
    assert!(foreign.starts_with("f:49:1: unknown key `options`; known here: title, kind"), "{foreign}");
    let kind = poll("kind = \"sinlge\"\ntitle = \"?\"\n");
    assert!(kind.contains("`kind` cannot be \"sinlge\"; did you mean \"single\"?"), "{kind}");
    assert!(poll("kind = \"open\"\ntitle = \"?\"\ntime = \"1s\"").contains("from 5s to 24h"));
    let long = format!("kind = \"open\"\ntitle = \"{}\"", "س".repeat(281));
    assert_eq!(poll(&long), "f:48:9: `title` has 281 characters; shorten it to 280 at most");
}

#[test]
fn a_poll_that_asks_another_one_again_is_checked() {
    let polls = |lines: &str| {
        with(
            "kind = \"quiz\"\ntitle = \"كم؟\"\noptions = [\"1\", \"2\"]\nanswer = 2\ntime = \"30s\"\n",
            &format!("kind = \"rating\"\ntitle = \"?\"\n{lines}"),
        )
    };
    let next = "[[days.sessions.polls]]\nkind = \"rating\"\ntitle = \"?\"\n";
    assert_eq!(
        polls("after = 1\n"),
        "f:49:9: there is no poll before this one in its session; \
         write the poll that comes first above this one, or leave `after` out"
    );
    assert_eq!(polls(&format!("{next}after = 1\n")), "nothing is wrong");
    let far = polls(&format!("{next}after = 2\n"));
    assert_eq!(far, "f:52:9: `after` cannot be 2; write a whole number from 1 to 1");
    let twice = polls(&format!("{next}after = 1\n{next}after = 1\n"));
    assert!(twice.starts_with("f:56:9: poll 1 is asked again by another one already; name"), "{twice}");
    for other in ["stars = 4\n", "secret = true\n"] {
        let told = polls(&format!("{other}{next}after = 1\n"));
        assert!(told.starts_with("f:53:9: this poll does not ask again what poll 1 asks; give"), "{told}");
    }
    let chain = polls(&format!("{next}after = 1\n{next}after = 2\n"));
    assert!(chain.starts_with("f:56:9: this poll does not ask again what poll 2 asks; give"), "{chain}");
}

#[test]
fn texts_are_checked() {
    let long = format!("seeds = [\"{}\"]", "س".repeat(300));
    assert_eq!(
        with("seeds = [\"سؤال؟\"]", &long),
        "f:45:10: `seeds` has 300 characters; shorten it to 280 at most"
    );
    assert!(with("title = \"صلاة\"", "title = \" \\u200b\"").contains("`title` is empty"));
    assert!(with("title = \"صلاة\"", "title = {}").contains("`title` is empty; write title = { ar"));
}

#[test]
fn a_forum_without_an_organiser_is_refused() {
    let links = with("[[sessions]]", "[[links]]\nrole = \"screen\"\nhall = \"c\"\n[[sessions]]");
    assert!(links.contains("no link is an organiser's"), "{links}");
    assert!(links.contains("there is no hall \"c\""), "{links}");
}

#[test]
fn all_mistakes_are_told_at_once_in_the_order_of_their_lines() {
    let text = SMALL
        .replace("slug = \"small\"", "slug = \"\"")
        .replace("answer = 2", "answer = 9")
        .replace("\"10s\"", "10");
    let told = told(&text, Syntax::Toml);
    let lines: Vec<&str> = told.lines().map(|line| line.split(": ").next().unwrap_or_default()).collect();
    assert_eq!(lines, ["f:2:8", "f:9:21", "f:50:10"]);
}

#[test]
fn mistakes_of_syntax_are_told_with_their_place() {
    let toml = told("slug = \"a\nname = ]\n", Syntax::Toml);
    assert!(toml.starts_with("f:1:"), "{toml}");
    assert!(toml.contains("this is not TOML"), "{toml}");
    let json = told("{\n \"slug\": \"a\"\n \"name\": 1}", Syntax::Json);
    assert!(json.starts_with("f:3:2: this is not JSON: expected `,` or `}`; see"), "{json}");
    assert!(told("[1]", Syntax::Json).contains("the file is a list; write one object"));
}

#[test]
fn json_tells_lines_too() {
    let json = "{\"slug\": \"a\",\n \"name\": \"n\", \"zone\": \"Asia/Riyadh\",\n \"halls\": [{\"id\": \"a\", \"name\": \"h\"}],\n \
                \"sessions\": [\n  {\"hall\": \"b\", \"kind\": null, \"titel\": \"t\"}]}";
    let told = told(json, Syntax::Json);
    assert!(told.contains("f:5:12: there is no hall \"b\""), "{told}");
    assert!(told.contains("f:5:25: `kind` must be a text, not null"), "{told}");
    assert!(told.contains("f:5:31: unknown key `titel`; did you mean `title`?"), "{told}");
    assert!(told.contains("f:5:3: `start` is missing"), "{told}");
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = read(&folder.path().join("none.toml")).expect_err("it is not there");
    assert!(missing.to_string().contains("none.toml: cannot be read:"), "{missing}");
    let binary = folder.path().join("binary.toml");
    std::fs::write(&binary, [0xff, 0xfe]).expect("it is written");
    assert!(
        read(&binary).expect_err("it is no text").to_string().ends_with("is not UTF-8; save it as UTF-8")
    );
}

#[test]
fn a_file_is_held_to_the_bounds_of_a_running_forum() {
    let labels = format!("labels = [{}]", "\"أ\", ".repeat(31));
    assert_eq!(with("labels = [\"أ\", \"ب\"]", &labels), "f:44:10: there are 31 labels; write 30 at most");
    let tower = format!("title = \"{}\"", "b\u{301}\u{302}\u{303}\u{304}\u{305}".repeat(160));
    assert!(with("title = \"جلسة\"", &tower).contains("`title` takes 1760 bytes"));
    let name = format!("[wifi]\nname = \"{}\"", "ض".repeat(33));
    assert!(with("[wifi]\nname = \"Hall; 2\"", &name).contains("shorten it to 32 at most"));
}
