import { beforeEach, expect, it } from 'vitest';
import type { PollView } from '$lib/protocol/generated/protocol';
import PollResult from '../../../src/pages/audience/polls/PollResult.svelte';
import { award, told } from '../../support/award';
import { speak } from '../../support/language';
import { mounted } from '../../support/mounted';

const poll = {
  poll: 7,
  title: { ar: 'المسار' },
  answer: { kind: 'single' },
  options: [{}, {}],
  settings: { changeable: true, hidden: true, secret: true, sealed: true },
  phase: 'closed',
  tally: { v: 2 },
} as PollView;

beforeEach(() => speak('ar'));

it.each([
  ['with the award, while it keeps places back', 2, 'تُعلن النتيجة مع الجائزة'],
  ['to have been told, once all of its track was', 3, 'أُعلنت النتيجة مع الجائزة'],
])('the people’s choice is said to be told %s', (_, steps, text) => {
  const of = award({ stage: 'opened', polls: [7, null], tracks: told(steps) });
  expect(mounted(PollResult, { poll, own: undefined, award: of }).textContent).toContain(text);
});
