import { momentIn } from '$lib/i18n/zoned';
import type { HallNo, Role, SessionNo } from '$lib/protocol/generated/protocol';

/** A role link in the making. It outlives its form, which a change of language makes anew. */
export class LinkDraft {
  role = $state<Role>('moderator');
  /** The part that asked for one, and is gone back to. */
  wanted = $state<'award'>();
  /** None is all of them. */
  hall = $state<HallNo | null>(null);
  /** Of a facilitator or a team: whose board or exhibition, and which of its tables or stands; none is all of them. */
  session = $state<SessionNo>();
  table = $state<number>();
  stand = $state<number>();
  name = $state('');
  /** As a field has it, in the forum's zone: 2026-11-26T18:00; empty is never. */
  until = $state('');

  /** When it ends, in milliseconds since 1970, as it is written in a zone. */
  expiresIn(zone: string): number | null {
    const [date = '', time = ''] = this.until.split('T');
    return this.until === '' ? null : momentIn(zone, { date, time });
  }
}
