//! Between SQLite and the system's files: a VFS that asks [`Tried`] what each operation comes to.
//!
//! It wraps the VFS that SQLite has for the system (`unix`), as `vfslog.c` in SQLite's sources does, and is registered as the
//! default one, so that the program under test opens its files as always. Only files under a folder that is tried are
//! wrapped; locks, and the index of the write-ahead log, which is shared memory and never durable, go straight through.
//! Files are never mapped into memory (version 2 of the methods has no `xFetch`).
//!
//! This file and `tests/chaos/clock.rs` are the only ones that say `unsafe`.
#![expect(unsafe_code, reason = "a VFS of SQLite is a table of C functions")]

use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::mem::size_of;
use std::os::unix::ffi::OsStrExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::{Arc, OnceLock};

use rusqlite::ffi::{
    SQLITE_IOERR, SQLITE_OK, sqlite3_file, sqlite3_io_methods, sqlite3_vfs, sqlite3_vfs_find,
    sqlite3_vfs_register,
};

use super::tried::{self, Beneath, Code, Tried};

/// What every call of the system's VFS has.
const THERE: &str = "the system's VFS has all its methods";

/// The system's VFS, which lives as long as the process.
struct Parent(*mut sqlite3_vfs);

// SAFETY: SQLite calls the methods of a registered VFS from any thread, and writes to it only while VFSes are registered.
unsafe impl Send for Parent {}
// SAFETY: as above.
unsafe impl Sync for Parent {}

static PARENT: OnceLock<Parent> = OnceLock::new();

/// A file as SQLite holds it: this, and the system's own file right behind it.
#[repr(C)]
struct File {
    base: sqlite3_file,
    handle: *mut Handle,
}

struct Handle {
    path: PathBuf,
    tried: Arc<Tried>,
}

/// Puts the shim between SQLite and the system, once.
pub fn install() {
    PARENT.get_or_init(|| {
        // SAFETY: SQLite's own VFS is there as long as the process. The copy, with its name and its methods, is leaked, as
        // SQLite keeps it. It shares `pAppData` with the original, by which the original's methods know how to lock.
        unsafe {
            let parent = sqlite3_vfs_find(ptr::null());
            assert!(!parent.is_null(), "SQLite has a VFS");
            let shim = Box::leak(Box::new(*parent));
            shim.zName = c"majlis-tried".as_ptr();
            shim.szOsFile = (*parent).szOsFile + c_int::try_from(size_of::<File>()).expect("some bytes");
            shim.xOpen = Some(open);
            shim.xDelete = Some(delete);
            shim.xAccess = Some(access);
            assert_eq!(sqlite3_vfs_register(shim, 1), SQLITE_OK);
            Parent(parent)
        }
    });
}

static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// No panic may cross into C.
fn guarded(work: impl FnOnce() -> Code) -> Code {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(SQLITE_IOERR)
}

fn parent() -> *mut sqlite3_vfs {
    PARENT.get().expect("installed").0
}

/// # Safety
/// The name is one that SQLite gave.
unsafe fn path_of(name: *const c_char) -> PathBuf {
    // SAFETY: SQLite ends its names with a zero.
    Path::new(OsStr::from_bytes(unsafe { CStr::from_ptr(name) }.to_bytes())).to_owned()
}

unsafe extern "C" fn open(
    _: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite gives room for `szOsFile` bytes, which hold a `File` and the system's; without a name it is a
    // temporary file, which is never tried.
    guarded(|| unsafe {
        (*file).pMethods = ptr::null();
        let open_beneath = (*parent()).xOpen.expect(THERE);
        let path = (!name.is_null()).then(|| path_of(name));
        let Some((path, tried)) = path.and_then(|path| tried::of(&path).map(|tried| (path, tried))) else {
            return open_beneath(parent(), name, file, flags, out_flags);
        };
        let flags = match tried.open(flags) {
            Ok(flags) => flags,
            Err(code) => return code,
        };
        let inner = Inner::of(file);
        let code = open_beneath(parent(), name, inner.0, flags, out_flags);
        if code == SQLITE_OK {
            let handle = Box::into_raw(Box::new(Handle { path, tried }));
            file.cast::<File>().write(File { base: sqlite3_file { pMethods: &raw const METHODS }, handle });
        }
        code
    })
}

unsafe extern "C" fn delete(_: *mut sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    // SAFETY: the name is SQLite's, and the parent's method gets what this one got.
    guarded(|| unsafe {
        let path = path_of(name);
        let delete_beneath = || (*parent()).xDelete.expect(THERE)(parent(), name, sync);
        match tried::of(&path) {
            Some(tried) => tried.delete(&path, sync != 0, delete_beneath),
            None => delete_beneath(),
        }
    })
}

unsafe extern "C" fn access(
    _: *mut sqlite3_vfs,
    name: *const c_char,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: as for `delete`.
    guarded(|| unsafe {
        match tried::of(&path_of(name)).map_or(Ok(()), |tried| tried.look()) {
            Ok(()) => (*parent()).xAccess.expect(THERE)(parent(), name, flags, out),
            Err(code) => code,
        }
    })
}

/// The system's file behind a wrapped one.
struct Inner(*mut sqlite3_file);

