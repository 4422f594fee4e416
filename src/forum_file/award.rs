//! The plan of a session's award.

use crate::domain::award::{AwardPlan, Criterion, Nominee, Normalise, PeoplesChoice, Tie, Track, TrackKind};
use crate::domain::badge::Groups;

use super::mistake::Findings;
use super::tree::Node;
use super::values::{Table, flag, items, one_of, title, whole};

const KINDS: [(&str, TrackKind); 2] = [("scored", TrackKind::Scored), ("honorary", TrackKind::Honorary)];
const TIES: [(&str, Tie); 4] =
    [("criterion", Tie::Criterion), ("people", Tie::People), ("firsts", Tie::Firsts), ("lot", Tie::Lot)];

/// An award, which need not be whole: its organiser goes on with it until the scoring begins.
pub(super) fn read(node: &Node, first: &str, findings: &mut Findings) -> Option<AwardPlan> {
    let mistakes = findings.count();
    let mut table = Table::of(node, findings)?;
    let mut plan = AwardPlan::default();
    if let Some(scale) = table.take("scale").and_then(|node| whole(node, 5..=100, findings)) {
        plan.scale = scale;
    }
    if table.take("levelled").and_then(|node| flag(node, findings)) == Some(true) {
        plan.normalise = Normalise::ByJuror;
    }
    if let Some(jurors) = table.take("jurors").and_then(|node| whole(node, 1..=60, findings)) {
        plan.quorum_jury = jurors;
    }
    plan.ties = table.take("ties").map_or_else(Vec::new, |node| ties(node, findings));
    plan.people = table.take("people").and_then(|node| people(node, findings));
    plan.criteria = table
        .tables("criteria", findings)
        .into_iter()
        .filter_map(|item| criterion(item, first, findings))
        .collect();
    plan.tracks = table
        .tables("tracks", findings)
        .into_iter()
        .filter_map(|item| track(item, first, findings))
        .collect();
    table.close(findings);
    if findings.count() > mistakes {
        return None;
    }
    let fits = plan.tidied().ok();
    if fits.is_none() {
        let instead = "write 12 tracks of 20 nominees and 8 criteria at most, a scale of 5, 10 or 100, each tie once, and 64 KiB of text in all";
        findings.note(node.at, "this award does not fit together", instead);
    }
    fits
}

fn ties(node: &Node, findings: &mut Findings) -> Vec<Tie> {
    items(node, findings).iter().filter_map(|item| one_of(item, &TIES, findings)).collect()
}

/// Badges come later than the file: which groups choose is said when they are there.
fn people(node: &Node, findings: &mut Findings) -> Option<PeoplesChoice> {
    let mut table = Table::of(node, findings)?;
    let weight = table.take("weight").map_or(Some(0), |node| whole(node, 0..=100, findings));
    let quorum = table.take("ballots").map_or(Some(1), |node| whole(node, 1..=u32::MAX, findings));
    let blind = table.take("blind").map_or(Some(false), |node| flag(node, findings));
    table.close(findings);
    Some(PeoplesChoice { groups: Groups::ALL, weight: weight?, quorum: quorum?, blind: blind? })
}

fn criterion((_, mut table): (&Node, Table), first: &str, findings: &mut Findings) -> Option<Criterion> {
    let named = table.need("title", "{ ar = \"…\", en = \"…\" }", findings);
    let title = named.and_then(|node| title(node, AwardPlan::TITLE_LENGTH, first, findings));
    let weight = table.take("weight").map_or(Some(1), |node| whole(node, 1..=100, findings));
    table.close(findings);
    Some(Criterion { title: title?, weight: weight? })
}

fn track((_, mut table): (&Node, Table), first: &str, findings: &mut Findings) -> Option<Track> {
    let named = table.need("title", "{ ar = \"…\", en = \"…\" }", findings);
    let title = named.and_then(|node| title(node, AwardPlan::TITLE_LENGTH, first, findings));
    let kind = table.take("kind").map_or(Some(TrackKind::Scored), |node| one_of(node, &KINDS, findings));
    let listed = table.tables("nominees", findings);
    let nominees = listed.into_iter().filter_map(|item| nominee(item, first, findings)).collect();
    table.close(findings);
    Some(Track { title: title?, kind: kind?, nominees })
}

fn nominee((_, mut table): (&Node, Table), first: &str, findings: &mut Findings) -> Option<Nominee> {
    let named = table.need("title", "{ ar = \"…\", en = \"…\" }", findings);
    let named = named.and_then(|node| title(node, AwardPlan::TITLE_LENGTH, first, findings));
    let about = table.take("about").and_then(|node| title(node, AwardPlan::ABOUT_LENGTH, first, findings));
    let team = table.take("team").and_then(|node| title(node, AwardPlan::TITLE_LENGTH, first, findings));
    table.close(findings);
    Some(Nominee { title: named?, about: about.unwrap_or_default(), team: team.unwrap_or_default() })
}
