//! Reading files that others name: no more of them than they may hold, and only what is a file; or, where somebody may well mean
//! one, what comes through a pipe, for no longer than that takes.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// What a file holds, unless it is more than so many bytes: of a device, which has no end, no more is read. What is no file is
/// refused in words: opening a pipe that nobody writes to would wait for ever. Blocks the thread.
pub(crate) fn read(path: &Path, most: usize) -> io::Result<Option<Vec<u8>>> {
    refuse(&fs::metadata(path)?)?;
    all_of(path, most)
}

fn all_of(path: &Path, most: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= most).then_some(bytes))
}

/// Whether nothing lies there that could be read again: it comes through a pipe, as of `<(…)` and most often of `/dev/stdin`, or from a
/// device.
#[cfg(unix)]
pub(crate) fn is_received(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::FileTypeExt;
    let kind = fs::metadata(path)?.file_type();
    Ok(kind.is_fifo() || kind.is_char_device())
}

#[cfg(not(unix))]
pub(crate) fn is_received(_: &Path) -> io::Result<bool> {
    Ok(false)
}

/// What comes through a pipe or from a device to its end, unless it is more than so many bytes. Fails where that takes longer, as
/// nobody writes to it or it never ends; what waits there is left behind, until the process ends. Blocks the thread.
pub(crate) fn receive(path: &Path, most: usize, within: Duration) -> io::Result<Option<Vec<u8>>> {
    let (tell, told) = mpsc::channel();
    let from = path.to_owned();
    thread::Builder::new().spawn(move || tell.send(all_of(&from, most)))?;
    told.recv_timeout(within).unwrap_or_else(|_| {
        let seconds = within.as_secs();
        Err(io::Error::other(format!("what comes through it did not come to its end within {seconds} s")))
    })
}

/// Bytes of the largest file of certificates, of a key or of a password.
const SECRET: usize = 1 << 20;

/// What a file of certificates, of a key or of a password holds.
pub(crate) fn read_secret(path: &Path) -> io::Result<Vec<u8>> {
    let too_large = || io::Error::other("it is larger than such a file is");
    read(path, SECRET)?.ok_or_else(too_large)
}

/// Fails where something else lies in the place of a file.
pub(crate) fn refuse(about: &Metadata) -> io::Result<()> {
    no_file(about).map_or(Ok(()), |what| Err(io::Error::other(what)))
}

#[cfg(unix)]
fn no_file(about: &Metadata) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    let kind = about.file_type();
    match () {
        () if kind.is_dir() => Some("it is a folder, and no file"),
        () if kind.is_fifo() => Some("it is a pipe, and no file"),
        () if kind.is_socket() => Some("it is a socket, and no file"),
        () => None,
    }
}

#[cfg(not(unix))]
fn no_file(about: &Metadata) -> Option<&'static str> {
    about.is_dir().then_some("it is a folder, and no file")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_is_told_and_not_waited_for_and_a_device_is_not_read_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let (pipe, socket) = (folder.path().join("pipe"), folder.path().join("socket"));
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        for (path, told) in
            [(&pipe, "a pipe"), (&socket, "a socket"), (&folder.path().to_owned(), "a folder")]
        {
            let why = read(path, 10).unwrap_err().to_string();
            assert!(why.contains(told), "{why}");
        }
        assert_eq!(read(Path::new("/dev/zero"), 10).unwrap(), None);
        assert!(read_secret(Path::new("/dev/zero")).unwrap_err().to_string().contains("larger"));
        assert!(is_received(&pipe).unwrap() && is_received(Path::new("/dev/null")).unwrap());
        let file = folder.path().join("file");
        assert!(!is_received(&socket).unwrap() && !is_received(folder.path()).unwrap());
        fs::write(&file, "0123456789").unwrap();
        assert_eq!(read(&file, 10).unwrap().as_deref(), Some(&b"0123456789"[..]));
    }
    #[test]
    fn what_comes_through_a_pipe_is_taken_and_is_neither_endless_nor_waited_for_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let why = receive(&pipe, 10, Duration::ZERO).unwrap_err().to_string();
        assert!(why.contains("within 0 s"), "{why}");
        let patient = Duration::from_secs(60);
        assert_eq!(receive(Path::new("/dev/zero"), 10, patient).unwrap(), None);
        assert_eq!(receive(Path::new("/dev/null"), 10, patient).unwrap().as_deref(), Some(&b""[..]));

        // The one that nobody waits for any more takes what is written first.
        let other = folder.path().join("other");
        assert!(std::process::Command::new("mkfifo").arg(&other).status().unwrap().success());
        let to = other.clone();
        let writing = thread::spawn(move || fs::write(to, "0123456789"));
        assert_eq!(receive(&other, 10, patient).unwrap().as_deref(), Some(&b"0123456789"[..]));
        writing.join().unwrap().unwrap();
    }
}
