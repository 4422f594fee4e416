import type { OpinionPicture } from '$lib/protocol/generated/protocol';

/** The numbers of the statements that a picture names. */
export function namedIn({ uniting, dividing, groups }: OpinionPicture): number[] {
  const typical = groups.flatMap((group) => group.typical ?? []);
  return [...new Set([...uniting, ...dividing, ...typical].map(({ s }) => s))];
}
