import { beside } from '$lib/i18n/beside';
import { language, m } from '$lib/i18n/language.svelte';
import { titleIn } from '$lib/i18n/title';
import type { Reason, RemarkItem, StandItem } from '$lib/protocol/generated/protocol';

const reasons: Record<Reason, () => string> = {
  off_topic: () => m.stand_reason_off_topic(),
  answered_before: () => m.stand_reason_answered_before(),
  personal: () => m.stand_reason_personal(),
  unclear: () => m.stand_reason_unclear(),
  promotion: () => m.stand_reason_promotion(),
  other: () => m.stand_reason_other(),
};

/** Why something was not passed on, or is not published. */
export function whyText(reason: Reason): string {
  return reasons[reason]();
}

/** What stands for a question or comment; of one whose words were erased, that they were. */
export function textOf({ text }: Pick<RemarkItem, 'text'>): string {
  return text || m.stand_erased();
}

/** What became of a question or comment, as its author reads it. */
export function fateText({ kind, status = 'open', reason, answer, published, held, mark }: RemarkItem): string {
  if (status === 'waiting') return m.stand_fate_waiting();
  if (status === 'withdrawn') return m.stand_fate_withdrawn();
  if (status === 'dismissed') return m.stand_fate_dismissed({ reason: whyText(reason ?? 'other') });
  if (kind === 'comment')
    return mark === 'thanked' ? m.stand_fate_thanked() : mark ? m.stand_fate_read() : m.stand_fate_open();
  if (answer === undefined) return m.stand_fate_open();
  if (held) return m.stand_fate_held({ reason: whyText(held) });
  return published ? m.stand_fate_published() : m.stand_fate_answered();
}

/** How that is underlined. */
export function fateTone({ status = 'open', answer, mark }: RemarkItem): 'soft' | 'good' | 'refused' {
  if (status === 'dismissed') return 'refused';
  return status === 'open' && (answer !== undefined || mark) ? 'good' : 'soft';
}

/** What a question or comment is and what became of it, as a desk reads it. */
export function deskText(item: RemarkItem): string {
  const kind = item.kind === 'question' ? m.stand_question() : m.stand_a_comment();
  return item.status === 'waiting' ? kind : beside(kind, fateText(item));
}

/** The name of a stand as a text; of one that is not known here, its number. */
export function standName(stand: Pick<StandItem, 'title'> | undefined, no: number): string {
  const name = stand ? titleIn(stand.title, language.locale).text : '';
  return name || m.stand_no({ n: language.formats.number(no) });
}

/** How many visited a stand, told in steps. */
export function stepText(n: number): string {
  return m.stand_step({ count: n, n: language.formats.number(n) });
}
