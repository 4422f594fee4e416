import type { Kind } from './sheets';

/** What is printed, of which codes. It outlives the part that shows it, which another part or language takes away. */
export class PrintChoice {
  kind = $state<Kind>('a4');
  #left = $state.raw<ReadonlySet<string>>(new Set());

  /** Whether the sheet of that code is printed: all are that nobody left out. */
  takes(code: string): boolean {
    return !this.#left.has(code);
  }

  take(code: string, on: boolean): void {
    const others = [...this.#left].filter((other) => other !== code);
    this.#left = new Set(on ? others : [...others, code]);
  }
}
