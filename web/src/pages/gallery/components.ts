import CodeField from '$lib/badges/CodeField.svelte';
import Bars from '$lib/components/Bars.svelte';
import Button from '$lib/components/Button.svelte';
import Clap from '$lib/components/Clap.svelte';
import Dialog from '$lib/components/Dialog.svelte';
import Ended from '$lib/components/Ended.svelte';
import InReach from '$lib/components/InReach.svelte';
import JoinCode from '$lib/components/JoinCode.svelte';
import LanguageSwitch from '$lib/components/LanguageSwitch.svelte';
import Mark from '$lib/components/Mark.svelte';
import MarkRow from '$lib/components/MarkRow.svelte';
import NoticeRegion from '$lib/components/NoticeRegion.svelte';
import { Notices } from '$lib/components/notices.svelte';
import QuestionText from '$lib/components/QuestionText.svelte';
import StatusLine from '$lib/components/StatusLine.svelte';
import SupportButton from '$lib/components/SupportButton.svelte';
import SureButton from '$lib/components/SureButton.svelte';
import TabButton from '$lib/components/TabButton.svelte';
import Threshold from '$lib/components/Threshold.svelte';
import TimeRow from '$lib/components/TimeRow.svelte';
import TitleText from '$lib/components/TitleText.svelte';
import Triangle from '$lib/components/Triangle.svelte';
import WritingField from '$lib/components/WritingField.svelte';
import { m } from '$lib/i18n/language.svelte';
import Emblem from '$lib/look/Emblem.svelte';
import AskingButton from './AskingButton.svelte';
import BusyForm from './BusyForm.svelte';
import { type Exhibit, exhibit, written } from './exhibit';
import { byText, everyText, texts } from './texts';
import WithLogo from './WithLogo.svelte';

const nothing = () => undefined;

function rows(labels: readonly string[], points = false) {
  const counts = labels.map((_, place) => [97, 61, 0, 131, 12, 5, 1][place] ?? 0);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return labels.map((label, place) => {
    const count = counts[place] ?? 0;
    return { label, count, share: count / all, points, own: place === 1, winning: place === 3 };
  });
}

/** Rows of a quiz whose answer was told: it is not what this person chose. */
function answered(labels: readonly string[]) {
  return rows(labels).map((row, place) => ({ ...row, right: place === 0, winning: place === 0 }));
}

function standing(): Notices {
  // They stand for good: nothing moves this clock.
  const notices = new Notices(() => nothing);
  notices.show(texts.arabic);
  notices.show(texts.longest.slice(0, 120), { label: m.undo(), run: nothing });
  return notices;
}

