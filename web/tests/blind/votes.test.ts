import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { beforeAll, expect, it, vi } from 'vitest';
import { fromBase64url, toBase64url } from '$lib/blind/bytes';
import { found, listOf, recount } from '$lib/blind/list';
import { native } from '$lib/blind/signer';
import { ballotText } from '$lib/blind/texts';
import { Passing } from '$lib/net/storage';
import type { PollView } from '$lib/protocol/generated/protocol';
import { type Around, BlindVotes } from '../../src/pages/audience/blind/blind-votes.svelte';

const forum = '00c0ffee00c0ffee';
const suite = RSABSSA.SHA384.PSS.Deterministic();
const newKeys = () => RSABSSA.SHA384.generateKey({ publicExponent: Uint8Array.from([1, 0, 1]), modulusLength: 2048 });
const spkiOf = async (key: CryptoKey) => toBase64url(new Uint8Array(await crypto.subtle.exportKey('spki', key)));

let keys: CryptoKeyPair;
let spki: string;

// Keys are made and tried in earnest.
vi.setConfig({ testTimeout: 30_000 });

beforeAll(async () => {
  keys = await newKeys();
  spki = await spkiOf(keys.publicKey);
});

interface Sent {
  readonly key: string;
  readonly paper: string;
  readonly seq: number;
  readonly round: number;
  readonly track: number;
  readonly choice: number | null;
  readonly signature: string;
}

/** An award's server: what it was asked, and how it answers. */
class Server {
  readonly papers: string[] = [];
  readonly ballots: Sent[] = [];
  readonly inits: RequestInit[] = [];
  /** The keys that requests for papers named. */
  readonly named: (string | undefined)[] = [];
  publicKey = spki;
  signs = keys.privateKey;
  isAway = false;
  refuses: string | undefined;
  answersBallots = true;

  fetch = async (path: string, init: RequestInit): Promise<Response> => {
    if (this.isAway) throw new TypeError('away');
    if (path.endsWith('/papers')) return this.#sign(JSON.parse(String(init.body)));
    this.inits.push(init);
    if (init.method === 'POST') return this.#take(JSON.parse(String(init.body)));
    return new Response(`${JSON.stringify(this.head)}\n`);
  };

  get head() {
    const track = { track: 0, round: 1, told: true, nominees: [{}, {}, {}], ballots: 1, votes: [0, 0, 1] };
    const key = { spki: this.publicKey };
    return { list: 'majlis award ballots 1', forum, award: 4, stage: 'opened', key, papers: 1, tracks: [track] };
  }

  async #sign({ blinded, key }: { blinded: string; key?: string }): Promise<Response> {
    this.papers.push(blinded);
    this.named.push(key);
    if (this.refuses) return refusal(this.refuses);
    // Another key's modulus may be smaller than the message: that comes to no signature of either.
    const none = () => new Uint8Array(256);
    const signature = await suite.blindSign(this.signs, fromBase64url(blinded)).catch(none);
    return Response.json({ signature: toBase64url(Uint8Array.from(signature)) });
  }

  #take(ballot: Sent): Response {
    this.ballots.push(ballot);
    if (!this.answersBallots) throw new TypeError('cut off');
    const refused = this.refuses;
    if (refused === 'stale') this.refuses = undefined;
    return refused ? refusal(refused) : Response.json({ done: true });
  }
}

const refusal = (code: string) => Response.json({ code }, { status: 409 });

const poll = (more: Partial<PollView> = {}) =>
  ({ poll: 7, round: 1, phase: 'open', settings: { secret: true, blind: true }, ...more }) as PollView;

function phone(server: Server, storage: Storage = new Passing(), more: Partial<Around> = {}) {
  const remembered: unknown[] = [];
  const waiting: (() => void)[] = [];
  const welcome = { epoch: 1 };
  const clock = { now: 1_000_000 };
  const live = {
    forum,
    award: { session: 4, polls: [7], stage: 'scoring', paper: { award: 4, key: spki } },
    polls: new Map([[7, poll()]]),
    welcome,
    remember: (ballot: unknown) => remembered.push(ballot),
  } as unknown as Around['live'];
  const votes = new BlindVotes({
    live,
    badge: { held: { code: '1234567812345678' } },
    token: `p1.${forum}.secret`,
    owner: `${forum}.3`,
    storage,
    safe: async () => undefined,
    fetch: server.fetch,
    now: () => clock.now,
    random: () => 0,
    later: (run) => {
      waiting.push(run);
      return () => undefined;
    },
    isSecure: true,
    alone: (_, run) => run(),
    ...more,
  });
  const ready = async (state: unknown = 'ready') => {
    votes.follow();
    await expect.poll(() => votes.state).toEqual(state);
  };
  /** So late that a ballot does not follow the paper at once. */
  const rest = () => {
    clock.now += 20_000;
  };
  return { votes, remembered, waiting, welcome, clock, rest, ready, storage };
}

