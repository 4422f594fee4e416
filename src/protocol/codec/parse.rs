//! What clients send. Nothing here panics or allocates more than the text is long, whatever the text is.
//!
//! A frame is read in two steps: its kind first, then the fields of that kind. Serde's internally tagged enums cannot do
//! it in one, because they buffer the fields in a form that keeps neither the raw text of a command nor numbers as keys.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::domain::command::Command;
use crate::domain::id::{CommandId, QuestionNo, SessionNo, StandNo};
use crate::domain::register::Seq;
use crate::domain::stand::StandKey;
use crate::domain::strict::Object;
use crate::domain::text::stored;
use crate::protocol::client::{ClientFrame, ClientPulse, Hello, Reaction, Size, StandAsked};
use crate::protocol::close::ByeCode;
use crate::protocol::server::WayCode;
use crate::protocol::topic::Topic;

/// Longest frame of a client, in bytes of UTF-8.
pub const LONGEST_FRAME: usize = 16 * 1024;
/// Longest name of a scene that a wall says it shows, in bytes.
pub const LONGEST_SCENE_NAME: usize = 40;
/// No revision is higher: as of a client's own numbers, so that every client can read what it is told of another.
const HIGHEST_REVISION: u64 = Seq::MAX.0;

#[derive(Deserialize)]
struct Kind<'a> {
    #[serde(borrow)]
    t: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Do<'a> {
    id: CommandId,
    epoch: Option<u32>,
    #[serde(borrow, default = "nothing")]
    command: &'a RawValue,
}

/// In the place of a command that is missing: it is refused under its id like any that cannot be read.
fn nothing<'a>() -> &'a RawValue {
    RawValue::NULL
}

#[derive(Deserialize)]
struct Watch {
    session: SessionNo,
}

#[derive(Deserialize)]
struct Page {
    topic: Topic,
    after: QuestionNo,
}

#[derive(Deserialize)]
struct Find {
    text: String,
}

#[derive(Deserialize)]
struct Stand {
    stand: Option<StandNo>,
    key: Option<StandKey>,
}

#[derive(Deserialize)]
struct Pulse {
    reaction: Option<Reaction>,
    holding: Option<QuestionNo>,
}

#[derive(Deserialize)]
struct Shown {
    scene: String,
    rev: u64,
    size: Option<Size>,
    #[serde(default)]
    failed: bool,
}

/// Reads a frame. Fails with what to say before hanging up: [`ByeCode::TooLarge`] or [`ByeCode::Malformed`].
pub fn frame(text: &str) -> Result<ClientFrame, ByeCode> {
    if text.len() > LONGEST_FRAME { Err(ByeCode::TooLarge) } else { frame_of_request(text) }
}

/// The same for a frame that came in a request, whose body is bounded as a whole.
pub fn frame_of_request(text: &str) -> Result<ClientFrame, ByeCode> {
    let Kind { t } = fields(text)?;
    match &*t {
        "do" => {
            let Do { id, epoch, command } = fields(text)?;
            Ok(ClientFrame::Do { id, epoch, command: command.to_owned() })
        }
        "ping" => Ok(ClientFrame::Ping),
        "hello" => fields(text).and_then(hello),
        "watch" => fields(text).map(|Watch { session }| ClientFrame::Watch { session }),
        "page" => fields(text).map(|Page { topic, after }| ClientFrame::Page { topic, after }),
        "suggest" => Ok(ClientFrame::Suggest),
        "stand" => fields(text).and_then(stand).map(ClientFrame::Stand),
        "find" => fields(text).map(|Find { text }| ClientFrame::Find { text }),
        "pulse" => fields(text).and_then(pulse).map(ClientFrame::Pulse),
        "shown" => fields(text).and_then(shown),
        _ => Err(ByeCode::Malformed),
    }
}

/// Reads the command of a `do`. Its own fields must all be known: what is not understood whole is not done in part.
pub fn command(raw: &RawValue) -> Result<Command, WayCode> {
    let command = serde_json::from_str(raw.get()).map_err(|_| WayCode::Malformed)?;
    if has_lists(raw) && !is_said_as_it_was_read(raw, &command) {
        return Err(WayCode::Malformed);
    }
    Ok(command)
}

/// Most commands have none, and need no second look.
fn has_lists(raw: &RawValue) -> bool {
    raw.get().contains('[')
}

/// Whether a command, said again, has objects where its text has them: serde takes a list of an object's values too.
fn is_said_as_it_was_read(raw: &RawValue, command: &Command) -> bool {
    let text = serde_json::from_str(raw.get()).ok();
    text.zip(serde_json::to_value(command).ok()).is_some_and(|(text, said)| has_its_objects(&text, &said))
}

fn has_its_objects(text: &Value, said: &Value) -> bool {
    match (text, said) {
        (Value::Array(_), Value::Object(_)) => false,
        (Value::Array(text), Value::Array(said)) => {
            text.iter().zip(said).all(|(text, said)| has_its_objects(text, said))
        }
        (Value::Object(text), Value::Object(said)) => {
            said.iter().all(|(name, said)| text.get(name).is_none_or(|text| has_its_objects(text, said)))
        }
        _ => true,
    }
}

fn fields<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ByeCode> {
    let Object(fields) = serde_json::from_str(text).map_err(|_| ByeCode::Malformed)?;
    Ok(fields)
}

fn stand(Stand { stand, key }: Stand) -> Result<StandAsked, ByeCode> {
    match (stand, key) {
        (Some(stand), None) => Ok(StandAsked::Stand(stand)),
        (None, Some(key)) => Ok(StandAsked::Key(key)),
        _ => Err(ByeCode::Malformed),
    }
}

fn pulse(Pulse { reaction, holding }: Pulse) -> Result<ClientPulse, ByeCode> {
    match (reaction, holding) {
        (Some(reaction), None) => Ok(ClientPulse::Reaction(reaction)),
        (None, Some(question)) => Ok(ClientPulse::Holding(question)),
        _ => Err(ByeCode::Malformed),
    }
}

fn hello(hello: Hello) -> Result<ClientFrame, ByeCode> {
    if hello.have.values().all(|(_, rev)| *rev <= HIGHEST_REVISION) {
        Ok(ClientFrame::Hello(hello))
    } else {
        Err(ByeCode::Malformed)
    }
}

/// The name is told to desks: it is stored in no journal, and yet as clean as what is.
fn shown(Shown { scene, rev, size, failed }: Shown) -> Result<ClientFrame, ByeCode> {
    let scene = stored::normalise(&scene);
    if scene.len() <= LONGEST_SCENE_NAME && rev <= HIGHEST_REVISION {
        Ok(ClientFrame::Shown { scene, rev, size, failed })
    } else {
        Err(ByeCode::Malformed)
    }
}
