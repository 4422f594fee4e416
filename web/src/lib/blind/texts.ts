/** What a ballot says. */
export interface Says {
  /** The track's place in the plan, from 0. */
  readonly track: number;
  /** The round of the track's poll. */
  readonly round: number;
  /** Counts the ballots of this key in that round of that track, from 1. */
  readonly seq: number;
  /** The nominee's place in the track, from 0; null takes the ballot back. */
  readonly choice: number | null;
}

/** Which award it is about. */
export interface Of {
  /** The forum's sixteen hexadecimal digits. */
  readonly forum: string;
  /** The number that the award had when its key was made. */
  readonly award: number;
}

/** What the server signs without seeing it: that whoever has this key may vote in that award. `own` is the key in base64url. */
export function paperText({ forum, award }: Of, own: string): string {
  return ['majlis award paper 1', forum, award, own].join('\n');
}

/** What the voter signs. */
export function ballotText({ forum, award }: Of, { track, round, seq, choice }: Says): string {
  return ['majlis award ballot 1', forum, award, track, round, seq, choice ?? '-'].join('\n');
}
