/**
 * What the server acknowledged, until the own part has caught up with it: an answer comes at once, the view with the
 * next tick, and what was chosen must not jump back in between.
 */
export class Acknowledged<Value> {
  #all = $state.raw<ReadonlyMap<string, { value: Value; rev: number }>>(new Map());

  add(key: string, value: Value, rev: number): void {
    this.#all = new Map(this.#all).set(key, { value, rev });
  }

  /** What is ahead of an own part that was made at a revision. */
  ahead(key: string, mineRev: number): Value | undefined {
    const found = this.#all.get(key);
    return found && found.rev > mineRev ? found.value : undefined;
  }
}
