//! The formulas, against numbers that were worked out by hand.

use super::super::components::Components;
use super::super::counts::{Counts, Side};
use super::super::leaning::Leaning;
use super::super::lloyd::Cluster;
use super::super::proportion::{difference, majority, probability};
use super::super::ranking::Consensus;
use super::super::silhouette;
use super::{camp, opinions};
use nalgebra::DMatrix;

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

fn counts(agrees: u32, disagrees: u32, passes: u32) -> Counts {
    Counts { agrees, disagrees, passes }
}

#[test]
fn proportions_have_a_pseudo_count() {
    assert!(close(probability(0, 0), 0.5) && close(probability(9, 10), 10.0 / 12.0));
    assert!(close(majority(8, 8), 3.0) && close(majority(0, 0), 1.0) && close(majority(3, 8), -1.0 / 3.0));
    // 9 of 10 against 4 of 10, pooled 13 of 20.
    let pooled: f64 = 0.65 * 0.35 * 0.2;
    assert!(close(difference((8, 9), (3, 9)), 0.5 / pooled.sqrt()));
    assert!(close(difference((4, 4), (7, 7)), 0.0), "where all succeed there is no difference");
}

#[test]
fn a_leaning_compares_a_group_with_the_others() {
    let leaning = Leaning::of(counts(8, 1, 0), counts(3, 4, 2), Side::Agree);
    assert!(close(leaning.probability, 9.0 / 11.0) && close(leaning.ratio, 9.0 / 4.0));
    assert!(close(leaning.difference, difference((8, 9), (3, 9))) && close(leaning.majority, majority(8, 9)));
    assert!(leaning.is_significant());
}

#[test]
fn the_group_aware_consensus_is_a_product() {
    let consensus = Consensus::of(&[counts(8, 0, 2), counts(1, 1, 0)]);
    assert!(close(consensus.agree, 9.0 / 12.0 * 0.5) && close(consensus.disagree, 1.0 / 12.0 * 0.5));
}

#[test]
fn a_silhouette_tells_near_from_far() {
    let points = [[0.0, 0.0], [0.0, 1.0], [4.0, 0.0]];
    let cluster = |members: &[usize]| Cluster { centre: [0.0; 2], members: members.to_vec() };
    let two = silhouette::of(&points, &[cluster(&[0, 1]), cluster(&[2])]);
    let (first, second) = ((4.0 - 1.0) / 4.0, (17_f64.sqrt() - 1.0) / 17_f64.sqrt());
    assert!(close(two, (first + second) / 3.0), "{two}");
    assert!(close(silhouette::of(&points, &[cluster(&[0, 1, 2])]), 0.0));
}

#[test]
fn components_are_those_of_a_decomposition_from_scratch() {
    let camps = ["aaaaaaaaddddddddaaaa", "ddddddddaaaaaaaaaaaa", "dddddddddddddddddddd"];
    let opinions = opinions(&camps.map(|row| camp(row, 12)).concat());
    let centred = opinions.votes().centred(&opinions.votes().means());
    let found = Components::of(&centred, None);
    let svd = centred.clone().svd(false, true);
    let whole: DMatrix<f64> = svd.v_t.unwrap();
    for component in 0..2 {
        let along = whole.row(component).transpose().dot(&found.axis(component)).abs();
        assert!((along - 1.0).abs() < 1e-6, "{component}: {along}");
    }
}

#[test]
fn components_begun_from_earlier_ones_are_the_same_and_not_mirrored() {
    let rows =
        ["aadpa.da", "adda.ppa", "ddaadpaa", "pa.daadd", "aaddpada", "dd.aapad", "ap.dadpd", "daadpp.a"];
    let mut opinions = opinions(&rows);
    let earlier = Components::of(&opinions.votes().centred(&opinions.votes().means()), None);
    super::cast(&mut opinions, 0, "aadpaada");
    let centred = opinions.votes().centred(&opinions.votes().means());
    let (cold, warm) = (Components::of(&centred, None), Components::of(&centred, Some(&earlier)));
    for component in 0..2 {
        assert!((cold.axis(component).dot(&warm.axis(component)).abs() - 1.0).abs() < 1e-6);
        assert!(earlier.axis(component).dot(&warm.axis(component)) > 0.0);
    }
}
