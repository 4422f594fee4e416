//! What is read of a file that is right.

use crate::domain::agenda::SessionKind;
use crate::domain::change::{Change, Plan};
use crate::domain::forum::{Moderation, Names, Title, Wifi};
use crate::domain::id::{HallNo, SessionNo};
use crate::domain::poll::{Method, PollKind};
use crate::domain::role::{Role, Secret};
use crate::domain::state::State;
use crate::domain::time::{Millis, Time};
use crate::domain::view::screen::screen;
use crate::forum_file::{ForumFile, Keys, Syntax, parse};

pub const SMALL: &str = r#"
slug = "small"
name = { ar = "ملتقى", en = "Forum" }
zone = "Asia/Riyadh"

[rules]
moderation = "after"
names = "off"
between_questions = "10s"

[wifi]
name = "Hall; 2"
password = "a:b"

[[halls]]
id = "a"
name = "قاعة"
[[halls]]
id = "b"
name = { en = "Hall B" }

[[sessions]]
hall = "b"
kind = "workshop"
title = "ورشة"
start = 2026-10-28T12:00
end = 2026-10-28T13:00

[[days]]
date = 2026-10-28
[[days.sessions]]
hall = ["a", "b"]
kind = "break"
title = "صلاة"
start = 11:30
end = 12:00
[[days.sessions]]
hall = "a"
kind = "panel"
title = "جلسة"
start = 09:00
end = 11:00
moderation = "before"
labels = ["أ", "ب"]
seeds = ["سؤال؟"]
[[days.sessions.polls]]
kind = "quiz"
title = "كم؟"
options = ["1", "2"]
answer = 2
time = "30s"
"#;

