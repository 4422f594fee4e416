use proptest::prelude::*;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::*;
use crate::domain::command::Command;
use crate::domain::id::{CommandId, QuestionNo, SessionNo};
use crate::domain::register::Seq;
use crate::domain::role::Role;
use crate::domain::time::Time;
use crate::domain::view::shape::TallyView;
use crate::protocol::client::{ClientFrame, ClientPulse, Reaction};
use crate::protocol::close::ByeCode;
use crate::protocol::server::{ServerFrame, WayCode};
use crate::protocol::topic::Topic;

fn read(text: &str) -> Value {
    serde_json::to_value(frame(text).expect("a good frame")).expect("a frame is JSON")
}

#[track_caller]
fn is_malformed(text: &str) {
    assert_eq!(frame(text).expect_err(text), ByeCode::Malformed);
}

fn order(text: &str) -> Result<Command, WayCode> {
    command(&RawValue::from_string(text.into()).expect("JSON"))
}

#[test]
fn every_frame_survives_being_read() {
    let command = json!({"do": "support", "question": 3, "on": true, "seq": 1_793_170_800_000_u64});
    let frames = [
        json!({"t": "hello", "token": "p.x", "view": "participant", "session": 2, "hall": 1, "have": {"0": [1, 7], "102": [1, 9]}}),
        json!({"t": "hello", "token": "p.x", "view": "screen"}),
        json!({"t": "do", "id": "00000000000000ff", "command": command}),
        json!({"t": "watch", "session": 2}),
        json!({"t": "page", "topic": 3, "after": 17}),
        json!({"t": "suggest"}),
        json!({"t": "find", "text": "مشاركة"}),
        json!({"t": "pulse", "reaction": "clap"}),
        json!({"t": "pulse", "holding": 0}),
        json!({"t": "shown", "scene": "top", "rev": 12}),
        json!({"t": "ping"}),
    ];
    for frame in frames {
        assert_eq!(read(&frame.to_string()), frame);
    }
}

