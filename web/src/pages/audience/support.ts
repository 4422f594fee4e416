/** A support that the server acknowledged: from that revision on, the views hold it. */
export interface SettledSupport {
  readonly on: boolean;
  /** Whether the question counted this person before. */
  readonly was: boolean;
  readonly rev: number;
}

/** What is known of one person's support of one question. */
export interface SupportKnown {
  /** Whether the server's own part says that it stands, and the revision of that part. */
  readonly mine: boolean;
  readonly mineRev: number;
  /** The revision that the question was read at. */
  readonly itemRev: number;
  /** What this device still has to send, or has under way. */
  readonly pending: boolean | undefined;
  readonly settled: SettledSupport | undefined;
}

/**
 * The number beside a question and whether the triangle is filled: what the server says, with this person's own press
 * counted at once, and once only however the answers and the views overtake each other.
 */
export function supportShown(count: number, known: SupportKnown): { count: number; mine: boolean } {
  const { settled } = known;
  const ahead = settled && (known.mineRev < settled.rev || known.itemRev < settled.rev) ? settled : undefined;
  const stands = ahead ? ahead.on : known.mine;
  const mine = known.pending ?? stands;
  const counted = ahead && known.itemRev < ahead.rev ? ahead.was : stands;
  return { count: Math.max(0, count + Number(mine) - Number(counted)), mine };
}
