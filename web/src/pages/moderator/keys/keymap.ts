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
  'help',
] as const;

export type Action = (typeof actions)[number];

export interface Binding {
  action: Action;
  code: string;
  shift?: boolean;
  /** What is printed on the key of a Latin keyboard; it stands at the same place of an Arabic one. */
  print: string;
}

/** In the order in which the overlay shows them. */
export const keymap: readonly Binding[] = [
  { action: 'approve', code: 'KeyA', print: 'A' },
  { action: 'dismiss', code: 'KeyD', print: 'D' },
  { action: 'merge', code: 'KeyM', print: 'M' },
  { action: 'edit', code: 'KeyE', print: 'E' },
  { action: 'label', code: 'KeyL', print: 'L' },
  { action: 'move', code: 'KeyT', print: 'T' },
  { action: 'shorten', code: 'KeyG', print: 'G' },
  { action: 'reply', code: 'KeyR', print: 'R' },
  { action: 'queue', code: 'KeyQ', print: 'Q' },
  { action: 'show', code: 'KeyW', print: 'W' },
  { action: 'next', code: 'KeyN', print: 'N' },
  { action: 'back', code: 'KeyN', shift: true, print: '⇧ N' },
  { action: 'answer', code: 'KeyS', print: 'S' },
  { action: 'undo', code: 'KeyU', print: 'U' },
  { action: 'select', code: 'KeyX', print: 'X' },
  { action: 'select_all', code: 'KeyX', shift: true, print: '⇧ X' },
  { action: 'search', code: 'Slash', print: '/' },
  { action: 'floor', code: 'KeyF', print: 'F' },
  { action: 'pause', code: 'KeyP', print: 'P' },
  { action: 'hide', code: 'KeyB', print: 'B' },
  { action: 'polls', code: 'KeyO', print: 'O' },
  { action: 'help', code: 'Slash', shift: true, print: '?' },
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

/** What is printed on the key of an action. */
export function printOf(action: Action): string {
  return keymap.find((binding) => binding.action === action)?.print ?? '';
}
