import { deviceStorage } from '$lib/net/storage';
import type { AudiencePage } from '../audience.svelte';
import { BlindVotes } from './blind-votes.svelte';

const votes = new WeakMap<AudiencePage, BlindVotes>();

/** The blind votes of a page: one for all that shows them. */
export function blindOf(page: AudiencePage): BlindVotes {
  const known = votes.get(page);
  if (known) return known;
  const { joined, live, badge } = page;
  const made = new BlindVotes({
    live,
    badge,
    token: joined.token,
    owner: `${joined.forum}.${joined.person}`,
    storage: deviceStorage(),
    safe: () =>
      import('$lib/net/afterwards').then(
        ({ deviceSafe }) => deviceSafe,
        () => undefined,
      ),
    fetch: (path, init) => fetch(path, init),
    now: Date.now,
    random: Math.random,
    later: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    isSecure: isSecureContext && 'subtle' in crypto,
    alone: (name, run) => ('locks' in navigator ? navigator.locks.request(name, run) : run()),
  });
  votes.set(page, made);
  return made;
}
