import type { HallNo, Role } from '$lib/protocol/generated/protocol';

/** A role link in the making. It outlives its form, which a change of language makes anew. */
export class LinkDraft {
  role = $state<Role>('moderator');
  /** None is all of them. */
  hall = $state<HallNo | null>(null);
  name = $state('');
  /** As a field has it, in this device's zone: 2026-11-26T18:00; empty is never. */
  until = $state('');

  /** When it ends, in milliseconds since 1970. */
  get expires(): number | null {
    return this.until === '' ? null : new Date(this.until).getTime();
  }
}
