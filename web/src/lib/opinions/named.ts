import type { Picture } from '$lib/protocol/generated/protocol';

/** The numbers of the statements that a picture names. */
export function namedIn({ uniting, dividing, groups }: Picture): number[] {
  const typical = groups.flatMap((group) => group.typical ?? []);
  return [...new Set([...uniting, ...dividing, ...typical].map(({ s }) => s))];
}
