import { language } from '$lib/i18n/language.svelte';

/**
 * What the desk's keys do, by the place of the key (`event.code`): the same on an Arabic keyboard, where Q gives ض.
 */
export const actions = [
  'approve',
  'dismiss',
  'merge',
  'edit',
  'label',
  'move',
  'shorten',
  'reply',
  'queue',
  'show',
  'next',
  'back',
  'answer',
  'undo',
  'select',
  'select_all',
  'search',
  'floor',
  'pause',
  'hide',
  'polls',
  'show_run',
  'speaking',
  'call_next',
  'help',
] as const;

export type Action = (typeof actions)[number];

export interface Binding {
  action: Action;
  code: string;
  shift?: boolean;
  /** What is printed on the key of a Latin keyboard, and on the one at the same place of an Arabic one. */
  print: string;
  arabic: string;
}

/** In the order in which the overlay shows them. */
export const keymap: readonly Binding[] = [
  { action: 'approve', code: 'KeyA', print: 'A', arabic: 'ش' },
  { action: 'dismiss', code: 'KeyD', print: 'D', arabic: 'ي' },
  { action: 'merge', code: 'KeyM', print: 'M', arabic: 'ة' },
  { action: 'edit', code: 'KeyE', print: 'E', arabic: 'ث' },
  { action: 'label', code: 'KeyL', print: 'L', arabic: 'م' },
  { action: 'move', code: 'KeyT', print: 'T', arabic: 'ف' },
  { action: 'shorten', code: 'KeyG', print: 'G', arabic: 'ل' },
  { action: 'reply', code: 'KeyR', print: 'R', arabic: 'ق' },
  { action: 'queue', code: 'KeyQ', print: 'Q', arabic: 'ض' },
  { action: 'show', code: 'KeyW', print: 'W', arabic: 'ص' },
  { action: 'next', code: 'KeyN', print: 'N', arabic: 'ى' },
  { action: 'back', code: 'KeyN', shift: true, print: '⇧ N', arabic: '⇧ ى' },
  { action: 'answer', code: 'KeyS', print: 'S', arabic: 'س' },
  { action: 'undo', code: 'KeyU', print: 'U', arabic: 'ع' },
  { action: 'select', code: 'KeyX', print: 'X', arabic: 'ء' },
  { action: 'select_all', code: 'KeyX', shift: true, print: '⇧ X', arabic: '⇧ ء' },
  { action: 'search', code: 'Slash', print: '/', arabic: 'ظ' },
  { action: 'floor', code: 'KeyF', print: 'F', arabic: 'ب' },
  { action: 'pause', code: 'KeyP', print: 'P', arabic: 'ح' },
  { action: 'hide', code: 'KeyB', print: 'B', arabic: 'لا' },
  { action: 'polls', code: 'KeyO', print: 'O', arabic: 'خ' },
  { action: 'show_run', code: 'KeyC', print: 'C', arabic: 'ؤ' },
  { action: 'speaking', code: 'KeyV', print: 'V', arabic: 'ر' },
  { action: 'call_next', code: 'KeyK', print: 'K', arabic: 'ن' },
  { action: 'help', code: 'Slash', shift: true, print: '?', arabic: '؟' },
];

/** What asks for help is a sign and not a place: keyboards have it on many keys, and some without Shift. */
const helpSigns = ['?', '؟'];

/**
 * The action of a key, by its place `code` and what it gives, `key`; a key with Shift has one only where the table says
 * so.
 */
export function actionOf(code: string, shift: boolean, key?: string): Action | undefined {
  if (key !== undefined && helpSigns.includes(key)) return 'help';
  return keymap.find((binding) => binding.code === code && (binding.shift ?? false) === shift)?.action;
}

/** What is printed on the key of an action, on a keyboard of the language. */
export function printOf(action: Action): string {
  const binding = keymap.find((binding) => binding.action === action);
  return (language.locale === 'ar' ? binding?.arabic : binding?.print) ?? '';
}

/** The same, with the Latin letter where another one comes first: many keyboards have that alone. */
export function printsOf({ print, arabic }: Binding): readonly string[] {
  return language.locale === 'ar' && arabic !== print ? [arabic, print] : [print];
}
