//! The file as a whole.

use std::path::Path;

use jiff::tz::TimeZone;

use crate::domain::forum::{Forum, LANGUAGES, SLUG_LENGTH, Wifi, is_slug};

use super::around::Around;
use super::hall::Halls;
use super::mistake::Findings;
use super::tree::Node;
use super::values::{Table, flag, items, one_of, shown, text, title};
use super::{ForumFile, agenda, link, look, moment, rules};

/// Reads the whole file, and what lies beside it in its folder. Where something is wrong, something usual stands in its
/// place and the mistake is noted.
pub(super) fn read(nodes: &[Node], folder: Option<&Path>, findings: &mut Findings) -> ForumFile {
    let mut table = Table::root(nodes);
    let languages = languages(table.take("languages"), findings);
    let first = languages.first().cloned().unwrap_or_default();
    let name = table.need("name", "{ ar = \"…\", en = \"…\" }", findings);
    let name = name.and_then(|node| title(node, Forum::NAME_LENGTH, &first, findings));
    let slug = table.need("slug", "\"my-forum\"", findings).and_then(|node| slug(node, findings));
    let zone = table.need("zone", "\"Asia/Riyadh\"", findings).and_then(|node| moment::zone(node, findings));
    let (zone_name, zone) = zone.unwrap_or_else(|| (String::new(), TimeZone::UTC));
    let rehearsal = table.take("rehearsal").and_then(|node| flag(node, findings)).unwrap_or_default();
    let rules = rules::read(table.take("rules"), findings);
    let wifi = table.take("wifi").and_then(|node| wifi(node, findings));
    let look = look::read(table.take("look"), folder, findings);
    let halls = Halls::read(&mut table, &first, findings);
    let around = Around { first, zone, rules, halls };
    let sessions = agenda::read(&mut table, &around, findings);
    let links = link::read(&mut table, &around, findings);
    table.close(findings);
    ForumFile {
        slug: slug.unwrap_or_default(),
        name: name.unwrap_or_default(),
        languages,
        zone: zone_name,
        rehearsal,
        rules: around.rules,
        halls: around.halls.into_names(),
        sessions,
        links,
        wifi,
        look,
    }
}

fn languages(node: Option<&Node>, findings: &mut Findings) -> Vec<String> {
    let usual = || LANGUAGES.iter().copied().map(ToOwned::to_owned).collect();
    let Some(node) = node else { return usual() };
    let listed = items(node, findings);
    let choices: Vec<(&str, &str)> = LANGUAGES.iter().map(|&language| (language, language)).collect();
    let mut read: Vec<String> = Vec::new();
    for item in listed {
        let Some(language) = one_of(item, &choices, findings) else { continue };
        if read.iter().any(|known| known == language) {
            findings.note(item.at, format!("\"{language}\" is there twice"), "keep one of them");
        } else {
            read.push(language.to_owned());
        }
    }
    if listed.is_empty() {
        findings.note(
            node.at,
            "no language is named",
            "write languages = [\"ar\", \"en\"], the first one first",
        );
    }
    if read.is_empty() { usual() } else { read }
}

/// The name in addresses and file names.
fn slug(node: &Node, findings: &mut Findings) -> Option<String> {
    let written = text(node, findings)?;
    if !is_slug(written) {
        let instead = format!("write 1 to {SLUG_LENGTH} of a-z, 0-9 and -, such as \"forum-2026\"");
        findings.note(node.at, format!("`slug` cannot be \"{written}\""), instead);
        return None;
    }
    Some(written.to_owned())
}

fn wifi(node: &Node, findings: &mut Findings) -> Option<Wifi> {
    let mut table = Table::of(node, findings)?;
    let name = table.need("name", "\"…\"", findings).and_then(|node| shown(node, Wifi::NAME, findings));
    let password = table.take("password").and_then(|node| shown(node, Wifi::PASSWORD, findings));
    table.close(findings);
    let wifi = Wifi { name: name?, password };
    if !wifi.is_sound() {
        let instead =
            format!("name it in {} characters at most, with a password of {}", Wifi::NAME, Wifi::PASSWORD);
        findings.note(node.at, "there can be no such network", instead);
    }
    Some(wifi)
}
