import { ownerOf } from './owner';
import { forget, kept, keysUnder } from './storage';

/** What lies on a device under the name of its holder. */
const ofTheOwner = ['seen', 'outbox', 'done', 'refused', 'draft', 'seq', 'count', 'ballot', 'given'];

/**
 * Forgets a person on this device: who it is in the forum, what is kept of it, and what was not sent. Choices that are
 * the device's own, such as its language, stay, and so does who it is in other forums.
 */
export function forgetPerson(storage: Storage, { forum, person }: { forum: string; person: string }): void {
  const places = [...keysUnder(storage, 'majlis.joined.'), 'majlis.latest'];
  const ofTheForum = places.filter((key) => kept<{ forum: string }>(storage, key)?.forum === forum);
  for (const key of [`majlis.token.${forum}`, ...ofTheForum]) forget(storage, key);
  forgetOwned(storage, `${forum}.${person}`);
}

/** Forgets what the holder of a role link has left on this device of a forum that is no more. */
export function forgetHolder(storage: Storage, token: string): void {
  forgetOwned(storage, ownerOf(token));
}

/** With the colours that the next visit would begin with: they are the forum's. */
function forgetOwned(storage: Storage, owner: string): void {
  const owned = ofTheOwner.flatMap((kind) => {
    const key = `majlis.${kind}.${owner}`;
    return [key, ...keysUnder(storage, `${key}.`)];
  });
  for (const key of ['majlis.look', ...owned]) forget(storage, key);
  import('./afterwards').then(({ deviceSafe }) => deviceSafe.forgetUnder(`majlis.outbox.${owner}.`)).catch(() => {});
}
