import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Board } from '../../../src/pages/audience/board.svelte';
import { PlayedPhone, question } from '../../support/audience';
import { welcome } from '../../support/surroundings';

let phone: PlayedPhone;
let board: Board;

beforeEach(() => {
  vi.useFakeTimers();
  phone = new PlayedPhone();
  board = new Board(phone.live);
});
afterEach(() => vi.useRealTimers());

const rows = () => board.rows.map(({ q }) => q);

describe('the order', () => {
  beforeEach(() => {
    phone.list(2, question(1, { n: 4 }), question(2), question(3, { n: 9 }));
    board.follow();
  });

  it('is the most supported in front, then the newest', () => {
    expect(rows()).toEqual([3, 1, 2]);
  });

  it('stays while touched and two seconds after, and counts what is new', () => {
    board.hold.pressed(0);
    phone.list(3, question(1, { n: 10 }), question(2), question(3, { n: 9 }), question(4));
    board.follow();
    expect(rows()).toEqual([3, 1, 2]);
    expect(board.rows[1]?.item?.n).toBe(10);
    expect(board.fresh).toBe(1);
    board.hold.lifted();
    vi.advanceTimersByTime(1_999);
    board.follow();
    expect(rows()).toEqual([3, 1, 2]);
    vi.advanceTimersByTime(1);
    board.follow();
    expect(rows()).toEqual([1, 3, 4, 2]);
    expect(board.fresh).toBe(0);
  });

  it('stays while its beginning is out of sight, until what is new is wanted', () => {
    board.hold.scrolled(true);
    phone.list(3, question(1, { n: 4 }), question(2), question(3, { n: 9 }), question(4));
    board.follow();
    expect(rows()).toEqual([3, 1, 2]);
    board.applyFresh();
    expect(rows()).toEqual([3, 1, 4, 2]);
  });

  it('loses at once what left the list', () => {
    phone.list(3, question(2));
    expect(rows()).toEqual([2]);
  });

  it('keeps the place of what left the list while it is held, without its question', () => {
    board.hold.pressed(0);
    phone.list(3, question(2));
    board.follow();
    expect(board.rows).toEqual([
      { q: 3, item: undefined },
      { q: 1, item: undefined },
      { q: 2, item: question(2) },
    ]);
    board.hold.lifted();
    vi.advanceTimersByTime(2_000);
    board.follow();
    expect(rows()).toEqual([2]);
  });

  it('keeps what newer questions drove out of the window while it is held, for that is on the list still', () => {
    phone.state(2, 3, { total: 4, items: [question(1, { n: 4 }), question(2), question(3, { n: 9 })] });
    board.follow();
    board.hold.scrolled(true);
    phone.state(2, 4, { total: 5, items: [question(1, { n: 4 }), question(5), question(3, { n: 9 })] });
    board.follow();
    expect(board.rows.map(({ item }) => item?.q)).toEqual([3, 1, 2]);
    phone.state(2, 5, { total: 4, items: [question(1, { n: 4 }), question(5), question(3, { n: 9 })] });
    board.follow();
    expect(board.rows[2]).toEqual({ q: 2, item: undefined });
  });

  it('can be chosen', () => {
    board.arrangement = 'newest';
    expect(rows()).toEqual([3, 2, 1]);
    board.arrangement = 'answered';
    expect(rows()).toEqual([]);
  });
});

