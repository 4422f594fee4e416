import type { AgendaView, HallView, SessionEntry, Time } from '$lib/protocol/generated/protocol';

/** Where and when a scene stands. */
export interface Setting {
  readonly agenda: AgendaView;
  readonly hall: HallView;
  /** The session that is looked at. */
  readonly session: SessionEntry | undefined;
  /** The address that people type, without a scheme. */
  readonly address: string;
  /** The server's clock. */
  readonly now: Time;
}
