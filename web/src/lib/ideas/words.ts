import { language, m } from '$lib/i18n/language.svelte';
import { type Title, titleIn } from '$lib/i18n/title';
import type { BoardView, IdeaItem, IdeaPhase } from '$lib/protocol/generated/protocol';

const phases: Record<IdeaPhase, () => string> = {
  preparing: () => m.idea_preparing(),
  collecting: () => m.idea_collecting(),
  grouping: () => m.idea_grouping(),
  voting: () => m.idea_voting(),
  closed: () => m.idea_closed(),
};

/** What a phase is called. */
export function phaseText(phase: IdeaPhase): string {
  return phases[phase]();
}

/** What stands for an idea; of one whose words were erased, that they were. */
export function textOf({ text }: Pick<IdeaItem, 'text'>): string {
  return text || m.idea_erased();
}

/** Whether a board has a table of that place: it may have lost it since somebody chose it. */
export function hasTable({ plan }: Pick<BoardView, 'plan'>, table: number | undefined): boolean {
  return table !== undefined && table < plan.tables.length;
}

/** The name of a table, by its place. */
export function tableTitle({ plan }: Pick<BoardView, 'plan'>, table: number): Title {
  return plan.tables[table] ?? {};
}

/** The same as a text. */
export function tableName(board: Pick<BoardView, 'plan'>, table: number): string {
  return titleIn(tableTitle(board, table), language.locale).text;
}

/** The name of a group; of one that has none, that it has none. */
export function groupName(title: Title): string {
  return titleIn(title, language.locale).text || m.idea_group_unnamed();
}

/** How much of the phase's time is left at a moment; nothing where it has no time. */
export function leftOf({ phase, until }: Pick<BoardView, 'phase' | 'until'>, now: number): number | undefined {
  return until === undefined || phase === 'closed' ? undefined : Math.max(0, until - now);
}
