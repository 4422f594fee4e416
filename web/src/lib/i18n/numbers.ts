import type { Digits, Locale } from './locale';

/**
 * Numbers, shares and times in a language's words.
 *
 * Calendar and digits are named every time: `ar-SA` alone means Hijri dates in older engines and Gregorian ones in
 * newer, and `ar` alone means Western digits in some.
 */
export interface Formats {
  /** 1234 -> ١٬٢٣٤. A nought whose digit is no more than a dot is told in a word. */
  number(value: number): string;
  /** The same for a column of figures, where a nought stands among others: always in digits. */
  figure(value: number): string;
  /** 3.25 -> ٣٫٣ */
  decimal(value: number): string;
  /**
   * A share between 0 and 1, in whole percent; the sign stands where the language puts it. Each share is rounded by
   * itself, so that equal counts say the same: together those of a poll may come to 99 or 101.
   */
  percent(share: number): string;
  /** What stands between parts of a line beside each other. */
  readonly between: string;
  /** Several things in a row, as a sentence names them: "a, b and c". */
  list(items: readonly string[]): string;
  /** 09:05 in the forum's zone, from milliseconds since 1970. Of a moment that no calendar tells it and all days are a dash. */
  time(ms: number): string;
  /** The same with seconds. */
  clock(ms: number): string;
  /** Day of the week, day and month. */
  day(ms: number): string;
  /** Day, month and year. */
  date(ms: number): string;
  /** Day, month and year after Umm al-Qura. */
  hijri(ms: number): string;
  /** "3 minutes ago", in the largest unit that fits; less than a minute is "now". */
  ago(elapsedMs: number): string;
  /** What is left, as minutes and seconds, from an hour on with hours: ٤:٠٥, ١:٠٤:٠٥. Never below nought. */
  countdown(leftMs: number): string;
}

/** Whose habits of dates a language follows, where it alone would mean another place's. */
const regions: Partial<Record<string, string>> = { ar: 'ar-SA', en: 'en-GB' };

/** What nought is called where it is a dot, ٠, that nobody takes for a number when it stands alone. */
const noughts: Partial<Record<string, string>> = { ar: 'صفر' };

/** A language with the region whose dates it writes. */
export function regional(locale: Locale): string {
  return regions[locale] ?? locale;
}

/** A middle dot looks like the Arabic zero, and after a digit reads as one: where there are such digits a comma stands there. */
export function separator(locale: Locale, digits: Digits): string {
  if (locale === 'ar') return '، ';
  return digits === 'arab' ? ', ' : ' · ';
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** Whether calendars tell a moment: there is none beyond in JavaScript, and Intl would fail the page. Old journals may hold one. */
export function isTold(ms: number): boolean {
  return Math.abs(ms) <= 8.64e15;
}

/** Made when it is first needed, and then kept: formats are dear to make, and a page needs few of them. */
function lazily<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/**
 * The formats of a language, its digits, and a zone named as in the IANA database; of none, or one that the browser does
 * not know, the browser's own. Days are told after Umm al-Qura beside the Gregorian ones where the forum asks for that.
 */
export function formats(
  locale: Locale,
  digits: Digits,
  zone: string | undefined = undefined,
  withHijri = false,
): Formats {
  const plain = `${locale}-u-nu-${digits}`;
  const region = regional(locale);
  const gregorian = `${region}-u-ca-gregory-nu-${digits}`;
  const ummAlQura = `${region}-u-ca-islamic-umalqura-nu-${digits}`;
  const timeZone = lazily(() => knownZone(zone, gregorian));
  const numeral = (options: Intl.NumberFormatOptions = {}) => lazily(() => new Intl.NumberFormat(plain, options));
  const dated = (tag: string, options: Intl.DateTimeFormatOptions) => {
    const format = lazily(() => new Intl.DateTimeFormat(tag, { ...options, timeZone: timeZone() }));
    return (ms: number) => (isTold(ms) ? format().format(ms) : '—');
  };

  const number = numeral();
  const nought = digits === 'arab' ? noughts[locale] : undefined;
  const decimal = numeral({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const percent = numeral({ style: 'percent', maximumFractionDigits: 0 });
  const twoDigits = numeral({ minimumIntegerDigits: 2 });
  const list = lazily(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  const relative = lazily(() => new Intl.RelativeTimeFormat(plain, { numeric: 'auto' }));
  const time = dated(gregorian, { hour: 'numeric', minute: '2-digit', hour12: true });
  const clock = dated(gregorian, { hour: 'numeric', minute: '2-digit', second: '2-digit', hour12: true });
  const day = dated(gregorian, { weekday: 'long', day: 'numeric', month: 'long' });
  const date = dated(gregorian, { day: 'numeric', month: 'long', year: 'numeric' });
  const hijri = dated(ummAlQura, { day: 'numeric', month: 'long', year: 'numeric' });
  const between = separator(locale, digits);
  const both = (written: string, ms: number) =>
    withHijri && isTold(ms) ? `${written}${between}${hijri(ms)}` : written;

  return {
    number: (value) => (value === 0 && nought) || number().format(value),
    figure: (value) => number().format(value),
    decimal: (value) => decimal().format(value),
    percent: (share) => percent().format(share),
    list: (items) => list().format(items),
    time,
    clock,
    between,
    day: (ms) => both(day(ms), ms),
    date: (ms) => both(date(ms), ms),
    hijri,
    ago: (elapsedMs) => {
      const fitting = units.find(([, unitMs]) => elapsedMs >= unitMs);
      if (!fitting) return relative().format(0, 'second');
      const [unit, unitMs] = fitting;
      return relative().format(-Math.floor(elapsedMs / unitMs), unit);
    },
    countdown: (leftMs) => {
      const seconds = Math.max(0, Math.ceil(leftMs / 1000));
      const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
      const whole = hours > 0 ? `${number().format(hours)}:${twoDigits().format(minutes)}` : number().format(minutes);
      return `${whole}:${twoDigits().format(seconds % 60)}`;
    },
  };
}

/** `zone` if the browser knows it, else the browser's own. A language whose dates are wanted anyway is the cheapest to ask in. */
export function knownZone(zone: string | undefined, locale = 'en'): string {
  try {
    return new Intl.DateTimeFormat(locale, zone === undefined ? {} : { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return new Intl.DateTimeFormat(locale).resolvedOptions().timeZone;
  }
}
