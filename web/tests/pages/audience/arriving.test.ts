import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Arriving } from '../../../src/pages/audience/arriving.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('parts that did not arrive are asked for again, and those that did are not', async () => {
  const load = vi.fn().mockRejectedValueOnce(new Error('no network')).mockResolvedValue('parts');
  const arriving = new Arriving<string>(load);
  arriving.ask();
  arriving.ask();
  await vi.advanceTimersByTimeAsync(2_999);
  expect(load).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(arriving.parts).toBe('parts');
  arriving.ask();
  expect(load).toHaveBeenCalledTimes(2);
});

it('calls back with the parts, once they are there', async () => {
  const arriving = new Arriving<string>(async () => 'parts');
  const heard: string[] = [];
  arriving.with((parts) => heard.push(parts));
  expect(heard).toEqual([]);
  await vi.advanceTimersByTimeAsync(0);
  arriving.with((parts) => heard.push(parts));
  expect(heard).toEqual(['parts', 'parts']);
});

it('who waits for parts without asking for them hears of them first, in order', async () => {
  const load = vi.fn(async () => 'parts');
  const arriving = new Arriving<string>(load);
  const heard: number[] = [];
  for (const one of [1, 2]) arriving.whenHere(() => heard.push(one));
  await vi.advanceTimersByTimeAsync(0);
  expect(load).not.toHaveBeenCalled();
  arriving.with(() => heard.push(3));
  await vi.advanceTimersByTimeAsync(0);
  arriving.whenHere(() => heard.push(4));
  expect(heard).toEqual([1, 2, 3, 4]);
});
