import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import JoinCode from '$lib/components/JoinCode.svelte';
import SupportButton from '$lib/components/SupportButton.svelte';
import TimeRow from '$lib/components/TimeRow.svelte';
import TitleText from '$lib/components/TitleText.svelte';
import { speak } from '../support/language';
import { mounted } from '../support/mounted';

describe('the triangle', () => {
  it('as a button says what it does, to how many, and whether it is pressed', async () => {
    await speak('ar');
    let pressed = 0;
    const page = mounted(SupportButton, { count: 2, mine: true, onpress: () => (pressed += 1) });
    const button = page.querySelector('button');
    expect(button?.getAttribute('aria-label')).toBe('تأييد: تأييدان');
    expect(button?.getAttribute('aria-pressed')).toBe('true');
    expect(button?.textContent).toContain('٢');
    button?.click();
    flushSync();
    expect(pressed).toBe(1);
  });

  it('has its word beside it for who has not used it yet', async () => {
    await speak('en');
    const seen = (named: boolean) =>
      mounted(SupportButton, { count: 0, mine: false, named, onpress: () => undefined }).textContent?.trim();
    expect([seen(true), seen(false)]).toEqual(['Support', '']);
  });

  it.each([
    [-1, 0],
    [0, 0],
    [0.5, 24],
    [0.999, 47],
    [1, 48],
    [2, 48],
  ])('as a row, after %f of the time, is filled %i of 48 times', (passed, filled) => {
    const page = mounted(TimeRow, { passed, label: 'time', left: '' });
    const triangles = [...page.querySelectorAll('path')].map(
      (path) => path.getAttribute('d')?.match(/M/g)?.length ?? 0,
    );
    expect(triangles).toEqual([filled, 48 - filled]);
  });
});

it('a join code stands in two threes, left to right', () => {
  const page = mounted(JoinCode, { code: '471234' });
  expect(page.textContent).toBe('471\u00a0234');
  expect(page.querySelector('bdi')?.dir).toBe('ltr');
});

it.each([
  [{ ar: 'الافتتاح', en: 'Opening' }, 'en', 'Opening', 'ltr'],
  [{ ar: 'الافتتاح' }, 'en', 'الافتتاح', 'rtl'],
  [{ en: 'Opening' }, 'ar', 'Opening', 'ltr'],
] as const)('a title is shown as it was given, in its own direction', async (title, locale, text, dir) => {
  await speak(locale);
  const bdi = mounted(TitleText, { title }).querySelector('bdi');
  expect(bdi?.textContent).toBe(text);
  expect(bdi?.dir).toBe(dir);
});
