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
  void page.acts.give({ do: 'pause', session: 1, version: 1, on: true });
  expect(told()).toBe('');
  live.isPutOff = true;
  expect(told()).toBe(
    'The service cannot save just now; what you decide is kept here and sent again by itself Waiting to be sent: 1',
  );
  live.isPutOff = false;
  expect(told()).toBe('');
});
