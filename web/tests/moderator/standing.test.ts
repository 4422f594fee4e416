import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { poll } from '../../e2e/support/hall';
import Standing from '../../src/pages/moderator/components/Standing.svelte';
import EndDialog from '../../src/pages/moderator/dialogs/EndDialog.svelte';
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

describe('ending a session', () => {
  const open = poll(7, { en: 'Where do we begin?' }, { kind: 'single' });

  it.each([
    ['open', true],
    ['closed', false],
  ] as const)('names a poll that is %s: %s', (phase, isNamed) => {
    const { live, page } = desk();
    if (live.session) live.session = { ...live.session, polls: [7] };
    live.polls = new Map([[7, { ...open, phase }]]);
    const dialog = mounted(WithDesk, { page, part: EndDialog });
    expect(dialog.textContent?.includes('Where do we begin?')).toBe(isNamed);
  });

  it('that is due asks first where a poll is open', () => {
    const { live, page } = desk();
    if (live.session) live.session = { ...live.session, polls: [7] };
    live.polls = new Map([[7, open]]);
    page.endDue();
    expect([page.dialog, live.given]).toEqual([{ kind: 'end' }, []]);
    live.polls = new Map();
    page.endDue();
    expect(live.given).toMatchObject([{ do: 'set_phase', phase: 'ended' }]);
  });
});
