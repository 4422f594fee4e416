/**
 * A number from 0 to below 1 that stands for a person and a statement, as good as by chance: statements that were seen
 * alike often come to each person in another order, and to the same person in the same one. By FNV-1a.
 */
export function scattered(person: string, statement: number): number {
  let hash = 0x811c9dc5;
  for (const sign of `${person}.${statement}`) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  // The last signs of the text reach the upper bits only after another turn.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
