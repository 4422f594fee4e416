//! A whole service in one thread, played out by a seed: devices that keep their commands until they hear of them, nodes
//! that decide and append on condition, a journal whose answers get lost, crashes at any moment.
//!
//! Everything that the rooms are made of is real (deciding, sealing, following, snapshots); only the time, the network
//! and the disk are not. A failing seed is printed; `MAJLIS_SEED=… cargo test simulation` plays it again.

mod device;
mod journal;
mod node;
mod world;

use world::World;

/// How many histories are played when no seed is named.
const SEEDS: u64 = 20;

#[test]
fn whatever_gets_lost_every_acknowledged_command_stands_once_on_every_node() {
    for seed in seeds() {
        let told = Told(seed);
        let mut world = World::new(seed);
        for _ in 0..2_000 {
            world.step();
        }
        world.settle();
        world.check();
        drop(told);
    }
}

#[test]
fn a_seed_plays_the_same_history_every_time() {
    let played = |seed| {
        let mut world = World::new(seed);
        (0..200).for_each(|_| world.step());
        world.settle();
        world.state().clone()
    };
    assert_eq!(played(7), played(7));
}

fn seeds() -> Vec<u64> {
    match std::env::var("MAJLIS_SEED").ok().and_then(|seed| seed.parse().ok()) {
        Some(seed) => vec![seed],
        None => (1..=SEEDS).collect(),
    }
}

/// Names the seed when what it plays fails.
struct Told(u64);

impl Drop for Told {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("it failed with MAJLIS_SEED={}", self.0);
        }
    }
}
