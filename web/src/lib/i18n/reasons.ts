import { m } from './language.svelte';

/** What the author of a question reads when it was not published, by the reason that the desk gave. */
const words = {
  off_topic: () => m.dismissed_off_topic(),
  answered_before: () => m.dismissed_answered_before(),
  personal: () => m.dismissed_personal(),
  unclear: () => m.dismissed_unclear(),
  promotion: () => m.dismissed_promotion(),
  other: () => m.dismissed_other(),
};

/** The desk's reasons, in the order of its keys 1 to 6. */
export type Reason = keyof typeof words;

/** Why a question was not published, in a sentence for its author. */
export function dismissalText(reason: Reason): string {
  return words[reason]();
}
