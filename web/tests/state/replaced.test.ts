import { beforeEach, describe, expect, it } from 'vitest';
import { Receipts } from '$lib/net/receipts/receipts';
import { keysUnder } from '$lib/net/storage';
import type { Command } from '$lib/protocol/generated/protocol';
import { Live, type Outcome } from '$lib/state/live.svelte';
import { fixture } from '../support/fixtures';
import { PlayedNet } from '../support/played-net';
import { welcome } from '../support/surroundings';

/** What the server says, as the fixtures have it. */
const said = fixture<{ name: string; text: string }[]>('server.json').map(({ text }) => JSON.parse(text));
const frame = (t: string) => said.find((one) => one.t === t);

let device: PlayedNet;
let live: Live;
let rev: number;

const poll = (secret: boolean, of: object = {}) => ({
  poll: 7,
  version: 1,
  session: 4,
  phase: 'open',
  round: 1,
  title: { ar: 'بم نبدأ؟' },
  answer: { kind: 'single' },
  options: [{ ar: 'أ' }, { ar: 'ب' }],
  settings: { changeable: true, hidden: true, secret },
  tally: { v: 0 },
  ...of,
});
const question = (q: number, at: number) => ({ q, v: 1, text: `${q}`, dir: 'rtl', at, n: 0, status: 'listed' });
const agenda = { sessions: [{ session: 4, hall: 1, title: { ar: 'الافتتاح' }, starts: 0, ends: 1, phase: 'open' }] };

interface Told {
  questions?: object[];
  polls?: object;
}

/** A phone that opens, or comes back, and is told a history from its beginning. */
function hears(epoch: number, { questions = [], polls = poll(false) }: Told = {}): void {
  rev += 1;
  device.socket.says({ ...frame('welcome'), ...welcome({ epoch, rev, session: 4, topics: [0, 1, 2, 107] }) });
  device.socket.says({ t: 'state', topic: 0, rev, view: agenda });
  device.socket.says({ t: 'state', topic: 2, rev, view: { total: questions.length, items: questions } });
  device.socket.says({ t: 'state', topic: 107, rev, view: polls });
  device.socket.says({ t: 'mine', rev, questions: [], supports: [], ballots: [], seq: 0 });
}

function started(token = 'p1.f.p.1.s', view: 'participant' | 'moderator' = 'participant'): Live {
  device.receipts = async () => Receipts;
  const page = new Live({ ...device, token, view, keeps: view === 'participant' });
  page.start();
  device.socket.opens();
  return page;
}

const sent = () => device.socket.of('do').map(({ id, command }) => ({ id, ...(command as Command) }));
const receipts = () => keysUnder(device.storage, 'majlis.done.f.p.');
const lookedBack = () => device.settles();

/** Lets time pass on a connection that stands. */
async function passes(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 2_000) {
    device.pass(2_000);
    device.socket.says({ t: 'pong' });
  }
  await lookedBack();
}

/** Gives commands that are all acknowledged. */
async function does(...commands: Command[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [at, command] of commands.entries()) {
    device.pass(1);
    const decided = live.do(command);
    const id = String(sent().at(-1)?.id);
    device.socket.says({ ...frame('done'), id, rev: 10 + at, no: 14 + at });
    await decided;
    ids.push(id);
  }
  await lookedBack();
  return ids;
}

/** The server comes back with another history. */
async function comesBack(epoch: number, told?: Told): Promise<void> {
  device.socket.ends();
  device.pass(500);
  device.socket.opens();
  hears(epoch, told);
  await lookedBack();
}

const ask: Command = { do: 'ask', session: 4, text: 'متى النتائج؟' };
const support: Command = { do: 'support', question: 12, on: true, seq: 5 };
const vote: Command = { do: 'vote', poll: 7, round: 1, choice: { options: [0] }, seq: 6 };
const was: Told = { questions: [question(12, 500)] };

beforeEach(() => {
  rev = 0;
  device = new PlayedNet();
  live = started();
  hears(1, was);
});

