//! The figures of each room. They are written as they are at this moment, so that a forum that is not loaded any more
//! leaves no line behind.

use std::fmt::Write;

use crate::domain::id::ForumId;
use crate::journal::Journal;
use crate::room::Observed;

/// Most forums that have lines of their own: those with the most clients.
const MOST: usize = 100;

/// How far this node's disk is behind a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lagging {
    forum: ForumId,
    /// Entries that the room has and the disk does not.
    pub entries: u64,
}

/// How far the disk is behind each of them. One of which it does not say where it stands is left out.
pub(super) async fn lagging(disk: &dyn Journal, rooms: &[Observed]) -> Vec<Lagging> {
    let forums: Vec<ForumId> = rooms.iter().map(|room| room.forum).collect();
    let heads = disk.heads(&forums).await;
    let each = rooms.iter().zip(heads).filter_map(|(room, head)| {
        let kept = head.ok()?.map_or(0, |head| head.rev);
        Some(Lagging { forum: room.forum, entries: room.rev.saturating_sub(kept) })
    });
    each.collect()
}

/// The lines of the rooms.
pub(super) fn write(rooms: &[Observed], lagging: &[Lagging]) -> String {
    let mut shown: Vec<&Observed> = rooms.iter().collect();
    shown.sort_unstable_by_key(|room| (std::cmp::Reverse(room.clients.len()), room.forum));
    shown.truncate(MOST);
    let lag = |room: &Observed| {
        let known = lagging.iter().find(|lagging| lagging.forum == room.forum)?;
        Some(known.entries.to_string())
    };
    let mut text = String::new();
    gauge(&mut text, "majlis_room_rev", "The newest revision of the room", &shown, |room| {
        Some(room.rev.to_string())
    });
    let age = "How long ago the room's newest entry was decided";
    gauge(&mut text, "majlis_room_rev_age_seconds", age, &shown, |room| Some(seconds(room.age)));
    let behind = "For how long the room has lacked what the journal has; 0 where it lacks nothing";
    gauge(&mut text, "majlis_room_behind_seconds", behind, &shown, |room| Some(seconds(room.behind)));
    let owed = "For how long nothing was decided in the room though something was asked for";
    gauge(&mut text, "majlis_room_unanswered_seconds", owed, &shown, |room| Some(seconds(room.owed)));
    let stored = "Bytes that are stored of the forum: its entries and what people wrote";
    gauge(&mut text, "majlis_room_bytes", stored, &shown, |room| Some(room.stored.to_string()));
    let entries = "Entries of the room that this node's disk does not have";
    gauge(&mut text, "majlis_room_journal_lag_entries", entries, &shown, lag);
    text
}

fn gauge(
    text: &mut String,
    name: &str,
    help: &str,
    rooms: &[&Observed],
    value: impl Fn(&Observed) -> Option<String>,
) {
    // Writing to a string cannot fail.
    let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} gauge\n");
    for room in rooms {
        if let Some(value) = value(room) {
            let _ = writeln!(text, "{name}{{forum=\"{}\"}} {value}", room.forum);
        }
    }
}

fn seconds(length: std::time::Duration) -> String {
    format!("{:.3}", length.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::domain::role::Role;
    use crate::room::Carrier;

    fn room(forum: u64, clients: usize) -> Observed {
        Observed {
            forum: ForumId(forum),
            rev: 7,
            age: Duration::from_millis(1_500),
            behind: Duration::ZERO,
            stored: 0,
            owed: Duration::ZERO,
            clients: vec![(Role::Participant, Carrier::Socket); clients],
        }
    }

    #[test]
    fn each_room_has_its_lines_and_of_very_many_those_that_are_full() {
        let rooms: Vec<Observed> = (0..150).map(|forum| room(forum, usize::from(forum >= 50))).collect();
        let lagging = [Lagging { forum: ForumId(149), entries: 3 }];
        let text = write(&rooms, &lagging);
        let lines = |name: &str| text.lines().filter(|line| line.starts_with(&format!("{name}{{"))).count();
        assert_eq!(lines("majlis_room_rev"), MOST);
        assert!(!text.contains(&ForumId(49).to_string()), "nobody is in it");
        assert!(text.contains("majlis_room_rev_age_seconds{forum=\"0000000000000095\"} 1.500\n"), "{text}");
        assert!(text.contains("majlis_room_journal_lag_entries{forum=\"0000000000000095\"} 3\n"));
        assert_eq!(lines("majlis_room_journal_lag_entries"), 1, "of no other the disk said where it stands");
    }
}
