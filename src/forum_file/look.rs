//! How the forum looks.

use std::io::Read;
use std::path::Path;

use crate::bounded;
use crate::domain::look::{Accent, BadPicture, Picture};

use super::PlannedLook;
use super::mistake::Findings;
use super::tree::{Node, Value};
use super::values::{Table, flag, text, whole};

/// Reads the table. `folder` is where the file lies; what is sent from a page lies nowhere, and has no logo beside it.
pub(super) fn read(node: Option<&Node>, folder: Option<&Path>, findings: &mut Findings) -> PlannedLook {
    let Some(mut table) = node.and_then(|node| Table::of(node, findings)) else {
        return PlannedLook::default();
    };
    let accent = table.take("accent").and_then(|node| accent(node, findings));
    let logo = table.take("logo").and_then(|node| logo(node, folder, findings));
    let hijri = table.take("hijri").and_then(|node| flag(node, findings)).unwrap_or_default();
    table.close(findings);
    PlannedLook { accent, hijri, logo }
}

/// A colour, or a hue alone.
fn accent(node: &Node, findings: &mut Findings) -> Option<Accent> {
    if matches!(node.value, Value::Whole(_)) {
        return whole(node, 0..=Accent::HUE, findings).map(Accent::of_hue);
    }
    let written = text(node, findings)?;
    let accent = Accent::of_hex(written);
    if accent.is_none() {
        let what = format!("`accent` cannot be \"{written}\"");
        findings.note(node.at, what, "write a colour as \"#006038\", or a hue of OKLCH from 0 to 359");
    }
    accent
}

fn logo(node: &Node, folder: Option<&Path>, findings: &mut Findings) -> Option<Picture> {
    let path = text(node, findings)?;
    let Some(folder) = folder else {
        let instead = "leave it out here, and add the logo on the organiser's page";
        findings.note(node.at, "a file that is sent has no logo beside it", instead);
        return None;
    };
    let bytes = match bytes(&folder.join(path)) {
        Ok(bytes) => bytes,
        Err(why) => {
            let what = format!("\"{path}\" cannot be read: {why}");
            findings.note(node.at, what, "write the path of a picture as it is seen from this file");
            return None;
        }
    };
    let read = Picture::read(&bytes);
    read.map_err(|why| findings.note(node.at, format!("\"{path}\" cannot be the logo: {why}"), instead(why)))
        .ok()
}

/// No more of a file than shows that it is too large.
fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    bounded::refuse(&std::fs::metadata(path)?)?;
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(Picture::LONGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn instead(why: BadPicture) -> &'static str {
    match why {
        BadPicture::TooLarge => "save it smaller; 1,000 pixels are enough for a wall",
        BadPicture::Kind => "save it as PNG, JPEG, WebP or SVG",
        BadPicture::Broken => "save it anew; an SVG needs a width and a height, or a viewBox",
        BadPicture::Unsafe => "save it as plain SVG with everything in it, or as PNG",
    }
}
