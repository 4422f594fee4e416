import { language, m } from '$lib/i18n/language.svelte';
import { reasons } from '$lib/protocol/generated/protocol';
import type { Action } from './keymap';

const number = (value: number) => language.formats.number(value);

const words: Record<Action, () => string> = {
  approve: () => m.key_approve(),
  dismiss: () => m.key_dismiss({ least: number(1), most: number(reasons.length) }),
  merge: () => m.key_merge(),
  edit: () => m.key_edit(),
  label: () => m.key_label(),
  move: () => m.key_move(),
  shorten: () => m.key_shorten(),
  reply: () => m.key_reply(),
  queue: () => m.key_queue(),
  show: () => m.key_show(),
  next: () => m.key_next(),
  back: () => m.key_back(),
  answer: () => m.key_answer(),
  undo: () => m.key_undo(),
  select: () => m.key_select(),
  select_all: () => m.key_select_all(),
  search: () => m.key_search(),
  floor: () => m.key_floor(),
  pause: () => m.key_pause(),
  hide: () => m.key_hide(),
  polls: () => m.key_polls(),
  show_run: () => m.key_show_run(),
  speaking: () => m.key_speaking(),
  call_next: () => m.key_call_next(),
  help: () => m.key_help(),
};

/** What a key does. */
export function actionText(action: Action): string {
  return words[action]();
}
