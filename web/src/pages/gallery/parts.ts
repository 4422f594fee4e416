import NameField from '$lib/assisted/NameField.svelte';
import type { ForumEntry, WallPulse } from '$lib/protocol/generated/protocol';
import Brought from '../audience/parts/Brought.svelte';
import Countdown from '../audience/polls/Countdown.svelte';
import Leaving from '../kiosk/Leaving.svelte';
import ThanksScreen from '../kiosk/ThanksScreen.svelte';
import PollResults from '../moderator/drawer/PollResults.svelte';
import WallAilment from '../moderator/drawer/WallAilment.svelte';
import type { Ailment } from '../moderator/drawer/wall-health';
import EmptyLane from '../moderator/lanes/EmptyLane.svelte';
import ImportTold from '../organiser/badges/ImportTold.svelte';
import Codes from '../organiser/parts/Codes.svelte';
import Mistakes from '../organiser/parts/Mistakes.svelte';
import Rules from '../organiser/rules/Rules.svelte';
import { RulesDesk } from '../organiser/rules/rules-desk.svelte';
import { type Exhibit, exhibit } from './exhibit';
import { agenda, now, result } from './hall';
import { byText, texts } from './texts';

const nothing = () => undefined;

const pulse: WallPulse = { link: 1, name: texts.mixed, scene: 'top', since: now - 60_000, rev: 3 };
const ailing = (ailment: Ailment) => ({ wall: { ...pulse, key: '1 0', ailment, gone: now - 20_000 }, named: true });

const entry: ForumEntry = {
  forum: '00c0ffee00c0ffee',
  slug: 'izwa',
  name: agenda.name,
  code: agenda.code,
  rehearsal: false,
  halls: [],
  version: 1,
  rules: {
    moderation: 'before',
    names: 'optional',
    question_length: 280,
    option_length: 60,
    name_length: 40,
    comment_length: 500,
    waiting_per_person: 3,
    between_questions: 30_000,
    early_questions: 600_000,
    words_kept_days: 90,
    presenter_calls_next: false,
    questions_per_session: 20_000,
    supports_per_person: 2_000,
    word_list: ['خصم كبير', 'free offer'],
  },
};

/** Rules in hand, with something touched. */
function rulesDesk(touch: (desk: RulesDesk) => void = nothing): RulesDesk {
  let forum = entry;
  const desk = new RulesDesk({
    forum: () => forum,
    agenda: () => agenda,
    now: () => now,
    give: async () => true,
    read: async () => undefined,
    saved: nothing,
  });
  touch(desk);
  // Another organiser was there since.
  forum = { ...entry, version: 2 };
  return desk;
}

/** Parts of the pages that stand without their page. */
export function parts(): Exhibit[] {
  const open = { ...result, phase: 'open', revealed: false, time: 60_000, until: now + 42_000 } as const;
  return [
    exhibit('Countdown', Countdown, {
      running: { poll: open, now },
      'last seconds': { poll: open, now: now + 37_000 },
      over: { poll: open, now: now + 60_000 },
    }),
    exhibit('Brought', Brought, { usual: { onbecome: nothing, onstay: nothing } }, { isPage: true }),
    exhibit(
      'EmptyLane',
      EmptyLane,
      byText((text) => ({ text })),
    ),
    exhibit('WallAilment', WallAilment, {
      silent: ailing('silent'),
      failed: ailing('failed'),
      behind: ailing('behind'),
      'led by hand': ailing('led_by_hand'),
    }),
    exhibit('PollResults', PollResults, {
      closed: { poll: result },
      'of badges': {
        poll: {
          ...result,
          electors: { groups: [], badges: 980 },
          tally: { ...result.tally, assisted: 12, ushers: 5, kiosks: 4 },
        },
      },
    }),
    exhibit('ForumRules', Rules, {
      'as they stand': { desk: rulesDesk() },
      'out of bounds, and overtaken': {
        desk: rulesDesk((desk) => {
          desk.setNumber('waiting_per_person', 0);
          desk.words = texts.german.repeat(3);
        }),
      },
    }),
    exhibit('NameField', NameField, {
      usual: { assisting: { isTooLong: () => false }, name: texts.arabic.slice(0, 30) },
      'too long': { assisting: { isTooLong: () => true }, name: texts.german },
    }),
    exhibit('Leaving', Leaving, {
      begun: { page: { showing: 'vote', leftMs: 27_000 } },
      soon: { page: { showing: 'ask', leftMs: 6_000 } },
      thanked: { page: { showing: 'thanks', leftMs: 5_000 } },
    }),
    exhibit('ThanksScreen', ThanksScreen, {
      asked: { page: { thanks: 'asked', forget: nothing } },
      counted: { page: { thanks: 'counted', forget: nothing } },
      kept: { page: { thanks: 'kept', forget: nothing } },
    }),
    exhibit('ImportTold', ImportTold, {
      usual: { told: { rows: 980, new: 12, changed: 3, same: 965, without_label: 0, groups: [texts.arabic] } },
      'without numbers': {
        told: { rows: 20_000, new: 20_000, changed: 0, same: 0, without_label: 20_000, groups: [texts.german] },
      },
      'nothing new': { told: { rows: 3, new: 0, changed: 0, same: 3, without_label: 0, groups: [] } },
    }),
    exhibit('Codes', Codes, {
      usual: { code: agenda.code, halls: agenda.halls },
      'with a network': {
        code: agenda.code,
        halls: agenda.halls,
        wifi: { name: texts.german, password: 'hello-2026', qr: 'WIFI:S:Guests;;' },
      },
    }),
    exhibit('Mistakes', Mistakes, {
      several: {
        mistakes: [
          { place: [12, 5], what: 'a session ends before it starts', instead: 'ends = 10:30' },
          { place: null, what: texts.german, instead: texts.english },
        ],
      },
    }),
  ];
}
