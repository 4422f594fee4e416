//! JSON as a tree. Each value is first taken as the raw slice of the text that it is, so that its place is known.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::domain::borrowed::Borrowed;

use super::mistake::Findings;
use super::tree::{Node, Value};

/// Reads a JSON text; notes the first mistake of syntax, or every key that is there twice.
pub(super) fn read(text: &str, findings: &mut Findings) -> Vec<Node> {
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => match (Reader { text, findings }).value("", 0, raw) {
            Value::Table(nodes) => nodes,
            other => {
                findings.note(
                    0,
                    format!("the file is {}", other.name()),
                    "write one object: { \"name\": … }",
                );
                Vec::new()
            }
        },
        Err(why) => {
            let at = place(text, why.line(), why.column());
            let told = why.to_string();
            // It ends with the place, which is told already.
            let told = told.split(" at line ").next().unwrap_or_default();
            findings.note(at, format!("this is not JSON: {told}"), "see https://json.org for its syntax");
            Vec::new()
        }
    }
}

/// The byte at that line and column, both from 1, the column in bytes as the parser counts it.
fn place(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    before + column.saturating_sub(1)
}

struct Reader<'t, 'f> {
    text: &'t str,
    findings: &'f mut Findings,
}

impl<'t> Reader<'t, '_> {
    fn value(&mut self, key: &str, key_at: usize, raw: &'t RawValue) -> Value {
        let json = raw.get();
        match json.as_bytes().first() {
            Some(b'{') => self.table(json),
            Some(b'[') => {
                let items: Vec<&'t RawValue> = serde_json::from_str(json).unwrap_or_default();
                Value::List(items.into_iter().map(|raw| self.node(key, key_at, raw)).collect())
            }
            Some(b'"') => Value::Text(serde_json::from_str(json).unwrap_or_default()),
            Some(b't' | b'f') => Value::Flag(json == "true"),
            Some(b'n') => Value::Other("null"),
            _ => json.parse().map_or(Value::Other("a number with a fraction"), Value::Whole),
        }
    }

    fn table(&mut self, json: &'t str) -> Value {
        let Members(members) = serde_json::from_str(json).unwrap_or_default();
        let mut nodes: Vec<Node> = Vec::with_capacity(members.len());
        for (key, raw) in members {
            let key_at = match key {
                Cow::Borrowed(key) => self.offset(key).saturating_sub(1),
                Cow::Owned(_) => self.offset(raw.get()),
            };
            if nodes.iter().any(|node| node.key == key) {
                self.findings.note(key_at, format!("`{key}` is there twice"), "keep one of them");
            } else {
                let node = self.node(&key, key_at, raw);
                nodes.push(node);
            }
        }
        Value::Table(nodes)
    }

    fn node(&mut self, key: &str, key_at: usize, raw: &'t RawValue) -> Node {
        let value = self.value(key, key_at, raw);
        Node { key: key.to_owned(), key_at, at: self.offset(raw.get()), value }
    }

    /// Where a slice of the text begins in it.
    fn offset(&self, slice: &str) -> usize {
        (slice.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }
}

/// The members of an object in their order.
#[derive(Default)]
struct Members<'t>(Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some((Borrowed(key), raw)) = map.next_entry()? {
                    members.push((key, raw));
                }
                Ok(Members(members))
            }
        }
        from.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_knows_its_place() {
        let text = "{\n  \"a\": [1,\n 2.5],\n \"\\u0062\": {\"c\": \"ق\"}}";
        let mut findings = Findings::default();
        let nodes = read(text, &mut findings);
        assert!(findings.is_empty());
        assert_eq!((nodes[0].key.as_str(), nodes[0].key_at), ("a", text.find("\"a").unwrap()));
        let Value::List(items) = &nodes[0].value else { panic!("no list") };
        assert_eq!(
            (items[1].at, items[1].value.name()),
            (text.find("2.5").unwrap(), "a number with a fraction")
        );
        assert_eq!((nodes[1].key.as_str(), nodes[1].key_at), ("b", text.find("{\"c").unwrap()));
    }

    #[test]
    fn what_is_no_json_is_told_with_its_place() {
        let text = "{\n \"a\": 1,\n \"a\": 2,\n}";
        let mut findings = Findings::default();
        assert!(read(text, &mut findings).is_empty());
        let told = findings.in_text("f", text).to_string();
        assert!(told.starts_with("f:4:1: this is not JSON: key must be a string;"), "{told}");
    }

    #[test]
    fn a_key_that_is_there_twice_is_told() {
        let text = "{\"a\": 1,\n\"a\": 2}";
        let mut findings = Findings::default();
        read(text, &mut findings);
        assert_eq!(findings.in_text("f", text).to_string(), "f:2:1: `a` is there twice; keep one of them");
    }
}
