//! Pictures made of pixels: their sizes, and whether their files are whole. Nothing is unpacked.

use super::picture::{BadPicture, PictureKind};

/// Kind, width and height of a picture; nothing where it is none of pixels by its first bytes.
pub(super) fn read(bytes: &[u8]) -> Option<Result<(PictureKind, u32, u32), BadPicture>> {
    let (kind, size) = match bytes {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, rest @ ..] => (PictureKind::Png, png(rest)),
        [0xff, 0xd8, 0xff, ..] => (PictureKind::Jpeg, jpeg(&bytes[2..])),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', rest @ ..] => {
            (PictureKind::Webp, is_whole_webp(bytes).and_then(|()| webp(rest)))
        }
        _ => return None,
    };
    Some(size.map(|(width, height)| (kind, width, height)).ok_or(BadPicture::Broken))
}

/// The chunk after the signature is `IHDR`: length, name, width, height (ISO/IEC 15948, 11.2.1).
fn png(chunks: &[u8]) -> Option<(u32, u32)> {
    let size = chunks.strip_prefix(&[0, 0, 0, 13])?.strip_prefix(b"IHDR")?;
    let (width, rest) = size.split_first_chunk()?;
    is_whole_png(chunks)?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(*rest.first_chunk()?)))
}

/// Walks over length, name, data and checksum of each chunk to `IEND`, past one that has pixels at least.
fn is_whole_png(mut chunks: &[u8]) -> Option<()> {
    let mut has_pixels = false;
    loop {
        let (length, rest) = chunks.split_first_chunk()?;
        let (name, rest) = rest.split_first_chunk::<4>()?;
        let (data, rest) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        chunks = rest.get(4..)?;
        match name {
            b"IDAT" if !has_pixels => has_pixels = begins_as_zlib(data),
            b"IEND" => return has_pixels.then_some(()),
            _ => {}
        }
    }
}

/// Whether what is packed begins as the one way does that there is in PNG (RFC 1950, 2.2).
fn begins_as_zlib(data: &[u8]) -> bool {
    matches!(data, [way, flags, ..] if way & 0x0f == 8 && u16::from_be_bytes([*way, *flags]).is_multiple_of(31))
}

/// Walks over the segments to the frame's head, which tells precision, height, width (ITU-T T.81, B.2.2), and on to the
/// scan, which has something and comes to an end.
fn jpeg(mut segments: &[u8]) -> Option<(u32, u32)> {
    let mut size = None;
    loop {
        let [0xff, marker, rest @ ..] = segments else { return None };
        if *marker == 0xff {
            // A marker may be preceded by any number of these.
            segments = &segments[1..];
            continue;
        }
        let (length, body) = rest.split_first_chunk()?;
        let length = usize::from(u16::from_be_bytes(*length));
        if is_frame(*marker) {
            let [_, high, higher, wide, wider, ..] = body else { return None };
            let edge = |first: u8, second: u8| u32::from(u16::from_be_bytes([first, second]));
            size = Some((edge(*wide, *wider), edge(*high, *higher)));
        }
        segments = rest.get(length.max(2)..)?;
        if *marker == SCAN {
            // Within a scan every FF that is none of a marker is followed by a nought.
            let end = segments.windows(2).position(|pair| pair == [0xff, END])?;
            return size.filter(|_| end > 0);
        }
    }
}

/// Where a scan begins, and where the picture ends.
const SCAN: u8 = 0xda;
const END: u8 = 0xd9;

/// Heads of frames are C0 to CF without the tables of Huffman (C4) and arithmetic (CC) coding, and a reserved one (C8).
fn is_frame(marker: u8) -> bool {
    (0xc0..=0xcf).contains(&marker) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

/// Whether the file is as long as it says, and its chunks with it, one of which has pixels (RFC 9649).
fn is_whole_webp(file: &[u8]) -> Option<()> {
    let length = u32::from_le_bytes(*file.get(4..8)?.first_chunk()?);
    let mut chunks = file.get(8..)?.get(..usize::try_from(length).ok()?)?.get(4..)?;
    let mut has_pixels = false;
    while !chunks.is_empty() {
        let (name, rest) = chunks.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        has_pixels |= length > 0 && matches!(name, b"VP8 " | b"VP8L" | b"ANMF");
        rest.get(..length)?;
        // An odd one is followed by a nought, which some leave out at the end.
        chunks = rest.get(length.next_multiple_of(2)..).unwrap_or_default();
    }
    has_pixels.then_some(())
}

/// The first chunk tells the size, in one of three ways (RFC 9649).
fn webp(chunk: &[u8]) -> Option<(u32, u32)> {
    let (name, rest) = chunk.split_first_chunk::<4>()?;
    let body = rest.get(4..)?;
    match name {
        b"VP8X" => Some((u24(body.get(4..7)?) + 1, u24(body.get(7..10)?) + 1)),
        b"VP8L" => {
            let bits = u32::from_le_bytes(*body.strip_prefix(&[0x2f])?.first_chunk()?);
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => {
            let size = body.get(3..)?.strip_prefix(&[0x9d, 0x01, 0x2a])?;
            let (across, rest) = size.split_first_chunk()?;
            let pixels = |bytes: [u8; 2]| u32::from(u16::from_le_bytes(bytes) & 0x3fff);
            Some((pixels(*across), pixels(*rest.first_chunk()?)))
        }
        _ => None,
    }
}

fn u24(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte))
}
