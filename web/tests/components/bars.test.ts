import { beforeEach, describe, expect, it } from 'vitest';
import Bars from '$lib/components/Bars.svelte';
import { seriesColour } from '$lib/components/series';
import { speak } from '../support/language';
import { mounted } from '../support/mounted';

const rows = [
  { label: 'نعم', share: 0.75, count: 1200, own: true },
  { label: 'لا', share: 0.25, count: 400 },
  { label: 'ممتنع', share: 0, count: 0 },
];

const sentence = 'صوّت ١٬٦٠٠ شخص.';

describe('the bars of a poll', () => {
  beforeEach(() => speak('ar'));

  it('stand in the order of the options, filled by their share', () => {
    const page = mounted(Bars, { title: 'هل توافق؟', rows, sentence });
    const filled = [...page.querySelectorAll<HTMLElement>('.filled')];
    expect(filled.map((bar) => bar.style.inlineSize || bar.getAttribute('style'))).toEqual([
      expect.stringContaining('75%'),
      expect.stringContaining('25%'),
      expect.stringContaining('0%'),
    ]);
  });

  it('say the same in a table, with the own choice in words', () => {
    const page = mounted(Bars, { title: 'هل توافق؟', rows, sentence });
    const cells = [...page.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    );
    expect(cells).toEqual([
      ['نعم، اختيارك', expect.stringContaining('٧٥٪'), '١٬٢٠٠'],
      ['لا', expect.stringContaining('٢٥٪'), '٤٠٠'],
      ['ممتنع', expect.stringContaining('٠٪'), '٠'],
    ]);
    expect(page.querySelector('.bars')?.getAttribute('aria-hidden')).toBe('true');
  });

  it('say how many voted in a sentence before the table', () => {
    const page = mounted(Bars, { title: 'هل توافق؟', rows, sentence });
    expect(page.querySelector('.spoken p + table')?.previousElementSibling?.textContent).toBe(sentence);
  });

  it('of a ranking tell points and no shares, seen and heard', () => {
    const page = mounted(Bars, {
      title: 'رتّب',
      rows: rows.slice(0, 2).map((row) => ({ ...row, points: true })),
      sentence,
    });
    const said = (selector: string) => [...page.querySelectorAll(selector)].map((part) => part.textContent?.trim());
    expect(said('thead th')).toEqual(['الخيار', 'النقاط']);
    expect(said('tbody td')).toEqual(['١٬٢٠٠', '٤٠٠']);
    expect(said('.figures')).toEqual(['١٬٢٠٠', '٤٠٠']);
  });

  it('give two options the two colours that everyone tells apart', () => {
    expect([0, 1].map(seriesColour)).toEqual(['var(--series-sky)', 'var(--series-ochre)']);
  });
});
