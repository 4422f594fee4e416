//! Prepared polls.

use crate::domain::command::PollDraft;
use crate::domain::decide::POLL_TIME;
use crate::domain::forum::{Rules, Title};
use crate::domain::id::PollNo;
use crate::domain::places::Places;
use crate::domain::poll::{Method, PollKind, PollPlan, PollSettings};
use crate::domain::split::asks_again;

use super::mistake::Findings;
use super::tree::Node;
use super::values::{Table, duration, flag, items, one_of, title, whole};

/// The kinds of polls, as a file names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Single,
    Multiple,
    YesNoAbstain,
    Rating,
    Ranking,
    Points,
    Likert,
    Cloud,
    Open,
    Quiz,
}

const METHODS: [(&str, Method); 3] =
    [("borda", Method::Borda), ("instant_runoff", Method::InstantRunoff), ("schulze", Method::Schulze)];

const KINDS: [(&str, Kind); 10] = [
    ("single", Kind::Single),
    ("multiple", Kind::Multiple),
    ("yes_no_abstain", Kind::YesNoAbstain),
    ("rating", Kind::Rating),
    ("ranking", Kind::Ranking),
    ("points", Kind::Points),
    ("likert", Kind::Likert),
    ("cloud", Kind::Cloud),
    ("open", Kind::Open),
    ("quiz", Kind::Quiz),
];

/// A poll, under the forum's rules. What it asks again is told by its place among those before it, until [`settle`] says which it is.
pub(super) fn read(
    (node, mut table): (&Node, Table),
    before: &[Option<PollPlan>],
    (rules, first): (&Rules, &str),
    findings: &mut Findings,
) -> Option<PollPlan> {
    let asked = table.need("title", "\"…\"", findings);
    let asked = asked.and_then(|node| title(node, rules.question_length, first, findings));
    let kind = table.need("kind", "\"single\"", findings)?;
    let kind = one_of(kind, &KINDS, findings)?;
    let options = match kind {
        Kind::YesNoAbstain | Kind::Rating | Kind::Cloud | Kind::Open => Some(Vec::new()),
        _ => options(&mut table, rules, first, findings),
    };
    let labels = match table.take("labels") {
        Some(node) => titles(node, rules, first, findings),
        None => Some(Vec::new()),
    };
    let count = options.as_ref().map_or(Places::MOST, Vec::len);
    let answer = answer(kind, &mut table, count, findings);
    let settings = settings(&mut table, findings);
    let after = table.take("after");
    let again = after.map(|node| place(node, before, findings));
    table.close(findings);
    let settings = PollSettings { after: again.unwrap_or_default().map(|(no, _)| no), ..settings? };
    let draft = PollDraft { title: asked?, answer: answer?, options: options?, labels: labels?, settings };
    let plan = draft.plan(rules).ok();
    if plan.is_none() {
        findings.note(
            node.at,
            "this poll does not fit together",
            "look at its kind, its options and its numbers",
        );
    }
    if let (Some(node), Some(Some((no, Some(earlier)))), Some(plan)) = (after, again, &plan)
        && !asks_again(earlier, plan)
    {
        let instead =
            "give both the same kind and options and neither `secret`, and let that one ask none again";
        findings.note(node.at, format!("this poll does not ask again what poll {no} asks"), instead);
    }
    plan
}

/// The poll of a session that is asked again, named by its place, with what it asks where that could be read.
fn place<'p>(
    node: &Node,
    before: &'p [Option<PollPlan>],
    findings: &mut Findings,
) -> Option<(PollNo, Option<&'p PollPlan>)> {
    if before.is_empty() {
        let instead = "write the poll that comes first above this one, or leave `after` out";
        findings.note(node.at, "there is no poll before this one in its session", instead);
        return None;
    }
    let last = u32::try_from(before.len()).unwrap_or(u32::MAX);
    let no = PollNo(whole(node, 1..=last, findings)?);
    if before.iter().flatten().any(|poll| poll.settings.after == Some(no)) {
        let instead = "name another poll, or leave `after` out";
        findings.note(node.at, format!("poll {no} is asked again by another one already"), instead);
        return None;
    }
    Some((no, before.get(no.0 as usize - 1)?.as_ref()))
}

/// The polls of a session with the numbers that they have, of which so many came before.
pub(super) fn settle(polls: &mut [PollPlan], before: u32) {
    for poll in polls {
        let after = &mut poll.settings.after;
        *after = after.map(|place| PollNo(before.saturating_add(place.0)));
    }
}

fn options(table: &mut Table, rules: &Rules, first: &str, findings: &mut Findings) -> Option<Vec<Title>> {
    let node = table.need("options", "[\"…\", \"…\"]", findings)?;
    let listed = items(node, findings);
    if !(2..=Places::MOST).contains(&listed.len()) {
        let plural = if listed.len() == 1 { "" } else { "s" };
        let what = format!("the poll has {} option{plural}", listed.len());
        findings.note(node.at, what, format!("write 2 to {} of them", Places::MOST));
        return None;
    }
    titles(node, rules, first, findings)
}

fn titles(node: &Node, rules: &Rules, first: &str, findings: &mut Findings) -> Option<Vec<Title>> {
    let listed = items(node, findings);
    let read: Vec<_> = listed.iter().map(|one| title(one, rules.option_length, first, findings)).collect();
    read.into_iter().collect()
}

fn answer(kind: Kind, table: &mut Table, options: usize, findings: &mut Findings) -> Option<PollKind> {
    let last = u8::try_from(options).unwrap_or(u8::MAX);
    let mut number = |key, usual: u8, range| match table.take(key) {
        Some(node) => whole(node, range, findings),
        None => Some(usual),
    };
    Some(match kind {
        Kind::Single => PollKind::Single,
        Kind::Multiple => {
            let min = number("min", 1, 1..=last);
            let max = number("max", last, min.unwrap_or(1)..=last);
            PollKind::Multiple { min: min?, max: max? }
        }
        Kind::YesNoAbstain => PollKind::YesNoAbstain,
        Kind::Rating => PollKind::Rating { max: number("stars", 5, 2..=10)? },
        Kind::Ranking => {
            let method = table.take("method").map(|node| one_of(node, &METHODS, findings));
            PollKind::Ranking { method: method.unwrap_or(Some(Method::Borda))? }
        }
        Kind::Points => PollKind::Points,
        Kind::Likert => PollKind::Likert { steps: number("steps", 5, 2..=7)? },
        Kind::Cloud => PollKind::Cloud { words: number("words", 3, 1..=5)? },
        Kind::Open => PollKind::Open,
        Kind::Quiz => {
            let right = table.need("answer", "1   (the right option, counted from 1)", findings)?;
            PollKind::Quiz { answer: whole(right, 1..=last, findings)? - 1 }
        }
    })
}

fn settings(table: &mut Table, findings: &mut Findings) -> Option<PollSettings> {
    let mut settings = PollSettings::default();
    let flags = [
        ("changeable", &mut settings.changeable),
        ("hidden", &mut settings.hidden),
        ("secret", &mut settings.secret),
    ];
    let mut good = true;
    for (key, setting) in flags {
        match table.take(key).map(|node| flag(node, findings)) {
            Some(Some(set)) => *setting = set,
            Some(None) => good = false,
            None => {}
        }
    }
    if let Some(node) = table.take("time") {
        settings.time = duration(node, POLL_TIME, findings);
        good &= settings.time.is_some();
    }
    good.then_some(settings)
}
