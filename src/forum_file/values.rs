//! Values of the kind that is expected; what is of another kind is noted and left out.

use std::fmt::Write;
use std::ops::RangeInclusive;

use crate::domain::forum::Title;
use crate::domain::text::{length, stored};
use crate::domain::time::Millis;

use super::mistake::Findings;
use super::nearest::nearest;
use super::tree::{Node, Value};

/// Keys of the whole file that have no table of their own: below a table's head they are taken for that table's.
const OF_THE_FILE: [&str; 5] = ["slug", "name", "languages", "zone", "rehearsal"];

/// A table whose keys are taken one by one; what is left over is unknown.
pub(super) struct Table<'n> {
    at: usize,
    nodes: &'n [Node],
    known: Vec<&'static str>,
}

impl<'n> Table<'n> {
    /// The whole file.
    pub fn root(nodes: &'n [Node]) -> Self {
        Self { at: 0, nodes, known: Vec::new() }
    }

    /// The table that a value is.
    pub fn of(node: &'n Node, findings: &mut Findings) -> Option<Self> {
        match &node.value {
            Value::Table(nodes) => Some(Self { at: node.at, nodes, known: Vec::new() }),
            _ => wrong(node, "a table", &format!("write {} = {{ … }}", node.key), findings),
        }
    }

    /// The value under a key, if it is there.
    pub fn take(&mut self, key: &'static str) -> Option<&'n Node> {
        self.known.push(key);
        self.nodes.iter().find(|node| node.key == key)
    }

    /// The value under a key that must be there; `example` is how to write it.
    pub fn need(&mut self, key: &'static str, example: &str, findings: &mut Findings) -> Option<&'n Node> {
        let found = self.take(key);
        if found.is_none() {
            findings.note(self.at, format!("`{key}` is missing"), format!("write {key} = {example}"));
        }
        found
    }

    /// The items of the list of tables under a key.
    pub fn tables(&mut self, key: &'static str, findings: &mut Findings) -> Vec<(&'n Node, Self)> {
        let items = self.take(key).map_or(&[][..], |node| items(node, findings));
        items.iter().filter_map(|item| Some((item, Self::of(item, findings)?))).collect()
    }

    /// Notes every key that nobody took.
    pub fn close(self, findings: &mut Findings) {
        let unknown = self.nodes.iter().filter(|node| !self.known.contains(&node.key.as_str()));
        findings.note_each(unknown, |node| {
            let key = node.key.as_str();
            let instead = match nearest(key, &self.known) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if OF_THE_FILE.contains(&key) => {
                    "move it to the top of the file, above the first [table]".to_owned()
                }
                None => format!("known here: {}", self.known.join(", ")),
            };
            (node.key_at, format!("unknown key `{}`", node.key), instead)
        });
    }
}

/// Notes that a value is not of the kind that it should be.
fn wrong<T>(node: &Node, expected: &str, instead: &str, findings: &mut Findings) -> Option<T> {
    let what = format!("`{}` must be {expected}, not {}", node.key, node.value.name());
    findings.note(node.at, what, instead);
    None
}

/// The items of a list.
pub(super) fn items<'n>(node: &'n Node, findings: &mut Findings) -> &'n [Node] {
    match &node.value {
        Value::List(items) => items,
        _ => wrong(node, "a list", &format!("write {} = [ … ]", node.key), findings).unwrap_or_default(),
    }
}

/// Notes that a list has more items than the forum takes.
pub(super) fn not_more(at: usize, what: &str, count: usize, most: usize, findings: &mut Findings) {
    if count > most {
        findings.note(at, format!("there are {count} {what}"), format!("write {most} at most"));
    }
}

/// Notes where a list goes on beyond what a forum takes, and leaves out the rest.
pub(super) fn no_more<T>(
    what: &str,
    list: &mut Vec<T>,
    at: impl FnOnce(&T) -> usize,
    most: usize,
    findings: &mut Findings,
) {
    if let Some(first) = list.get(most) {
        not_more(at(first), what, list.len(), most, findings);
        list.truncate(most);
    }
}

/// A text.
pub(super) fn text<'n>(node: &'n Node, findings: &mut Findings) -> Option<&'n str> {
    match &node.value {
        Value::Text(text) => Some(text),
        _ => wrong(node, "a text", &format!("write {} = \"…\"", node.key), findings),
    }
}

