//! How the forum looks.

use super::admission::current;
use super::{Authority, Decision, Scribe};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::look::{Accent, Logo, Picture};
use crate::domain::refusal::{Code, Refusal};
use crate::domain::state::State;

pub fn decide(state: &State, who: &Authority, command: &Command) -> Result<Decision, Refusal> {
    who.organiser()?;
    match command {
        Command::SetLook { version, accent, hijri } => set_look(state, *version, *accent, *hijri),
        Command::SetLogo { version, picture } => set_logo(state, *version, picture.as_ref()),
        _ => Err(Code::NotAllowed.into()),
    }
}

fn set_look(state: &State, version: u32, accent: Option<Accent>, hijri: bool) -> Result<Decision, Refusal> {
    let look = &state.look;
    if (look.accent, look.hijri) == (accent, hijri) {
        return Ok(Decision::stands());
    }
    current(look.version, version)?;
    accent.map_or(Ok(()), Accent::check)?;
    Ok(Decision::of([Change::LookSet { accent, hijri }]))
}

fn set_logo(state: &State, version: u32, picture: Option<&Picture>) -> Result<Decision, Refusal> {
    let look = &state.look;
    let stands = state.logo().map(|(logo, _)| &logo.hash);
    let hash = picture.map(Picture::hash);
    if stands == hash.as_ref() {
        return Ok(Decision::stands());
    }
    current(look.version, version)?;
    let mut scribe = Scribe::new(state);
    scribe.gone.extend(look.logo.as_ref().map(|logo| logo.words));
    let logo = picture.map(|picture| Logo::of(picture, scribe.file_shared(picture.as_words())));
    Ok(scribe.decision([Change::LogoSet { logo }]))
}
