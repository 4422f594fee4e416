import type { ClientFrame, Role } from '$lib/protocol/generated/protocol';

type Hello = Extract<ClientFrame, { t: 'hello' }>;

/** Who says hello, and at which session they look, or of which hall the server is to choose one. */
export interface Newcomer {
  readonly token: string;
  readonly view: Role;
  readonly session?: number | null | undefined;
  readonly hall?: number | null | undefined;
  /** What a desk's page calls itself, among those of the same link. */
  readonly desk?: { readonly window: number };
}

/** The first frame of a connection of who knows nothing yet. */
export function helloOf({ token, view, session, hall, desk }: Newcomer): Hello {
  const where = session != null ? { session } : hall != null ? { hall } : {};
  return { t: 'hello', token, view, ...where, ...desk };
}
