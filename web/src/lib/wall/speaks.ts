import { isolated } from '$lib/i18n/isolated';
import { m } from '$lib/i18n/language.svelte';
import type { SpeakingView } from '$lib/protocol/generated/protocol';

/** Who has the microphone, in one line beside another scene. */
export function speaksText({ now }: SpeakingView): string {
  return `${m.sp_title()}: ${isolated(now?.name ?? m.without_name())}`;
}
