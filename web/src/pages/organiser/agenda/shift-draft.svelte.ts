import type { HallNo, SessionNo } from '$lib/protocol/generated/protocol';

/** What a shift begins with, in minutes. */
const usual = 5;

/** A shift of the rest of a hall's day, in the making. */
export class ShiftDraft {
  readonly hall: HallNo;
  /** The session that it begins with; none is what runs in the hall. */
  from: SessionNo | undefined = $state();
  minutes = $state(usual);

  constructor(hall: HallNo, from: SessionNo | undefined) {
    this.hall = hall;
    this.from = from;
  }
}
