import { m } from '$lib/i18n/language.svelte';
import type { AwardView } from '$lib/protocol/generated/protocol';

const stages: Record<AwardView['stage'], () => string> = {
  preparing: () => m.award_preparing(),
  scoring: () => m.award_scoring(),
  sealed: () => m.award_sealed(),
  opened: () => m.award_opened(),
};

/** How far an award is. */
export function stageText(stage: AwardView['stage']): string {
  return stages[stage]();
}
