import type { SessionEntry } from '$lib/protocol/generated/protocol';
import type { AgendaEditor } from './agenda-editor.svelte';
import type { Dragging, Grip } from './dragging.svelte';
import { type Place, plannedAs } from './plan';

/** A pointer that moved less than this pressed. */
const slackPx = 4;
/** Keys put down what they moved when none came for so long. */
const restMs = 900;

/** A pointer event on one of the session's own elements. */
type Pointing = PointerEvent & { currentTarget: EventTarget & HTMLElement };

/** What a session's block is at the moment, and what it says to the grid. */
interface Block {
  readonly editor: AgendaEditor;
  readonly dragging: Dragging;
  readonly session: SessionEntry;
  /** Where it is, or would come to be. */
  readonly place: Place;
  /** It is taken hold of there, in the window. */
  onlift(grip: Grip, x: number, y: number): void;
  onmove(event: PointerEvent): void;
  ondrop(): void;
  oncancel(): void;
}

/**
 * The hand on a session. A mouse takes hold of it anywhere, a finger by its handles, so that the grid can be scrolled by
 * the rest. With keys it is moved step by step and put down when no more keys come.
 */
export class Grasp {
  readonly #now: () => Block;
  #pressed: { x: number; y: number; grip: Grip } | undefined;
  #wasDragged = false;
  #byKeys = false;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(now: () => Block) {
    this.#now = now;
  }

  /** A pointer came down on the session itself. */
  down(event: Pointing): void {
    this.#wasDragged = false;
    if (event.button === 0 && event.pointerType === 'mouse') this.take(event, 'whole');
  }

  /** A pointer came down where it takes hold. */
  take(event: Pointing, grip: Grip): void {
    if (this.#isFixed) return;
    event.stopPropagation();
    this.#wasDragged = false;
    this.#pressed = { x: event.clientX, y: event.clientY, grip };
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  readonly move = (event: PointerEvent): void => {
    if (!this.#pressed) return;
    const { x, y, grip } = this.#pressed;
    if (!this.#wasDragged && Math.hypot(event.clientX - x, event.clientY - y) > slackPx) {
      this.#wasDragged = true;
      this.#block.onlift(grip, x, y);
    }
    if (this.#wasDragged) this.#block.onmove(event);
  };

  /** Put down where it is let go of: browsers may leave out the last moves before. */
  readonly up = (event: PointerEvent): void => {
    this.move(event);
    if (this.#pressed && this.#wasDragged) this.#block.ondrop();
    this.#pressed = undefined;
  };

  /** The pointer was taken away. */
  readonly lost = (): void => {
    if (this.#pressed && this.#wasDragged) this.#block.oncancel();
    this.#pressed = undefined;
  };

  /** It was pressed: by a click that ends no drag, or by a key. */
  readonly open = (): void => {
    const { editor, session } = this.#block;
    if (!this.#wasDragged) editor.open(session);
    this.#wasDragged = false;
  };

  readonly key = (event: KeyboardEvent): void => {
    this.#wasDragged = false;
    if (event.code === 'Escape' && this.#isHeld) {
      this.#leave();
      return;
    }
    const act = this.#isFixed || event.ctrlKey || event.altKey || event.metaKey ? undefined : this.#actOf(event);
    if (!act) return;
    event.preventDefault();
    this.#moveByKey(act);
  };

  /** Puts down what keys have moved. */
  readonly put = (): void => {
    clearTimeout(this.#rest);
    if (!this.#byKeys) return;
    this.#byKeys = false;
    this.#block.ondrop();
  };

  get #block(): Block {
    return this.#now();
  }

  get #isHeld(): boolean {
    const { dragging, session } = this.#block;
    return dragging.held?.session.session === session.session;
  }

  /** One that is over stays where it was. */
  get #isFixed(): boolean {
    return plannedAs(this.#block.session) === 'ended';
  }

  #moveByKey(act: () => void): void {
    const { dragging, editor, session } = this.#block;
    if (!this.#byKeys) dragging.lift(session, 'whole', session.starts);
    this.#byKeys = true;
    act();
    if (dragging.held) editor.speak(session.session, dragging.held.place);
    clearTimeout(this.#rest);
    this.#rest = setTimeout(this.put, restMs);
  }

  #actOf({ code, shiftKey }: KeyboardEvent): (() => void) | undefined {
    const { dragging } = this.#block;
    const vertical = { ArrowUp: -1, ArrowDown: 1 }[code];
    if (vertical !== undefined) return () => (shiftKey ? dragging.stretch(vertical) : dragging.step(vertical));
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[code];
    return sideways === undefined || shiftKey ? undefined : () => this.#goAside(sideways);
  }

  /** To the hall on that side of the page. */
  #goAside(to: number): void {
    const { dragging, editor, place } = this.#block;
    const halls = editor.agenda?.halls ?? [];
    const step = document.documentElement.dir === 'rtl' ? -to : to;
    const next = halls[halls.findIndex(({ hall }) => hall === place.hall) + step];
    if (next) dragging.into(next.hall);
  }

  #leave(): void {
    clearTimeout(this.#rest);
    this.#byKeys = false;
    this.#pressed = undefined;
    this.#block.oncancel();
  }
}
