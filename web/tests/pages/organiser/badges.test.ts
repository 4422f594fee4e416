import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Notices } from '$lib/components/notices.svelte';
import { Passing } from '$lib/net/storage';
import type { BadgeEntry, Badges, Command } from '$lib/protocol/generated/protocol';
import { BadgeListing, rowsAtOnce } from '../../../src/pages/organiser/badges/badge-list.svelte';
import { BadgesDesk } from '../../../src/pages/organiser/badges/badges-desk.svelte';
import { ListImport } from '../../../src/pages/organiser/badges/list-import.svelte';
import { namesOf } from '../../../src/pages/organiser/badges/names-of';
import { BadgePrinting, cardsAtOnce } from '../../../src/pages/organiser/print/badge-printing.svelte';
import { qrDrawing } from '../../../src/pages/organiser/print/qr-path';
import { speak } from '../../support/language';

const entry = (badge: number, of: Partial<BadgeEntry> = {}): BadgeEntry => ({
  badge,
  version: 1,
  edition: 0,
  ended: false,
  code: `${badge}`.padStart(16, '0'),
  ...of,
});

/** The server answers each request with the next of these. */
function answering(...answers: [status: number, body: unknown][]) {
  const asked = vi.fn(async (_path: string, _request?: RequestInit) => {
    const [status, body] = answers.shift() ?? [500, {}];
    return Response.json(body, { status });
  });
  vi.stubGlobal('fetch', asked);
  return () => asked.mock.calls.map(([, request]) => JSON.parse(String(request?.body ?? 'null')));
}

beforeEach(() => speak('ar'));
afterEach(() => vi.unstubAllGlobals());

describe('a list of attendees', () => {
  const told = { rows: 3, new: 2, changed: 1, same: 0, without_label: 1, groups: [] };
  const file = new File(['رقم,اسم\nA-1,سارة\n'], 'حضور.csv');
  const taken = vi.fn();
  const rests: number[] = [];
  const importing = () => new ListImport({ token: 't', rest: async (ms) => void rests.push(ms) }, taken);

  beforeEach(() => {
    taken.mockReset();
    rests.length = 0;
  });

  it('is looked through first, and taken under one id however often the server has to be asked', async () => {
    const list = importing();
    const asked = answering([200, told], [503, { code: 'unavailable' }], [200, told]);
    await list.look(file);
    expect([list.stands, list.told, taken.mock.calls.length]).toEqual(['told', told, 0]);
    await list.take();
    expect([list.stands, taken.mock.calls.length, rests.length]).toEqual(['done', 1, 1]);
    const [dry, first, again] = asked();
    expect([dry.dry, first.dry, again.dry]).toEqual([true, false, false]);
    expect(first).toEqual(again);
    expect(first.id).toMatch(/^[0-9a-f]{16}$/);
    expect(Buffer.from(first.file, 'base64').toString()).toBe(await file.text());
  });

  it('of many bytes arrives as it is', async () => {
    const bytes = Uint8Array.from({ length: 100_001 }, (_, at) => at % 251);
    const asked = answering([200, told]);
    await importing().look(new File([bytes], 'a.xlsx'));
    expect(Buffer.from(asked()[0].file, 'base64').equals(Buffer.from(bytes))).toBe(true);
  });

  it('with mistakes is refused line by line, and another one may be chosen', async () => {
    const list = importing();
    const mistakes = [{ place: [3, 2], what: 'a badge is there twice', instead: 'keep one' }];
    answering([400, { code: 'bad_list', mistakes }], [200, told]);
    await list.look(file);
    expect([list.stands, list.refusal, list.mistakes]).toEqual(['choosing', 'bad_list', mistakes]);
    await list.look(file);
    expect([list.stands, list.refusal, list.mistakes]).toEqual(['told', undefined, []]);
  });

  it('that was left is nothing any more, whatever the server answers', async () => {
    const list = importing();
    answering([200, told]);
    const looking = list.look(file);
    list.leave();
    await looking;
    expect([list.stands, list.told]).toEqual(['choosing', undefined]);
  });
});

describe('the badges that there are', () => {
  const group = (name: string) => ({ name: { ar: name }, good: 1 });
  const badges = [
    entry(1, { label: 'A-104', name: 'أحمد الهاشمي', group: 0 }),
    entry(2, { label: 'B-7', name: 'سَارة', group: 1 }),
    entry(3),
  ];
  const listing = (all: BadgeEntry[] = badges) => {
    const list: Badges = { badges: all, groups: [group('الأعضاء'), group('المدرّبون')] };
    return new BadgeListing(() => list);
  };

  it.each([
    ['احمد', [1]],
    ['هاشمى أحمد', [1]],
    ['ساره', [2]],
    ['a-١٠٤', [1]],
    ['#3', [3]],
    ['لا أحد', []],
    ['', [1, 2, 3]],
  ])('are found by %s however it is spelled', (typed, found) => {
    const all = listing();
    all.typed = typed;
    expect(all.matching.map(({ badge }) => badge)).toEqual(found);
  });

  it('are told by group', () => {
    const all = listing();
    all.group = 1;
    expect(all.rows.map(({ badge }) => badge)).toEqual([2]);
  });

  it('are shown so many at a time, from the first where something else is looked for', () => {
    const all = listing(Array.from({ length: 20_000 }, (_, at) => entry(at + 1, { name: at % 2 ? 'سارة' : 'أحمد' })));
    expect([all.pages, all.rows.length]).toEqual([20_000 / rowsAtOnce, rowsAtOnce]);
    all.page = 2;
    expect(all.rows[0]?.badge).toBe(2 * rowsAtOnce + 1);
    all.page = 99_999;
    expect(all.rows.at(-1)?.badge).toBe(20_000);
    all.typed = 'ساره';
    expect([all.page, all.rows[0]?.badge, all.matching.length]).toEqual([0, 2, 10_000]);
  });

  it('are called by number and name, else by their place', () => {
    expect(namesOf(badges[0] as BadgeEntry)).toMatch(/A-104.*، .*أحمد/);
    expect(namesOf(badges[2] as BadgeEntry)).toBe('البطاقة ٣');
  });
});