#[test]
fn fields_come_in_any_order_and_unknown_ones_are_ignored() {
    let text = r#" {"rev":12, "scene":"top", "since": [[{"a":"\ud800"}]], "t":"shown"} "#;
    assert_eq!(read(text), json!({"t": "shown", "scene": "top", "rev": 12}));
    assert_eq!(read(r#"{"\u0074":"p\u0069ng"}"#), json!({"t": "ping"}));
}

#[test]
fn what_is_no_frame_is_malformed() {
    let texts = [
        "",
        "null",
        "[]",
        "\"ping\"",
        "{",
        "{}",
        r#"["ping"]"#,
        r#"{"t":null}"#,
        r#"{"t":1}"#,
        r#"{"t":"Ping"}"#,
        r#"{"t":"tick"}"#,
        r#"{"t":"ping"} {"t":"ping"}"#,
        "\u{feff}{\"t\":\"ping\"}",
        r#"{"t":"ping","t":"ping"}"#,
        r#"{"t":"watch"}"#,
        r#"{"t":"watch","session":1,"session":1}"#,
        r#"{"t":"watch","session":-1}"#,
        r#"{"t":"watch","session":1.0}"#,
        r#"{"t":"watch","session":4294967296}"#,
        r#"{"t":"watch","session":"1"}"#,
        r#"{"t":"find","text":"\ud800"}"#,
        r#"{"t":"pulse"}"#,
        r#"{"t":"pulse","reaction":"shout"}"#,
        r#"{"t":"pulse","reaction":"clap","holding":1}"#,
        r#"{"t":"shown","scene":"a name that is longer than forty bytes are","rev":1}"#,
        r#"{"t":"do","id":"ff","command":{}}"#,
        r#"{"t":"do","command":{}}"#,
        r#"{"t":"hello","token":"","view":"owner"}"#,
        r#"{"t":"hello","token":"","view":"screen","have":{"x":[0,0]}}"#,
    ];
    for text in texts {
        is_malformed(text);
    }
}

#[test]
fn a_frame_ends_at_sixteen_kibibytes() {
    let of = |bytes: usize| {
        let empty = r#"{"t":"find","text":""}"#.len();
        format!(r#"{{"t":"find","text":"{}"}}"#, "a".repeat(bytes - empty))
    };
    assert!(frame(&of(LONGEST_FRAME)).is_ok());
    assert_eq!(frame(&of(LONGEST_FRAME + 1)).err(), Some(ByeCode::TooLarge));
}

#[test]
fn deep_nesting_is_skipped_where_nobody_reads_it_and_refused_elsewhere() {
    let deep = format!("{}{}", "[".repeat(8_000), "]".repeat(8_000));
    assert!(frame(&format!(r#"{{"t":"ping","x":{deep}}}"#)).is_ok());
    is_malformed(&format!(r#"{{"t":"find","text":{deep}}}"#));
    is_malformed(&"[".repeat(16_000));
    assert_eq!(order(&format!(r#"{{"do":"undo","act":{deep}}}"#)), Err(WayCode::Malformed));
}

#[test]
fn a_command_is_read_by_itself() {
    let text = r#"{"t":"do","id":"00000000000000ff","command":{"do":"dance"}}"#;
    let Ok(ClientFrame::Do { id, command: raw, .. }) = frame(text) else { panic!("the frame is good") };
    assert_eq!(id, CommandId(255));
    assert_eq!(command(&raw), Err(WayCode::Malformed));
    let support = Command::Support { question: QuestionNo(3), on: true, seq: Seq(7) };
    assert_eq!(order(r#"{"seq":7,"on":true,"do":"support","question":3}"#), Ok(support));
}

#[test]
fn a_list_in_the_place_of_an_object_is_malformed() {
    let title = json!({"ar": "أ", "en": "A"});
    let plan = json!({"hall": 1, "kind": "talk", "title": title, "about": title, "starts": 1, "ends": 2});
    let settings = json!({"changeable": true, "hidden": true, "secret": false, "time": 1_000});
    let answer = json!({"kind": "multiple", "min": 1, "max": 2});
    let draft = json!({"title": title, "answer": answer, "options": [title, title], "settings": settings});
    let profile =
        json!({"measures": {"height": 300, "distance": 1_800}, "strip_at_bottom": true, "overlay": false});
    let commands = [
        json!({"do": "add_session", "plan": plan}),
        json!({"do": "create_poll", "session": 1, "poll": draft}),
        json!({"do": "set_profile", "link": 5, "version": 0, "profile": profile}),
        json!({"do": "set_scene", "hall": 1, "version": 1, "scene": {"scene": "poll", "poll": 7}}),
        json!({"do": "set_look", "version": 1, "accent": {"hue": 1, "chroma": 1}, "hijri": true}),
        json!({"do": "name_hall", "hall": 1, "version": 1, "name": title}),
        json!({"do": "set_wifi", "version": 1, "wifi": {"name": "Guests", "password": "hello-2026"}}),
        json!({"do": "set_rules", "version": 1, "rules": {"names": "off", "waiting_per_person": 1}}),
    ];
    for command in commands {
        assert!(order(&command.to_string()).is_ok(), "{command}");
        let listed = with_a_list(&command);
        assert!(!listed.is_empty());
        for text in listed {
            assert_eq!(order(&text.to_string()), Err(WayCode::Malformed), "{text}");
        }
    }
}

/// The same thing as often as it has objects, itself among them: each time with another one as the list of its values.
fn with_a_list(whole: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    match whole {
        Value::Object(fields) => {
            all.push(fields.values().cloned().collect());
            for (name, inner) in fields {
                all.extend(with_a_list(inner).into_iter().map(|inner| {
                    let mut fields = fields.clone();
                    fields.insert(name.clone(), inner);
                    Value::Object(fields)
                }));
            }
        }
        Value::Array(items) => {
            for (at, inner) in items.iter().enumerate() {
                all.extend(with_a_list(inner).into_iter().map(|inner| {
                    let mut items = items.clone();
                    items[at] = inner;
                    Value::Array(items)
                }));
            }
        }
        _ => {}
    }
    all
}

#[test]
fn a_command_that_is_not_as_described_is_malformed() {
    let texts = [
        "null",
        "[]",
        "{}",
        r#"{"do":"tick"}"#,
        r#"{"do":"undo","act":1,"why":"because"}"#,
        r#"{"do":"undo","act":1,"act":2}"#,
        r#"{"do":"undo","do":"undo","act":1}"#,
        r#"{"do":"undo","act":-1}"#,
        r#"{"do":"undo","act":1e0}"#,
        r#"{"do":"undo","act":99999999999999999999}"#,
        r#"{"do":"ask","session":1,"text":"\udc00"}"#,
        r#"{"do":"rate","session":1,"stars":256,"seq":1}"#,
        r#"{"do":"vote","poll":1,"round":1,"choice":{"options":[0],"stars":1},"seq":1}"#,
        r#"{"do":"vote","poll":1,"round":1,"choice":{"options":[-1]},"seq":1}"#,
        r#"{"do":"vote","poll":1,"round":1,"choice":{"option":[0]},"seq":1}"#,
        r#"{"do":"set_scene","hall":1,"version":1,"scene":{"scene":"poll","poll":1,"zoom":2}}"#,
    ];
    for text in texts {
        assert_eq!(order(text), Err(WayCode::Malformed), "{text}");
    }
}

#[test]
fn f3_a_time_that_not_every_client_can_read_again_is_malformed() {
    let until = |expires: i64| {
        let link = json!({"do": "create_link", "role": "screen", "hall": null, "name": "x", "secret": "", "expires": expires});
        order(&link.to_string())
    };
    let latest = Time::LATEST.0;
    assert_eq!(latest, 253_402_300_799_999, "as PROTOCOL.md has it");
    assert!(until(latest).is_ok());
    for late in [latest + 1, 8_640_000_000_000_001, (1 << 53) - 1, 1 << 53] {
        assert_eq!(until(late), Err(WayCode::Malformed), "{late}");
    }
    let plan = |starts: i64, ends: i64| json!({"hall": 1, "kind": "talk", "title": {"en": "T"}, "starts": starts, "ends": ends});
    for (plan, is_read) in
        [(plan(latest - 1, latest), true), (plan(1, latest + 1), false), (plan(latest + 1, latest), false)]
    {
        let commands = [
            json!({"do": "add_session", "plan": plan}),
            json!({"do": "plan_session", "session": 1, "edition": 1, "plan": plan}),
        ];
        for command in commands {
            assert_eq!(order(&command.to_string()).is_ok(), is_read, "{command}");
        }
    }
}

#[test]
fn f3_a_revision_that_not_every_client_can_read_again_is_malformed() {
    let highest = (1_u64 << 53) - 1;
    let shown = |rev: u64| json!({"t": "shown", "scene": "top", "rev": rev}).to_string();
    let has = |rev: u64| {
        let have = json!({"0": [1, 7], "2": [1, rev]});
        json!({"t": "hello", "token": "p.x", "view": "participant", "session": 2, "have": have}).to_string()
    };
    for good in [shown(highest), has(highest)] {
        assert!(frame(&good).is_ok(), "{good}");
    }
    for rev in [highest + 1, u64::MAX] {
        is_malformed(&shown(rev));
        is_malformed(&has(rev));
    }
}

#[test]
fn u3_what_a_wall_says_it_shows_is_as_clean_as_any_text() {
    let shown = |scene: &str| json!({"t": "shown", "scene": scene, "rev": 1}).to_string();
    let dirty = shown("  to\u{202e}p\u{0} \n\u{200b} of\u{fdd0} all ");
    assert_eq!(read(&dirty)["scene"], "top of all");
    assert_eq!(read(&shown("لوحة الأسئلة"))["scene"], "لوحة الأسئلة");
    is_malformed(&shown(&"س".repeat(LONGEST_SCENE_NAME / 2 + 1)));
}

#[test]
fn a_profile_has_its_fields_by_their_names() {
    let set =
        |profile: &str| order(&format!(r#"{{"do":"set_profile","link":1,"version":0,"profile":{profile}}}"#));
    for profile in ["{}", "null", r#"{"measures":{"height":300,"distance":900}}"#, r#"{"measures":null}"#] {
        assert!(set(profile).is_ok(), "{profile}");
    }
    for profile in ["[]", "[null,true]", r#""x""#, r#"{"zz":1}"#, r#"{"measures":[300,900]}"#] {
        assert_eq!(set(profile), Err(WayCode::Malformed), "{profile}");
    }
    assert_eq!(order(r#"{"do":"set_profile","link":1,"version":0}"#), Err(WayCode::Malformed));
}

#[test]
fn a_missing_optional_field_and_null_are_the_same() {
    let with = order(r#"{"do":"ask","session":1,"text":"a","name":null}"#);
    assert_eq!(with, order(r#"{"do":"ask","session":1,"text":"a"}"#));
    assert!(with.is_ok());
}

#[test]
fn the_fast_paths_say_what_the_frames_say() {
    let tally = TallyView { v: 2_000, n: Some(vec![500; 4]), ..TallyView::default() };
    let topic = Topic(107);
    let whole = ServerFrame::<_, TallyView>::State { topic, rev: 9, view: tally.clone() };
    assert_eq!(state(topic, 9, &tally), encode(&whole));
    let diff = ServerFrame::<TallyView, _>::Change { topic, from: 3, rev: 9, diff: tally.clone() };
    assert_eq!(change(topic, 3, 9, &tally), encode(&diff));
    assert_eq!(&*done(CommandId(255), 9, None), r#"{"t":"done","id":"00000000000000ff","rev":9}"#);
    assert_eq!(&*done(CommandId(1), 9, Some(4)), r#"{"t":"done","id":"0000000000000001","rev":9,"no":4}"#);
}

#[test]
fn a_change_of_a_poll_with_four_choices_takes_at_most_a_hundred_bytes() {
    let tally = TallyView { v: 20_000, n: Some(vec![5_000; 4]), ..TallyView::default() };
    let text = change(Topic(107), 100_000, 123_456, &tally);
    assert!(text.len() <= 100, "{} bytes: {text}", text.len());
}

#[test]
fn frames_are_written_as_they_are_read() {
    let pulse = ClientFrame::Pulse(ClientPulse::Reaction(Reaction::Heart));
    assert_eq!(serde_json::to_string(&pulse).ok().as_deref(), Some(r#"{"t":"pulse","reaction":"heart"}"#));
    let watch = ClientFrame::Watch { session: SessionNo(4) };
    let text = serde_json::to_string(&watch).expect("a frame is JSON");
    assert!(matches!(frame(&text), Ok(ClientFrame::Watch { session: SessionNo(4) })));
    assert!(matches!(
        frame(r#"{"t":"hello","token":"c.1.s","view":"moderator"}"#),
        Ok(ClientFrame::Hello(hello)) if hello.view == Role::Moderator && hello.have.is_empty()
    ));
}

/// Pieces of frames, and of what frames must not hold.
const PIECES: &str = r#"{ } [ ] , : " \ \u d800 "t" "do" "hello" "ping" "id" "command" "00000000000000ff" "session" "have"
    null true 0 -1 1e400 0.1 18446744073709551616 ع "text" "choice" "options" "view""#;

/// Texts that are nearly frames: the pieces put together in any way.
fn nearly_a_frame() -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = PIECES.split_whitespace().chain([" ", "\0", "\u{202e}"]).collect();
    prop::collection::vec(prop::sample::select(pieces), 0..60).prop_map(|pieces| pieces.concat())
}

/// A good frame with some of its bytes replaced.
fn damaged_frame() -> impl Strategy<Value = String> {
    let good = r#"{"t":"do","id":"00000000000000ff","command":{"do":"vote","poll":1,"round":1,"choice":{"options":[0]},"seq":1}}"#;
    let damage = prop::collection::vec((0..good.len(), any::<u8>()), 1..8);
    damage.prop_map(move |damage| {
        let mut bytes = good.as_bytes().to_vec();
        for (at, byte) in damage {
            bytes[at] = byte;
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in prop_oneof![any::<String>(), nearly_a_frame(), damaged_frame()]) {
        if let Ok(ClientFrame::Do { command: raw, .. }) = frame(&text) {
            let _read_or_refused = command(&raw);
        }
        if let Ok(raw) = RawValue::from_string(text) {
            let _read_or_refused = command(&raw);
        }
    }
}
