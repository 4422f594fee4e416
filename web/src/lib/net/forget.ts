import { forget, kept, keysUnder } from './storage';

/** What lies on a device under the name of its holder. */
const ofTheOwner = ['seen', 'outbox', 'refused', 'draft', 'seq', 'count', 'ballot', 'given'];

/**
 * Forgets a person on this device: who it is in the forum, what is kept of it, and what was not sent. Choices that are
 * the device's own, such as its language, stay, and so does who it is in other forums.
 */
export function forgetPerson(storage: Storage, { forum, person }: { forum: string; person: string }): void {
  const owned = ofTheOwner.flatMap((kind) => {
    const key = `majlis.${kind}.${forum}.${person}`;
    return [key, ...keysUnder(storage, `${key}.`)];
  });
  const places = [...keysUnder(storage, 'majlis.joined.'), 'majlis.latest'];
  const ofTheForum = places.filter((key) => kept<{ forum: string }>(storage, key)?.forum === forum);
  // With the colours that the next visit would begin with: they are the forum's.
  for (const key of [`majlis.token.${forum}`, 'majlis.look', ...owned, ...ofTheForum]) forget(storage, key);
}
