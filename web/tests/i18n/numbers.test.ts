import { describe, expect, it } from 'vitest';
import { formats, knownZone } from '$lib/i18n/numbers';

const riyadh = 'Asia/Riyadh';
/** 30 November 2026, 18:05 in Riyadh. */
const evening = Date.UTC(2026, 10, 30, 15, 5);
/** Direction marks that Intl puts beside signs; they aren't seen. */
const unmarked = (text: string) => text.replace(/[\u061c\u200e\u200f]/g, '');

describe('in Arabic', () => {
  const arabic = formats('ar', 'arab', riyadh);

  it('numbers have Arabic-Indic digits', () => {
    expect(arabic.number(1234)).toBe('١٬٢٣٤');
  });

  it('a nought alone is a word, for its digit is a dot; beside others, as in a column, it is a digit', () => {
    expect(arabic.number(0)).toBe('صفر');
    expect(arabic.figure(0)).toBe('٠');
    expect(arabic.number(100)).toBe('١٠٠');
    expect(arabic.countdown(9_000)).toBe('٠:٠٩');
    expect(formats('ar', 'latn').number(0)).toBe('0');
    expect(formats('en', 'arab').number(0)).toBe('٠');
  });

  it('the percent sign stands after the number, and is the Arabic one', () => {
    expect(unmarked(arabic.percent(0.42))).toBe('٤٢٪');
  });

  it('digits can be Western, whatever the region would have', () => {
    const western = formats('ar', 'latn', riyadh);
    expect(western.number(1234)).toBe('1,234');
    expect(unmarked(western.percent(0.42))).toBe('42%');
    expect(western.time(evening)).toContain('6:05');
  });

  it('dates are Gregorian, and Hijri ones only where asked for', () => {
    expect(unmarked(arabic.date(evening))).toBe('٣٠ نوفمبر ٢٠٢٦');
    expect(unmarked(arabic.hijri(evening))).toMatch(/^٢٠ جمادى الآخرة ١٤٤٨/);
  });

  it('times are in the zone of the forum', () => {
    expect(arabic.time(evening)).toContain('٦:٠٥');
    expect(formats('ar', 'arab', 'Europe/Berlin').time(evening)).toContain('٤:٠٥');
  });

  it('ages use the dual', () => {
    expect(arabic.ago(2 * 60_000 + 5)).toBe('قبل دقيقتين');
    expect(arabic.ago(3 * 3_600_000)).toBe('قبل ٣ ساعات');
    expect(arabic.ago(59_999)).toBe('الآن');
  });

  it('a countdown has hours where there are some, and never goes below nought', () => {
    expect(arabic.countdown(245_000)).toBe('٤:٠٥');
    expect(arabic.countdown(3_845_000)).toBe('١:٠٤:٠٥');
    expect(arabic.countdown(-1)).toBe('٠:٠٠');
  });
});

it('English has Western digits and its own order', () => {
  const english = formats('en', 'latn', riyadh);
  expect(english.number(1234)).toBe('1,234');
  expect(english.percent(0.425)).toBe('43%');
  expect(english.date(evening)).toBe('30 November 2026');
  expect(english.ago(90_000)).toBe('1 minute ago');
});

it('a moment that no calendar tells is a dash, and fails no page', () => {
  for (const withHijri of [false, true]) {
    const { time, clock, day, date, hijri } = formats('ar', 'arab', riyadh, withHijri);
    for (const ms of [2 ** 53 - 1, 8.64e15 + 1, -8.64e15 - 1, Number.NaN]) {
      expect([time, clock, day, date, hijri].map((told) => told(ms))).toEqual(['—', '—', '—', '—', '—']);
    }
    expect(date(8.64e15)).not.toBe('—');
  }
});

it('a zone that the browser does not know is its own', () => {
  expect(knownZone(riyadh)).toBe(riyadh);
  expect(knownZone('Nowhere/Town')).toBe(knownZone(undefined));
});