#[track_caller]
pub fn small() -> ForumFile {
    parse("small.toml", SMALL, Syntax::Toml).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

pub fn keys(file: &ForumFile) -> Keys {
    Keys {
        forum: "471234".into(),
        halls: (0..file.halls.len()).map(|no| format!("{no:06}")).collect(),
        links: (0..file.links.len()).map(|no| Secret::new(format!("{no:022}"))).collect(),
        stands: (0..file.stands()).map(|no| format!("{no:022}")).collect(),
    }
}

pub fn founded(file: &ForumFile) -> State {
    let founding = file.founding(&keys(file), Time(1));
    let mut state = State::default();
    state.apply_entry(1, &founding.changes, &founding.words);
    state
}

#[test]
fn a_file_is_read_as_it_is_written() {
    let file = small();
    assert_eq!((file.slug.as_str(), file.languages.join(" ")), ("small", "ar en".to_owned()));
    assert_eq!((file.rules.moderation, file.rules.names), (Moderation::After, Names::Off));
    assert_eq!(file.rules.between_questions, Millis::seconds(10));
    assert_eq!(file.rules.question_length, 280, "what is not said is as usual");
    assert_eq!(file.halls[0].ar, "قاعة");
    assert_eq!((file.halls[1].ar.as_str(), file.halls[1].en.as_str()), ("", "Hall B"));
}

#[test]
fn sessions_come_in_the_order_of_their_start_and_once_for_each_hall() {
    let file = small();
    let agenda: Vec<_> = file.sessions.iter().map(|s| (s.plan.kind, s.plan.hall.0)).collect();
    let expected = [
        (SessionKind::Panel, 1),
        (SessionKind::Break, 1),
        (SessionKind::Break, 2),
        (SessionKind::Workshop, 2),
    ];
    assert_eq!(agenda, expected);
    // 9:00 in Riyadh is 6:00 UTC.
    assert_eq!(file.sessions[0].plan.starts, Time(1_793_167_200_000));
    assert_eq!(file.sessions[0].plan.moderation, Moderation::Before);
    assert_eq!(file.sessions[3].plan.moderation, Moderation::After, "as the rules say");
}

#[test]
fn a_poll_counts_its_right_answer_from_1() {
    let poll = &small().sessions[0].polls[0];
    assert_eq!(poll.kind, PollKind::Quiz { answer: 1 });
    assert_eq!(poll.settings.time, Some(Millis::seconds(30)));
}

#[test]
fn a_ranking_names_its_method_and_a_grid_its_scale() {
    let json = r#"{"slug": "small", "name": {"ar": "ملتقى"}, "zone": "Asia/Riyadh", "languages": ["en"],
        "halls": [{"id": "a", "name": "Hall"}],
        "days": [{"date": "2026-10-28", "sessions": [
            {"hall": "a", "kind": "talk", "title": "T", "start": "09:00", "end": "10:00", "polls": [
                {"kind": "ranking", "title": "R", "options": ["A", "B"]},
                {"kind": "ranking", "method": "schulze", "title": "R", "options": ["A", "B"]},
                {"kind": "points", "title": "P", "options": ["A", "B"]},
                {"kind": "likert", "steps": 4, "title": "L", "options": ["A", "B"], "labels": ["No", "Yes"]}]}]}]}"#;
    let file = parse("small.json", json, Syntax::Json).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let polls = &file.sessions[0].polls;
    let methods = [Method::Borda, Method::Schulze].map(|method| PollKind::Ranking { method });
    let expected: Vec<_> =
        methods.into_iter().chain([PollKind::Points, PollKind::Likert { steps: 4 }]).collect();
    assert_eq!(polls.iter().map(|poll| poll.kind).collect::<Vec<_>>(), expected);
    assert_eq!(polls[3].labels.iter().map(|label| label.en.as_str()).collect::<Vec<_>>(), ["No", "Yes"]);
    let unknown = json.replace("schulze", "coombs");
    assert!(parse("small.json", &unknown, Syntax::Json).is_err(), "a method that there is not is told");
    let bare = json.replace(r#", "labels": ["No", "Yes"]"#, "");
    assert!(parse("small.json", &bare, Syntax::Json).is_err(), "a scale says what its ends are");
}

#[test]
fn the_usual_links_are_made_where_none_are_listed() {
    let links = small().links;
    let made: Vec<_> = links.iter().map(|link| (link.role, link.hall)).collect();
    let hall = |no| Some(HallNo(no));
    assert_eq!(made[..2], [(Role::Organiser, None), (Role::Moderator, None)]);
    assert_eq!(made[2..5], [Role::Moderator, Role::Presenter, Role::Screen].map(|role| (role, hall(1))));
    assert_eq!(made.len(), 8);
    assert_eq!(links[7].name, "الشاشة: Hall B");
}

#[test]
fn links_of_ushers_and_kiosks_are_made_with_a_forum_for_a_hall_or_for_all() {
    let links = "[[links]]\nrole = \"organiser\"\n[[links]]\nrole = \"usher\"\n[[links]]\nrole = \"kiosk\"\nhall = \"b\"\n\
                 name = \"لوح المدخل\"\n[[sessions]]\n";
    let text = SMALL.replacen("[[sessions]]\n", links, 1);
    let file = parse("small.toml", &text, Syntax::Toml).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let made: Vec<_> = file.links.iter().map(|link| (link.role, link.hall, link.name.as_str())).collect();
    let (usher, kiosk) = ((Role::Usher, None, "مرشد القاعة"), (Role::Kiosk, Some(HallNo(2)), "لوح المدخل"));
    assert_eq!(made[1..], [usher, kiosk]);
    let state = founded(&file);
    let roles: Vec<_> = state.links.values().map(|link| (link.role, link.hall)).collect();
    assert_eq!(roles[1..], [(Role::Usher, None), (Role::Kiosk, Some(HallNo(2)))]);
}

#[test]
fn json_says_the_same() {
    let json = r#"{"slug": "small", "name": {"ar": "ملتقى"}, "zone": "Asia/Riyadh", "languages": ["en"],
        "halls": [{"id": "a", "name": "Hall"}],
        "links": [{"role": "organiser", "expires": "2026-11-01T00:00"}],
        "days": [{"date": "2026-10-28", "sessions": [
            {"hall": "a", "kind": "talk", "title": "T", "start": "09:00", "end": "10:00",
             "polls": [{"kind": "cloud", "title": "W", "words": 1}]}]}]}"#;
    let file = parse("small.json", json, Syntax::Json).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    assert_eq!(file.halls[0].en, "Hall", "a plain text is in the first language");
    assert_eq!(file.sessions[0].plan.starts, Time(1_793_167_200_000));
    assert_eq!(file.sessions[0].polls[0].kind, PollKind::Cloud { words: 1 });
    assert_eq!((file.links.len(), file.links[0].name.as_str()), (1, "Organiser"));
    assert!(file.links[0].expires.is_some());
}

#[test]
fn a_founded_forum_is_what_the_file_says() {
    let file = small();
    let state = founded(&file);
    assert_eq!((state.forum.code.as_str(), &state.forum.name), ("471234", &file.name));
    assert_eq!(state.halls[&HallNo(2)].code, "000001");
    assert_eq!(state.sessions.len(), 4);
    assert_eq!(state.links.len(), 8);
    assert!(state.links.values().all(|link| link.token_hash.len() == 64));
    let seed = state.questions.values().next().expect("there is a seed");
    assert_eq!(state.text(seed.original), "سؤال؟");
    let board = &state.sessions.values().next().expect("there is a session").board;
    assert_eq!((board.public.len(), board.counts.received), (1, 0), "seeds are outside of the account");
    assert_eq!(state.polls.len(), 1);
}

#[test]
fn what_has_no_key_is_left_out() {
    let file = small();
    let founding = file.founding(&Keys { halls: Vec::new(), links: Vec::new(), ..keys(&file) }, Time(1));
    let is_keyed = |change: &Change| matches!(change, Change::HallSet { .. } | Change::LinkCreated { .. });
    assert!(!founding.changes.iter().any(is_keyed));
}

