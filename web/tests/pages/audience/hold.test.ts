import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Hold } from '../../../src/pages/audience/hold.svelte';

let hold: Hold;

beforeEach(() => {
  vi.useFakeTimers();
  hold = new Hold();
});
afterEach(() => vi.useRealTimers());

/** A row of the list, and its button, which has the focus by a key. */
function focusedRow(): { row: HTMLElement; button: HTMLElement } {
  const row = document.createElement('div');
  const button = row.appendChild(document.createElement('button'));
  vi.spyOn(button, 'matches').mockReturnValue(true);
  hold.focused(button);
  return { row, button };
}

const lingered = () => {
  vi.advanceTimersByTime(2_000);
  return hold.touched;
};

it('a key holds the list while it is in it, and two seconds after', () => {
  focusedRow();
  expect(lingered()).toBe(true);
  hold.blurred();
  expect(hold.touched).toBe(true);
  expect(lingered()).toBe(false);
});

it('what is around the list is held by a key for two seconds alone, and by a finger as long as it is down', () => {
  focusedRow();
  expect(hold.pinned).toBe(true);
  lingered();
  expect([hold.touched, hold.pinned]).toEqual([true, false]);
  hold.pressed(0);
  lingered();
  expect(hold.pinned).toBe(true);
  hold.lifted();
  expect(hold.pinned).toBe(true);
  lingered();
  expect([hold.touched, hold.pinned], 'the key is in it still').toEqual([true, false]);
  focusedRow();
  hold.pressed(0);
  lingered();
  expect(hold.pinned).toBe(true);
});

it('a row that goes with the focus in it holds the list no longer, another one does', () => {
  const { row } = focusedRow();
  hold.gone(document.createElement('div'));
  expect(lingered()).toBe(true);
  hold.gone(row);
  expect(lingered()).toBe(false);
});

it('a finger that takes the focus from another row holds the list as long as it is down', () => {
  focusedRow();
  hold.pressed(0);
  hold.blurred();
  expect(lingered()).toBe(true);
  hold.lifted();
  expect(lingered()).toBe(false);
});

it('the end of a press that began elsewhere is none of its business', () => {
  focusedRow();
  hold.lifted();
  expect(lingered()).toBe(true);
});
