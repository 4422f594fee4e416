import { nextDate, writtenIn } from '$lib/i18n/zoned';

/** The zone of this device, by its IANA name. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The zones to choose from, by their IANA names, this device's among them. */
export function allZones(): readonly string[] {
  const known = Intl.supportedValuesOf?.('timeZone') ?? ['Asia/Riyadh'];
  return [...new Set([...known, ownZone()])].sort();
}

/** The day after that of a moment in a zone, as 2026-11-26. */
export function dayAfter(now: number, zone: string): string {
  return nextDate(writtenIn(zone, now).date);
}
