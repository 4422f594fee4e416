import type { SessionKind } from '$lib/protocol/generated/protocol';
import { m } from './language.svelte';

const kinds: Record<SessionKind, () => string> = {
  panel: () => m.kind_panel(),
  talk: () => m.kind_talk(),
  workshop: () => m.kind_workshop(),
  exhibition: () => m.kind_exhibition(),
  award: () => m.kind_award(),
  break: () => m.kind_break(),
};

/** What a kind of session is called. */
export function sessionKindText(kind: SessionKind): string {
  return kinds[kind]();
}
