//! The folders whose disk is tried, and what becomes of each operation on a file in one.

use std::ffi::c_int;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use rusqlite::ffi::{
    SQLITE_CANTOPEN, SQLITE_FULL, SQLITE_IOERR_ACCESS, SQLITE_IOERR_DELETE, SQLITE_IOERR_FSTAT,
    SQLITE_IOERR_FSYNC, SQLITE_IOERR_READ, SQLITE_IOERR_SHORT_READ, SQLITE_IOERR_TRUNCATE,
    SQLITE_IOERR_WRITE, SQLITE_OK, SQLITE_OPEN_CREATE, SQLITE_OPEN_READONLY, SQLITE_OPEN_READWRITE,
};

use super::rules::{Fault, Op, Rules};
use super::unsynced::{Deed, Loses, Unsynced};

static TRIED: RwLock<Vec<Arc<Tried>>> = RwLock::new(Vec::new());

/// What SQLite is told: `SQLITE_OK`, or one of its codes.
pub type Code = c_int;

/// A file as the system keeps it.
pub trait Beneath {
    /// Fills what lies beyond the file's end with zeroes, and says `SQLITE_IOERR_SHORT_READ` then.
    fn read(&mut self, into: &mut [u8], at: i64) -> Code;
    fn write(&mut self, bytes: &[u8], at: i64) -> Code;
    fn truncate(&mut self, size: i64) -> Code;
    fn size(&mut self) -> Result<i64, Code>;
}

/// One folder.
#[derive(Debug)]
pub struct Tried {
    root: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
pub struct State {
    pub rules: Rules,
    pub unsynced: Unsynced,
}

/// Begins to try a folder's disk.
pub fn begin(root: PathBuf) -> Arc<Tried> {
    let tried = Arc::new(Tried { root, state: Mutex::default() });
    TRIED.write().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&tried));
    tried
}

/// Files opened from now on behave as the system's do.
pub fn end(tried: &Arc<Tried>) {
    TRIED.write().unwrap_or_else(PoisonError::into_inner).retain(|one| !Arc::ptr_eq(one, tried));
}

/// The folder that a file lies in, if its disk is tried.
pub fn of(file: &Path) -> Option<Arc<Tried>> {
    let all = TRIED.read().unwrap_or_else(PoisonError::into_inner);
    all.iter().find(|tried| file.starts_with(&tried.root)).cloned()
}

impl Tried {
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// With which flags the file is opened.
    pub fn open(&self, flags: c_int) -> Result<c_int, Code> {
        let mut state = self.state();
        state.rules.next(Op::Open, 0).map_err(|_| SQLITE_CANTOPEN)?;
        let read_only = flags & !(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) | SQLITE_OPEN_READONLY;
        Ok(if state.rules.read_only { read_only } else { flags })
    }

    pub fn read(&self, file: &mut dyn Beneath, into: &mut [u8], at: i64) -> Code {
        match self.state().rules.next(Op::Read, 0) {
            Ok(()) => file.read(into, at),
            Err(_) => SQLITE_IOERR_READ,
        }
    }

    pub fn write(&self, path: &Path, file: &mut dyn Beneath, bytes: &[u8], at: i64) -> Code {
        self.take_its_time(Op::Write);
        let mut state = self.state();
        let Ok(size) = file.size() else { return SQLITE_IOERR_FSTAT };
        let grows = (at + length(bytes) - size).max(0).unsigned_abs();
        match state.rules.next(Op::Write, grows) {
            Ok(()) => {}
            Err(Fault::Full) => return SQLITE_FULL,
            // The unix VFS says so of every error but a full disk's.
            Err(Fault::Broken | Fault::ReadOnly) => return SQLITE_IOERR_WRITE,
        }
        let mut old = vec![0; bytes.len()];
        match file.read(&mut old, at) {
            SQLITE_OK | SQLITE_IOERR_SHORT_READ => {}
            code => return code,
        }
        let code = file.write(bytes, at);
        if code == SQLITE_OK {
            let deed = Deed::Wrote { at: index(at), old, new: bytes.into(), size: index(size) };
            state.unsynced.add(path, deed);
        }
        code
    }

    pub fn truncate(&self, path: &Path, file: &mut dyn Beneath, to: i64) -> Code {
        let mut state = self.state();
        if state.rules.next(Op::Truncate, 0).is_err() {
            return SQLITE_IOERR_TRUNCATE;
        }
        let Ok(size) = file.size() else { return SQLITE_IOERR_FSTAT };
        let mut tail = vec![0; index((size - to).max(0))];
        let read = if tail.is_empty() { SQLITE_OK } else { file.read(&mut tail, to) };
        if read != SQLITE_OK {
            return read;
        }
        let code = file.truncate(to);
        if code == SQLITE_OK {
            state.unsynced.add(path, Deed::CutOff { to: index(to), tail });
        }
        code
    }

    /// The system itself is not made to sync: the machine of a test keeps its power.
    pub fn sync(&self, path: &Path) -> Code {
        self.take_its_time(Op::Sync);
        let mut state = self.state();
        if state.rules.next(Op::Sync, 0).is_err() {
            state.unsynced.not_synced(path);
            return SQLITE_IOERR_FSYNC;
        }
        if !state.rules.lies {
            state.unsynced.synced(path);
        }
        SQLITE_OK
    }

    pub fn size(&self, file: &mut dyn Beneath) -> Result<i64, Code> {
        if self.state().rules.without_power { Err(SQLITE_IOERR_FSTAT) } else { file.size() }
    }

    /// Deletes a file; `durable`, when its folder is synced with it.
    pub fn delete(&self, path: &Path, durable: bool, delete: impl FnOnce() -> Code) -> Code {
        let mut state = self.state();
        if state.rules.next(Op::Delete, 0).is_err() {
            return SQLITE_IOERR_DELETE;
        }
        let old = std::fs::read(path);
        let code = delete();
        if let (SQLITE_OK, Ok(old)) = (code, old) {
            state.unsynced.add(path, Deed::Deleted { old });
            if durable && !state.rules.lies {
                state.unsynced.synced(path);
            }
        }
        code
    }

    /// Whether it can be looked whether a file is there.
    pub fn look(&self) -> Result<(), Code> {
        if self.state().rules.without_power { Err(SQLITE_IOERR_ACCESS) } else { Ok(()) }
    }

    /// Cuts the power: what was not synced is lost as said, and whatever is asked fails until it is back.
    pub fn cut(&self, loses: Loses, seed: u64) {
        let mut state = self.state();
        state.rules.without_power = true;
        let mut rng = fastrand::Rng::with_seed(seed);
        for (file, content) in state.unsynced.cut(loses, &mut rng, |file| std::fs::read(file).ok()) {
            match content {
                Some(content) => std::fs::write(&file, content).expect("a file of the test can be written"),
                None => drop(std::fs::remove_file(&file)),
            }
        }
    }

    /// Outside the lock: a disk that takes long for one thing does not stand still for the others.
    fn take_its_time(&self, op: Op) {
        let delay = self.state().rules.delay(op);
        if !delay.is_zero() {
            std::thread::sleep(delay);
        }
    }
}

fn length(bytes: &[u8]) -> i64 {
    bytes.len().try_into().expect("SQLite writes less than 2 GB at once")
}

/// A place in a file as a place in memory.
fn index(at: i64) -> usize {
    at.try_into().expect("SQLite writes at no negative place")
}
