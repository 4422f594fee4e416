//! One session of the agenda.

use jiff::civil;

use crate::domain::agenda::{LABEL_LENGTH, LABELS, POLLS, Session, SessionKind};
use crate::domain::award::AwardPlan;
use crate::domain::change::Plan;
use crate::domain::forum::Title;
use crate::domain::time::Time;
use crate::domain::words::Text;

use super::PlannedSession;
use super::around::Around;
use super::cues::Of;
use super::mistake::Findings;
use super::moment::moment;
use super::overlap::Placed;
use super::tree::Node;
use super::values::{Table, flag, items, not_more, one_of, shown, title};
use super::{award, cues, poll, rules, stands, workshop};

const KINDS: [(&str, SessionKind); 6] = [
    ("panel", SessionKind::Panel),
    ("talk", SessionKind::Talk),
    ("workshop", SessionKind::Workshop),
    ("exhibition", SessionKind::Exhibition),
    ("award", SessionKind::Award),
    ("break", SessionKind::Break),
];

/// Reads a session, once for each hall that it names.
pub(super) fn read(
    (node, mut table): (&Node, Table),
    day: Option<civil::Date>,
    around: &Around,
    findings: &mut Findings,
) -> Vec<Placed> {
    let first = around.first.as_str();
    let halls = table.need("hall", "\"main\"", findings);
    let halls = halls.map_or_else(Vec::new, |node| around.halls.all_named(node, findings));
    let kind = table.need("kind", "\"panel\"", findings).and_then(|node| one_of(node, &KINDS, findings));
    let named = table.need("title", "{ ar = \"…\", en = \"…\" }", findings);
    let named = named.and_then(|node| title(node, Session::TITLE_LENGTH, first, findings));
    let about = table.take("about").and_then(|node| title(node, Session::ABOUT_LENGTH, first, findings));
    let time = times(&mut table, day, around, findings);
    let moderation = table.take("moderation").and_then(|node| one_of(node, &rules::MODERATION, findings));
    let labels = labels(table.take("labels"), first, findings);
    let asking = table.take("asking").and_then(|node| flag(node, findings));
    let polls = table.tables("polls", findings);
    not_more(node.at, "polls", polls.len(), POLLS, findings);
    let polls = polls.into_iter().fold(Vec::new(), |mut read, item| {
        let poll = poll::read(item, &read, (&around.rules, first), findings);
        read.push(poll);
        read
    });
    let polls: Vec<_> = polls.into_iter().flatten().collect();
    let of = time.map(|(starts, _)| Of { day, starts, polls: polls.len() });
    let cues = cues::read((&mut table, node.at), of, around, findings);
    let seeds = seeds(table.take("seeds"), around, findings);
    let award = award(table.take("award"), kind, first, findings);
    let exhibition = stands::read(&mut table, node.at, first, findings);
    let statements = table.take("statements");
    let statements = statements.and_then(|node| workshop::statements(node, first, findings));
    let board = table.take("board").and_then(|node| workshop::board(node, around, findings));
    table.close(findings);
    let (Some(kind), Some(title), Some((starts, ends))) = (kind, named, time) else { return Vec::new() };
    let plan = |hall| Plan {
        hall,
        kind,
        title: title.clone(),
        about: about.clone().unwrap_or_default(),
        starts,
        ends,
        moderation: moderation.unwrap_or(around.rules.moderation),
        labels: labels.clone(),
    };
    let session = |hall| PlannedSession {
        plan: plan(hall),
        asking,
        polls: polls.clone(),
        seeds: seeds.clone(),
        award: award.clone(),
        exhibition: exhibition.clone(),
        statements: statements.clone(),
        board: board.clone(),
        cues: cues.clone(),
    };
    halls.into_iter().map(|hall| Placed { at: node.at, session: session(hall) }).collect()
}

fn award(
    node: Option<&Node>,
    kind: Option<SessionKind>,
    first: &str,
    findings: &mut Findings,
) -> Option<AwardPlan> {
    let node = node?;
    if kind.is_some_and(|kind| kind != SessionKind::Award) {
        findings.note(
            node.key_at,
            "an award in a session of another kind",
            "write kind = \"award\", or leave `award` out",
        );
    }
    award::read(node, first, findings)
}

fn times(
    table: &mut Table,
    day: Option<civil::Date>,
    around: &Around,
    findings: &mut Findings,
) -> Option<(Time, Time)> {
    let start = table.need("start", "09:30", findings);
    let end = table.need("end", "10:30", findings);
    let starts = start.and_then(|node| moment(node, day, &around.zone, findings));
    let ends = end.and_then(|node| moment(node, day, &around.zone, findings));
    let (starts, end, ends) = (starts?, end?, ends?);
    if ends <= starts {
        let instead = "write a later end; one on the next day needs its day too, 2026-10-29T00:30";
        findings.note(end.at, "the session ends before it has begun", instead);
        return None;
    }
    Some((starts, ends))
}

fn labels(node: Option<&Node>, first: &str, findings: &mut Findings) -> Vec<Title> {
    let Some(node) = node else { return Vec::new() };
    let listed = items(node, findings);
    not_more(node.at, "labels", listed.len(), LABELS, findings);
    listed.iter().filter_map(|label| title(label, LABEL_LENGTH, first, findings)).collect()
}

fn seeds(node: Option<&Node>, around: &Around, findings: &mut Findings) -> Vec<Text> {
    let Some(node) = node else { return Vec::new() };
    let longest = around.rules.question_length;
    let texts = items(node, findings).iter().filter_map(|seed| shown(seed, longest, findings));
    texts.map(|text| Text::new(&text)).collect()
}
