//! What rankings cost that are not counted by Borda: of 20 options and 20,000 ballots, each of all of them, in orders drawn at random.
//!
//!     cargo bench --bench ranking
//!
//! A runoff is counted once, when its poll closes; pairs with each ballot, places with each view.

use divan::Bencher;
use divan::counter::ItemsCount;
use majlis::domain::ranking::{pairs, places, runoff};

const OPTIONS: usize = 20;
const BALLOTS: usize = 20_000;

fn main() {
    divan::main();
}

#[divan::bench]
fn a_runoff_is_counted(bencher: Bencher) {
    let orders = orders();
    bencher.bench_local(|| runoff(OPTIONS, orders.iter().map(Vec::as_slice)));
}

#[divan::bench]
fn pairs_of_a_ballot_are_counted(bencher: Bencher) {
    let orders = orders();
    bencher.counter(ItemsCount::new(BALLOTS)).bench_local(|| table(&orders));
}

#[divan::bench]
fn places_are_made_of_pairs(bencher: Bencher) {
    let table = table(&orders());
    bencher.bench_local(|| places(&table, OPTIONS));
}

fn orders() -> Vec<Vec<u8>> {
    let mut drawn = fastrand::Rng::with_seed(45);
    let order = |_| {
        let mut order: Vec<u8> = (0..OPTIONS as u8).collect();
        drawn.shuffle(&mut order);
        order
    };
    (0..BALLOTS).map(order).collect()
}

fn table(orders: &[Vec<u8>]) -> Vec<u32> {
    let mut table = vec![0; OPTIONS * OPTIONS];
    for order in orders {
        pairs(order, OPTIONS, |pair| table[pair] += 1);
    }
    table
}
