//! The signatures of blind ballots, looked at by nothing that casts, keeps or publishes them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{ED25519, RSA_PSS_2048_8192_SHA384, RsaPublicKeyComponents, UnparsedPublicKey};

use super::report::ForumReport;
use crate::domain::award::{AwardChange, AwardKey, Blinded, Signed, VoterKey};
use crate::domain::ballot::Mark;
use crate::domain::change::Change;
use crate::domain::id::{BadgeNo, ForumId, PollNo, SessionNo};

/// How an award is named where something is signed: the forum, and its number.
pub(super) type Named<'a> = (&'a str, u32);

/// What a voter says.
pub(super) struct Said {
    pub track: u8,
    pub round: u32,
    pub seq: u64,
    pub choice: Option<u8>,
}

/// Whether the key with that modulus and exponent signed the voter's, as it is told.
pub(super) fn is_paper((forum, award): Named<'_>, (n, e): (&[u8], &[u8]), key: &str, paper: &[u8]) -> bool {
    let text = format!("majlis award paper 1\n{forum}\n{award}\n{key}");
    let public = RsaPublicKeyComponents { n, e };
    public.verify(&RSA_PSS_2048_8192_SHA384, text.as_bytes(), paper).is_ok()
}

/// Whether the voter signed that.
pub(super) fn is_ballot((forum, award): Named<'_>, said: &Said, key: &[u8], signature: &[u8]) -> bool {
    let Said { track, round, seq, choice } = said;
    let choice = choice.map_or_else(|| "-".to_owned(), |choice| choice.to_string());
    let text = format!("majlis award ballot 1\n{forum}\n{award}\n{track}\n{round}\n{seq}\n{choice}");
    UnparsedPublicKey::new(&ED25519, key).verify(text.as_bytes(), signature).is_ok()
}

/// The DER of a key (RFC 5280, 4.1; RFC 3279, 2.3.1).
pub(super) fn document(n: &[u8], e: &[u8]) -> Vec<u8> {
    let algorithm = [0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0];
    let key = der(0x30, &[integer(n), integer(e)].concat());
    let bits = der(3, &[&[0], &*key].concat());
    der(0x30, &[&algorithm, &*bits].concat())
}

fn integer(bytes: &[u8]) -> Vec<u8> {
    let zero: &[u8] = if bytes.first().is_some_and(|first| first & 0x80 != 0) { &[0] } else { &[] };
    der(2, &[zero, bytes].concat())
}

fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let length = &length[length.iter().position(|byte| *byte != 0).unwrap_or(length.len() - 1)..];
    let mut all = vec![tag];
    if content.len() < 128 {
        all.push(content.len() as u8);
    } else {
        all.push(0x80 | length.len() as u8);
        all.extend(length);
    }
    all.extend(content);
    all
}

/// Of 2048 bits.
const MODULUS: usize = 256;
const EXPONENT: [u8; 3] = [1, 0, 1];

/// The modulus of a key whose document is as long as those of this deployment, and no other.
fn modulus(key: &AwardKey) -> Option<Vec<u8>> {
    let told = URL_SAFE_NO_PAD.decode(&key.public.0).ok()?;
    // Behind it come the two bytes of the exponent's head, and the exponent.
    let end = told.len().checked_sub(EXPONENT.len() + 2)?;
    let n = told.get(end.checked_sub(MODULUS)?..end)?.to_vec();
    (document(&n, &EXPONENT) == told).then_some(n)
}

/// An award's key, and by whose session it is known here.
struct Key {
    session: SessionNo,
    award: u32,
    n: Option<Vec<u8>>,
}

/// What the journal said of papers and blind ballots so far.
#[derive(Default)]
pub(super) struct SignedBallots {
    /// By the polls of their people's choice.
    keys: BTreeMap<PollNo, Rc<Key>>,
    papers: BTreeMap<SessionNo, BTreeSet<(BadgeNo, Blinded)>>,
    voters: BTreeMap<SessionNo, BTreeSet<VoterKey>>,
    /// Ballots that came home to a poll of its own, whose award is not known here.
    unknown: usize,
}

impl SignedBallots {
    /// Takes what happened, and says what of it is not as it should be. A ballot that came home may be of an award that this history has
    /// not; any other is of one that began before it.
    pub fn take(&mut self, forum: ForumId, change: &Change, is_home: bool) -> Option<&'static str> {
        match change {
            Change::Award(AwardChange::Begun { session, polls, key: Some(key), .. }) => {
                let held = Rc::new(Key { session: *session, award: key.award.0, n: modulus(key) });
                self.keys.extend(polls.iter().flatten().map(|poll| (*poll, Rc::clone(&held))));
                self.papers.remove(session);
                held.n.is_none().then_some("the key of an award with blind ballots is none of 2048 bits")
            }
            Change::Award(AwardChange::PaperTaken { session, badge, blinded, .. }) => {
                self.papers.entry(*session).or_default().insert((*badge, blinded.clone()));
                None
            }
            Change::Voted { poll, round, seq, mark, signed, .. } => {
                let Some(key) = self.keys.get(poll).map(Rc::clone) else {
                    return self.is_of_no_award(signed.is_some(), is_home);
                };
                let Some(signed) = signed else { return Some("a ballot of a blind poll is not signed") };
                let choice = match mark {
                    Some(Mark::Options(places)) => places.as_slice().first().copied(),
                    _ => None,
                };
                self.voters.entry(key.session).or_default().insert(signed.key);
                let said = Said { track: signed.track, round: *round, seq: seq.0, choice };
                looked_at(forum, &key, &said, signed)
            }
            _ => None,
        }
    }

    fn is_of_no_award(&mut self, is_signed: bool, is_home: bool) -> Option<&'static str> {
        self.unknown += usize::from(is_signed && is_home);
        (is_signed && !is_home).then_some("a blind ballot is of no award that began before it")
    }

    /// Of no award more keys voted than papers were given.
    pub fn finish(&self, report: &mut ForumReport) {
        report.counted.unsigned = self.unknown;
        for (session, voters) in &self.voters {
            let papers = self.papers.get(session).map_or(0, BTreeSet::len);
            if voters.len() > papers {
                let what = format!("{papers} papers were given, and {} keys voted", voters.len());
                report.note(format!("award of session {session}"), what);
            }
        }
    }
}

fn looked_at(forum: ForumId, key: &Key, said: &Said, signed: &Signed) -> Option<&'static str> {
    let n = key.n.as_deref()?;
    let (forum, voter) = (forum.to_string(), signed.key.to_string());
    let named = (forum.as_str(), key.award);
    if !is_paper(named, (n, &EXPONENT), &voter, &signed.paper.0) {
        return Some("the paper of a blind ballot was not signed with the award's key");
    }
    let is_good = is_ballot(named, said, &signed.key.0, &signed.signature.0);
    (!is_good).then_some("a blind ballot was not signed with its voter's key, or altered since")
}
