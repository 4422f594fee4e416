//! What the walls of a hall were asked to show: the same for everyone who may see it.

use crate::domain::id::{HallNo, LinkNo};
use crate::domain::role::Link;
use crate::domain::screen::Cue;
use crate::domain::state::State;
use crate::domain::view::shape::{CueView, ScreenView, WallProfile};

/// The walls of a hall.
#[must_use]
pub fn screen(state: &State, hall: HallNo) -> Option<ScreenView> {
    let screen = &state.halls.get(&hall)?.screen;
    let cue = screen.cue.map(|cue| match cue {
        Cue::Spotlight => CueView::Spotlight,
        Cue::Poll(poll) => CueView::Poll(poll),
        Cue::Award(track) => CueView::Award(track),
        Cue::Opinions => CueView::Opinions,
        Cue::Ideas => CueView::Ideas,
        Cue::Results => CueView::Results,
        Cue::Speaking => CueView::Speaking,
        Cue::Recommendations => CueView::Recommendations,
    });
    Some(ScreenView {
        hall,
        version: screen.version,
        scene: screen.scene,
        cue,
        announcement: screen.announcement.and_then(|no| state.words.get(no)).map(ToString::to_string),
        hidden: screen.hidden,
        profiles: profiles(state, |link| link.reaches(hall)),
        wifi: state.forum.wifi.as_ref().map(Into::into),
    })
}

/// What those walls are like that are not as usual.
pub fn profiles(state: &State, which: impl Fn(&Link) -> bool) -> Vec<WallProfile> {
    let here = |link: &LinkNo| state.links.get(link).is_some_and(|link| which(link));
    let told = state.profiles.iter().filter(|(link, _)| here(link));
    told.map(|(link, told)| WallProfile { link: *link, version: told.version, profile: told.profile })
        .collect()
}
