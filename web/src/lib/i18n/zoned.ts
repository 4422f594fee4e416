import { isTold } from './numbers';

/** A moment as it is written in fields: a day as 2026-11-26, a time as 09:05. */
export interface Written {
  readonly date: string;
  readonly time: string;
}

const makers = new Map<string, Intl.DateTimeFormat>();

function maker(zone: string): Intl.DateTimeFormat {
  const known = makers.get(zone);
  if (known) return known;
  const numeric = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { ...numeric, hourCycle: 'h23', timeZone: zone });
  makers.set(zone, made);
  return made;
}

/** How a moment is written in a zone; empty where no calendar tells it. */
export function writtenIn(zone: string, ms: number): Written {
  if (!isTold(ms)) return { date: '', time: '' };
  const parts = Object.fromEntries(
    maker(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  const { year = '', month, day, hour, minute } = parts;
  return { date: `${year.padStart(4, '0')}-${month}-${day}`, time: `${hour}:${minute}` };
}

/** The moment that is written so in a zone; NaN where nothing whole is written. One that a change of clocks skips is after it. */
export function momentIn(zone: string, { date, time }: Written): number {
  const asUtc = ({ date, time }: Written) => Date.parse(`${date}T${time}:00Z`);
  const wanted = asUtc({ date, time });
  if (Number.isNaN(wanted)) return wanted;
  const offset = (ms: number) => asUtc(writtenIn(zone, ms)) - ms;
  const near = wanted - offset(wanted);
  return wanted - offset(near);
}

/** The day after one that is written as 2026-11-26; of none there is none. */
export function nextDate(date: string): string {
  const ms = Date.parse(`${date}T00:00:00Z`) + 86_400_000;
  return isTold(ms) ? new Date(ms).toISOString().slice(0, 10) : '';
}
