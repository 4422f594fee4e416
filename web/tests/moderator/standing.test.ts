import { flushSync } from 'svelte';
import { beforeEach, expect, it } from 'vitest';
import Standing from '../../src/pages/moderator/components/Standing.svelte';
import { speak } from '../support/language';
import { mounted } from '../support/mounted';
import { desk } from './desk';
import WithDesk from './WithDesk.svelte';

beforeEach(() => speak('en'));

it('what the service cannot save is told as long as it is so, and how much waits', () => {
  const { live, page } = desk();
  const status = mounted(WithDesk, { page, part: Standing });
  const told = () => {
    flushSync();
    return status.textContent?.replace(/\s+/g, ' ').trim();
  };
  const command = { do: 'pause', session: 1, version: 1, on: true } as const;
  live.unacknowledged = [{ id: 'before-the-reload', at: 1, command }];
  expect(told()).toBe('');
  live.isPutOff = true;
  expect(told()).toBe(
    'The service cannot save just now; decisions are sent again by themselves Saved on this device, not received yet: 1',
  );
  live.isPutOff = false;
  expect(told()).toBe('');
  live.status = 'reconnecting';
  expect(told()).toBe('Reconnecting; this is what came last Saved on this device, not received yet: 1');
});
