//! What a session's workshop is prepared with: an idea board, and statements to agree or disagree with.

use std::collections::BTreeSet;

use crate::domain::forum::Title;
use crate::domain::idea::{DOTS, EACH, IdeaPlan, NAME_LENGTH, TABLES};
use crate::domain::statement::{LENGTH, PUBLISHED, StatementPlan, TITLE_LENGTH};
use crate::domain::text::fold::fold;
use crate::domain::words::Text;

use super::PlannedStatements;
use super::around::Around;
use super::mistake::Findings;
use super::rules;
use super::tree::Node;
use super::values::{Table, flag, items, not_more, one_of, shown, title, whole};

/// Statements, to be opened by a desk. Phones write some and see the picture, and a desk reads what they write, unless the file says
/// otherwise.
pub(super) fn statements(node: &Node, first: &str, findings: &mut Findings) -> Option<PlannedStatements> {
    let mut table = Table::of(node, findings)?;
    let named = table.need("title", "{ ar = \"…\", en = \"…\" }", findings);
    let named = named.and_then(|node| title(node, TITLE_LENGTH, first, findings));
    let mut told = |key| table.take(key).and_then(|node| flag(node, findings)).unwrap_or(true);
    let (submit, moderated, shown) = (told("submit"), told("moderated"), told("shown"));
    let seeds = table.take("seeds").map_or_else(Vec::new, |node| seeds(node, findings));
    table.close(findings);
    Some(PlannedStatements { plan: StatementPlan { title: named?, submit, moderated, shown }, seeds })
}

/// The organisers' statements, each once, however it is written.
fn seeds(node: &Node, findings: &mut Findings) -> Vec<Text> {
    let listed = items(node, findings);
    not_more(node.at, "seeds", listed.len(), PUBLISHED, findings);
    let mut told = BTreeSet::new();
    let mut read = Vec::new();
    for seed in listed {
        let Some(text) = shown(seed, LENGTH, findings) else { continue };
        if !told.insert(fold(&text)) {
            findings.note(seed.at, "another statement says the same", "leave one of both out");
        }
        read.push(Text::new(&text));
    }
    read
}

/// An idea board, to be led by a desk.
pub(super) fn board(node: &Node, around: &Around, findings: &mut Findings) -> Option<IdeaPlan> {
    let first = around.first.as_str();
    let usual = IdeaPlan { moderation: around.rules.moderation, ..IdeaPlan::default() };
    let mut table = Table::of(node, findings)?;
    let named = table.need("title", "{ ar = \"…\", en = \"…\" }", findings);
    let named = named.and_then(|node| title(node, IdeaPlan::TITLE_LENGTH, first, findings));
    let about = table.take("about").and_then(|node| title(node, IdeaPlan::ABOUT_LENGTH, first, findings));
    let moderation = table.take("moderation").and_then(|node| one_of(node, &rules::MODERATION, findings));
    let mut number = |key, range| table.take(key).and_then(|node| whole(node, range, findings));
    let each = number("each", 1..=EACH).unwrap_or(usual.each);
    let dots = number("dots", 1..=DOTS).unwrap_or(usual.dots);
    let most = number("most", 1..=dots).unwrap_or(usual.most);
    let show_dots = table.take("show_dots").and_then(|node| flag(node, findings));
    let tables = table.take("tables").map_or_else(Vec::new, |node| tables(node, first, findings));
    table.close(findings);
    Some(IdeaPlan {
        title: named?,
        about: about.unwrap_or_default(),
        moderation: moderation.unwrap_or(usual.moderation),
        each,
        dots,
        most,
        show_dots: show_dots.unwrap_or(usual.show_dots),
        tables,
    })
}

fn tables(node: &Node, first: &str, findings: &mut Findings) -> Vec<Title> {
    let listed = items(node, findings);
    not_more(node.at, "tables", listed.len(), TABLES, findings);
    listed.iter().filter_map(|name| title(name, NAME_LENGTH, first, findings)).collect()
}
