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
  const written = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  const parts = Object.fromEntries(written.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1 } = parts;
  return new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10);
}
