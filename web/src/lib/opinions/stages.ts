import { m } from '$lib/i18n/language.svelte';
import type { StatementsStage } from '$lib/protocol/generated/protocol';

const stages: Record<StatementsStage, () => string> = {
  preparing: () => m.st_preparing(),
  open: () => m.st_opened(),
  closed: () => m.st_closed(),
};

/** How far a session's statements are, as the crew reads it. */
export function stageText(stage: StatementsStage): string {
  return stages[stage]();
}
