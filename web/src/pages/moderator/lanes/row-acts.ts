import { m } from '$lib/i18n/language.svelte';
import type { Evidence, QuestionItem } from '$lib/protocol/generated/protocol';
import { isErased } from '$lib/state/questions';
import type { DeskPage } from '../desk-page.svelte';
import { type Action, printOf } from '../keys/keymap';
import type { Row } from './lane.svelte';

/** Something that can be done with a question, as a button. */
export interface RowAct {
  name: string;
  /** What is printed on its key, where it has one. */
  print?: string;
  /** What the row is there for, of which there is one. */
  kind?: 'primary';
  /** Seldom wanted: shown on request. */
  isRare?: boolean;
  run: () => void;
}

/** What can be done with a question where it is, the commonest first. */
export function rowActs(page: DeskPage, row: Row): RowAct[] {
  const { item } = row;
  switch (item.status) {
    case 'pending':
      return [...waitingActs(page, row), ...textActs(page, item), ...rest(page, item, row.alike.length > 0)];
    case 'listed':
      return [...listedActs(page, item), ...textActs(page, item), ...rest(page, item)];
    case 'answered':
      return [restore(page, item), ...textActs(page, item), ...rest(page, item)];
    case 'dismissed':
    case 'merged':
      return [restore(page, item)];
    case 'withdrawn':
      return [];
  }
}

function waitingActs(page: DeskPage, { item, alike }: Row): RowAct[] {
  const mergeAlike = { name: m.merge_alike(), run: () => void page.curation.merge(alike, item.q) };
  return [
    { ...keyed('approve'), kind: 'primary', name: m.act_approve(), run: () => void page.approve([item]) },
    { ...keyed('dismiss'), name: m.act_dismiss(), run: () => page.dismissing.ask([item]) },
    ...(alike.length > 0 ? [mergeAlike] : []),
  ];
}

function listedActs(page: DeskPage, item: QuestionItem): RowAct[] {
  const isQueued = item.stage !== undefined;
  const hasWords = !isErased(item);
  const show: RowAct = { ...keyed('show'), name: m.act_show(), run: () => void page.stage.show(item) };
  const enqueue = { ...keyed('queue'), name: m.act_queue(), run: () => page.enqueue([item]) };
  const dequeue = { ...keyed('queue'), name: m.take_off(), run: () => void page.stage.dequeue(item) };
  return [
    ...(item.stage !== 'on' && hasWords ? [show] : []),
    ...(isQueued ? [dequeue] : hasWords ? [enqueue] : []),
    { ...keyed('answer'), name: m.act_answer(), run: () => void page.curation.answer([item]) },
    { ...keyed('dismiss'), name: m.act_dismiss(), run: () => page.dismissing.ask([item]) },
  ];
}

/** Nothing is written to a question whose words were erased. */
function textActs(page: DeskPage, question: QuestionItem): RowAct[] {
  if (isErased(question)) return [];
  const open = (kind: 'edit' | 'shorten' | 'reply') => () => {
    page.dialog = { kind, question };
  };
  const isPublic = question.status === 'listed' || question.status === 'answered';
  const evidence: Evidence = { kind: 'question', question: question.q };
  const recommend = {
    name: m.rec_from_this(),
    run: () => {
      page.dialog = { kind: 'recommend', evidence, text: question.text };
    },
    isRare: true,
  };
  return [
    { ...keyed('edit'), name: m.act_edit(), run: open('edit') },
    { ...keyed('shorten'), name: m.act_shorten(), run: open('shorten'), isRare: true },
    ...(isPublic ? [{ ...keyed('reply'), name: m.act_reply(), run: open('reply'), isRare: true }, recommend] : []),
  ];
}

/** What is left. Where those alike are merged at once, that takes the room of what is seldom wanted then. */
function rest(page: DeskPage, question: QuestionItem, hasAlike = false): RowAct[] {
  const open = (kind: 'merge' | 'label' | 'move') => () => {
    page.dialog = { kind, questions: [question] };
  };
  const canBlock = question.source === undefined;
  const block = {
    name: question.blocked ? m.act_unblock() : m.act_block(),
    run: () => void page.curation.block(question),
    isRare: true,
  };
  return [
    ...(question.status === 'answered'
      ? []
      : [{ ...keyed('merge'), name: m.act_merge(), run: open('merge'), isRare: hasAlike }]),
    { ...keyed('label'), name: m.act_label(), run: open('label'), isRare: hasAlike },
    { ...keyed('move'), name: m.act_move(), run: open('move'), isRare: true },
    ...(canBlock ? [block] : []),
  ];
}

function restore(page: DeskPage, item: QuestionItem): RowAct {
  return { ...keyed('approve'), kind: 'primary', name: m.act_restore(), run: () => void page.restore([item]) };
}

function keyed(action: Action): { print: string } {
  return { print: printOf(action) };
}
