import AssistChoice from '$lib/assisted/AssistChoice.svelte';
import { language } from '$lib/i18n/language.svelte';
import { direction } from '$lib/i18n/locale';
import type { SpokenText } from '$lib/i18n/title';
import { type Kind, kinds } from '$lib/polls/kinds';
import PollFormPiece from '$lib/polls/PollForm.svelte';
import { PollForm } from '$lib/polls/poll-form.svelte';
import Stars from '../audience/parts/Stars.svelte';
import OpenText from '../audience/polls/OpenText.svelte';
import Options from '../audience/polls/Options.svelte';
import PollResult from '../audience/polls/PollResult.svelte';
import Ranking from '../audience/polls/Ranking.svelte';
import Words from '../audience/polls/Words.svelte';
import { type Exhibit, exhibit } from './exhibit';
import { furtherPolls } from './further';
import { result } from './hall';
import { everyText, texts } from './texts';

const nothing = () => undefined;

function formOf(kind: Kind): PollForm {
  const form = new PollForm();
  form.kind = kind;
  form.title = { ar: texts.mixed, en: texts.german };
  return form;
}

const byName = [texts.arabic, texts.german, texts.mixed].map((ar) => ({ ar }));

function forBadges(): PollForm {
  const form = formOf('single');
  form.voters = 'groups';
  form.groups = [1];
  return form;
}

/** What may ask an earlier poll again, and does. */
function askingAgain(): PollForm {
  const form = new PollForm(undefined, [{ ...result, poll: 7, settings: { ...result.settings, secret: false } }]);
  form.askAgain(7);
  return form;
}

/** The earlier one was changed since. */
function askingOther(): PollForm {
  const form = askingAgain();
  form.options[0] = { key: 0, title: { ar: 'خيار آخر', en: 'Another option' } };
  return form;
}

/** The controls of a poll: those of a phone, and the form in which one is prepared. */
export function polls(): Exhibit[] {
  const dir = direction(language.locale);
  const options: SpokenText[] = everyText.map(([, text]) => ({ text: text.slice(0, 60), lang: language.locale, dir }));
  const choices = { options, onchoose: nothing };
  const open = { ...result, phase: 'open' } as const;
  return [
    ...furtherPolls(),
    exhibit(
      'Options',
      Options,
      {
        single: { ...choices, name: 'single', chosen: [1], several: undefined, disabled: false },
        several: { ...choices, name: 'several', chosen: [0, 2], several: { min: 1, max: 3 }, disabled: false },
        disabled: { ...choices, name: 'disabled', chosen: [0], several: undefined, disabled: true },
      },
      { touched: ['single', 'several'] },
    ),
    exhibit(
      'Ranking',
      Ranking,
      {
        empty: { ...choices, order: [], disabled: false },
        begun: { ...choices, order: [2, 0], disabled: false },
        disabled: { ...choices, order: [0, 1, 2, 3, 4, 5, 6], disabled: true },
      },
      { touched: ['begun'] },
    ),
    exhibit(
      'Stars',
      Stars,
      {
        empty: { most: 5, value: undefined, name: 'none', onchoose: nothing },
        given: { most: 10, value: 7, name: 'ten', onchoose: nothing },
        disabled: { most: 5, value: 3, name: 'three', disabled: true, onchoose: nothing },
      },
      { touched: ['given'] },
    ),
    exhibit(
      'Words',
      Words,
      {
        empty: { most: 3, words: [], disabled: false, onchoose: nothing },
        written: { most: 2, words: [texts.german, texts.families], disabled: false, onchoose: nothing },
        disabled: { most: 2, words: [texts.arabic], disabled: true, onchoose: nothing },
      },
      { touched: ['empty'] },
    ),
    exhibit(
      'OpenText',
      OpenText,
      {
        empty: { text: '', limit: 280, disabled: false, onchoose: nothing },
        written: { text: texts.longest, limit: 280, disabled: false, onchoose: nothing },
      },
      { touched: ['empty'] },
    ),
    exhibit('PollResult', PollResult, {
      chosen: { poll: result, own: { options: [1] } },
      refused: { poll: result, own: undefined, refusal: { code: 'poll_closed', limit: 0 } },
    }),
    exhibit('PollForm', PollFormPiece, {
      ...Object.fromEntries(
        kinds.map((kind) => [
          kind,
          { form: formOf(kind), languages: ['ar', 'en'], onsave: nothing, oncancel: nothing },
        ]),
      ),
      'asks again': { form: askingAgain(), languages: ['ar', 'en'], onsave: nothing, oncancel: nothing },
      'asks something else again': { form: askingOther(), languages: ['ar'], onsave: nothing, oncancel: nothing },
      'for badges': {
        form: forBadges(),
        languages: ['ar'],
        badges: { good: 214, ended: 3, groups: byName.map((name) => ({ name, good: 71 })) },
        onsave: nothing,
        oncancel: nothing,
      },
    }),
    exhibit('AssistChoice', AssistChoice, {
      single: { poll: open, choice: { options: [1] }, onchoose: nothing },
      several: {
        poll: { ...open, answer: { kind: 'multiple', min: 1, max: 3 } },
        choice: undefined,
        onchoose: nothing,
      },
      ranking: { poll: { ...open, answer: { kind: 'ranking' } }, choice: { options: [2, 0] }, onchoose: nothing },
      rating: { poll: { ...open, answer: { kind: 'rating', max: 5 } }, choice: { stars: 4 }, onchoose: nothing },
    }),
  ];
}