#[test]
fn a_rehearsal_is_the_forum_without_what_was_done_in_it() {
    let file = small();
    let copy = ForumFile::rehearsal_of(&founded(&file), "small-2".into());
    assert!(copy.rehearsal);
    let same = ForumFile { slug: file.slug.clone(), rehearsal: false, ..copy };
    assert_eq!(same, file);
}

#[test]
fn a_rehearsal_has_its_sessions_in_the_halls_that_they_are_in_also_after_others_came_and_went() {
    let mut state = founded(&small());
    let last = state.last.hall;
    let set = |no: u32, name: &str| Change::HallSet {
        hall: HallNo(last.0 + no),
        name: Title { en: name.into(), ..Title::default() },
        code: format!("{no:06}"),
    };
    let there = HallNo(last.0 + 2);
    let session = SessionNo(state.sessions.len() as u32);
    let plan = Plan { hall: there, ..Plan::of(&state.sessions[&session]) };
    let gone = Change::HallDropped { hall: HallNo(last.0 + 1) };
    state.apply_entry(2, &[set(1, "Gone"), set(2, "There"), gone, Change::SessionSet { session, plan }], &[]);
    let copy = ForumFile::rehearsal_of(&state, "small-2".into());
    assert_eq!(copy.halls.len(), state.halls.len());
    let again = founded(&copy);
    for (no, session) in &state.sessions {
        let named = |state: &State, hall| state.halls[&hall].name.clone();
        assert_eq!(named(&again, again.sessions[no].hall), named(&state, session.hall), "session {no}");
    }
    let walls = |state: &State, hall| {
        state.links.values().filter(|link| link.role == Role::Screen && link.hall == Some(hall)).count()
    };
    assert!(again.halls.keys().all(|hall| walls(&again, *hall) == 1), "each hall has a wall");
}

#[test]
fn a_poll_asks_an_earlier_one_again_by_its_place_in_the_session_and_in_a_rehearsal_too() {
    let pair = "time = \"30s\"\n\
        [[days.sessions.polls]]\nkind = \"yes_no_abstain\"\ntitle = \"?\"\n\
        [[days.sessions.polls]]\nkind = \"yes_no_abstain\"\ntitle = \"?\"\nafter = 2\n";
    let text = SMALL.replacen("time = \"30s\"\n", pair, 1);
    let file = parse("small.toml", &text, Syntax::Toml).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let state = founded(&file);
    let again = |state: &State| -> Vec<_> {
        state.polls.iter().filter_map(|(no, poll)| Some((no.0, poll.plan.settings.after?.0))).collect()
    };
    assert_eq!(again(&state), [(3, 2)]);
    let copy = ForumFile::rehearsal_of(&state, "small-2".into());
    assert_eq!(again(&founded(&copy)), [(3, 2)]);
}

#[test]
fn names_by_badge_are_read_and_a_rehearsal_which_has_no_badges_takes_those_that_are_typed() {
    let text = SMALL.replace("names = \"off\"", "names = \"badge\"");
    let file = parse("f", &text, Syntax::Toml).expect("the file is right");
    assert_eq!(file.rules.names, Names::Badge);
    let copy = ForumFile::rehearsal_of(&founded(&file), "small-2".into());
    assert_eq!(copy.rules.names, Names::Optional);
    assert_eq!(ForumFile::rehearsal_of(&founded(&small()), "small-3".into()).rules.names, Names::Off);
}

#[test]
fn days_can_be_moved_so_that_the_first_session_with_polls_is_on() {
    let file = small();
    let now = Time(1_800_000_000_000);
    let moved = file.shifted_to(now);
    let plan = &moved.sessions[0].plan;
    let begun = now - plan.starts;
    assert!(Millis::minutes(10) <= begun && begun < Millis::minutes(15), "{begun:?}");
    let distances = |file: &ForumFile| -> Vec<_> {
        file.sessions.iter().map(|session| session.plan.starts - file.sessions[0].plan.starts).collect()
    };
    assert_eq!(distances(&moved), distances(&file));
    assert_eq!(plan.starts.0 % 300_000, 0);
}

#[test]
fn the_network_is_told_as_phones_read_it() {
    let wifi = small().wifi.expect("there is one");
    assert_eq!(wifi.qr_text(), r"WIFI:T:WPA;S:Hall\; 2;P:a\:b;;");
    assert_eq!(Wifi { name: "x".into(), password: None }.qr_text(), "WIFI:T:nopass;S:x;;");
}

#[test]
fn the_walls_are_told_of_the_network() {
    let wall = screen(&founded(&small()), HallNo(1)).expect("the hall has walls");
    assert_eq!(wall.wifi.map(|wifi| wifi.name).as_deref(), Some("Hall; 2"));
}
