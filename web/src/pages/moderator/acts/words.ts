import { beside } from '$lib/i18n/beside';
import { language, m } from '$lib/i18n/language.svelte';
import type { ActItem, Command, DeedKind, Phase, Reason } from '$lib/protocol/generated/protocol';
import type { Step } from './own-steps.svelte';
import type { Before } from './way-back';

const reasonWords: Record<Reason, () => string> = {
  off_topic: () => m.reason_off_topic(),
  answered_before: () => m.reason_answered_before(),
  personal: () => m.reason_personal(),
  unclear: () => m.reason_unclear(),
  promotion: () => m.reason_promotion(),
  other: () => m.reason_other(),
};

/** A reason to dismiss, as the desk reads it. */
export function reasonText(reason: Reason): string {
  return reasonWords[reason]();
}

const deedWords: Record<DeedKind, () => string> = {
  approve: () => m.deed_approve(),
  dismiss: () => m.deed_dismiss(),
  restore: () => m.deed_restore(),
  merge: () => m.deed_merge(),
  move: () => m.deed_move(),
  label: () => m.deed_label(),
  edit: () => m.deed_edit(),
  shorten: () => m.deed_shorten(),
  queue: () => m.deed_queue(),
  unqueue: () => m.deed_unqueue(),
  stage: () => m.deed_stage(),
  answer: () => m.deed_answer(),
  reply: () => m.deed_reply(),
};

/** What was done, as the ledger tells it. */
export function deedText(deed: DeedKind): string {
  return deedWords[deed]();
}

/** An act of the ledger in one line, with its reason. */
export function actText({ deed, reason }: Pick<ActItem, 'deed' | 'reason'>): string {
  return reason ? m.deed_with_reason({ deed: deedText(deed), reason: reasonText(reason) }) : deedText(deed);
}

type Of<Do extends Command['do']> = Extract<Command, { do: Do }>;

const otherWords: { readonly [Do in Command['do']]?: (command: Of<Do>, before: Before) => string } = {
  set_scene: () => m.did_scene(),
  hide: ({ on }) => (on ? m.did_hide() : m.did_show()),
  announce: () => m.did_announce(),
  note: () => m.did_note(),
  pause: ({ on }) => (on ? m.did_pause() : m.did_resume()),
  set_phase: ({ phase }, { session }) => phaseText(phase, session?.phase),
  set_board: () => m.did_board(),
  set_feedback: () => m.did_feedback(),
  delay: () => m.did_delay(),
  reveal_poll: ({ on }) => (on ? m.did_reveal() : m.did_conceal()),
  edit_poll: () => m.did_edit_poll(),
  drop_poll: () => m.did_drop_poll(),
};

function phaseText(phase: Phase, before: Phase | undefined): string {
  if (phase === 'ended') return m.did_end();
  return before === 'ended' ? m.did_reopen() : m.did_start();
}

/** What was done besides decisions on questions, in one line; `before` is what stood then. */
export function otherText(command: Command, before: Before): string {
  const words = otherWords[command.do] as ((command: Command, before: Before) => string) | undefined;
  return words?.(command, before) ?? '';
}

/** A step in one line, by its latest act: of which question, or of how many. */
export function stepText(step: Step): string {
  const [latest] = step;
  if (!latest) return '';
  const alike = step.filter(({ deed }) => deed === latest.deed).length;
  const { number } = language.formats;
  const about = alike > 1 ? m.questions_n({ n: number(alike) }) : m.question_no({ n: number(latest.q) });
  return beside(actText(latest), about);
}
