import type { refusalText } from '$lib/i18n/refusals';
import type { optionsOf } from '$lib/polls/options';
import type { PollView } from '$lib/protocol/generated/protocol';
import type { AudiencePage } from '../audience.svelte';
import type Options from '../polls/Options.svelte';

/** What the blind vote shows itself with, and takes from the page. */
export interface BlindProps {
  page: AudiencePage;
  /** The poll that is voted in; none beside the award. */
  poll?: PollView | undefined;
  pieces: {
    readonly Options: typeof Options;
    readonly optionsOf: typeof optionsOf;
    readonly refusalText: typeof refusalText;
  };
}
