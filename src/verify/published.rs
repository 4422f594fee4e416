//! `majlis verify --award`: the published list of an award's blind ballots, counted again from the list alone.
//!
//! What it says of itself is not believed: every signature is looked at, every ballot counted, and each line that does not come out
//! is named. Nothing here is shared with what casts, keeps and publishes ballots.

use std::fmt;
use std::io::{self, BufRead};
use std::num::NonZeroUsize;
use std::thread;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::report::Difference;
use super::signed::{Said, document, is_ballot, is_paper};
use crate::domain::hex::Hex;
use crate::domain::text::is_hidden;

/// Lines that are read before they are looked at, all cores at once.
const AT_ONCE: usize = 8_192;
/// Differences that are named; of more it is told how many.
const NAMED: usize = 100;
/// The longest line: what is longer is none.
const LONGEST: usize = 1 << 20;
/// Characters of a name in the list that are told.
const NAME: usize = 120;

/// What was found in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AwardReport {
    /// The award, as the list names it.
    pub name: String,
    /// SHA-256 of the public key's DER, as 64 hexadecimal digits: to be compared with what a phone or a wall showed.
    pub key: String,
    /// How many papers were given, as the list says.
    pub papers: u64,
    /// How many keys cast ballots.
    pub keys: u64,
    /// Each track with its ballots, and the votes of each nominee.
    pub tracks: Vec<TrackCount>,
    /// What does not come out.
    pub differences: Vec<Difference>,
    /// How many more there are.
    pub more: usize,
}

/// What was counted in a track.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrackCount {
    /// Its place, from 0.
    pub track: u8,
    /// Whether the list tells it already.
    pub told: bool,
    /// Ballots that name a nominee.
    pub ballots: u64,
    /// The nominees, as the list names them: ballots name them by their places alone.
    pub nominees: Vec<String>,
    /// Votes by nominee.
    pub votes: Vec<u64>,
}

#[derive(Deserialize)]
struct Head {
    list: String,
    forum: String,
    award: u32,
    title: Title,
    stage: String,
    key: Key,
    papers: u64,
    #[serde(default)]
    twice: u64,
    tracks: Vec<Track>,
}

#[derive(Deserialize)]
struct Title {
    #[serde(default)]
    ar: String,
    #[serde(default)]
    en: String,
}

#[derive(Deserialize)]
struct Key {
    spki: String,
    n: String,
    e: String,
}

#[derive(Deserialize)]
struct Track {
    #[serde(rename = "track")]
    place: u8,
    nominees: Vec<Title>,
    round: u32,
    told: bool,
    ballots: Option<u64>,
    votes: Option<Vec<u64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    key: String,
    paper: String,
    track: u8,
    round: u32,
    seq: u64,
    choice: Option<u8>,
    signature: String,
}

/// What every line is held to.
struct Rules {
    head: Head,
    n: Vec<u8>,
    e: Vec<u8>,
}

/// A line, and what is wrong with it.
type Looked = Result<Line, String>;

/// Counts a list again. `key` is the SHA-256 of the award's key, where whoever asks has it from elsewhere.
///
/// # Errors
/// Where it cannot be read to its end, or begins as no list does.
pub fn award(mut from: impl BufRead, key: Option<&str>) -> io::Result<AwardReport> {
    let mut is_cut = false;
    let first = next_line(&mut from, &mut is_cut)?.unwrap_or_default();
    let head: Head = object(&first).map_err(|why| no_list(&why))?;
    if head.list != "majlis award ballots 1" {
        return Err(no_list("it is of another form"));
    }
    let mut count = Count::of(head, key)?;
    let mut no = 1;
    loop {
        let mut lines = Vec::new();
        while lines.len() < AT_ONCE
            && let Some(line) = next_line(&mut from, &mut is_cut)?
        {
            lines.push(line);
        }
        if lines.is_empty() {
            if is_cut {
                count.note(&format!("line {no}"), "it has no end: the list is cut off");
            }
            return Ok(count.finish());
        }
        for looked in look_at(&count.rules, &lines) {
            no += 1;
            count.take(no, looked);
        }
    }
}

fn no_list(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("this is no list of an award's ballots: {why}"))
}

/// What a line says; a list of an object's values is none.
fn object<'l, T: Deserialize<'l>>(line: &'l [u8]) -> Result<T, String> {
    if line.first() != Some(&b'{') {
        return Err("it is no object".to_owned());
    }
    serde_json::from_slice(line).map_err(|why| why.to_string())
}

