//! What the walls of a hall were asked to show: the same for everyone who may see it.

use crate::domain::id::HallNo;
use crate::domain::screen::Cue;
use crate::domain::state::State;
use crate::domain::view::shape::{CueView, ScreenView};

/// The walls of a hall.
#[must_use]
pub fn screen(state: &State, hall: HallNo) -> Option<ScreenView> {
    let screen = &state.halls.get(&hall)?.screen;
    let cue = screen.cue.map(|cue| match cue {
        Cue::Spotlight => CueView::Spotlight,
        Cue::Poll(poll) => CueView::Poll(poll),
    });
    Some(ScreenView {
        hall,
        version: screen.version,
        scene: screen.scene,
        cue,
        announcement: screen.announcement.and_then(|no| state.words.get(no)).map(ToString::to_string),
        hidden: screen.hidden,
        wifi: state.forum.wifi.as_ref().map(Into::into),
    })
}
