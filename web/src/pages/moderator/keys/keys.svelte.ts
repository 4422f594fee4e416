import { readSetting, writeSetting } from '$lib/i18n/settings';
import { type Reason, reasons } from '$lib/protocol/generated/protocol';
import { type Action, actionOf } from './keymap';

/** What a key came to. */
export type Stroke = { action: Action } | { reason: Reason };

/** What the desk reads of a pressed key. */
export type Pressed = Pick<
  KeyboardEvent,
  'code' | 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'isComposing' | 'repeat' | 'target'
>;

/**
 * The desk's single-letter keys.
 *
 * They never act while somebody types, and can be switched off (WCAG 2.1.4).
 */
export class Keys {
  /** Whether letters act. */
  on = $state(readSetting('deskKeys') !== 'off');
  /** D was pressed: the next key, 1 to 6, says why. */
  choosingReason = $state(false);

  switch(on: boolean): void {
    this.on = on;
    this.choosingReason = false;
    writeSetting('deskKeys', on ? 'on' : 'off');
  }

  /** What the key comes to; nothing where it is not one of the desk's, or not now. */
  press(event: Pressed): Stroke | undefined {
    if (!this.on || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return undefined;
    if (isTypedInto(event.target) || isModifier(event.code)) return undefined;
    if (this.choosingReason) return this.#reason(event.code);
    const action = event.repeat ? undefined : actionOf(event.code, event.shiftKey, event.key);
    return action && { action };
  }

  /** Leaves the choice of a reason; says whether there was one. */
  leave(): boolean {
    const was = this.choosingReason;
    this.choosingReason = false;
    return was;
  }

  /** Any other key leaves the choice: nobody is dismissed by a slip. */
  #reason(code: string): Stroke | undefined {
    this.choosingReason = false;
    const place = /^(?:Digit|Numpad)([1-6])$/.exec(code)?.[1];
    const reason = reasons[Number(place) - 1];
    return reason && { reason };
  }
}

/** Shift comes before a digit on some keyboards; it is no key of its own. */
const isModifier = (code: string) => /^(?:Shift|Control|Alt|Meta|CapsLock)/.test(code);

/** Whether letters and arrows are that element's own. */
export function isTypedInto(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
