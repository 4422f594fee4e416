import { beside } from '$lib/i18n/beside';
import { language, m } from '$lib/i18n/language.svelte';
import { refusalText } from '$lib/i18n/refusals';
import { sceneText } from '$lib/i18n/scenes';
import { titleIn } from '$lib/i18n/title';
import { phaseText } from '$lib/ideas/words';
import type { CueAct, CueItem, PollNo, SessionNo } from '$lib/protocol/generated/protocol';
import { type Standing, standingOf } from './course';

export type CueKind = CueAct['do'];

const kinds: Record<CueKind, () => string> = {
  remind: () => m.cue_remind(),
  scene: () => m.cue_scene(),
  hide: () => m.cue_hide(),
  announce: () => m.cue_announce(),
  phase: () => m.cue_phase(),
  asking: () => m.cue_asking(),
  pause: () => m.cue_pause(),
  note: () => m.cue_note(),
  feedback: () => m.cue_feedback(),
  open_poll: () => m.cue_open_poll(),
  close_poll: () => m.cue_close_poll(),
  reveal_poll: () => m.cue_reveal_poll(),
  statements: () => m.cue_statements(),
  board: () => m.cue_board(),
  results: () => m.cue_results(),
  speaking: () => m.cue_speaking(),
};

/** What a kind of step is called. */
export function kindText(kind: CueKind): string {
  return kinds[kind]();
}

/** What polls and sessions are called, as far as a page knows them. */
export interface Names {
  poll: (poll: PollNo) => string | undefined;
  session: (session: SessionNo) => string | undefined;
}

type Of<Do extends CueKind> = Extract<CueAct, { do: Do }>;
type Say = { readonly [Do in CueKind]: (act: Of<Do>, names: Names) => string };

const isOn = (on: boolean, yes: () => string, no: () => string) => (on ? yes() : no());
const byAgenda = (on: boolean | null, yes: () => string, no: () => string) =>
  on === null ? m.cue_by_agenda() : isOn(on, yes, no);
const lineOf = (text: string | null) => (text === null ? m.cue_no_line() : text);
const pollOf = (poll: PollNo, names: Names) => names.poll(poll) ?? m.cue_poll_no({ n: language.formats.number(poll) });

const details: Say = {
  remind: () => '',
  scene: ({ scene }, names) => (scene.scene === 'poll' ? pollOf(scene.poll, names) : sceneText(scene.scene)),
  hide: ({ on }) => isOn(on, m.cue_hidden, m.cue_shown),
  announce: ({ text }) => lineOf(text),
  phase: ({ phase }) => isOn(phase === 'open', m.cue_begins, m.cue_ends),
  asking: ({ on }) => byAgenda(on, m.cue_taken, m.cue_not_taken),
  pause: ({ on }) => isOn(on, m.cue_stopped, m.cue_goes_on),
  note: ({ text }) => lineOf(text),
  feedback: ({ open }) => byAgenda(open, m.cue_taken, m.cue_not_taken),
  open_poll: ({ poll }, names) => pollOf(poll, names),
  close_poll: ({ poll }, names) => pollOf(poll, names),
  reveal_poll: ({ poll, on }, names) =>
    beside(pollOf(poll, names), isOn(on, m.cue_results_shown, m.cue_results_hidden)),
  statements: ({ open }) => isOn(open, m.cue_taken, m.cue_not_taken),
  board: ({ phase }) => phaseText(phase),
  results: ({ on }) => isOn(on, m.cue_results_shown, m.cue_results_hidden),
  speaking: ({ open }) => isOn(open, m.cue_taken, m.cue_not_taken),
};

/** What a step does, beside its kind: with which poll, scene, phase or line. Empty where there is nothing to say. */
export function detailText<Do extends CueKind>(act: Of<Do>, names: Names): string {
  const say = details[act.do] as (act: Of<Do>, names: Names) => string;
  return say(act, names);
}

/** The name of a cue; of one without, what kind of step it is. */
export function cueName({ name, does }: Pick<CueItem, 'name' | 'does'>): string {
  return titleIn(name, language.locale).text || kindText(does.do);
}

const standings: Record<Standing, (item: CueItem) => string> = {
  waits: ({ upon }) => (upon === undefined ? m.cue_waits() : m.cue_upon()),
  hand: ({ hand = 0 }) => m.cue_hand({ time: language.formats.time(hand) }),
  lost: () => m.cue_lost(),
  done: ({ by }) => (by === undefined ? m.cue_done() : m.cue_done_by({ desk: by })),
  left: () => m.cue_left(),
  failed: ({ code = '' }) => m.cue_failed({ why: refusalText(code) }),
  missed: () => m.cue_missed(),
  skipped: ({ by }) => (by === undefined ? m.cue_skipped() : m.cue_skipped_by({ desk: by })),
};

/** By how much a cue was moved; empty where it was not. */
export function movedText({ moved }: Pick<CueItem, 'moved'>): string {
  return moved ? m.show_moved({ n: language.formats.figure(Math.round(moved / 60)) }) : '';
}

/** How a cue stands, in words. */
export function standingText(item: CueItem): string {
  return standings[standingOf(item)](item);
}

const helps: Partial<Record<Standing, () => string>> = {
  hand: () => m.cue_hand_help(),
  lost: () => m.cue_lost_help(),
  failed: () => m.cue_failed_help(),
  missed: () => m.cue_missed_help(),
};

/** What can be done about it, where something is to be done. */
export function standingHelp(item: CueItem): string | undefined {
  return helps[standingOf(item)]?.();
}
