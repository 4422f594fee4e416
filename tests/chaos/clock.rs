//! A machine whose clock is wrong: below the program, as the machine's own would be.
//!
//! The C library is asked what time it is by [`clock_gettime`], and this program has one of its own, which the linker takes
//! before the C library's: so whatever a node does is wrong by as much, and nothing in it knows of this.
#![expect(unsafe_code, reason = "the clock of a system is a C function")]

use std::ffi::{c_int, c_long};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use rustix::time::ClockId;

/// Milliseconds by which the clock is ahead of what is right.
static AHEAD: AtomicI64 = AtomicI64::new(0);

/// A time as C has it.
#[repr(C)]
pub struct Told {
    seconds: i64,
    nanos: c_long,
}

/// The clock is ahead by so many milliseconds from now on, or behind.
pub fn be_wrong(ahead: i64) {
    AHEAD.store(ahead, Ordering::SeqCst);
    let differs = of_the_program() - right();
    assert!((differs - ahead).abs() < 1_000, "the clock is wrong by {differs} ms, and not by {ahead}");
}

/// What the program takes for the time, in milliseconds.
fn of_the_program() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    i64::try_from(since.as_millis()).expect("a time of this age")
}

/// What time it is.
fn right() -> i64 {
    let now = rustix::time::clock_gettime(ClockId::Realtime);
    now.tv_sec * 1_000 + now.tv_nsec / 1_000_000
}

/// What the C library's says, but for the clock on the wall.
///
/// # Safety
///
/// As the C library's: `told` is one that may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clock_gettime(clock: c_int, told: *mut Told) -> c_int {
    // Numbers of linux/time.h, but for those by which nobody here asks.
    let (clock, is_wrong) = match clock {
        0 => (ClockId::Realtime, true),
        1 => (ClockId::Monotonic, false),
        2 => (ClockId::ProcessCPUTime, false),
        3 => (ClockId::ThreadCPUTime, false),
        4 => (ClockId::MonotonicRaw, false),
        5 => (ClockId::RealtimeCoarse, true),
        6 => (ClockId::MonotonicCoarse, false),
        7 => (ClockId::Boottime, false),
        _ => return -1,
    };
    // Straight from the kernel: this asks no C library.
    let now = rustix::time::clock_gettime(clock);
    let (mut seconds, mut nanos) = (now.tv_sec, now.tv_nsec);
    if is_wrong {
        let millis = AHEAD.load(Ordering::Relaxed);
        nanos += millis % 1_000 * 1_000_000;
        seconds += millis / 1_000 + nanos.div_euclid(1_000_000_000);
        nanos = nanos.rem_euclid(1_000_000_000);
    }
    // SAFETY: whoever calls says so.
    unsafe { told.write(Told { seconds, nanos }) };
    0
}
