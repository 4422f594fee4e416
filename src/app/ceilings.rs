//! Measures how much memory and room in the store a node uses, and says when it is too much.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::config::Size;
use crate::http::ceilings::Ceilings;
use crate::protocol::close::{Bye, ByeCode};
use crate::room::Rooms;

/// How often it is measured.
const LOOK: Duration = Duration::from_secs(1);
/// Below so much of a ceiling, in percent, there is room again: what was refused at the ceiling is not let in one by one.
const ROOM_BELOW: u64 = 95;
/// Beyond so much of it, in percent, refusing was not enough.
const FAR_ABOVE: u64 = 110;
/// From so much of it, in percent, rooms leave that nobody holds.
const SHORT_FROM: u64 = 90;
/// So many at each look.
const SPARED: usize = 50;
/// How long those stay away who had to go, in milliseconds.
const AWAY_MS: u32 = 30_000;

/// What a node may use.
#[derive(Debug)]
pub(super) struct Bounds {
    /// Memory of its own; none is no ceiling.
    pub memory: Option<Size>,
    /// The files of its store; none is no ceiling.
    pub store: Option<Size>,
    /// Where those lie.
    pub folder: PathBuf,
}

/// Measures until the node stops. Where memory goes on growing though nobody is let in, those go that hold most: event streams of
/// participants, each of which costs as much as ten sockets.
pub(super) async fn watch(bounds: Bounds, ceilings: Arc<Ceilings>, rooms: Rooms, stop: CancellationToken) {
    let mut rounds = interval(LOOK);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while stop.run_until_cancelled(rounds.tick()).await.is_some() {
        if let Some((used, most)) = resident().zip(bounds.memory) {
            gauge("majlis_memory_bytes", used);
            gauge("majlis_memory_max_bytes", most.0);
            let is_out = is_full(ceilings.is_out_of_memory(), used, most);
            if is_out != ceilings.is_out_of_memory() {
                tell(is_out, "memory", used, most, "--max-memory");
                ceilings.set_out_of_memory(is_out);
            }
            let spared = rooms.make_room(is_short(used, most), SPARED, Instant::now());
            if spared > 0 {
                tracing::debug!(spared, "memory is short: forums that nobody is in leave it");
            }
            if is_far_above(used, most) {
                rooms.send_streams_away(Bye { after_ms: AWAY_MS, ..ByeCode::Full.bye() });
            }
        }
        // A disk that hangs holds nobody up.
        let folder = bounds.folder.clone();
        let Ok(used) = tokio::task::spawn_blocking(move || stored(&folder)).await else { continue };
        gauge("majlis_store_bytes", used);
        if let Some(most) = bounds.store {
            let is_full = is_full(ceilings.is_store_full(), used, most);
            if is_full != ceilings.is_store_full() {
                tell(is_full, "room for its store", used, most, "--max-journal");
                ceilings.set_store_full(is_full);
            }
        }
    }
}

pub(super) fn is_full(was: bool, used: u64, Size(most): Size) -> bool {
    let bound = if was { most / 100 * ROOM_BELOW } else { most };
    used >= bound
}

fn is_short(used: u64, Size(most): Size) -> bool {
    used / SHORT_FROM >= most / 100
}

fn is_far_above(used: u64, Size(most): Size) -> bool {
    used / FAR_ABOVE >= most / 100 && most > 0
}

fn tell(is_full: bool, of_what: &str, used: u64, Size(most): Size, flag: &str) {
    if is_full {
        tracing::error!(
            used,
            most,
            "this node has no more {of_what} ({flag}); it lets in and takes the crew's alone"
        );
    } else {
        tracing::info!(used, most, "this node has {of_what} again");
    }
}

#[expect(clippy::cast_precision_loss, reason = "bytes of a machine fit")]
fn gauge(name: &'static str, bytes: u64) {
    metrics::gauge!(name).set(bytes as f64);
}

/// Bytes of all files in the data folder, which has no folders in it.
fn stored(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files
        .filter_map(|file| file.metadata().ok())
        .filter(std::fs::Metadata::is_file)
        .map(|about| about.len())
        .sum()
}

/// Bytes of memory of this process that nothing else has a copy of.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    of_line(&status, "RssAnon:")
}

/// Four fifths of what this machine has, or of what its group of processes may have; none where neither is told.
pub(super) fn usual_memory() -> Option<Size> {
    usual_memory_below(Path::new("/"))
}

/// The same where the kernel's files lie below that folder.
fn usual_memory_below(root: &Path) -> Option<Size> {
    let machine = of_line(&read(&root.join("proc/meminfo")), "MemTotal:");
    let most = machine.into_iter().chain(of_groups(root)).min()?;
    Some(Size(most / 5 * 4))
}

/// Nothing where it cannot be read.
fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_default()
}

/// A number of kilobytes in a line of the kernel's, as bytes.
fn of_line(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    kilobytes.checked_mul(1_024)
}

/// What each of the groups that this process is in may have (cgroups of version 2, where one without a bound says `max`).
fn of_groups(root: &Path) -> Vec<u64> {
    let named = read(&root.join("proc/self/cgroup"));
    let Some(own) = named.lines().find_map(|line| line.strip_prefix("0::/")) else { return Vec::new() };
    let groups = root.join("sys/fs/cgroup");
    let bound = |group: &Path| read(&groups.join(group).join("memory.max")).trim().parse().ok();
    Path::new(own).ancestors().filter_map(bound).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOST: Size = Size(1_000);

    #[test]
    fn there_is_room_again_only_well_below_the_ceiling() {
        for (was, used, full) in
            [(false, 999, false), (false, 1_000, true), (true, 960, true), (true, 949, false)]
        {
            assert_eq!(is_full(was, used, MOST), full, "{was} {used}");
        }
        assert!(!is_far_above(1_099, MOST) && is_far_above(1_100, MOST));
        assert!(!is_short(899, MOST) && is_short(900, MOST));
    }

    #[test]
    fn what_the_kernel_tells_is_read() {
        let text = "Name: x\nVmRSS:\t 9 kB\nRssAnon:\t    12345 kB\nRssFile: 1 kB\n";
        assert_eq!(of_line(text, "RssAnon:"), Some(12_345 * 1_024));
        assert_eq!(of_line(text, "RssShmem:"), None);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn this_process_uses_memory_and_less_than_it_may() {
        let (used, most) = (resident().unwrap(), usual_memory().unwrap());
        assert!(used > 0 && used < most.0, "{used} of {most:?}");
    }

    #[test]
    fn a_node_may_use_four_fifths_of_the_machine_or_of_the_narrowest_group_it_is_in() {
        let root = tempfile::tempdir().unwrap();
        let put = |file: &str, text: &str| {
            let file = root.path().join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        };
        let usual = || usual_memory_below(root.path());
        assert_eq!(usual(), None);
        put("proc/meminfo", "MemTotal:        1000 kB\nMemFree: 5 kB\n");
        put("proc/self/cgroup", "0::/pods/majlis\n");
        put("sys/fs/cgroup/pods/majlis/memory.max", "max\n");
        assert_eq!(usual(), Some(Size(819_200)));
        put("sys/fs/cgroup/pods/memory.max", "500000\n");
        assert_eq!(usual(), Some(Size(400_000)));
        put("sys/fs/cgroup/pods/majlis/memory.max", "250000\n");
        assert_eq!(usual(), Some(Size(200_000)));
    }

    #[test]
    fn a_folder_is_as_large_as_its_files() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a"), [0; 100]).unwrap();
        std::fs::write(folder.path().join("b"), [0; 23]).unwrap();
        assert_eq!(stored(folder.path()), 123);
    }
}
