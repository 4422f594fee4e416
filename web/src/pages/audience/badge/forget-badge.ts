import type { CastBallot } from '$lib/net/registers';
import { forget, kept, keysUnder } from '$lib/net/storage';
import type { AudiencePage } from '../audience.svelte';

/** Lets go of the badge, and of what this device remembers to have voted for it: neither its code nor a choice stays. */
export function forgetBadge(storage: Storage, { badge, joined }: Pick<AudiencePage, 'badge' | 'joined'>): void {
  const code = badge.held?.code;
  const ballots = keysUnder(storage, `majlis.ballot.${joined.forum}.${joined.person}.`);
  for (const key of ballots) {
    if (kept<Pick<CastBallot, 'badge'>>(storage, key)?.badge === code) forget(storage, key);
  }
  badge.hold(undefined);
}
