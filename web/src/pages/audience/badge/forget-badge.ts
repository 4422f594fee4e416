import { ownerOf } from '$lib/net/owner';
import type { CastBallot } from '$lib/net/registers';
import { forget, kept, keysUnder } from '$lib/net/storage';
import type { Command } from '$lib/protocol/generated/protocol';
import type { AudiencePage } from '../audience.svelte';

/**
 * Lets go of the badge, and of what this device remembers to have voted for it, or to have said under its name: neither its code nor a
 * choice stays.
 */
export function forgetBadge(storage: Storage, { badge, joined }: Pick<AudiencePage, 'badge' | 'joined'>): void {
  const code = badge.held?.code;
  const ballots = keysUnder(storage, `majlis.ballot.${joined.forum}.${joined.person}.`);
  for (const key of ballots) {
    if (kept<Pick<CastBallot, 'badge'>>(storage, key)?.badge === code) forget(storage, key);
  }
  for (const key of keysUnder(storage, `majlis.done.${ownerOf(joined.token)}.`)) {
    if (saidWith(kept<{ command?: Command }>(storage, key)?.command) === code) forget(storage, key);
  }
  badge.hold(undefined);
}

/** The code that went with a command. */
function saidWith(command: Command | undefined): string | undefined {
  return command && 'badge' in command && typeof command.badge === 'string' ? command.badge : undefined;
}
