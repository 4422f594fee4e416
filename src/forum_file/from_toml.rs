//! TOML as a tree.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::Findings;
use super::tree::{Node, Value};

/// Reads a TOML text. Notes every mistake of syntax and yields what could be read.
pub(super) fn read(text: &str, findings: &mut Findings) -> Vec<Node> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().map_or(text.len(), |span| span.start);
        findings.note(at, format!("this is not TOML: {}", error.message()), remedy(error.message()));
    }
    nodes(table.get_ref())
}

/// What to write where the reader says this. Times and days are what people get wrong most often.
fn remedy(message: &str) -> &'static str {
    match message {
        time if time.starts_with("invalid time") => "write hour and minute with two digits each: 09:30",
        day if day.starts_with("invalid date") => "write year, month and day: 2026-10-28",
        _ => "see https://toml.io for its syntax",
    }
}

fn nodes(table: &DeTable) -> Vec<Node> {
    let mut nodes: Vec<Node> =
        table.iter().map(|(key, value)| node(key.get_ref(), key.span().start, value)).collect();
    nodes.sort_by_key(|node| node.key_at);
    nodes
}

fn node(key: &str, key_at: usize, value: &Spanned<DeValue>) -> Node {
    let item = |item| node(key, key_at, item);
    let read = match value.get_ref() {
        DeValue::Table(table) => Value::Table(nodes(table)),
        DeValue::Array(list) => Value::List(list.iter().map(item).collect()),
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Datetime(moment) => Value::Text(moment.to_string()),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or(Value::Other("a number that is too large"), Value::Whole),
        DeValue::Float(_) => Value::Other("a number with a fraction"),
    };
    Node { key: key.to_owned(), key_at, at: value.span().start, value: read }
}
