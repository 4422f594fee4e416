//! Conversations with clients, without a network.

mod commands;
mod leaving;
mod opening;
mod presence;
mod resuming;
mod slow;
mod watching;

use majlis::domain::command::Command;
use majlis::domain::words::Text;

use crate::support::forum::PANEL;

/// A question for the panel.
fn ask(text: &str) -> Command {
    Command::Ask { session: PANEL, text: Text::new(text), name: None, badge: None }
}
