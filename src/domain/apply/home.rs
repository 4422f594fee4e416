//! What is noted of entries that came home.

use std::sync::Arc;

use crate::domain::home::Home;
use crate::domain::role::Author;
use crate::domain::state::{Made, State};

impl State {
    /// Notes that the lost entry of that hash (64 hexadecimal digits) came home with the entry that was just applied.
    pub fn came_home(&mut self, origin: &str, home: &Home) {
        for (by, id) in home.left.iter().filter_map(|left| left.done) {
            self.made.entry((Author::Link(by), id)).or_insert(Made::Done);
        }
        self.homes.insert(origin.into(), Arc::new(home.clone()));
    }
}
