//! What the next operation on a disk comes to.

use std::time::Duration;

/// What SQLite asks of a disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Open,
    Read,
    Write,
    Truncate,
    Sync,
    Delete,
}

/// Why a disk does not do what it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is broken, or without power.
    Broken,
    /// There is no room for what it is to hold.
    Full,
    /// It takes no writes.
    ReadOnly,
}

/// How the disk behaves; at first as it should.
#[derive(Debug, Default)]
pub struct Rules {
    /// So many operations there were.
    pub done: u64,
    /// So many more bytes its files may grow by; any number, when absent.
    pub room: Option<u64>,
    pub read_only: bool,
    /// Added to each write, and to each sync.
    pub slow: (Duration, Duration),
    /// It says of every sync that it is done, and does nothing.
    pub lies: bool,
    /// There is none: whatever is asked fails.
    pub without_power: bool,
    failing: Option<Failing>,
}

/// Some operations that fail.
#[derive(Debug)]
struct Failing {
    /// Of this kind; of any, when absent.
    of: Option<Op>,
    /// So many do not fail yet.
    pass: u64,
    /// So many fail then.
    fail: u64,
}

impl Rules {
    /// Of the operations of a kind (of any, when absent) the `nth` from now on fails, counted from 1, and those after it
    /// until `times` have failed.
    pub fn fail(&mut self, of: Option<Op>, nth: u64, times: u64) {
        self.failing = Some(Failing { of, pass: nth.saturating_sub(1), fail: times });
    }

    /// What an operation comes to that makes a file grow by so many bytes.
    pub fn next(&mut self, op: Op, grows: u64) -> Result<(), Fault> {
        self.done += 1;
        if self.without_power || self.failing.as_mut().is_some_and(|failing| failing.hits(op)) {
            return Err(Fault::Broken);
        }
        if self.read_only && matches!(op, Op::Write | Op::Truncate | Op::Delete) {
            return Err(Fault::ReadOnly);
        }
        match &mut self.room {
            Some(room) if *room < grows => return Err(Fault::Full),
            Some(room) => *room -= grows,
            None => {}
        }
        Ok(())
    }

    /// How much longer an operation takes.
    pub fn delay(&self, op: Op) -> Duration {
        match op {
            Op::Write => self.slow.0,
            Op::Sync => self.slow.1,
            _ => Duration::ZERO,
        }
    }
}

impl Failing {
    fn hits(&mut self, op: Op) -> bool {
        if self.of.is_some_and(|of| of != op) || self.fail == 0 {
            return false;
        }
        if self.pass > 0 {
            self.pass -= 1;
            return false;
        }
        self.fail -= 1;
        true
    }
}

#[test]
fn the_nth_of_its_kind_fails_as_often_as_was_said() {
    let mut rules = Rules::default();
    rules.fail(Some(Op::Sync), 2, 2);
    let asked = [Op::Sync, Op::Write, Op::Sync, Op::Sync, Op::Sync];
    let failed: Vec<_> = asked.map(|op| rules.next(op, 0).is_err()).into();
    assert_eq!(failed, [false, false, true, true, false]);
    assert_eq!(rules.done, 5);
}

#[test]
fn a_full_disk_takes_what_needs_no_room() {
    let mut rules = Rules { room: Some(10), ..Rules::default() };
    assert_eq!(rules.next(Op::Write, 8), Ok(()));
    assert_eq!(rules.next(Op::Write, 8), Err(Fault::Full));
    assert_eq!(rules.next(Op::Write, 0), Ok(()));
    assert_eq!(rules.next(Op::Write, 2), Ok(()));
}