describe('what was acknowledged in a history that was replaced', () => {
  it('goes again in its order and under its ids, quietly, and once', async () => {
    const ids = await does(ask, support, vote);
    await comesBack(2, was);
    expect(sent()).toEqual([ask, support, vote].map((command, at) => ({ id: ids[at], ...command })));
    expect([live.outbox.length, live.unacknowledged.length]).toEqual([3, 0]);
    for (const id of ids) device.socket.says({ t: 'done', id, rev: 20 });
    await lookedBack();
    expect(live.outbox).toEqual([]);
    await passes(60_000);
    expect(sent()).toHaveLength(3);
    await comesBack(2, was);
    expect(sent()).toEqual([]);
  });

  it('says in which epoch it names what it names', async () => {
    await does(ask);
    await comesBack(2, was);
    await does(support);
    expect(device.socket.of('do').map(({ epoch }) => epoch)).toEqual([2, 2]);
  });

  it('goes again by a page that is opened later, too', async () => {
    const [id] = await does(ask);
    live.stop();
    live = started();
    hears(2, was);
    device.pass(1_500);
    await lookedBack();
    expect(sent()).toEqual([{ id, ...ask }]);
  });

  it('goes again where the new history is told unasked on a connection that stands', async () => {
    await does(ask);
    hears(2, was);
    await lookedBack();
    expect(sent()).toHaveLength(2);
  });

  it('stays where it is while the history is the same', async () => {
    await does(ask);
    await comesBack(1, was);
    expect(sent()).toEqual([]);
    expect(receipts()).toHaveLength(1);
  });

  it('is not said of a number under which something else stands now', async () => {
    await does(support, vote);
    await comesBack(2, { questions: [question(12, 900)], polls: poll(false, { title: { ar: 'بم نختم؟' } }) });
    expect(sent()).toEqual([]);
  });

  it('waits like anything else once it was put off', async () => {
    const [id] = await does(ask);
    await comesBack(2, was);
    device.socket.says({ t: 'refused', id, code: 'try_again', retry: 200 });
    expect(live.unacknowledged).toHaveLength(1);
  });

  it('is told to be of that kind when it is refused', async () => {
    const heard: unknown[] = [];
    live.onDecided(({ again }, outcome: Outcome) => heard.push([again, outcome.done]));
    const [id] = await does(vote);
    await comesBack(2, was);
    device.socket.says({ t: 'refused', id, code: 'poll_closed' });
    expect(heard).toEqual([
      [undefined, true],
      ['quietly', false],
    ]);
    expect(receipts()).toEqual([]);
  });
});

describe('what was never answered in a history that was replaced', () => {
  /** Gives commands that nobody answers. */
  function gives(...commands: Command[]): unknown[] {
    const refused: unknown[] = [];
    live.onDecided(({ command, again }, outcome) => !outcome.done && refused.push([command.do, outcome.code, again]));
    for (const command of commands) {
      device.pass(1);
      void live.do(command);
    }
    return refused;
  }

  it('goes where the same stands under its number, after it was looked at what is told now', async () => {
    const refused = gives(support, vote, ask);
    const before = sent();
    device.socket.ends();
    device.pass(500);
    device.socket.opens();
    device.socket.says({ ...frame('welcome'), ...welcome({ epoch: 2, rev: 9, session: 4, topics: [0, 1, 2, 107] }) });
    await lookedBack();
    expect(sent()).toEqual([]);
    hears(2, was);
    await lookedBack();
    expect(sent()).toEqual(before);
    expect(refused).toEqual([]);
  });

  it('is refused where another thing stands there: without a word what was pressed, with its words what was written', async () => {
    const edit: Command = { do: 'edit', question: 12, version: 1, text: 'كلام' };
    const refused = gives(support, edit, vote);
    await comesBack(2, { questions: [question(12, 900)], polls: poll(false, { title: { ar: 'بم نختم؟' } }) });
    expect(sent()).toEqual([]);
    expect(refused).toEqual([
      ['support', 'unknown_question', 'quietly'],
      ['edit', 'unknown_question', undefined],
      ['vote', 'unknown_poll', 'quietly'],
    ]);
    expect(live.outbox).toEqual([]);
  });

  it('goes at once where the history goes on', async () => {
    gives(support);
    await comesBack(1, was);
    expect(sent()).toMatchObject([support]);
  });

  it('is looked at also by a page that was opened without a connection', async () => {
    device.leaves();
    live.stop();
    live = started();
    gives(support);
    hears(2, { questions: [question(12, 900)] });
    await passes(10_000);
    expect(sent()).toEqual([]);
    expect(live.outbox).toEqual([]);
  });
});

