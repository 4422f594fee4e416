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