it('takes its paper once, and votes as nobody', async () => {
  const server = new Server();
  const { votes, ready, rest, remembered } = phone(server);
  await ready();
  rest();
  await votes.vote(poll(), 2);
  expect(votes.standing(poll())).toBe('sent');
  expect(server.papers).toHaveLength(1);
  expect(server.named, 'with the key that it was blinded with').toEqual([spki]);
  const [ballot] = server.ballots;
  expect(ballot).toMatchObject({ track: 0, round: 1, seq: 1, choice: 2, key: votes.receipt });
  const says = ballotText({ forum, award: 4 }, { track: 0, round: 1, seq: 1, choice: 2 });
  expect(await native.isSigned(fromBase64url(ballot?.key ?? ''), says, fromBase64url(ballot?.signature ?? ''))).toBe(
    true,
  );
  for (const init of server.inits) {
    expect(init.credentials).toBe('omit');
    expect(init.referrerPolicy).toBe('no-referrer');
    expect(JSON.stringify(init)).not.toContain('Bearer');
    expect(JSON.stringify(init)).not.toContain('1234567812345678');
  }
  expect(remembered).toEqual([{ poll: 7, round: 1, seq: 1, choice: { options: [2] }, badge: '1234567812345678' }]);
});

it('a ballot does not follow its paper at once', async () => {
  const server = new Server();
  const { votes, ready, rest, waiting } = phone(server);
  await ready();
  await votes.vote(poll(), 1);
  expect(server.ballots).toEqual([]);
  expect(votes.restMs()).toBe(3_000);
  rest();
  waiting.at(-1)?.();
  await expect.poll(() => votes.standing(poll())).toBe('sent');
});

it('a clock that was set back since holds no ballot longer than the longest rest, over a reload too', async () => {
  const server = new Server();
  const storage = new Passing();
  const first = phone(server, storage);
  await first.ready();
  first.clock.now -= 3_600_000;
  await first.votes.vote(poll(), 1);
  expect([server.ballots, first.votes.restMs()]).toEqual([[], 20_000]);
  const second = phone(server, storage);
  second.clock.now = first.clock.now + 20_000;
  await second.ready();
  await expect.poll(() => second.votes.standing(poll())).toBe('sent');
});

it('a page that was killed asks with the very same, and sends the very same', async () => {
  const server = new Server();
  const storage = new Passing();
  server.isAway = true;
  const first = phone(server, storage);
  await first.ready('again');
  server.isAway = false;
  const second = phone(server, storage);
  await second.ready();
  second.rest();
  server.answersBallots = false;
  await second.votes.vote(poll(), 0);
  expect(second.votes.standing(poll())).toBe('underway');
  server.answersBallots = true;
  const third = phone(server, storage);
  third.rest();
  await third.ready();
  await expect.poll(() => third.votes.standing(poll())).toBe('sent');
  expect(server.ballots).toHaveLength(2);
  expect(server.ballots[1]).toEqual(server.ballots[0]);
  expect(server.papers).toHaveLength(1);
});

it('a paper whose answer was lost is asked for with the same message', async () => {
  const server = new Server();
  const storage = new Passing();
  server.refuses = 'unavailable';
  await phone(server, storage).ready('again');
  server.refuses = undefined;
  await phone(server, storage).ready();
  expect(new Set(server.papers).size).toBe(1);
  expect(server.papers.length).toBeGreaterThan(1);
});

it('a paper for a scoring that was taken back is not given up: the award tells another key by then', async () => {
  const server = new Server();
  server.refuses = 'changed';
  const { votes, ready, waiting } = phone(server);
  await ready('again');
  server.refuses = undefined;
  waiting.at(-1)?.();
  await expect.poll(() => votes.state).toBe('ready');
});

it('another choice goes above the one before, and above a later one that stands', async () => {
  const server = new Server();
  const { votes, ready, rest } = phone(server);
  await ready();
  rest();
  await votes.vote(poll(), 0);
  await votes.vote(poll(), null);
  expect(server.ballots.map(({ seq, choice }) => [seq, choice])).toEqual([
    [1, 0],
    [2, null],
  ]);
  server.refuses = 'stale';
  await votes.vote(poll(), 1);
  expect(server.ballots.length).toBeGreaterThan(3);
  expect(votes.standing(poll())).toBe('sent');
  expect(server.ballots.at(-1)?.seq).toBeGreaterThan(3);
});

