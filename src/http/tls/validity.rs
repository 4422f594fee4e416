//! From when and until when a certificate is good, read off its DER (X.509, RFC 5280 section 4.1).

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// What a value is: a sequence, a time of two forms, and the version, which may be left out.
const SEQUENCE: u8 = 0x30;
const UTC_TIME: u8 = 0x17;
const GENERAL_TIME: u8 = 0x18;
const VERSION: u8 = 0xa0;

/// The time in which a certificate is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Validity {
    pub begins: Timestamp,
    pub ends: Timestamp,
}

/// That of a certificate; none where the bytes are no certificate.
pub(super) fn of(certificate: &[u8]) -> Option<Validity> {
    let mut all = Values(certificate);
    let mut certificate = Values(all.next_of(SEQUENCE)?);
    let mut told = Values(certificate.next_of(SEQUENCE)?);
    if told.0.first() == Some(&VERSION) {
        told.next()?;
    }
    // Its number, how it is signed, by whom.
    for _ in 0..3 {
        told.next()?;
    }
    let mut validity = Values(told.next_of(SEQUENCE)?);
    Some(Validity { begins: time(validity.next()?)?, ends: time(validity.next()?)? })
}

/// A moment. Years of two digits are those from 1950 to 2049.
fn time((kind, text): (u8, &[u8])) -> Option<Timestamp> {
    let text = std::str::from_utf8(text).ok()?;
    let text = match kind {
        GENERAL_TIME => text.to_owned(),
        UTC_TIME => format!("{}{text}", if text < "5" { "20" } else { "19" }),
        _ => return None,
    };
    let time = DateTime::strptime("%Y%m%d%H%M%SZ", text).ok()?;
    TimeZone::UTC.to_timestamp(time).ok()
}

/// Values of DER, one behind another.
struct Values<'a>(&'a [u8]);

impl<'a> Values<'a> {
    /// The next one's kind and contents.
    fn next(&mut self) -> Option<(u8, &'a [u8])> {
        let (&kind, rest) = self.0.split_first()?;
        let (&first, rest) = rest.split_first()?;
        let (length, rest) = match first {
            0..=0x7f => (usize::from(first), rest),
            // So many bytes of length follow; what has more than two of them is no certificate of a server.
            0x81 | 0x82 => {
                let (bytes, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
                (bytes.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)), rest)
            }
            _ => return None,
        };
        let (contents, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((kind, contents))
    }

    fn next_of(&mut self, wanted: u8) -> Option<&'a [u8]> {
        self.next().filter(|(kind, _)| *kind == wanted).map(|(_, contents)| contents)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rcgen::{CertificateParams, KeyPair, date_time_ymd};

    use super::*;

    fn certificate(begins: i32, ends: i32) -> Vec<u8> {
        let mut params = CertificateParams::new(["majlis.test".to_owned()]).unwrap();
        (params.not_before, params.not_after) = (date_time_ymd(begins, 2, 3), date_time_ymd(ends, 4, 5));
        params.self_signed(&KeyPair::generate().unwrap()).unwrap().der().to_vec()
    }

    #[test]
    fn a_certificate_tells_until_when_it_is_good_in_both_forms_of_time() {
        for (begins, ends) in [(1999, 2049), (2026, 2050), (2050, 9999)] {
            let validity = of(&certificate(begins, ends)).unwrap();
            let at = |text: String| text.parse::<Timestamp>().unwrap();
            assert_eq!(validity.begins, at(format!("{begins:04}-02-03T00:00:00Z")));
            assert_eq!(validity.ends, at(format!("{ends:04}-04-05T00:00:00Z")));
        }
    }

    proptest! {
        #[test]
        fn no_bytes_of_a_certificate_are_too_strange(
            at in 0_usize..400,
            bytes in prop::collection::vec(any::<u8>(), 0..8),
            kept in 0_usize..500,
        ) {
            let mut certificate = certificate(2026, 2027);
            for (place, byte) in certificate.iter_mut().skip(at).zip(&bytes) {
                *place = *byte;
            }
            of(&certificate[..kept.min(certificate.len())]);
            of(&bytes);
        }
    }
}
