import { beforeEach, describe, expect, it } from 'vitest';
import { ratingSentence, resultSentence } from '$lib/polls/result-sentence';
import type { AnswerView, PollView } from '$lib/protocol/generated/protocol';
import { speak } from '../support/language';

function said(v: number, n: number[], answer: AnswerView = { kind: 'single' }): string {
  const options = [
    { ar: 'الحدائق', en: 'Parks' },
    { ar: 'الإنارة', en: 'Lighting' },
  ];
  const poll = { answer, options, phase: 'closed', tally: { v, n } } as PollView;
  return resultSentence(poll).replace(/[\u2068\u2069]/g, '');
}

describe('a result in a sentence, in Arabic', () => {
  beforeEach(() => speak('ar'));

  it.each([
    [0, 'لم يصوّت أحد بعد.'],
    [1, 'صوّت شخص واحد.'],
    [2, 'صوّت شخصان.'],
    [3, 'صوّت ٣ أشخاص.'],
    [11, 'صوّت ١١ شخصًا.'],
    [100, 'صوّت ١٠٠ شخص.'],
  ])('tells of %i voters in the right form', (voters, sentence) => {
    expect(said(voters, [0, 0])).toBe(sentence);
  });

  it('names what most chose, all of them where they are even', () => {
    expect(said(5, [3, 2])).toBe('صوّت ٥ أشخاص. الأكثر اختيارًا: الحدائق، ٦٠٪\u061c.');
    expect(said(4, [2, 2])).toContain('الحدائق والإنارة');
  });

  it('tells stars by their average, and a ranking by what has most points', () => {
    expect(said(3, [1, 2], { kind: 'rating', max: 5 })).toBe('صوّت ٣ أشخاص. متوسط التقييم: ١٫٧.');
    expect(said(3, [5, 4], { kind: 'ranking' })).toContain('الأعلى نقاطًا: الحدائق');
    expect(ratingSentence([0, 0, 0, 1, 1])).toBe('قيّم شخصان. متوسط التقييم: ٤٫٥.');
    expect(ratingSentence([0, 0, 0, 0, 0])).toBe('لم يقيّم أحد بعد.');
  });
});

describe('a result in a sentence, in English', () => {
  beforeEach(() => speak('en'));

  it('counts people, and names the first', () => {
    expect(said(1, [1, 0])).toBe('1 person voted. Most chosen: Parks, 100%.');
    expect(said(11, [5, 6])).toBe('11 people voted. Most chosen: Lighting, 55%.');
  });
});