it('what a history that was replaced had goes again, as it was signed', async () => {
  const server = new Server();
  const { votes, ready, rest, welcome } = phone(server);
  await ready();
  rest();
  await votes.vote(poll(), 1);
  votes.follow();
  expect(server.ballots).toHaveLength(1);
  welcome.epoch = 2;
  votes.follow();
  await expect.poll(() => server.ballots.length).toBe(2);
  expect(server.ballots[1]).toEqual(server.ballots[0]);
});

it('a server that signs with another key than the public one is told of, and nothing is kept as a paper', async () => {
  const server = new Server();
  server.signs = (await newKeys()).privateKey;
  const { votes, ready } = phone(server);
  await ready('wrong_signature');
  await votes.vote(poll(), 1);
  expect(server.ballots).toEqual([]);
});

it('a server that shows this device another key than everybody is told of before anything is asked', async () => {
  const server = new Server();
  server.publicKey = await spkiOf((await newKeys()).publicKey);
  const { ready } = phone(server);
  await ready('wrong_key');
  expect(server.papers).toEqual([]);
});

it('a badge whose paper is taken says so, and without https nothing is begun', async () => {
  const server = new Server();
  server.refuses = 'paper_taken';
  await phone(server).ready({ refused: 'paper_taken' });
  const plain = phone(new Server(), new Passing(), { isSecure: false });
  await plain.ready('insecure');
  expect(plain.storage.length).toBe(0);
});

it('the own ballot is found in the list, which is counted again', async () => {
  const server = new Server();
  const { votes, ready, rest } = phone(server);
  await ready();
  rest();
  await votes.vote(poll(), 2);
  const ballot = server.ballots[0];
  const list = (...ballots: unknown[]) =>
    listOf([server.head, ...ballots].map((line) => JSON.stringify(line)).join('\n'));
  const own = { track: 0, round: 1, choice: 2 };
  expect(found(list(ballot), votes.receipt ?? '', own)).toBe('same');
  expect(found(list(), votes.receipt ?? '', own)).toBe('missing');
  expect(found(list({ ...ballot, choice: 1 }), votes.receipt ?? '', own)).toBe('another');
  expect(await recount(list(ballot))).toEqual({ bad: 0, unpapered: 0, different: [], ballots: 1 });
  expect(await recount(list({ ...ballot, choice: 1 }))).toEqual({ bad: 1, unpapered: 0, different: [0], ballots: 1 });
  expect((await recount(list(ballot, ballot))).bad).toBe(1);
});

it('a ballot of another round, for nobody or of a track that is not told is none, and keys beyond the papers are told', async () => {
  const server = new Server();
  const { votes, ready, rest } = phone(server);
  await ready();
  rest();
  await votes.vote(poll(), 2);
  await votes.vote(poll({ round: 2 }), 2);
  const [first, second] = server.ballots;
  const { head } = server;
  const counted = (head: unknown, ...ballots: unknown[]) =>
    recount(listOf([head, ...ballots].map((line) => JSON.stringify(line)).join('\n')));
  const [track] = head.tracks;
  // Each is signed as it should be.
  expect((await counted(head, second)).bad).toBe(1);
  expect((await counted({ ...head, tracks: [{ ...track, round: 2 }] }, second)).bad).toBe(0);
  expect((await counted({ ...head, tracks: [{ ...track, nominees: [{}, {}] }] }, first)).bad).toBe(1);
  expect((await counted({ ...head, tracks: [{ ...track, told: false }] }, first)).bad).toBe(1);
  expect((await counted({ ...head, papers: 0 }, first)).unpapered).toBe(1);
});

it('the own ballot is looked for in the part of the list that its key begins, and the whole list is counted when that is asked for', async () => {
  const server = new Server();
  const asked: string[] = [];
  const fetch: Around['fetch'] = (path, init) => {
    asked.push(path);
    return server.fetch(path, init);
  };
  const { votes, ready } = phone(server, new Passing(), { fetch });
  await ready();
  asked.length = 0;
  await votes.find();
  expect(asked).toEqual([`/v1/awards/${forum}/4/ballots?begins=${votes.receipt?.slice(0, 1)}`]);
  expect(votes.counted).toBeUndefined();
  await votes.countAll();
  expect(asked.at(-1)).toBe(`/v1/awards/${forum}/4/ballots`);
  expect(votes.counted).toMatchObject({ ballots: 0 });
});

it('a browser that keeps nothing takes no paper before somebody says so, and then asks with one message', async () => {
  const server = new Server();
  const full = new Passing();
  full.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  const { votes, ready } = phone(server, full);
  await ready('unkept');
  votes.follow();
  expect(server.papers).toEqual([]);
  server.refuses = 'unavailable';
  votes.takeUnkept();
  await expect.poll(() => votes.state).toBe('again');
  server.refuses = undefined;
  await ready();
  expect(new Set(server.papers).size).toBe(1);
  expect(server.papers.length).toBeGreaterThan(1);
});
