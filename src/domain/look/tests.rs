//! What is taken as a picture, and what is not.

use std::fmt::Write;

use super::picture::{BadPicture, Picture, PictureKind};

/// The heads of files: of pictures made of pixels no more is looked at.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x40\0\0\0\xf0\x08\x06\0\0\0";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x04JF\xff\xc2\0\x11\x08\0\xf0\x01\x40\x03";
const WEBP: &[u8] = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0\x3f\x01\0\xef\0\0";
const WEBP_LOSSLESS: &[u8] = b"RIFF\0\0\0\0WEBPVP8L\x0a\0\0\0\x2f\x3f\xc1\x3b\x00\0";
const WEBP_LOSSY: &[u8] = b"RIFF\0\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\x40\x01\xf0\0";

fn svg(inside: &str) -> Result<Picture, BadPicture> {
    Picture::read(
        format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 320 240'>{inside}</svg>").as_bytes(),
    )
}

#[test]
fn a_picture_is_known_by_its_bytes_and_tells_its_size() {
    let kinds = [
        (PNG, PictureKind::Png),
        (JPEG, PictureKind::Jpeg),
        (WEBP, PictureKind::Webp),
        (WEBP_LOSSLESS, PictureKind::Webp),
        (WEBP_LOSSY, PictureKind::Webp),
    ];
    for (bytes, kind) in kinds {
        let picture = Picture::read(bytes).unwrap_or_else(|why| panic!("{kind:?}: {why}"));
        assert_eq!((picture.kind, picture.width, picture.height), (kind, 320, 240), "{kind:?}");
        for end in 0..bytes.len() {
            let cut = Picture::read(&bytes[..end]).map(|picture| (picture.width, picture.height));
            assert!(cut.is_err() || cut == Ok((320, 240)), "{kind:?} cut at {end}");
        }
    }
    let words = Picture::read(PNG).unwrap().as_words();
    assert_eq!(Picture::bytes_of(&words).as_deref(), Some(PNG));
}

#[test]
fn what_is_no_picture_is_refused() {
    for other in [&b""[..], b"GIF89a", b"%PDF-1.7", b"<html></html>", b"\xff\xfe<\0s\0", b"#!/bin/sh"] {
        assert_eq!(Picture::read(other), Err(BadPicture::Kind), "{other:?}");
    }
    assert_eq!(Picture::read(b"<svg xmlns='http://www.w3.org/2000/svg'>"), Err(BadPicture::Broken));
    assert_eq!(
        Picture::read(b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        Err(BadPicture::Broken),
        "no size"
    );
    assert_eq!(Picture::read(&vec![0; Picture::LONGEST + 1]), Err(BadPicture::TooLarge));
}

#[test]
fn a_drawing_says_its_size_in_pixels_or_in_its_own_units() {
    let plain = svg("<path d='M0 0h9v9z'/>").unwrap();
    assert_eq!((plain.kind, plain.width, plain.height), (PictureKind::Svg, 320, 240));
    let sized = "<?xml version='1.0'?>\n<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/x.dtd'>\
                 <svg xmlns='http://www.w3.org/2000/svg' width='64px' height='31.5' viewBox='0 0 1 1'/>";
    let sized = Picture::read(sized.as_bytes()).unwrap();
    assert_eq!((sized.width, sized.height), (64, 32));
}

#[test]
fn a_drawing_that_keeps_to_itself_is_taken() {
    let kept = [
        "<style>.a{fill:url(#g)}</style><linearGradient id='g'/>",
        "<use href='#g'/><path fill=\"url('#g')\" style='stroke:url(#g)'/>",
        "<image href='data:image/png;base64,AA=='/>",
        "<title>on time: url</title>",
    ];
    for inside in kept {
        assert!(svg(inside).is_ok(), "{inside}");
    }
}

#[test]
fn a_drawing_that_could_do_more_than_be_looked_at_is_refused() {
    let active = [
        "<script>1</script>",
        "<SCRIPT/>",
        "<g><a:script xmlns:a='http://www.w3.org/1999/xhtml'/></g>",
        "<foreignObject/>",
        "<rect onload='x()'/>",
        "<rect ONCLICK='x()'/>",
        "<image href='https://example.org/a.png'/>",
        "<use xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='//example.org/a.svg#a'/>",
        "<a href='javascript:alert(1)'><path/></a>",
        "<image href='data:image/svg+xml;base64,AA=='/>",
        "<set attributeName='href' to='x'/>",
        "<style>@import 'https://example.org/a.css';</style>",
        "<style>.a{fill:url(https://example.org/a)}</style>",
        "<style>.a{fill:\\75rl(https://example.org/a)}</style>",
        "<path style='fill:URL( \"http://example.org\" )'/>",
        "<?xml-stylesheet href='a.css'?>",
        "<style>@im<!-- -->port 'https://example.org/a.css';</style>",
        "<style>.a{fill:u<!-- -->rl(https://example.org/a)}</style>",
        "<style>.a{fill:u<![CDATA[rl(https://example.org/a)]]>}</style>",
        "<h:img xmlns:h='http://www.w3.org/1999/xhtml' srcset='https://example.org/a.png 1x'/>",
        "<h:meta xmlns:h='http://www.w3.org/1999/xhtml' http-equiv='refresh' content='0;//example.org'/>",
    ];
    for inside in active {
        assert_eq!(svg(inside), Err(BadPicture::Unsafe), "{inside}");
    }
    for declared in ["<!ENTITY a 'b'>", "<!ATTLIST svg onload CDATA 'x()'>", "<!ELEMENT svg ANY>"] {
        let declares =
            format!("<!DOCTYPE svg [{declared}]><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>");
        assert_eq!(Picture::read(declares.as_bytes()), Err(BadPicture::Unsafe), "{declared}");
    }
}

#[test]
fn what_drawing_programs_write_about_themselves_is_no_harm() {
    let told = "<!-- made by a program --><metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>\
                </metadata><d:view xmlns:d='http://example.org/of-a-program' zoom='1'/><style><![CDATA[.a{}]]></style>";
    assert!(svg(told).is_ok());
}

#[test]
fn a_picture_of_more_pixels_than_a_phone_should_hold_is_too_large() {
    let png = |width: u32, height: u32| {
        let head = [PNG[..16].to_vec(), width.to_be_bytes().to_vec(), height.to_be_bytes().to_vec()].concat();
        Picture::read(&head).map(|picture| picture.width)
    };
    assert_eq!(png(2_000, 2_000), Ok(2_000));
    assert_eq!(png(8_192, 400), Ok(8_192));
    for (width, height) in [(8_192, 8_192), (2_001, 2_000), (8_193, 1), (u32::MAX, u32::MAX)] {
        assert_eq!(png(width, height), Err(BadPicture::TooLarge), "{width} x {height}");
    }
    assert_eq!(png(0, 9), Err(BadPicture::Broken));
}

#[test]
fn a_drawing_of_many_levels_breaks_nothing() {
    const LEVELS: usize = 18_000;
    let mut deep = String::new();
    for _ in 0..LEVELS {
        // Writing to a string cannot fail.
        let _ = write!(deep, "<g>");
    }
    assert!(svg(&deep).is_err());
    let whole = svg(&format!("{deep}{}", "</g>".repeat(LEVELS)));
    assert!(matches!(whole, Ok(_) | Err(BadPicture::Broken)), "{whole:?}");
}
