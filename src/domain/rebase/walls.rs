//! What desks decided about the walls of a hall.

use super::bringing::Bringing;
use crate::domain::change::Change;
use crate::domain::decide::can_be_set;
use crate::domain::id::{HallNo, WordsNo};
use crate::domain::screen::{Cue, Scene};

impl Bringing<'_> {
    pub fn about_wall(&mut self, change: &Change) -> bool {
        let came = match change {
            Change::SceneSet { hall, scene } => self.scene_set(*hall, *scene),
            Change::Cued { hall, cue } => self.cued(*hall, *cue),
            Change::Hidden { hall, on } => self.hidden(*hall, *on),
            Change::Announced { hall, text } => self.announced(*hall, *text),
            _ => None,
        };
        came.unwrap_or(false)
    }

    fn scene_set(&mut self, hall: HallNo, scene: Scene) -> Option<bool> {
        let (lost, hall) = (hall, self.hall(hall)?);
        let (stood, stands) =
            (self.lost.halls.get(&lost)?.screen.scene, self.now.halls.get(&hall)?.screen.scene);
        let (is_same, scene) = (self.scene(stood) == Some(stands), self.scene(scene)?);
        let can_be = can_be_set(&self.now, hall, scene).is_ok();
        let (is_so, comes) = (scene == stands, is_same && can_be);
        if comes && !is_so {
            self.emit(Change::SceneSet { hall, scene });
        }
        Some(comes || is_so)
    }

    /// The scene by the numbers of now.
    fn scene(&self, lost: Scene) -> Option<Scene> {
        match lost {
            Scene::Poll { poll } => self.numbering.poll(poll).map(|poll| Scene::Poll { poll }),
            other => Some(other),
        }
    }

    /// What walls follow by themselves is no decision of its own: where they follow something else now, nothing is left.
    fn cued(&mut self, hall: HallNo, cue: Option<Cue>) -> Option<bool> {
        let (lost, hall) = (hall, self.hall(hall)?);
        let (stood, stands) = (self.lost.halls.get(&lost)?.screen.cue, self.now.halls.get(&hall)?.screen.cue);
        if self.cue(stood) == stands
            && let Some(cue) = cue.map_or(Some(None), |cue| self.cue(Some(cue)).map(Some))
            && cue != stands
        {
            self.emit(Change::Cued { hall, cue });
        }
        Some(true)
    }

    fn cue(&self, lost: Option<Cue>) -> Option<Cue> {
        match lost? {
            Cue::Spotlight => Some(Cue::Spotlight),
            Cue::Poll(poll) => self.poll(poll).map(Cue::Poll),
            Cue::Award(track) => Some(Cue::Award(track)),
            Cue::Opinions => Some(Cue::Opinions),
            Cue::Ideas => Some(Cue::Ideas),
            Cue::Results => Some(Cue::Results),
            Cue::Recommendations => Some(Cue::Recommendations),
            Cue::Speaking => Some(Cue::Speaking),
        }
    }

    fn hidden(&mut self, hall: HallNo, on: bool) -> Option<bool> {
        let (lost, hall) = (hall, self.hall(hall)?);
        let stands = self.now.halls.get(&hall)?.screen.hidden;
        let is_same = stands == self.lost.halls.get(&lost)?.screen.hidden;
        if is_same && stands != on {
            self.emit(Change::Hidden { hall, on });
        }
        Some(is_same || stands == on)
    }

    fn announced(&mut self, hall: HallNo, text: Option<WordsNo>) -> Option<bool> {
        let (lost, hall) = (hall, self.hall(hall)?);
        let stood = self.lost.halls.get(&lost)?.screen.announcement;
        let stands = self.now.halls.get(&hall)?.screen.announcement;
        let (is_same, is_so) = (self.alike(stood, stands), self.alike(text, stands));
        if is_same && !is_so {
            self.replace(stands);
            let text = text.map(|no| self.refile(no));
            self.emit(Change::Announced { hall, text });
        }
        Some(is_same || is_so)
    }
}
