//! PROTOCOL.md says everything that the types have, and its examples are frames.

use std::collections::BTreeSet;

use majlis::domain::command::Command;
use majlis::domain::question::Reason;
use majlis::domain::refusal::Code;
use majlis::domain::role::Role;
use majlis::domain::screen::Scene;
use majlis::http::error::ApiCode;
use majlis::protocol::client::{ClientFrame, Reaction};
use majlis::protocol::close::ByeCode;
use majlis::protocol::codec;
use majlis::protocol::server::{ServerFrame, WayCode};
use serde_json::Value;

use crate::support::server_frame::said_again;
use crate::support::typescript::{self, TOPICS, bye_codes, names};

const PAGE: &str = include_str!("../../PROTOCOL.md");

/// How a frame begins.
const FRAME: &str = "{\"t\":";

#[track_caller]
fn names_all(what: &str, names: impl IntoIterator<Item = String>) {
    let missing: Vec<_> = names.into_iter().filter(|name| !says(name)).collect();
    assert!(missing.is_empty(), "PROTOCOL.md does not say these {what}: {missing:?}");
}

/// Whether the page has it as a word of code.
fn says(name: &str) -> bool {
    let code = PAGE.split('`').skip(1).step_by(2);
    let mut texts = code.chain(PAGE.lines().filter(|line| line.starts_with("    ")));
    texts.any(|text| text.split(|c: char| !is_part(c)).any(|word| word == name))
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

#[test]
fn it_names_every_frame_command_code_and_topic() {
    names_all("frames of clients", names::<ClientFrame>(Some("t")));
    names_all("frames of the server", names::<ServerFrame>(Some("t")));
    names_all("commands", names::<Command>(Some("do")));
    names_all("refusals", names::<Code>(None).into_iter().chain(names::<WayCode>(None)));
    names_all("codes of requests", names::<ApiCode>(None));
    names_all("reasons", names::<Reason>(None));
    names_all("roles", names::<Role>(None));
    names_all("reactions", names::<Reaction>(None));
    names_all("scenes", names::<Scene>(Some("scene")));
    names_all("topics", TOPICS.map(|(name, _)| name.to_owned()));
}

#[test]
fn it_names_every_field() {
    names_all("fields", field_names());
}

#[test]
fn it_gives_the_close_code_of_every_bye() {
    for (name, code) in bye_codes() {
        let back = if ByeCode::bye(code).reconnect { "yes" } else { "no" };
        let row = format!("| `{name}` | {} | {back} |", code.close_code());
        assert!(PAGE.contains(&row), "PROTOCOL.md has no row {row}");
    }
}

#[test]
fn its_examples_are_frames() {
    let examples = examples();
    assert!(examples.len() > 20);
    for example in examples {
        let is_a_clients = codec::frame(&example).is_ok_and(|frame| match frame {
            ClientFrame::Do { command, .. } => codec::command(&command).is_ok(),
            _ => true,
        });
        let is_the_servers = || said_again(&example).as_ref() == Ok(&example);
        assert!(is_a_clients || is_the_servers(), "not a frame: {example}");
    }
}

/// The frames of the page: on lines of their own, perhaps over several, and in the text.
fn examples() -> Vec<String> {
    let lines = PAGE
        .lines()
        .filter_map(|line| line.strip_prefix("    "))
        .map(|line| line.trim_start_matches('>').trim());
    let mut frames: Vec<String> = Vec::new();
    for line in lines {
        match frames.last_mut() {
            Some(open) if serde_json::from_str::<Value>(open).is_err() => open.push_str(line),
            _ if line.starts_with(FRAME) => frames.push(line.to_owned()),
            _ => {}
        }
    }
    let in_text = PAGE.split('`').skip(1).step_by(2).filter(|code| code.starts_with(FRAME));
    frames.extend(in_text.map(str::to_owned));
    frames
}

/// The names before a colon in the generated types.
fn field_names() -> BTreeSet<String> {
    let module = typescript::types();
    let code = module.lines().filter(|line| !line.trim_start().starts_with(['/', '*']));
    let before_colon = code.flat_map(|line| line.split(':').map(|part| part.trim_end_matches('?')));
    let last_word = |part: &str| part.rsplit(|c: char| !is_part(c)).next().map(str::to_owned);
    before_colon
        .filter_map(last_word)
        .filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
        .collect()
}
