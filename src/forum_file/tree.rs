//! A forum file as a tree of values, each with the place where it stands, whatever the file's syntax.

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    /// The key that it stands under; that of the list where it is in one.
    pub key: String,
    /// The byte at which the key begins.
    pub key_at: usize,
    /// The byte at which the value begins.
    pub at: usize,
    /// The value.
    pub value: Value,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// A table, its keys in the order of the file.
    Table(Vec<Node>),
    /// A list.
    List(Vec<Node>),
    /// A text; dates and times are texts too.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// `true` or `false`.
    Flag(bool),
    /// What no forum file has.
    Other(&'static str),
}

impl Value {
    /// What it is, for a person.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Table(_) => "a table",
            Self::List(_) => "a list",
            Self::Text(_) => "a text",
            Self::Whole(_) => "a number",
            Self::Flag(_) => "true or false",
            Self::Other(name) => name,
        }
    }
}