describe('what is done with a badge', () => {
  const given: Command[] = [];
  let done: boolean;
  const desk = () =>
    new BadgesDesk({
      token: 't',
      forum: 'f',
      storage: new Passing(),
      notices: new Notices(() => () => undefined),
      give: async (command) => {
        given.push(command);
        return done ? { done, rev: 1, no: 2 } : { done, code: 'changed' };
      },
      asked: async (request) => {
        await request();
        return true;
      },
    });

  beforeEach(() => {
    given.length = 0;
    done = true;
  });

  it('names its version, and reads the list anew, where it was refused too', async () => {
    const after = { badges: [entry(1, { version: 2, edition: 1 })], groups: [] };
    const asked = answering([200, after], [200, after], [200, after]);
    const page = desk();
    await page.replace(entry(1));
    done = false;
    await page.end(entry(1), true);
    await page.end(entry(1), false);
    expect(given).toEqual([
      { do: 'badges', act: 'replace', badge: 1, version: 1 },
      { do: 'badges', act: 'end', badge: 1, version: 1, on: true },
      { do: 'badges', act: 'end', badge: 1, version: 1, on: false },
    ]);
    expect([asked().length, page.list]).toEqual([3, after]);
  });

  it('at the door is shown none but the one that was made, also where others make some and the list is late', async () => {
    const others = entry(3, { name: 'متطوع' });
    answering([429, { code: 'rate_limited' }], [200, { badges: [entry(1), entry(2), others], groups: [] }]);
    vi.useFakeTimers();
    const page = desk();
    page.list = { badges: [entry(1)], groups: [] };
    await page.issue({ label: '', name: 'سارة', group: '' });
    expect(page.made, 'the one before is somebody else').toBeUndefined();
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    expect(page.made?.badge).toBe(2);
    page.putAway();
    expect(page.made).toBeUndefined();
  });

  it('at the door makes one with what was written, and has it at hand to print', async () => {
    answering([200, { badges: [entry(1), entry(2, { name: 'سارة' })], groups: [] }]);
    const page = desk();
    expect(await page.issue({ label: ' ', name: ' سارة ', group: '' })).toBe(true);
    expect(given).toEqual([{ do: 'badges', act: 'issue', label: null, name: 'سارة', group: null }]);
    expect(page.made?.badge).toBe(2);
    page.print(page.made);
    expect(page.printing.chosen.map(({ badge }) => badge)).toEqual([2]);
    page.print();
    expect(page.printing.chosen.map(({ badge }) => badge)).toEqual([1, 2]);
  });
});

describe('cards to print', () => {
  const badges = [entry(1, { group: 0 }), entry(2), entry(3, { ended: true })].map((badge) => {
    const { code: _, ...ended } = badge;
    return badge.ended ? ended : badge;
  });
  const storage = new Passing();
  const printing = (all: readonly BadgeEntry[] = badges) => new BadgePrinting('f', storage, () => all);
  const numbers = (of: BadgePrinting) => of.chosen.map(({ badge }) => badge);

  it('are of all good badges, of a group, or of those not printed here yet', () => {
    const cards = printing();
    expect(numbers(cards)).toEqual([1, 2]);
    cards.choice = 0;
    expect(numbers(cards)).toEqual([1]);
    cards.markPrinted();
    cards.choice = 'new';
    expect([numbers(cards), numbers(printing())]).toEqual([[2], [1, 2]]);
    const replaced = printing([entry(1, { edition: 1 }), entry(2)]);
    replaced.choice = 'new';
    expect(numbers(replaced), 'a replaced one is to be printed again').toEqual([1, 2]);
  });

  it('have their pictures drawn, so many sheets at a time', async () => {
    const cards = printing(Array.from({ length: cardsAtOnce + 5 }, (_, at) => entry(at + 1)));
    cards.portion = 1;
    const drawing = cards.draw((code) => `https://m.example/j/471234#b${code}`);
    expect(cards.isReady).toBe(false);
    await drawing;
    expect([cards.portions, cards.cards.length, cards.isReady]).toEqual([2, 5, true]);
    expect(cards.cards[0]?.entry.badge).toBe(cardsAtOnce + 1);
    expect(new Set(cards.cards.map(({ qr }) => qr.path)).size).toBe(5);
  });
});

it('a QR picture has its three corners within the white edge, and nothing outside', async () => {
  const { size, path } = (await qrDrawing())('https://m.example/j/471234#b0000079927398713');
  const rows = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map((run) => run.slice(1).map(Number));
  const dark = new Set(
    rows.flatMap(([x = 0, y = 0, width = 0]) => Array.from({ length: width }, (_, at) => `${x + at} ${y}`)),
  );
  const corner = (x: number, y: number) => Array.from({ length: 7 }, (_, at) => dark.has(`${x + at} ${y}`));
  for (const [x, y] of [
    [4, 4],
    [size - 11, 4],
    [4, size - 11],
  ] as const) {
    expect(corner(x, y), `${x} ${y}`).toEqual(Array(7).fill(true));
    expect(corner(x, y + 1)).toEqual([true, false, false, false, false, false, true]);
  }
  expect(rows.every(([x = 0, y = 0, width = 0]) => x >= 4 && y >= 4 && x + width <= size - 4 && y < size - 4)).toBe(
    true,
  );
});