impl Inner {
    /// # Safety
    /// The file lies in the room that SQLite made for one of this VFS.
    unsafe fn of(file: *mut sqlite3_file) -> Self {
        // SAFETY: the room has space for both, and `File` is as aligned as what follows it must be.
        Self(unsafe { file.cast::<File>().add(1).cast() })
    }

    fn methods(&self) -> &'static sqlite3_io_methods {
        // SAFETY: the system's VFS opened the file, and its methods are static.
        unsafe { &*(*self.0).pMethods }
    }
}

impl Beneath for Inner {
    fn read(&mut self, into: &mut [u8], at: i64) -> Code {
        let count = c_int::try_from(into.len()).expect("SQLite reads less than 2 GB at once");
        // SAFETY: there is room for so many bytes.
        unsafe { self.methods().xRead.expect(THERE)(self.0, into.as_mut_ptr().cast(), count, at) }
    }

    fn write(&mut self, bytes: &[u8], at: i64) -> Code {
        let count = c_int::try_from(bytes.len()).expect("SQLite writes less than 2 GB at once");
        // SAFETY: there are so many bytes.
        unsafe { self.methods().xWrite.expect(THERE)(self.0, bytes.as_ptr().cast(), count, at) }
    }

    fn truncate(&mut self, size: i64) -> Code {
        // SAFETY: the file is open.
        unsafe { self.methods().xTruncate.expect(THERE)(self.0, size) }
    }

    fn size(&mut self) -> Result<i64, Code> {
        let mut size = 0;
        // SAFETY: the file is open, and the answer has its place.
        match unsafe { self.methods().xFileSize.expect(THERE)(self.0, &raw mut size) } {
            SQLITE_OK => Ok(size),
            code => Err(code),
        }
    }
}

/// # Safety
/// The file is one that `open` wrapped, and not closed.
unsafe fn parts<'a>(file: *mut sqlite3_file) -> (&'a Handle, Inner) {
    // SAFETY: as the caller says; the handle lives until `close`.
    unsafe { (&*(*file.cast::<File>()).handle, Inner::of(file)) }
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: SQLite closes a file once, and uses it no more.
    guarded(|| unsafe {
        let inner = Inner::of(file);
        drop(Box::from_raw((*file.cast::<File>()).handle));
        inner.methods().xClose.expect(THERE)(inner.0)
    })
}

unsafe extern "C" fn read(file: *mut sqlite3_file, into: *mut c_void, count: c_int, at: i64) -> c_int {
    // SAFETY: SQLite gives room for so many bytes. They are zeroes before they are anything else.
    guarded(|| unsafe {
        let (handle, mut inner) = parts(file);
        into.cast::<u8>().write_bytes(0, count.unsigned_abs() as usize);
        let into = std::slice::from_raw_parts_mut(into.cast(), count.unsigned_abs() as usize);
        handle.tried.read(&mut inner, into, at)
    })
}

unsafe extern "C" fn write(file: *mut sqlite3_file, bytes: *const c_void, count: c_int, at: i64) -> c_int {
    // SAFETY: SQLite gives so many bytes.
    guarded(|| unsafe {
        let (handle, mut inner) = parts(file);
        let bytes = std::slice::from_raw_parts(bytes.cast(), count.unsigned_abs() as usize);
        handle.tried.write(&handle.path, &mut inner, bytes, at)
    })
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: i64) -> c_int {
    // SAFETY: an open file.
    guarded(|| unsafe {
        let (handle, mut inner) = parts(file);
        handle.tried.truncate(&handle.path, &mut inner, size)
    })
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, _: c_int) -> c_int {
    // SAFETY: an open file.
    guarded(|| unsafe {
        let (handle, _) = parts(file);
        handle.tried.sync(&handle.path)
    })
}

unsafe extern "C" fn file_size(file: *mut sqlite3_file, out: *mut i64) -> c_int {
    // SAFETY: an open file, and a place for the answer.
    guarded(|| unsafe {
        let (handle, mut inner) = parts(file);
        match handle.tried.size(&mut inner) {
            Ok(size) => {
                out.write(size);
                SQLITE_OK
            }
            Err(code) => code,
        }
    })
}

/// Methods that go straight through to the system's file.
macro_rules! straight {
    ($($name:ident = $method:ident($($argument:ident: $kind:ty),*) $(-> $answer:ty)?;)*) => {$(
        unsafe extern "C" fn $name(file: *mut sqlite3_file $(, $argument: $kind)*) $(-> $answer)? {
            // SAFETY: an open file; the system's method gets what this one got.
            unsafe {
                let inner = Inner::of(file);
                inner.methods().$method.expect(THERE)(inner.0 $(, $argument)*)
            }
        }
    )*};
}

straight! {
    lock = xLock(level: c_int) -> c_int;
    unlock = xUnlock(level: c_int) -> c_int;
    check_reserved_lock = xCheckReservedLock(out: *mut c_int) -> c_int;
    file_control = xFileControl(op: c_int, argument: *mut c_void) -> c_int;
    sector_size = xSectorSize() -> c_int;
    device_characteristics = xDeviceCharacteristics() -> c_int;
    shm_map = xShmMap(page: c_int, size: c_int, extend: c_int, out: *mut *mut c_void) -> c_int;
    shm_lock = xShmLock(offset: c_int, count: c_int, flags: c_int) -> c_int;
    shm_barrier = xShmBarrier();
    shm_unmap = xShmUnmap(delete: c_int) -> c_int;
}
