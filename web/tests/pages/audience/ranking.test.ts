import { flushSync, tick } from 'svelte';
import { beforeEach, expect, it } from 'vitest';
import { notices } from '$lib/components/notices.svelte';
import type { PollView } from '$lib/protocol/generated/protocol';
import { AudiencePage } from '../../../src/pages/audience/audience.svelte';
import Ballot from '../../../src/pages/audience/polls/Ballot.svelte';
import { joined, PlayedPhone, session } from '../../support/audience';
import { speak } from '../../support/language';
import { mounted } from '../../support/mounted';

const poll: PollView = {
  poll: 7,
  version: 1,
  session: 1,
  title: {},
  answer: { kind: 'ranking' },
  options: [{ en: 'Parks' }, { en: 'Lights' }, { en: 'Roads' }],
  settings: { changeable: true, hidden: true, secret: false },
  phase: 'open',
  round: 1,
  revealed: false,
  tally: { v: 0 },
};

let ballot: HTMLElement;

beforeEach(async () => {
  await speak('en');
  const phone = new PlayedPhone();
  phone.state(1, 2, session({ polls: [7] }));
  ballot = mounted(Ballot, { page: new AudiencePage(joined, phone.live), poll });
});

const order = () => [...ballot.querySelectorAll('ol bdi')].map(({ textContent }) => textContent);
const button = (label: string) => ballot.querySelector<HTMLElement>(`[aria-label="${label}"]`);

async function press(pressed: HTMLElement | null) {
  pressed?.focus();
  pressed?.click();
  flushSync();
  await tick();
  await tick();
}

it('who ranks by keys keeps the focus on what was pressed, and hears the new place', async () => {
  for (const text of ['Parks', 'Lights']) {
    await press(
      [...ballot.querySelectorAll<HTMLElement>('.add')].find((add) => add.textContent?.includes(text)) ?? null,
    );
  }
  expect(document.activeElement?.textContent, 'the next one to add').toContain('Roads');
  await press(document.activeElement as HTMLElement);
  expect(document.activeElement?.closest('li')?.textContent).toContain('Roads');

  await press(button('Move down: Parks'));
  expect(order()).toEqual(['Lights', 'Parks', 'Roads']);
  expect(document.activeElement).toBe(button('Move down: Parks'));
  expect(notices.spoken).not.toBe('');

  await press(button('Move down: Parks'));
  await press(button('Move down: Parks'));
  expect(order()).toEqual(['Lights', 'Roads', 'Parks']);
  expect(document.activeElement, 'at the end').toBe(button('Move down: Parks'));
  expect(button('Move down: Parks')?.getAttribute('aria-disabled')).toBe('true');
});
