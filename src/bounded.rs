//! Reading files that others name: no more of them than they may hold, and only what is a file.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// What a file holds, unless it is more than so many bytes: of a device, which has no end, no more is read. What is no file is
/// refused in words: opening a pipe that nobody writes to would wait for ever. Blocks the thread.
pub(crate) fn read(path: &Path, most: usize) -> io::Result<Option<Vec<u8>>> {
    refuse(&fs::metadata(path)?)?;
    let mut bytes = Vec::new();
    File::open(path)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= most).then_some(bytes))
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
        let file = folder.path().join("file");
        fs::write(&file, "0123456789").unwrap();
        assert_eq!(read(&file, 10).unwrap().as_deref(), Some(&b"0123456789"[..]));
    }
}
