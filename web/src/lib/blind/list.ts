import type { Title } from '$lib/protocol/generated/protocol';
import { fromBase64url, utf8 } from './bytes';
import { isSigned, publicKey } from './papers';
import { signer } from './signer';
import { ballotText, paperText } from './texts';

/** A track as the published list tells it. */
export interface ListedTrack {
  readonly track: number;
  readonly round: number;
  /** All of it was revealed, so its ballots are in the list. */
  readonly told?: boolean;
  readonly nominees: readonly Title[];
  /** How many ballots count, and how many each nominee has, once they are told. */
  readonly ballots?: number;
  readonly votes?: readonly number[];
}

/** The list's first line. */
export interface ListHead {
  readonly list: string;
  readonly forum: string;
  readonly award: number;
  readonly stage: string;
  readonly key: { readonly spki: string };
  readonly papers: number;
  readonly tracks: readonly ListedTrack[];
}

/** A ballot in the list. */
export interface ListedBallot {
  readonly key: string;
  readonly paper: string;
  readonly track: number;
  readonly round: number;
  readonly seq: number;
  readonly choice: number | null;
  readonly signature: string;
}

/** The published list, as it was read. */
export interface BallotList {
  readonly head: ListHead;
  readonly ballots: readonly ListedBallot[];
}

/** Reads a list: one JSON value a line. Throws where it is none. */
export function listOf(text: string): BallotList {
  const [head, ...ballots] = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  if (head?.list !== 'majlis award ballots 1') throw new Error('this is no list of ballots');
  return { head, ballots };
}

/** What this device remembers of its ballot in a track. */
export interface OwnBallot {
  readonly track: number;
  readonly round: number;
  readonly choice: number | null;
}

/** What became of an own ballot: in the list as it was cast, there with another choice, missing, or not told yet. */
export type Found = 'same' | 'another' | 'missing' | 'not_told';

/** Looks for an own ballot in the list. One that was taken back last need not be there. */
export function found({ head, ballots }: BallotList, own: string, { track, round, choice }: OwnBallot): Found {
  if (!head.tracks.find((one) => one.track === track)?.told) return 'not_told';
  const ballot = ballots.find((one) => one.key === own && one.track === track && one.round === round);
  if (!ballot) return choice === null ? 'same' : 'missing';
  return ballot.choice === choice ? 'same' : 'another';
}

/** What counting the list again comes to. */
export interface Recount {
  /**
   * Ballots whose paper the award did not sign, or whose voter did not sign them; that are of another round than the one that counts, of
   * a track that is not told or for no nominee of it; or of a key that has two in a track.
   */
  readonly bad: number;
  /** By so many more keys ballots came than papers were given. */
  readonly unpapered: number;
  /** Tracks, by their places, whose votes are not those that the list's first line says. */
  readonly different: readonly number[];
  readonly ballots: number;
}

/** Counts the list again: every paper by the award's key, every ballot by its voter's, and the votes. */
export async function recount({ head, ballots }: BallotList): Promise<Recount> {
  const [key, { isSigned: isBallot }] = await Promise.all([publicKey(head.key.spki), signer()]);
  const seen = new Set<string>();
  const tracks = new Map(head.tracks.map((track) => [track.track, track]));
  const votes = new Map(head.tracks.map(({ track, nominees }) => [track, nominees.map(() => 0)]));
  let bad = 0;
  for (const ballot of ballots) {
    const place = `${ballot.track}.${ballot.key}`;
    const isGood =
      !seen.has(place) &&
      counts(ballot, tracks.get(ballot.track)) &&
      (await isSigned(key, utf8(paperText(head, ballot.key)), fromBase64url(ballot.paper))) &&
      (await isBallot(fromBase64url(ballot.key), ballotText(head, ballot), fromBase64url(ballot.signature)));
    seen.add(place);
    const counted = votes.get(ballot.track);
    if (!isGood || !counted) bad += 1;
    else if (ballot.choice !== null) counted[ballot.choice] = (counted[ballot.choice] ?? 0) + 1;
  }
  const told = head.tracks.filter((track) => track.told);
  const different = told.filter(({ track, votes: said }) => JSON.stringify(votes.get(track)) !== JSON.stringify(said));
  const keys = new Set(ballots.map((ballot) => ballot.key)).size;
  const unpapered = Math.max(0, keys - head.papers);
  return { bad, unpapered, different: different.map(({ track }) => track), ballots: ballots.length };
}

/** Whether a ballot is of the round that counts in a track that is told, and names a nominee of it or none. */
function counts({ round, choice }: ListedBallot, track: ListedTrack | undefined): boolean {
  if (!track?.told || round !== track.round) return false;
  return choice === null || (Number.isInteger(choice) && choice >= 0 && choice < track.nominees.length);
}