describe('past the window', () => {
  beforeEach(() => {
    phone.state(2, 2, { total: 3, items: [question(3)] });
    board.follow();
  });

  const page = (items: readonly unknown[], next: number | null) =>
    phone.device.socket.says({ t: 'page', topic: 2, rev: 2, items, next });
  const asked = () => phone.device.socket.of('page').length;
  const settled = () => vi.advanceTimersByTimeAsync(0);

  it('the list is read page by page, and the window stands above what was read', async () => {
    expect(board.unread).toBe(2);
    const read = board.readOn();
    page([question(1), question(2)], 2);
    await read;
    expect(rows()).toEqual([3, 2, 1]);
    const readOn = board.readOn();
    page([question(3, { n: 0, text: 'alt' })], null);
    await readOn;
    expect(board.rows[0]?.item?.text).toBe('سؤال 3');
    expect(board.unread).toBe(0);
  });

  it('a page of the session before is dropped, and does not keep the next one from being read', async () => {
    const before = board.readOn();
    board.reset();
    phone.live.watch(2);
    const read = board.readOn();
    page([question(1), question(2)], null);
    await before;
    expect(board.further.isReading).toBe(true);
    phone.device.socket.says(welcome({ session: 2 }));
    page([question(9)], null);
    await read;
    expect(rows()).toEqual([9]);
    expect(board.further.isReading).toBe(false);
  });

  it('what was read stands when a question was taken off the list, and is read again after a rest', async () => {
    const read = board.readOn();
    page([question(1), question(2)], null);
    await read;
    phone.state(2, 3, { total: 2, items: [question(3)] });
    board.follow();
    expect(rows()).toEqual([3, 2, 1]);
    expect(asked()).toBe(1);
    vi.advanceTimersByTime(5_000);
    await settled();
    expect(asked()).toBe(2);
    expect(board.further.isReading).toBe(false);
    page([question(2)], null);
    await settled();
    board.follow();
    expect(rows()).toEqual([3, 2]);
    expect(board.unread).toBe(0);
  });

  it('what was read again replaces what stood once all of it is there, and as far as it had been read', async () => {
    for (const [items, next] of [[[question(1)], 1] as const, [[question(2)], 2] as const]) {
      const read = board.readOn();
      page(items, next);
      await read;
    }
    phone.state(2, 3, { total: 9, items: [question(3)] });
    board.follow();
    phone.state(2, 4, { total: 8, items: [question(3)] });
    board.follow();
    board.hold.scrolled(true);
    vi.advanceTimersByTime(5_000);
    await settled();
    page([], 1);
    await settled();
    expect(board.rows.map(({ item }) => item?.q)).toEqual([3, 2, 1]);
    page([question(2)], 2);
    await settled();
    expect(board.rows.map(({ item }) => item?.q)).toEqual([3, 2, undefined]);
    expect(asked()).toBe(4);
  });

  it('a page that the server will answer later only is asked for again', async () => {
    const read = board.readOn();
    page([question(1)], null);
    await read;
    phone.state(2, 3, { total: 2, items: [question(3)] });
    board.follow();
    vi.advanceTimersByTime(5_000);
    await settled();
    page([], 0);
    await settled();
    expect(rows()).toEqual([3, 1]);
    vi.advanceTimersByTime(5_000);
    await settled();
    page([], null);
    await settled();
    board.follow();
    expect(rows()).toEqual([3]);
  });
});

describe('support', () => {
  it('moves the number at once, and back where it is refused', () => {
    phone.list(2, question(1, { n: 4 }));
    const item = question(1, { n: 4 });
    board.supports.press(item);
    expect(board.supports.shown(item)).toEqual({ count: 5, mine: true });
    expect(phone.commands.at(-1)).toMatchObject({ do: 'support', question: 1, on: true });
    phone.refused('wrong_state');
    expect(board.supports.shown(item)).toEqual({ count: 4, mine: false });
  });

  it('keeps its number between the answer and the views', () => {
    phone.live.onDecided((kept, outcome) => board.decided(kept, outcome));
    phone.list(2, question(1, { n: 4 }));
    board.supports.press(question(1, { n: 4 }));
    phone.done(6);
    expect(board.supports.shown(question(1, { n: 4 }))).toEqual({ count: 5, mine: true });
    phone.list(6, question(1, { n: 5 }));
    expect(board.supports.shown(question(1, { n: 5 }))).toEqual({ count: 5, mine: true });
    phone.mine(6, { supports: [1] });
    expect(board.supports.shown(question(1, { n: 5 }))).toEqual({ count: 5, mine: true });
  });

  it('of a question that was found before does not go back once the views have it, and the question is shown as it stands', () => {
    phone.live.onDecided((kept, outcome) => board.decided(kept, outcome));
    const found = question(1, { n: 5 });
    phone.list(2, question(1, { n: 5 }));
    board.supports.press(found);
    expect(board.supports.shown(found)).toEqual({ count: 6, mine: true });
    phone.done(6);
    phone.list(6, question(1, { n: 6, status: 'answered' }));
    phone.mine(6, { supports: [1] });
    expect(board.supports.shown(found)).toEqual({ count: 6, mine: true });
    expect(board.newest(found).status).toBe('answered');
  });

  it('presses twice: taken back, with a higher number', () => {
    phone.list(2, question(1, { n: 4 }));
    board.supports.press(question(1, { n: 4 }));
    board.supports.press(question(1, { n: 4 }));
    const [first, second] = phone.commands;
    expect(second).toMatchObject({ on: false });
    expect(Number(second?.seq)).toBeGreaterThan(Number(first?.seq));
    expect(board.supports.shown(question(1, { n: 4 }))).toEqual({ count: 4, mine: false });
  });
});
