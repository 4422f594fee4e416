import type { refusalText } from '$lib/i18n/refusals';
import type { optionsOf } from '$lib/polls/options';
import type { PollView } from '$lib/protocol/generated/protocol';
import type { AudiencePage } from '../audience.svelte';
import type Options from '../polls/Options.svelte';
import type { BlindVotes } from './blind-votes.svelte';

/** What is shown of the blind votes, and done with them. */
export type BlindShown = { readonly [Name in keyof BlindVotes]: BlindVotes[Name] };

/** What the blind vote shows itself with, and takes from the page. */
export interface BlindProps {
  page: AudiencePage;
  /** The poll that is voted in; none beside the award. */
  poll?: PollView | undefined;
  /** Others than the page's own. */
  votes?: BlindShown;
  pieces: {
    readonly Options: typeof Options;
    readonly optionsOf: typeof optionsOf;
    readonly refusalText: typeof refusalText;
  };
}
