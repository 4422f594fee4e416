//! The sizes of pictures made of pixels, read from the heads of their files.

use super::picture::{BadPicture, PictureKind};

/// Kind, width and height of a picture; nothing where it is none of pixels by its first bytes.
pub(super) fn read(bytes: &[u8]) -> Option<Result<(PictureKind, u32, u32), BadPicture>> {
    let (kind, size) = match bytes {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, rest @ ..] => (PictureKind::Png, png(rest)),
        [0xff, 0xd8, 0xff, ..] => (PictureKind::Jpeg, jpeg(&bytes[2..])),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', rest @ ..] => {
            (PictureKind::Webp, webp(rest))
        }
        _ => return None,
    };
    Some(size.map(|(width, height)| (kind, width, height)).ok_or(BadPicture::Broken))
}

/// The chunk after the signature is `IHDR`: length, name, width, height (ISO/IEC 15948, 11.2.1).
fn png(chunk: &[u8]) -> Option<(u32, u32)> {
    let size = chunk.strip_prefix(&[0, 0, 0, 13])?.strip_prefix(b"IHDR")?;
    let (width, rest) = size.split_first_chunk()?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(*rest.first_chunk()?)))
}

/// Walks over the segments to the frame's head, which tells precision, height, width (ITU-T T.81, B.2.2).
fn jpeg(mut segments: &[u8]) -> Option<(u32, u32)> {
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
            let side = |first: u8, second: u8| u32::from(u16::from_be_bytes([first, second]));
            return Some((side(*wide, *wider), side(*high, *higher)));
        }
        segments = rest.get(length.max(2)..)?;
    }
}

/// Heads of frames are C0 to CF without the tables of Huffman (C4) and arithmetic (CC) coding, and a reserved one (C8).
fn is_frame(marker: u8) -> bool {
    (0xc0..=0xcf).contains(&marker) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
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