/// The next line without its end; none where there is none. Whether it had none is told.
fn next_line(from: &mut impl BufRead, is_cut: &mut bool) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let read = io::Read::take(&mut *from, LONGEST as u64).read_until(b'\n', &mut line)?;
    if line.len() >= LONGEST {
        return Err(no_list("it has a line of more than a MiB"));
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if read > 0 {
        *is_cut = true;
    }
    Ok((read > 0).then_some(line))
}

/// Looks at the lines' signatures, on all cores.
fn look_at(rules: &Rules, lines: &[Vec<u8>]) -> Vec<Looked> {
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let part = lines.len().div_ceil(cores).max(1);
    thread::scope(|scope| {
        let parts: Vec<_> =
            lines.chunks(part).map(|part| scope.spawn(|| look_at_part(rules, part))).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    })
}

fn look_at_part(rules: &Rules, lines: &[Vec<u8>]) -> Vec<Looked> {
    let mut last = None;
    lines.iter().map(|line| rules.look_at(line, &mut last)).collect()
}

/// Bytes of that length; one spelling alone is good.
fn bytes(text: &str, length: usize, what: &str) -> Result<Vec<u8>, String> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| format!("its {what} is no Base64"))?;
    if bytes.len() == length { Ok(bytes) } else { Err(format!("its {what} is not {length} bytes long")) }
}

impl Rules {
    /// `last` is the key and paper of the line before, which were good: a voter's ballots of several tracks lie together.
    fn look_at(&self, line: &[u8], last: &mut Option<(String, String)>) -> Looked {
        let line: Line = object(line).map_err(|why| format!("it is no ballot: {why}"))?;
        let track = self.head.tracks.iter().find(|track| track.place == line.track);
        let track = track.ok_or_else(|| format!("there is no track {}", line.track))?;
        if track.round != line.round {
            return Err(format!(
                "round {} counts in that track, and it is of round {}",
                track.round, line.round
            ));
        }
        if line.choice.is_some_and(|choice| usize::from(choice) >= track.nominees.len()) {
            return Err("there is no such nominee".to_owned());
        }
        let key = bytes(&line.key, 32, "key")?;
        let (forum, award) = (&self.head.forum, self.head.award);
        if last.as_ref().is_none_or(|(key, paper)| *key != line.key || *paper != line.paper) {
            let paper = bytes(&line.paper, 256, "paper")?;
            if !is_paper((forum, award), (&self.n, &self.e), &line.key, &paper) {
                return Err("its paper was not signed with the award's key".to_owned());
            }
            *last = Some((line.key.clone(), line.paper.clone()));
        }
        let signature = bytes(&line.signature, 64, "signature")?;
        let said = Said { track: line.track, round: line.round, seq: line.seq, choice: line.choice };
        if !is_ballot((forum, award), &said, &key, &signature) {
            return Err("it was not signed with its voter's key, or altered since".to_owned());
        }
        Ok(line)
    }
}

/// The count as it goes on.
struct Count {
    rules: Rules,
    report: AwardReport,
    last: Option<(String, u8)>,
}