/// A whole number within a range.
pub(super) fn whole<N>(node: &Node, range: RangeInclusive<N>, findings: &mut Findings) -> Option<N>
where
    N: TryFrom<i64> + PartialOrd + std::fmt::Display,
{
    let (least, most) = (range.start(), range.end());
    let instead = format!("write a whole number from {least} to {most}");
    let Value::Whole(number) = node.value else { return wrong(node, "a number", &instead, findings) };
    let fits = N::try_from(number).ok().filter(|number| range.contains(number));
    if fits.is_none() {
        findings.note(node.at, format!("`{}` cannot be {number}", node.key), instead);
    }
    fits
}

/// `true` or `false`.
pub(super) fn flag(node: &Node, findings: &mut Findings) -> Option<bool> {
    match node.value {
        Value::Flag(flag) => Some(flag),
        _ => wrong(node, "true or false", &format!("write {} = true or {0} = false", node.key), findings),
    }
}

/// One of a few words.
pub(super) fn one_of<T: Copy>(
    node: &Node,
    choices: &[(&'static str, T)],
    findings: &mut Findings,
) -> Option<T> {
    let word = text(node, findings)?;
    if let Some((_, chosen)) = choices.iter().find(|(name, _)| *name == word) {
        return Some(*chosen);
    }
    let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
    let mut instead = String::new();
    if let Some(meant) = nearest(word, &names) {
        // Writing to a string cannot fail.
        let _ = write!(instead, "did you mean \"{meant}\"? ");
    }
    let _ = write!(instead, "write one of \"{}\"", names.join("\", \""));
    findings.note(node.at, format!("`{}` cannot be \"{word}\"", node.key), instead);
    None
}

/// A length of time.
pub(super) fn duration(
    node: &Node,
    range: RangeInclusive<Millis>,
    findings: &mut Findings,
) -> Option<Millis> {
    let instead = format!(
        "write a length of time from {} to {}, such as \"30s\", \"10m\" or \"1h\"",
        spoken(*range.start()),
        spoken(*range.end())
    );
    let Value::Text(word) = &node.value else { return wrong(node, "a length of time", &instead, findings) };
    let length = word.parse::<jiff::SignedDuration>().ok();
    let millis = length.and_then(|length| i64::try_from(length.as_millis()).ok()).map(Millis);
    let fits = millis.filter(|millis| range.contains(millis));
    if fits.is_none() {
        findings.note(node.at, format!("`{}` cannot be \"{word}\"", node.key), instead);
    }
    fits
}

fn spoken(millis: Millis) -> String {
    format!("{:#}", jiff::SignedDuration::from_millis(millis.0))
}

/// A text that people see, as it is stored: not empty, and at most so many graphemes.
pub(super) fn shown(node: &Node, longest: usize, findings: &mut Findings) -> Option<String> {
    let typed = text(node, findings)?;
    let shown = stored::normalise(typed);
    match length::graphemes(&shown) {
        0 => {
            findings.note(
                node.at,
                format!("`{}` is empty", node.key),
                "write something, or leave the key out",
            );
            None
        }
        count if count > longest => {
            let what = format!("`{}` has {count} characters", node.key);
            findings.note(node.at, what, format!("shorten it to {longest} at most"));
            None
        }
        _ if !length::fits(&shown, longest) => {
            let what = format!("`{}` takes {} bytes", node.key, shown.len());
            findings.note(node.at, what, "use fewer marks and joined signs");
            None
        }
        _ => Some(shown),
    }
}

/// A text in both languages, `{ ar = "…", en = "…" }`, or in the forum's first language alone; where that is neither,
/// it is taken for Arabic.
pub(super) fn title(node: &Node, longest: usize, first: &str, findings: &mut Findings) -> Option<Title> {
    let Value::Table(_) = &node.value else {
        let text = shown(node, longest, findings)?;
        return Some(match first {
            "en" => Title { en: text, ..Title::default() },
            _ => Title { ar: text, ..Title::default() },
        });
    };
    let mut table = Table::of(node, findings)?;
    let (ar, en) = (table.take("ar"), table.take("en"));
    table.close(findings);
    if ar.or(en).is_none() {
        let instead =
            format!("write {} = {{ ar = \"…\", en = \"…\" }}; one of both may be left out", node.key);
        findings.note(node.at, format!("`{}` is empty", node.key), instead);
        return None;
    }
    let mut read =
        |node: Option<&Node>| node.map_or(Some(String::new()), |node| shown(node, longest, findings));
    let (ar, en) = (read(ar), read(en));
    Some(Title { ar: ar?, en: en? })
}
