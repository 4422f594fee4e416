//! What is taken as a picture, and what is not.

use std::fmt::Write;

use super::picture::{BadPicture, Picture, PictureKind};

/// Files whose parts are all there; what is packed in them is not looked at.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x40\0\0\0\xf0\x08\x06\0\0\0sums\
    \0\0\0\x04IDAT\x78\x9cabsums\0\0\0\0IENDsums";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x04JF\xff\xc2\0\x11\x08\0\xf0\x01\x40\x03component\
    \xff\xda\0\x04ab\x12\xff\0\x34\xff\xd9";
const WEBP: &[u8] = b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0\x3f\x01\0\xef\0\0VP8L\x02\0\0\0ab";
const WEBP_LOSSLESS: &[u8] = b"RIFF\x12\0\0\0WEBPVP8L\x06\0\0\0\x2f\x3f\xc1\x3b\x00\0";
const WEBP_LOSSY: &[u8] = b"RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\x40\x01\xf0\0";

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
            assert!(Picture::read(&bytes[..end]).is_err(), "{kind:?} cut at {end}");
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
fn a_picture_whose_parts_are_not_all_there_is_broken() {
    let without = |bytes: &[u8], part: &[u8], instead: &[u8]| {
        let at = bytes.windows(part.len()).position(|window| window == part).unwrap();
        let other = [&bytes[..at], instead, &bytes[at + part.len()..]].concat();
        Picture::read(&other).map(|picture| picture.kind)
    };
    let wrong: [(&[u8], &[u8], &[u8]); 9] = [
        (PNG, b"\0\0\0\x04IDAT\x78\x9cabsums", b""),
        (PNG, b"\x78\x9cab", b"garb"),
        (PNG, b"\0\0\0\x04IDAT", b"\xff\xff\xff\xffIDAT"),
        (PNG, b"IEND", b"IENT"),
        (JPEG, b"\xff\xda\0\x04ab\x12\xff\0\x34", b""),
        (JPEG, b"\x12\xff\0\x34", b""),
        (WEBP, b"VP8L", b"ICCP"),
        (WEBP_LOSSLESS, b"RIFF\x12", b"RIFF\x13"),
        (WEBP_LOSSY, b"\x0a\0\0\0", b"\x0b\0\0\0"),
    ];
    for (bytes, part, instead) in wrong {
        assert_eq!(without(bytes, part, instead), Err(BadPicture::Broken), "{part:?} as {instead:?}");
    }
}

/// Things that each refer to the one before, so many times.
fn tower(levels: usize, times: usize, thing: impl Fn(usize, String) -> String, refers: &str) -> String {
    let level = |no: usize| thing(no + 1, refers.replace('@', &no.to_string()).repeat(times));
    let first = thing(0, "<rect width='1' height='1'/>".to_owned());
    first + &(0..levels).map(level).collect::<String>()
}

#[test]
fn a_drawing_of_few_bytes_and_very_many_shapes_is_refused() {
    let group = |no, inside| format!("<g id='a{no}'>{inside}</g>");
    let pattern = |no, inside| format!("<pattern id='a{no}'>{inside}</pattern>");
    let marker = |no, inside| format!("<marker id='a{no}'>{inside}</marker>");
    let clip = |no, inside| format!("<clipPath id='a{no}'>{inside}</clipPath>");
    let classes: Vec<_> = (0..6).map(|no| format!(".b{no}{{ fill : URL( \"#a{no}\" ) }}")).collect();
    let classes = classes.concat();
    let many = "<path/>".repeat(1_000);
    let bombs = [
        tower(6, 12, group, "<use href='#a@'/>"),
        tower(20, 20, group, "<use xmlns:x='http://www.w3.org/1999/xlink' x:href=' #a@ '/>"),
        tower(6, 12, pattern, "<rect fill='url(#a@)'/>"),
        tower(6, 12, pattern, "<rect style=\"stroke:none;fill:url( '#a@' )\"/>"),
        tower(6, 12, marker, "<path d='M0 0h9v9z' marker-mid='url(#a@)'/>"),
        tower(6, 12, clip, "<rect clip-path='url(#a@)'/>"),
        format!("<style>{classes}</style>{}", tower(6, 12, pattern, "<rect class='x b@'/>")),
        format!(
            "<style>{}</style>{}",
            classes.replace(".b", "#c>:nth-child(2) .b"),
            tower(6, 12, pattern, "<rect/>")
        ),
        // One that is taken over by all that stand there, directly, by a name or by a word.
        format!("<pattern id='a'>{many}</pattern><g fill='url(#a)'>{many}</g>"),
        "<g style='--a:url(#a)'/><pattern id='a'/>".to_owned(),
        tower(
            6,
            1,
            clip,
            "<g clip-path='url(#a@)'><path style='clip-path:Inherit'/><path style='clip-path:inherit'/>\
            <path/><path/><path/><path/><path/><path/></g>",
        ),
        "<g id='a'><use href='#a'/></g>".to_owned(),
        "<g id='a'><use href='#%61'/></g>".to_owned(),
        format!("<style>.a{{{}}}</style>{}", "fill:url(#x);".repeat(1_000), "<g class='a'/>".repeat(1_000)),
        format!("<style>.a{{{}}}</style><g class='{}'/>", "fill:url(#x);".repeat(4_000), "a ".repeat(30_000)),
    ];
    for bomb in bombs {
        assert_eq!(svg(&bomb), Err(BadPicture::Unsafe), "{}", bomb.get(..400).unwrap_or(&bomb));
    }
}

#[test]
fn a_drawing_as_programs_write_it_is_taken_however_it_refers_to_its_parts() {
    let clip = "<g id='Layer_1'><defs><rect id='r'/></defs><clipPath id='c'><use href='#r' style='overflow:visible'/>\
                </clipPath><g style='clip-path:url(#c)'>";
    let gradients = "<style>.cls-1,.cls-12{fill:url(#one);}.cls-2{stop-color:#fff}.cls-12{clip-path:url(#c)}</style>\
                     <linearGradient id='two'><stop class='cls-2'/></linearGradient><linearGradient id='one' href='#two'/>";
    let taken = [
        format!(
            "{gradients}{}{}</g></g>",
            clip.replace("<use", "<use class='cls-1'"),
            "<path class='cls-12' d='M0 0h9'/>".repeat(2_000)
        ),
        format!(
            "<symbol id='s'><path d='M0 0{}'/></symbol>{}",
            "h1".repeat(900),
            "<use href='#s'/>".repeat(60)
        ),
        format!(
            "<pattern id='p'><path d='M0 0h9v9z'/></pattern><g fill='url(#p)'>{}</g>",
            "<rect/>".repeat(200)
        ),
        format!("<filter id='f'><feFlood/></filter>{}", "<g filter='url(#f)'>".repeat(9) + &"</g>".repeat(9)),
        "<path/>".repeat(15_000),
    ];
    for drawing in taken {
        assert!(svg(&drawing).is_ok(), "{}", &drawing[..400]);
    }
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
        let sides = [width.to_be_bytes(), height.to_be_bytes()].concat();
        Picture::read(&[&PNG[..16], &sides, &PNG[24..]].concat()).map(|picture| picture.width)
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
