/** A pointer that is down in a lane: what it was put on must not move before it is up again. */
export class PointerHold {
  #isDown = false;
  /** What the focus that came with the pointer leads to, in its order. */
  #after: (() => void)[] = [];

  get isDown(): boolean {
    return this.#isDown;
  }

  /** It was put on something. */
  pressed(): void {
    this.#isDown = true;
  }

  /** It is up again, or something else is done: what had to wait for that is done now. */
  released(): void {
    this.#isDown = false;
    const after = this.#after;
    this.#after = [];
    for (const act of after) act();
  }

  /** Does what opens or closes rows, not while the pointer is down: they would slide away under it, and it would press others. */
  onceReleased(act: () => void): void {
    if (this.#isDown) this.#after.push(act);
    else act();
  }
}
