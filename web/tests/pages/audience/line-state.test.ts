import { flushSync } from 'svelte';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { later } from '../../../src/pages/audience/arriving.svelte';
import { AudiencePage } from '../../../src/pages/audience/audience.svelte';
import LineState from '../../../src/pages/audience/parts/LineState.svelte';
import { joined, PlayedPhone, session } from '../../support/audience';
import { speak } from '../../support/language';
import { mounted } from '../../support/mounted';

let phone: PlayedPhone;
let line: HTMLElement;

// It brings half of the phone's page, which takes its time where a machine is busy.
beforeAll(() => new Promise<void>((there) => later.with(() => there())), 30_000);

beforeEach(async () => {
  await speak('en');
  vi.useFakeTimers();
  phone = new PlayedPhone();
  phone.state(1, 2, session());
  line = mounted(LineState, { page: new AudiencePage(joined, phone.live), onjoin: () => undefined });
});
afterEach(() => vi.useRealTimers());

const support = () => void phone.live.do({ do: 'support', question: 1, on: true, seq: 1 });
const told = () => {
  flushSync();
  return line.textContent?.trim();
};

it('what is sent within a second is neither shown nor read out', () => {
  support();
  flushSync();
  vi.advanceTimersByTime(999);
  expect(told()).toBe('');
  phone.done(3);
  flushSync();
  vi.advanceTimersByTime(1_000);
  expect(told()).toBe('');
});

it('what takes longer is told', () => {
  support();
  flushSync();
  vi.advanceTimersByTime(1_000);
  expect(told()).toBe('Sending');
});

it('what the service cannot save is told as such, and not that it is on its way', () => {
  support();
  phone.answers({ t: 'refused', code: 'try_again', retry: 1_000 });
  flushSync();
  vi.advanceTimersByTime(1_000);
  expect(told()).toBe('Saved on this phone, not received yet; sent again by itself');
});

it('what is saved on this phone stays so in words, whether the service or the network is away', () => {
  support();
  phone.answers({ t: 'refused', code: 'try_again', retry: 60_000 });
  flushSync();
  vi.advanceTimersByTime(1_000);
  const before = told();
  phone.device.socket.ends();
  flushSync();
  vi.advanceTimersByTime(1_000);
  expect([before, told()].map((text) => text?.split(',')[0])).toEqual(Array(2).fill('Saved on this phone'));
});
