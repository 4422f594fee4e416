//! Disks that fail, below SQLite: what a node promises on each of them.

mod commits;
mod damage;
mod histories;
mod nodes;
mod shim;