/** The pieces of `lib/components`. */
export function components(): Exhibit[] {
  const kinds = ['primary', 'quiet', 'danger'] as const;
  const buttons = kinds.flatMap((kind) => [
    [kind, { kind, children: written(texts.arabic) }],
    [`${kind}, disabled`, { kind, disabled: true, children: written(texts.arabic) }],
    [`${kind}, wide`, { kind, wide: true, children: written(texts.german) }],
  ]);
  const tones = ['soft', 'live', 'good', 'refused'] as const;
  const sentence = m.results_after_closing();
  return [
    exhibit('Button', Button, Object.fromEntries(buttons), { touched: kinds }),
    exhibit('BusyForm', BusyForm, { sending: {} }),
    exhibit('SureButton', SureButton, { usual: { label: m.withdraw_question(), sure: m.close(), onsure: nothing } }),
    exhibit('AskingButton', AskingButton, { asking: {} }),
    exhibit('InReach', InReach, { usual: { children: written(texts.arabic) } }),
    exhibit(
      'TabButton',
      TabButton,
      {
        usual: { isCurrent: false, onclick: nothing, children: written(texts.arabic) },
        current: { isCurrent: true, onclick: nothing, children: written(texts.english) },
      },
      { touched: ['usual', 'current'] },
    ),
    exhibit(
      'SupportButton',
      SupportButton,
      {
        none: { count: 0, mine: false, onpress: nothing },
        mine: { count: 214, mine: true, onpress: nothing },
        many: { count: 12_345, mine: false, onpress: nothing },
        disabled: { count: 3, mine: false, disabled: true, onpress: nothing },
      },
      { touched: ['none', 'mine'] },
    ),
    exhibit('LanguageSwitch', LanguageSwitch, { usual: {} }, { touched: ['usual'] }),
    exhibit(
      'StatusLine',
      StatusLine,
      Object.fromEntries(tones.map((tone) => [tone, { tone, children: written(texts.mixed) }])),
    ),
    exhibit('WritingField', WritingField, {
      empty: { label: texts.arabic, text: '', length: 0, most: 280, help: texts.mixed },
      tooLong: { label: texts.english, text: texts.longest, length: 300, most: 280 },
    }),
    exhibit(
      'QuestionText',
      QuestionText,
      byText((text) => ({ text, dir: 'auto' as const })),
    ),
    exhibit(
      'TitleText',
      TitleText,
      byText((text) => ({ title: { ar: text } })),
    ),
    exhibit('CodeField', CodeField, {
      empty: { typed: '' },
      begun: { typed: '0000 0799' },
      whole: { typed: '0000 0799 2739 8713' },
      mistyped: { typed: '0000 0799 2739 8714' },
      refused: { typed: '0000 0799 2739 8713', refusal: texts.longest },
      'of a slip': { typed: '000 000 079 927 398 713', either: true },
      'of either, mistyped': { typed: '0000 0799 2739 8714', either: true },
    }),
    exhibit('JoinCode', JoinCode, { usual: { code: '471234' } }),
    exhibit('Emblem', Emblem, { 'without a logo': {} }),
    exhibit('WithLogo', WithLogo, { usual: {} }, { isAlone: true }),
    exhibit('Clap', Clap, { usual: {}, large: { size: 48 } }),
    exhibit('MarkRow', MarkRow, {
      none: { values: [1, 2, 3, 4, 5], mark: null, onmark: nothing },
      one: { values: [1, 2, 3, 4, 5], mark: 4, onmark: nothing },
    }),
    exhibit('Mark', Mark, { usual: {}, named: { label: m.majlis() }, outlined: { outlined: true } }),
    exhibit('Triangle', Triangle, { outlined: {}, filled: { filled: true } }),
    exhibit('TimeRow', TimeRow, {
      begun: { passed: 0, label: m.time_left(), left: '60:00' },
      halfway: { passed: 0.5, label: m.time_left(), left: '30:00' },
      over: { passed: 1, label: m.time_left(), left: '0:00' },
    }),
    exhibit('Bars', Bars, {
      usual: { title: texts.arabic, rows: rows([texts.arabic, texts.english, texts.german, texts.mixed]), sentence },
      'of a quiz': { title: texts.arabic, rows: answered([texts.arabic, texts.english, texts.german]), sentence },
      points: { title: texts.arabic, rows: rows([texts.arabic, texts.english], true), sentence },
      texts: { title: texts.longest, rows: rows(everyText.map(([, text]) => text.slice(0, 60))), sentence },
    }),
    exhibit(
      'Dialog',
      Dialog,
      { open: { open: true, title: texts.mixed, onclose: nothing, children: written(texts.longest) } },
      { isAlone: true },
    ),
    exhibit(
      'Sheet',
      Dialog,
      { open: { open: true, sheet: true, title: texts.german, onclose: nothing, children: written(texts.unbroken) } },
      { isAlone: true },
    ),
    exhibit(
      'SideDialog',
      Dialog,
      { open: { open: true, side: true, title: texts.mixed, onclose: nothing, children: written(texts.longest) } },
      { isAlone: true },
    ),
    exhibit(
      'WideDialog',
      Dialog,
      { open: { open: true, wide: true, title: texts.arabic, onclose: nothing, children: written(texts.longest) } },
      { isAlone: true },
    ),
    exhibit(
      'Threshold',
      Threshold,
      { usual: { title: texts.arabic, children: written(texts.longest) } },
      { isPage: true },
    ),
    exhibit(
      'Ended',
      Ended,
      {
        'link taken back': { title: m.stage_title(), code: 'revoked', help: m.new_link_help(), token: '' },
        'forum deleted': { title: m.stage_title(), code: 'unknown_forum', help: m.new_link_help(), token: '' },
      },
      { isPage: true },
    ),
    exhibit('NoticeRegion', NoticeRegion, { two: { notices: standing() } }, { isAlone: true }),
  ];
}
