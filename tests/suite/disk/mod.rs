//! Disks that fail, below SQLite: what a node promises on each of them.

mod commits;
mod damage;
mod histories;
mod lost;
mod nodes;
mod shim;
mod syncs;
