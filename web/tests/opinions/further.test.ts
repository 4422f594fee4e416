import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StatementsPage } from '$lib/net/queries';
import { FurtherStatements } from '$lib/opinions/further.svelte';
import { head, picture, statement } from '../support/opinions';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function readerOf(pages: Record<number, StatementsPage | Error>) {
  const asked: number[] = [];
  const live = {
    statements: { head: head(), items: new Map([[1, statement(1)]]) },
    opinions: { session: 1, picture: picture() },
    queries: {
      statements: async (after: number): Promise<StatementsPage> => {
        asked.push(after);
        const page = pages[after];
        if (!page || page instanceof Error) throw page ?? new Error('no answer');
        return page;
      },
    },
  };
  return { reader: new FurtherStatements(live), live, asked };
}

it('reads what a picture names and is not in front, once', async () => {
  const { reader, asked } = readerOf({ 1: { items: [statement(2), statement(3)], next: undefined } });
  reader.follow();
  await vi.advanceTimersByTimeAsync(0);
  reader.follow();
  expect(asked).toEqual([1]);
  expect([1, 2, 3, 4].map((s) => reader.find(s)?.s)).toEqual([1, 2, 3, undefined]);
  expect(reader.read.map(({ s }) => s)).toEqual([2, 3]);
});

it('asks no more for one that no page has', async () => {
  const { reader, asked } = readerOf({
    1: { items: [statement(2)], next: undefined },
    2: { items: [], next: undefined },
  });
  for (let turn = 0; turn < 3; turn += 1) {
    reader.follow();
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(asked).toEqual([1]);
});

it('rests before it asks again where no answer came, or none in time', async () => {
  const { reader, asked } = readerOf({ 1: new Error('no network') });
  reader.follow();
  await vi.advanceTimersByTimeAsync(2_999);
  reader.follow();
  expect(asked).toEqual([1]);
  await vi.advanceTimersByTimeAsync(1);
  reader.follow();
  expect(asked).toEqual([1, 1]);
});

it('forgets what it read where another session is looked at', async () => {
  const { reader, live } = readerOf({ 1: { items: [statement(2), statement(3)], next: undefined } });
  reader.follow();
  await vi.advanceTimersByTimeAsync(0);
  live.statements = { head: head({ session: 5 }), items: new Map() };
  reader.follow();
  expect(reader.read).toEqual([]);
});
