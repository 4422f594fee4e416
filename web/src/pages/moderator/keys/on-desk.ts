import { language } from '$lib/i18n/language.svelte';
import { direction } from '$lib/i18n/locale';
import type { DeskPage } from '../desk-page.svelte';
import type { Lane } from '../lanes/lane.svelte';
import { isTypedInto } from './keys.svelte';

/** What has keys of its own while the focus is in it: a dialog, a form, an open menu, a choice of one among several. */
const withOwnKeys = 'dialog, form, [data-own-keys], input[type="radio"]';

/** Where arrows scroll, or are the rows' own. */
const withOwnArrows = 'aside, table';

/** A key pressed anywhere on the desk acts in the lane at work, unless it belongs to what has the focus. */
export function pressedOnDesk(page: DeskPage, event: KeyboardEvent): void {
  if (event.defaultPrevented || page.dialog || isWithin(event.target, withOwnKeys)) return;
  const step = besideOf(event);
  if (step) page.goBeside(step);
  else if (event.key === 'Escape' ? page.leave() : movesRow(page, event) || page.press(event)) event.preventDefault();
}

/** Takes another row in hand where the key is one that does, with Shift selecting on to it; says whether it was. */
export function moveIn(lane: Lane, { key, shiftKey }: KeyboardEvent): boolean {
  const by = { ArrowDown: 1, ArrowUp: -1, Home: -lane.rows.length, End: lane.rows.length }[key];
  if (by === undefined) return false;
  const extending = shiftKey && key.startsWith('Arrow');
  if (extending) lane.extend();
  lane.move(by);
  if (extending) lane.extend();
  return true;
}

/** From outside the rows an arrow leads into them. */
function movesRow(page: DeskPage, event: KeyboardEvent): boolean {
  if (!isFree(event) || isWithin(event.target, withOwnArrows)) return false;
  if (!page.lane || !moveIn(page.lane, event)) return false;
  page.entered = { lane: page.focused };
  return true;
}

/** The side arrows lead to the lane that lies there, where they move nothing else. */
function besideOf(event: KeyboardEvent): 1 | -1 | undefined {
  if (!isFree(event) || isWithin(event.target, 'aside')) return undefined;
  const forward = direction(language.locale) === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  if (event.key === forward) return 1;
  return event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? -1 : undefined;
}

const isFree = ({ target, ctrlKey, altKey, metaKey }: KeyboardEvent) =>
  !ctrlKey && !altKey && !metaKey && !isTypedInto(target);

const isWithin = (target: EventTarget | null, what: string) =>
  target instanceof Element && target.closest(what) !== null;
