// Counts the published list of an award's blind ballots again, from the list alone and by nothing but what Node.js brings:
//
//     node recount.mjs list.ndjson [SHA-256 of the award's key, as it was seen elsewhere]
//
// PROTOCOL.md (K17, V31) says what is counted. Prints what it found as JSON, and ends with 0 where all of it comes out, else with 1.
import { constants, createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [path, expected] = process.argv.slice(2);
const differences = [];
const wrong = (line, what) => differences.push({ line, what });

const content = readFileSync(path);
if (content.at(-1) !== 10) wrong(null, 'it does not end with a whole line');
const lines = [];
for (let from = 0; from < content.length; ) {
  const end = content.indexOf(10, from);
  lines.push(content.subarray(from, end < 0 ? content.length : end));
  from = end < 0 ? content.length : end + 1;
}

/** A line as JSON; undefined where it is none. */
const read = (line) => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line));
  } catch {
    return undefined;
  }
};

const head = lines.length > 0 ? read(lines[0]) : undefined;
if (head?.list !== 'majlis award ballots 1') {
  console.error('this is no list of an award');
  process.exit(1);
}

/** Bytes of that length, in the one spelling that is good. */
const bytes = (told, length) => {
  const read = Buffer.from(String(told), 'base64url');
  return read.length === length && read.toString('base64url') === told ? read : undefined;
};

const document = Buffer.from(head.key.spki, 'base64url');
const fingerprint = createHash('sha256').update(document).digest('hex');
if (expected !== undefined && expected.toLowerCase() !== fingerprint) wrong(1, 'another key was named');
const award = createPublicKey({ key: document, format: 'der', type: 'spki' });
const { n, e } = award.export({ format: 'jwk' });
if (n !== head.key.n || e !== head.key.e || e !== 'AQAB' || bytes(n, 256) === undefined)
  wrong(1, 'the key is not what it says');

const isPaper = (ballot) => {
  const signed = `majlis award paper 1\n${head.forum}\n${head.award}\n${ballot.key}`;
  const key = { key: award, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  const paper = bytes(ballot.paper, 256);
  return paper !== undefined && verify('sha384', Buffer.from(signed), key, paper);
};

const isBallot = ({ key, track, round, seq, choice, signature }) => {
  const said = ['majlis award ballot 1', head.forum, head.award, track, round, seq, choice ?? '-'].join('\n');
  const voter = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' });
  const signed = bytes(signature, 64);
  return signed !== undefined && verify(null, Buffer.from(said), voter, signed);
};

const tracks = new Map(
  head.tracks.map((track) => [track.track, { told: track, ballots: 0, votes: track.nominees.map(() => 0) }]),
);
if (head.tracks.some((track, place) => track.track !== place)) wrong(1, 'its tracks are not told once each and in their order');
const keys = new Set();
let last;
for (const [at, line] of lines.slice(1).entries()) {
  const no = at + 2;
  const ballot = read(line);
  if (ballot === undefined || ballot === null) {
    wrong(no, 'it is no ballot');
    continue;
  }
  const track = tracks.get(ballot.track);
  const key = bytes(ballot.key, 32);
  if (track === undefined || key === undefined || !track.told.told)
    wrong(no, 'it is of no track that is told, or has no key');
  else if (ballot.round !== track.told.round) wrong(no, 'it is of another round');
  else if (ballot.choice !== null && track.votes[ballot.choice] === undefined) wrong(no, 'there is no such nominee');
  else if (!isPaper(ballot)) wrong(no, 'the award did not sign its key');
  else if (!isBallot(ballot)) wrong(no, 'its voter did not sign it');
  else {
    const place = Buffer.concat([key, Buffer.from([ballot.track])]);
    if (last !== undefined && Buffer.compare(last, place) >= 0) {
      wrong(no, 'it stands twice, or not in its order');
      continue;
    }
    last = place;
    keys.add(ballot.key);
    if (ballot.choice !== null) {
      track.ballots += 1;
      track.votes[ballot.choice] += 1;
    }
  }
}

for (const { told, ballots, votes } of tracks.values()) {
  const comes = told.told
    ? told.ballots === ballots && JSON.stringify(told.votes) === JSON.stringify(votes)
    : ballots === 0;
  if (!comes)
    wrong(
      null,
      `track ${told.track + 1}: ${JSON.stringify(told.votes)} are told, ${JSON.stringify(votes)} were counted`,
    );
}
if (head.stage !== 'opened' && keys.size > 0) wrong(1, 'the award is not opened, and ballots are told');
if (keys.size > head.papers) wrong(1, `${head.papers} papers were given, and ${keys.size} keys voted`);

const counted = [...tracks].map(([track, { ballots, votes }]) => ({ track, ballots, votes }));
console.log(
  JSON.stringify({ key: fingerprint, papers: head.papers, keys: keys.size, tracks: counted, differences }, null, 1),
);
process.exitCode = differences.length === 0 ? 0 : 1;
