import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import QuestionText from '$lib/components/QuestionText.svelte';
import { speak } from '../support/language';
import { mounted } from '../support/mounted';

it('a question is a bidi isolate in the direction that the server told', async () => {
  await speak('ar');
  const page = mounted(QuestionText, { text: 'Polis كيف تُحسب الأصوات في', dir: 'rtl' });
  flushSync();
  expect(page.querySelector('bdi')?.dir).toBe('rtl');
  expect(page.querySelector('button')).toBeNull();
});
