//! Lists of attendees: what is read of them, and what is wrong with them.

mod bounds;
mod encodings;
mod mistakes;
mod reading;
mod workbooks;

use super::{Code, List, Mistakes, Row, read};

fn list(bytes: impl AsRef<[u8]>) -> List {
    read(bytes.as_ref()).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

fn mistakes(bytes: impl AsRef<[u8]>) -> Mistakes {
    read(bytes.as_ref()).expect_err("there is a mistake in it")
}

/// Code, line and column of every mistake.
fn found(bytes: impl AsRef<[u8]>) -> Vec<(Code, Option<u32>, Option<u32>)> {
    mistakes(bytes).list.iter().map(|mistake| (mistake.code, mistake.line, mistake.column)).collect()
}

fn told(bytes: impl AsRef<[u8]>) -> String {
    mistakes(bytes).to_string()
}

/// A row by what its columns hold; an empty text is none.
fn row(line: u32, badge: &str, name: &str, group: &str) -> Row {
    let [badge, name, group] = [badge, name, group].map(|text| (!text.is_empty()).then(|| text.to_owned()));
    Row { line, badge, name, group }
}
