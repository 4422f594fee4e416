type Tell = (isCut: boolean) => void;

/**
 * Tells of texts that show only some of their lines whether they do. All that came or changed size are measured before any
 * is told of: what is done about one lays the page out anew, and each measurement after it would wait for that.
 */
export class CutTexts {
  readonly #watched = new Map<Element, Tell>();
  readonly #observer = new ResizeObserver((entries) => this.#measure(entries.map(({ target }) => target)));
  #new: Element[] = [];

  /** Tells before the text is drawn, or, where it is far from the screen, before it comes near. Returns how to end that. */
  watch(text: Element, tell: Tell): () => void {
    this.#watched.set(text, tell);
    this.#observer.observe(text);
    // What observers are told of is laid out already: what is below would be seen to jump.
    if (this.#new.push(text) === 1) queueMicrotask(() => this.#measure(this.#new.splice(0).filter(isLaidOut)));
    return () => {
      this.#watched.delete(text);
      this.#observer.unobserve(text);
    };
  }

  #measure(texts: readonly Element[]): void {
    const measured = texts.map((text) => [this.#watched.get(text), isCut(text)] as const);
    for (const [tell, cut] of measured) tell?.(cut);
  }
}

export const cutTexts = new CutTexts();

/** Measuring what the browser leaves out while it is far from the screen would have it laid out. */
function isLaidOut(text: Element): boolean {
  return text.checkVisibility?.({ contentVisibilityAuto: true }) ?? true;
}

/** Arabic letters reach over their lines: only more than half a line hides words. */
function isCut(text: Element): boolean {
  const line = Number.parseFloat(getComputedStyle(text).lineHeight);
  return text.scrollHeight > text.clientHeight + (line || 0) / 2;
}
