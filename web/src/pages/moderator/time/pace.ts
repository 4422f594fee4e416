/** How far back the pace looks. */
const minuteMs = 60_000;

interface Sample {
  at: number;
  received: number;
}

/** How many questions came in the last minute, read off the public account as it grows. */
export class Pace {
  #samples: Sample[] = [];
  #session: number | undefined;

  /** Takes note of the account of a session at a moment. */
  note(session: number, received: number, at: number): void {
    if (session !== this.#session) this.#samples = [];
    this.#session = session;
    if (this.#samples.at(-1)?.received === received) return;
    this.#samples = [...this.#samples.filter((sample) => !this.#isPast(sample, at)), { at, received }];
  }

  /** The questions of the minute before that moment, as far as this desk has seen it. */
  perMinute(at: number): number {
    const before = this.#samples.filter((sample) => at - sample.at >= minuteMs).at(-1) ?? this.#samples[0];
    const now = this.#samples.at(-1);
    return before && now ? Math.max(0, now.received - before.received) : 0;
  }

  /** A newer sample covers all of the minute before it. */
  #isPast({ at }: Sample, now: number): boolean {
    return this.#samples.some((other) => other.at > at && now - other.at >= minuteMs);
  }
}