it('no more than fifty are kept, and none for more than a day', async () => {
  for (let at = 0; at < 52; at += 1) await does({ ...ask, text: `${at}` });
  expect(receipts()).toHaveLength(50);
  device.pass(24 * 60 * 60_000);
  device.wakes();
  device.socket.opens();
  hears(1, was);
  await passes(10_000);
  expect(receipts()).toEqual([]);
});

describe('a ballot of a secret poll', () => {
  const secretly: Told = { polls: poll(true) };

  beforeEach(async () => {
    hears(1, secretly);
    await does({ ...vote, seq: live.nextBallot(live.polls.get(7) as never) });
  });

  it('leaves nothing but what is remembered of it anyway', () => {
    expect(receipts()).toEqual([]);
    expect(keysUnder(device.storage, 'majlis.ballot.')).toHaveLength(1);
  });

  // It may not be lost: under the next number it would override what another device of the person cast since.
  it('is cast once more under the number that it had, by an id below every other of that number', async () => {
    await comesBack(2, secretly);
    const [again] = sent();
    expect(again).toEqual({ ...vote, seq: 1, id: expect.stringMatching(/^00000000[0-9a-f]{8}$/) });
  });

  it('is given up where another device has cast a later one', async () => {
    await comesBack(2, secretly);
    device.socket.says({ t: 'refused', id: sent()[0]?.id, code: 'stale' });
    await passes(10_000);
    expect(sent()).toHaveLength(1);
    expect(live.outbox).toEqual([]);
  });

  it('is cast once more as it was acknowledged, though a later one was given and not answered', async () => {
    device.pass(1);
    const later: Command = { ...vote, choice: { options: [1] }, seq: live.nextBallot(live.polls.get(7) as never) };
    void live.do(later);
    await comesBack(2, secretly);
    expect(sent()).toMatchObject([
      { ...vote, seq: 1 },
      { ...later, seq: 2 },
    ]);
  });

  it('is taken back once more where it had been taken back', async () => {
    await does({ ...vote, choice: { options: [] }, seq: live.nextBallot(live.polls.get(7) as never) });
    await comesBack(2, secretly);
    expect(sent()).toMatchObject([{ ...vote, choice: { options: [] }, seq: 2 }]);
  });

  it('is not cast where its round is over: whether it counted there nobody can tell', async () => {
    await comesBack(2, { polls: poll(true, { phase: 'closed' }) });
    expect(sent()).toEqual([]);
    expect(live.mine.ballots).toHaveLength(1);
  });

  it('is forgotten where something else is asked under that number', async () => {
    await comesBack(2, { polls: poll(true, { options: [{ ar: 'ج' }] }) });
    expect(sent()).toEqual([]);
    expect(live.mine.ballots).toEqual([]);
  });
});

describe('an erasure', () => {
  const erase: Command = { do: 'erase_mine', upto: 40 };

  it('goes again as far as what is there now was there then, and before what was given after it', async () => {
    await does(ask, erase, { ...ask, text: 'بعد المحو' });
    await comesBack(2, was);
    const [request] = device.of('/v1/mine');
    request?.answers({ upto: 31, parts: [] });
    await lookedBack();
    expect(sent()).toMatchObject([{ do: 'erase_mine', upto: 31 }, { text: 'بعد المحو' }]);
  });

  it('holds everything up until the server says what is there', async () => {
    await does(erase, { ...ask, text: 'بعد المحو' });
    await comesBack(2, was);
    device.of('/v1/mine')[0]?.answers({ code: 'unavailable' }, { status: 503 });
    await lookedBack();
    expect(sent()).toEqual([]);
    await passes(10_000);
    device.of('/v1/mine')[1]?.answers({ upto: 0, parts: [] });
    await lookedBack();
    expect(sent()).toMatchObject([{ text: 'بعد المحو' }]);
  });
});

it('a desk says again what it made, and none of what it decided', async () => {
  live.stop();
  live = started('c1.f.secret', 'moderator');
  hears(1, was);
  const enter: Command = { do: 'enter', session: 4, text: 'من القاعة', source: 'floor' };
  const [id] = await does(
    enter,
    { do: 'approve', question: 12, version: 1 },
    { do: 'pause', session: 4, version: 1, on: true },
  );
  await comesBack(2, was);
  await passes(10_000);
  expect(sent()).toEqual([{ id, ...enter }]);
});
