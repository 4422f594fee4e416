import type { PollView, Track } from '$lib/protocol/generated/protocol';
import type { Award } from '$lib/protocol/views';
import type { BlindShown } from '../audience/blind/pieces';
import BlindOnPhone from './BlindOnPhone.svelte';
import { type Exhibit, exhibit } from './exhibit';

const nothing = () => undefined;
const undone = async () => undefined;

/** The blind votes of a phone with its paper that has sent nothing, but for what is said. */
function votes(award: Award, more: Partial<BlindShown> = {}): BlindShown {
  return {
    award,
    state: 'ready',
    receipt: 'yGkXkq0nY1x2T9s3Vd6m8Zr4Jw7Lh5Qp0Bc1Fe2Aa3U',
    isKept: true,
    list: undefined,
    counted: undefined,
    listTrouble: undefined,
    reading: undefined,
    listPath: '#',
    listBytes: 0,
    follow: nothing,
    trackOf: nothing,
    choice: nothing,
    standing: () => 'none',
    restMs: () => 0,
    vote: undone,
    find: undone,
    countAll: undone,
    takeUnkept: nothing,
    foundIn: nothing,
    sentIn: nothing,
    ...more,
  };
}

/** The blind vote on a phone: its paper, its choice, and its ballots in the published list. */
export function blind(view: Award, track: Track, open: PollView): Exhibit {
  const poll: PollView = { ...open, options: track.nominees.map(({ title }) => title) };
  const scoring: Award = { ...view, stage: 'scoring' };
  const beside = (more: Partial<BlindShown>) => ({ votes: votes(scoring, more) });
  const voting = (more: Partial<BlindShown>, on = poll) => ({ votes: votes(scoring, more), poll: on });
  const head = { list: '', forum: '', award: 1, stage: 'opened', key: { spki: '' }, papers: 214, tracks: [] };
  const opened = (more: Partial<BlindShown>) => ({
    votes: votes(view, { list: { head, ballots: [] }, sentIn: (at) => (at === 0 ? 0 : undefined), ...more }),
  });
  const counted = { ballots: 214, papers: 214, bad: 0, unpapered: 0, different: [] };
  return exhibit('BlindVote', BlindOnPhone, {
    'no badge yet': beside({ state: 'no_badge', receipt: undefined }),
    'no https': beside({ state: 'insecure', receipt: undefined }),
    'taking its paper': beside({ state: 'taking', receipt: undefined }),
    'nothing is kept here': beside({ state: 'unkept', receipt: undefined }),
    'another key is public': beside({ state: 'wrong_key', receipt: undefined }),
    'has its paper': beside({}),
    'to vote': voting({}),
    rests: voting({ standing: () => 'underway', choice: () => 1, restMs: () => 9_000 }),
    sent: voting({ standing: () => 'sent', choice: () => 1 }),
    'sent, over': voting({ standing: () => 'sent', choice: () => 0 }, { ...poll, phase: 'closed' }),
    'taken back': voting({ standing: () => 'sent', choice: () => null }),
    'came too late': voting({ standing: () => ({ refused: 'round_over' }), choice: () => 1 }),
    'to look for': { votes: votes(view, { listBytes: 4_200_000 }) },
    found: opened({ foundIn: (at) => (at === 0 ? 'same' : undefined), counted }),
    'not found': opened({
      foundIn: (at) => (at === 0 ? 'missing' : undefined),
      counted: { ...counted, bad: 2, unpapered: 1, different: [0] },
    }),
    'the list was not read': opened({ list: undefined, listTrouble: 'unreachable' }),
  });
}
