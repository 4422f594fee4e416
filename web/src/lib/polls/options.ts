import { m } from '$lib/i18n/language.svelte';
import { titleByLetters } from '$lib/i18n/letters';
import { direction, type Locale } from '$lib/i18n/locale';
import type { SpokenText } from '$lib/i18n/title';
import type { PollView } from '$lib/protocol/generated/protocol';

/** The options of a poll by their places, in the language of the page. Yes, no and abstain are words of the page. */
export function optionsOf(poll: Pick<PollView, 'answer' | 'options'>, locale: Locale): SpokenText[] {
  const own = (text: string): SpokenText => ({ text, lang: locale, dir: direction(locale) });
  if (poll.answer.kind === 'yes_no_abstain') return [m.option_yes(), m.option_no(), m.option_abstain()].map(own);
  return poll.options.map((option) => titleByLetters(option, locale));
}
