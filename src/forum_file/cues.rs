//! The cues of a session in its hall's run of show.

use std::collections::BTreeMap;

use jiff::civil;
use serde_json::{Map, Value as Json};

use crate::domain::id::{HallNo, PollNo, SessionNo};
use crate::domain::show::{CUES, CueAct, CuePlan, FURTHEST, Moment, NAME_LENGTH, TEXT, text_taken};
use crate::domain::time::{Millis, Time};

use super::around::Around;
use super::mistake::Findings;
use super::moment::moment;
use super::overlap::Placed;
use super::tree::{Node, Value};
use super::values::{Table, duration, not_more, title};

/// What stands in a cue for the session that it is written in, until the sessions have their numbers.
const OWN: SessionNo = SessionNo(0);

/// When the session is that a cue is of, and how many polls it has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Of {
    pub day: Option<civil::Date>,
    pub starts: Time,
    pub polls: usize,
}

/// Reads them. Their polls are told by their places in the session until [`settle`] says which they are.
pub(super) fn read(
    (table, at): (&mut Table, usize),
    of: Option<Of>,
    around: &Around,
    findings: &mut Findings,
) -> Vec<CuePlan> {
    let listed = table.tables("cues", findings);
    not_more(at, "cues", listed.len(), CUES, findings);
    listed.into_iter().filter_map(|item| cue(item, of, around, findings)).collect()
}

fn cue(
    (node, mut table): (&Node, Table),
    of: Option<Of>,
    around: &Around,
    findings: &mut Findings,
) -> Option<CuePlan> {
    let times = ["at", "after", "before_end"].map(|key| table.take(key));
    let at = time(node, times, of, around, findings);
    let named = table.need("name", "{ ar = \"…\", en = \"…\" }", findings);
    let named = named.and_then(|node| title(node, NAME_LENGTH, &around.first, findings));
    let does = table.need("does", "{ do = \"scene\", scene = \"join\" }", findings);
    let does = does.and_then(|node| act(node, of, around, findings));
    table.close(findings);
    Some(CuePlan { at: at?, name: named?, does: does? })
}

fn time(
    cue: &Node,
    [at, after, before_end]: [Option<&Node>; 3],
    of: Option<Of>,
    around: &Around,
    findings: &mut Findings,
) -> Option<Moment> {
    let longest = Millis(0)..=Millis::seconds(i64::from(FURTHEST));
    match (at, after, before_end) {
        (Some(at), None, None) => {
            let of = of?;
            let time = moment(at, of.day, &around.zone, findings)?;
            let seconds = i32::try_from((time - of.starts).0 / 1_000).ok();
            let seconds = seconds.filter(|seconds| (-FURTHEST..=FURTHEST).contains(seconds));
            if seconds.is_none() {
                findings.note(
                    at.at,
                    "the cue is more than twelve hours from its session",
                    "write a nearer time",
                );
            }
            Some(Moment::Start { session: OWN, seconds: seconds? })
        }
        (None, Some(after), None) => {
            let length = duration(after, longest, findings)?;
            Some(Moment::Start { session: OWN, seconds: i32::try_from(length.0 / 1_000).ok()? })
        }
        (None, None, Some(before)) => {
            let length = duration(before, longest, findings)?;
            Some(Moment::End { session: OWN, seconds: -i32::try_from(length.0 / 1_000).ok()? })
        }
        _ => {
            let instead = "write one of at = 10:05, after = \"5m\" (from the start) and before_end = \"5m\"";
            findings.note(cue.at, "it is not said when this cue is due", instead);
            None
        }
    }
}

/// What a cue does, written as a client would, but for its session, which is the one that it is written in, and its poll, which is named
/// by its place there.
fn act(node: &Node, of: Option<Of>, around: &Around, findings: &mut Findings) -> Option<CueAct> {
    let Json::Object(mut does) = json(node) else {
        findings.note(node.at, "`does` must be a table", "write does = { do = \"scene\", scene = \"join\" }");
        return None;
    };
    if let Some(Json::String(scene)) = does.get("scene") {
        let scene = BTreeMap::from([("scene", scene.clone())]);
        does.insert("scene".to_owned(), serde_json::to_value(scene).ok()?);
    }
    let is_of_session = |what: &str| {
        ["phase", "asking", "pause", "note", "feedback", "statements", "board", "results", "speaking"]
            .contains(&what)
    };
    if does.get("do").and_then(Json::as_str).is_some_and(is_of_session) {
        does.entry("session").or_insert_with(|| OWN.0.into());
    }
    let read = serde_json::from_value::<CueAct>(Json::Object(does));
    let does = match read {
        Ok(does) => does,
        Err(why) => {
            findings.note(node.at, format!("no cue does this: {why}"), "PROTOCOL.md lists what a cue does");
            return None;
        }
    };
    if let Err(refusal) = does.is_sound(around.rules.question_length) {
        let bound = refusal.limit.map(|limit| format!(" ({limit})")).unwrap_or_default();
        let code = serde_json::to_value(refusal.code).ok()?;
        let instead = "write what a desk could do by hand: PROTOCOL.md lists the bounds";
        findings.note(node.at, format!("this would be refused as {code}{bound}"), instead);
        return None;
    }
    let polls = of.map_or(0, |of| of.polls);
    let is_there = |no: PollNo| (1..=polls).contains(&(no.0 as usize)).then_some(no);
    if does.renumbered(|no| (no == OWN).then_some(no), is_there).is_none() {
        let instead = match polls {
            0 => "write its polls above, as [[days.sessions.polls]], and leave `session` out".to_owned(),
            _ => format!("name a poll by its place, 1 to {polls}, and leave `session` out"),
        };
        findings.note(node.at, "the session has no such poll", instead);
        return None;
    }
    Some(does)
}

fn json(node: &Node) -> Json {
    match &node.value {
        Value::Table(nodes) => {
            Json::Object(nodes.iter().map(|node| (node.key.clone(), json(node))).collect::<Map<_, _>>())
        }
        Value::List(items) => Json::Array(items.iter().map(json).collect()),
        Value::Text(text) => Json::String(text.clone()),
        Value::Whole(number) => (*number).into(),
        Value::Flag(flag) => Json::Bool(*flag),
        Value::Other(_) => Json::Null,
    }
}

/// Notes where the cues of a hall are more than it takes, those of all its sessions together.
pub(super) fn check(placed: &[Placed], findings: &mut Findings) {
    let mut taken: BTreeMap<HallNo, (usize, usize)> = BTreeMap::new();
    for Placed { at, session } in placed {
        let (count, bytes) = taken.entry(session.plan.hall).or_default();
        let before = (*count, *bytes);
        *count += session.cues.len();
        *bytes += session.cues.iter().map(text_taken).sum::<usize>();
        if before.0 <= CUES && *count > CUES {
            findings.note(
                *at,
                format!("the hall has more than {CUES} cues"),
                format!("write {CUES} at most"),
            );
        }
        if before.1 <= TEXT && *bytes > TEXT {
            let what = format!("the cues of the hall take more than {TEXT} bytes from here on");
            findings.note(*at, what, "shorten their names and texts");
        }
    }
}

/// The cues with the numbers that their session and its polls have, of which so many came before.
pub(super) fn settle(cues: &mut [CuePlan], session: SessionNo, polls_before: u32) {
    for cue in cues {
        let own = |_: SessionNo| Some(session);
        let settled = cue.renumbered(own, |no| Some(PollNo(polls_before.saturating_add(no.0))));
        if let Some(settled) = settled {
            *cue = settled;
        }
    }
}
