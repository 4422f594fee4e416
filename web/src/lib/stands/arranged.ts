import { titleIn } from '$lib/i18n/title';
import type { StandItem, Title } from '$lib/protocol/generated/protocol';
import type { Stands } from '$lib/protocol/views';

/** The stands of an exhibition in their order. */
export function inOrder({ head, items }: Stands): StandItem[] {
  return head.order.flatMap((stand) => items.get(stand) ?? []);
}

/** The stands where they are: rows and columns that hold all of them, and each with its place in those, counted from 1. */
export interface Floor {
  readonly columns: number;
  readonly rows: number;
  readonly placed: readonly { readonly item: StandItem; readonly column: number; readonly row: number }[];
  /** Those that have no place. */
  readonly loose: readonly StandItem[];
}

/** The plan of the hall as far as stands take it up; none where no stand has a place. */
export function floorOf(items: readonly StandItem[]): Floor | undefined {
  const places = items.flatMap(({ place }) => (place ? [place] : []));
  if (places.length === 0) return undefined;
  const [left, top] = [Math.min(...places.map(({ column }) => column)), Math.min(...places.map(({ row }) => row))];
  const placed = items.flatMap((item) =>
    item.place ? [{ item, column: item.place.column - left + 1, row: item.place.row - top + 1 }] : [],
  );
  return {
    columns: Math.max(...placed.map(({ column }) => column)),
    rows: Math.max(...placed.map(({ row }) => row)),
    placed,
    loose: items.filter(({ place }) => !place),
  };
}

/** The topics of stands, each once, in the order of the stands; what tells them apart is how they read. */
export function topicsOf(items: readonly StandItem[], locale: string): { key: string; title: Title }[] {
  const topics = new Map(items.flatMap(({ topic }) => (topic ? [[topicKey(topic, locale), topic] as const] : [])));
  topics.delete('');
  return [...topics].map(([key, title]) => ({ key, title }));
}

/** What tells a topic from others; empty where there is none. */
export function topicKey(topic: Title | undefined, locale: string): string {
  return topic ? titleIn(topic, locale).text.trim() : '';
}