impl Count {
    fn of(head: Head, key: Option<&str>) -> io::Result<Self> {
        let decoded = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| no_list("its key is no Base64"));
        let (spki, n, e) = (decoded(&head.key.spki)?, decoded(&head.key.n)?, decoded(&head.key.e)?);
        let report = AwardReport {
            name: head.title.told(),
            key: Hex(&Sha256::digest(&spki)).to_string(),
            papers: head.papers,
            tracks: head.tracks.iter().map(counted).collect(),
            ..AwardReport::default()
        };
        let are_in_order = (0..).zip(&head.tracks).all(|(place, track)| track.place == place);
        let mut count = Self { rules: Rules { head, n, e }, report, last: None };
        if !are_in_order {
            count.note("line 1", "its tracks are not told once each and in their order");
        }
        if key.is_some_and(|key| !key.eq_ignore_ascii_case(&count.report.key)) {
            count.note("line 1", "its key is not the one that was named");
        }
        if count.rules.n.len() != 256 || count.rules.e != [1, 0, 1] {
            count.note("line 1", "its key is not one of 2048 bits with the exponent 65537");
        }
        if spki != document(&count.rules.n, &count.rules.e) {
            count.note("line 1", "its key as a document is not that of its modulus and exponent");
        }
        Ok(count)
    }

    fn note(&mut self, place: &str, what: &str) {
        if self.report.differences.len() < NAMED {
            self.report.differences.push(Difference { place: place.to_owned(), what: what.to_owned() });
        } else {
            self.report.more += 1;
        }
    }

    fn take(&mut self, no: u64, looked: Looked) {
        let place = format!("line {no}");
        let line = match looked {
            Ok(line) => line,
            Err(why) => return self.note(&place, &why),
        };
        let is_other = self.last.as_ref().is_none_or(|(key, _)| *key != line.key);
        // By the bytes of keys, as they are told in one spelling: no ballot counts twice by standing twice.
        let order = |key: &str, track: u8| (URL_SAFE_NO_PAD.decode(key).unwrap_or_default(), track);
        let ascends =
            self.last.as_ref().is_none_or(|(key, track)| order(key, *track) < order(&line.key, line.track));
        if !ascends {
            return self.note(&place, "it stands twice, or not in the order of keys and tracks");
        }
        self.report.keys += u64::from(is_other);
        let told = self.report.tracks.iter_mut().find(|track| track.track == line.track);
        if let (Some(track), Some(choice)) = (told, line.choice) {
            track.ballots += 1;
            if let Some(votes) = track.votes.get_mut(usize::from(choice)) {
                *votes += 1;
            }
        }
        self.last = Some((line.key, line.track));
    }

    fn finish(mut self) -> AwardReport {
        for at in 0..self.rules.head.tracks.len() {
            let (said, counted) = (&self.rules.head.tracks[at], self.report.tracks[at].clone());
            let place = format!("track {}", u32::from(said.place) + 1);
            let comes_out =
                said.ballots == Some(counted.ballots) && said.votes.as_ref() == Some(&counted.votes);
            let is_silent = said.ballots.is_none() && said.votes.is_none() && counted.ballots == 0;
            if said.told && !comes_out {
                let what = format!(
                    "{:?} ballots and the votes {:?} are told, {} and {:?} were counted",
                    said.ballots, said.votes, counted.ballots, counted.votes
                );
                self.note(&place, &what);
            } else if !said.told && !is_silent {
                self.note(&place, "it is not revealed, and ballots of it are told");
            }
        }
        if self.report.keys > self.report.papers {
            let what =
                format!("{} papers were given, and {} keys voted", self.report.papers, self.report.keys);
            self.note("line 1", &what);
        }
        let opened = self.rules.head.stage == "opened";
        if !opened && self.report.keys > 0 {
            self.note("line 1", "the award is not opened, and ballots are told");
        }
        if self.rules.head.twice > self.report.papers {
            self.note("line 1", "more badges have two papers than papers were given");
        }
        self.report
    }
}

fn counted(track: &Track) -> TrackCount {
    let nominees: Vec<String> = track.nominees.iter().map(Title::told).collect();
    let votes = vec![0; nominees.len()];
    TrackCount { track: track.place, told: track.told, ballots: 0, nominees, votes }
}

impl Title {
    /// In a line of what was found, with nothing in it that could be taken for another.
    fn told(&self) -> String {
        let name = if self.ar.is_empty() { &self.en } else { &self.ar };
        name.chars()
            .take(NAME)
            .map(|sign| if is_hidden(sign) || sign.is_control() { ' ' } else { sign })
            .collect()
    }
}

impl AwardReport {
    /// Whether all of it comes out.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.differences.is_empty()
    }
}

impl fmt::Display for AwardReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = if self.is_whole() { "it comes out" } else { "it does not come out" };
        writeln!(f, "{}: {verdict}", self.name)?;
        writeln!(f, "  key        SHA-256 {}", self.key)?;
        writeln!(f, "  papers     {}, and {} keys that voted", self.papers, self.keys)?;
        for TrackCount { track, told, ballots, nominees, votes } in &self.tracks {
            write!(f, "  track {:<4} ", u32::from(*track) + 1)?;
            if *told {
                let votes: Vec<String> = nominees
                    .iter()
                    .zip(votes)
                    .map(|(name, votes)| format!("{votes} for \"{name}\""))
                    .collect();
                writeln!(f, "{ballots} ballots: {}", votes.join(", "))?;
            } else {
                writeln!(f, "not revealed yet")?;
            }
        }
        self.differences.iter().try_for_each(|difference| writeln!(f, "  {difference}"))?;
        if self.more > 0 { writeln!(f, "  and {} more", self.more) } else { Ok(()) }
    }
}
