import type { Notices } from '$lib/components/notices.svelte';
import { m } from '$lib/i18n/language.svelte';
import type { QuestionItem } from '$lib/protocol/generated/protocol';
import type { DeskPage } from '../desk-page.svelte';
import type { Action } from './keymap';

/** What the keys come to, by what is in hand or selected in the lane at work. */
export class KeyedActs {
  readonly #page: DeskPage;
  readonly #notices: Notices;

  constructor(page: DeskPage, notices: Notices) {
    this.#page = page;
    this.#notices = notices;
  }

  act(action: Action): void {
    this.#actions[action]();
  }

  readonly #actions: Record<Action, () => void> = {
    approve: () => this.#approve(),
    dismiss: () => this.#page.dismissing.ask(this.#targets()),
    merge: () => this.#about('merge'),
    edit: () => this.#write('edit'),
    label: () => this.#about('label'),
    move: () => this.#about('move'),
    shorten: () => this.#write('shorten'),
    reply: () => this.#write('reply'),
    queue: () => this.#queue(),
    show: () => this.#show(),
    next: () => void this.#page.stage.next(true),
    back: () => void this.#page.stage.next(false),
    answer: () => void this.#page.curation.answer(this.#targets('listed')),
    undo: () => this.#page.acts.undo(),
    select: () => this.#select(),
    select_all: () => this.#page.lane?.selectAll(),
    search: () => this.#search(),
    floor: () => this.#open('floor'),
    pause: () => this.#page.pause(),
    hide: () => void this.#page.stage.hide(),
    polls: () => this.#page.drawer.toggle('polls'),
    show_run: () => this.#showRun(),
    speaking: () => this.#speaking(),
    call_next: () => this.#callNext(),
    help: () => this.#open('keys'),
  };

  /** A hall without a run has no such panel. */
  #showRun(): void {
    if (this.#page.show.isHere) this.#page.drawer.toggle('show');
  }

  /** A break has no such panel. */
  #speaking(): void {
    if (this.#page.speaking.isHere) this.#page.drawer.toggle('speaking');
  }

  /** Where nobody ever asked for the microphone there is nobody to call. */
  #callNext(): void {
    const { speaking } = this.#page;
    if (speaking.queue.version > 0) void speaking.callNext();
  }

  #open(kind: 'floor' | 'keys'): void {
    this.#page.dialog = { kind };
  }

  #targets(status?: QuestionItem['status']): QuestionItem[] {
    const targets = this.#page.lane?.targets ?? [];
    return status ? targets.filter((question) => question.status === status) : targets;
  }

  #about(kind: 'merge' | 'label' | 'move'): void {
    const questions = this.#targets();
    if (questions.length > 0) this.#page.dialog = { kind, questions };
  }

  /** What waits is published; what was put aside, or answered, is brought back. */
  #approve(): void {
    const targets = this.#targets();
    const aside = targets.filter(({ status }) => ['answered', 'dismissed', 'merged'].includes(status));
    if (aside.length > 0) void this.#page.restore(aside);
    else void this.#page.approve(this.#targets('pending'));
  }

  /** The same key puts questions into the queue and takes the one in hand off it. */
  #queue(): void {
    const targets = this.#targets('listed');
    const off = targets.filter(({ stage }) => stage === undefined);
    const [only] = targets;
    if (off.length > 0) this.#page.enqueue(off);
    else if (only) void this.#page.stage.dequeue(only);
  }

  /** Replies are to what is published. */
  #write(kind: 'edit' | 'shorten' | 'reply'): void {
    const question = this.#page.lane?.row?.item;
    if (!question || this.#page.tellErased([question])) return;
    const isPublic = question.status === 'listed' || question.status === 'answered';
    if (isPublic || (kind !== 'reply' && question.status === 'pending')) this.#page.dialog = { kind, question };
  }

  /** Only what is published goes on stage; what waits is to be read first, and left the lane at work once it was. */
  #show(): void {
    const question = this.#page.lane?.row?.item;
    if (!question) return void this.#notices.show(m.show_what());
    if (this.#page.tellErased([question])) return;
    if (question.status === 'pending') this.#notices.show(m.approve_first());
    else void this.#page.stage.show(question);
  }

  #search(): void {
    this.#page.shown = 'list';
    this.#page.list.search.wanted += 1;
  }

  #select(): void {
    const q = this.#page.lane?.current;
    if (q !== undefined) this.#page.lane?.toggle(q);
  }
}
