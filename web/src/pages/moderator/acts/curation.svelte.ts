import type { QuestionItem, Reason, SessionNo, Source } from '$lib/protocol/generated/protocol';
import type { DeskLive } from '../desk-live';
import type { DeskActs } from './desk-acts.svelte';

type Questions = readonly QuestionItem[];

/** What a desk decides about questions: about one, or about all that are selected. */
export class Curation {
  readonly #live: DeskLive;
  readonly #acts: DeskActs;

  constructor(live: DeskLive, acts: DeskActs) {
    this.#live = live;
    this.#acts = acts;
  }

  async approve(questions: Questions): Promise<void> {
    await this.#acts.giveAll(questions.map(({ q, v }) => ({ do: 'approve', question: q, version: v })));
  }

  async dismiss(questions: Questions, reason: Reason): Promise<void> {
    await this.#acts.giveAll(questions.map(({ q, v }) => ({ do: 'dismiss', question: q, version: v, reason })));
  }

  async restore(questions: Questions): Promise<void> {
    await this.#acts.giveAll(questions.map(({ q, v }) => ({ do: 'restore', question: q, version: v })));
  }

  async answer(questions: Questions): Promise<void> {
    await this.#acts.giveAll(questions.map(({ q, v }) => ({ do: 'answer', question: q, version: v })));
  }

  async merge(questions: Questions, into: number): Promise<void> {
    const others = questions.filter(({ q }) => q !== into);
    await this.#acts.giveAll(others.map(({ q, v }) => ({ do: 'merge', question: q, version: v, into })));
  }

  async move(questions: Questions, session: SessionNo): Promise<void> {
    await this.#acts.giveAll(questions.map(({ q, v }) => ({ do: 'move', question: q, version: v, session })));
  }

  /** Puts a label on all of them, or takes it off all of them. */
  async label(questions: Questions, label: number, on: boolean): Promise<void> {
    await this.#acts.giveAll(
      questions.map(({ q, v, labels = [] }) => {
        const others = labels.filter((other) => other !== label);
        return { do: 'label', question: q, version: v, labels: on ? [...others, label] : others };
      }),
    );
  }

  /** Corrects the text that is shown; the author's stays beside it. */
  async edit({ q, v }: QuestionItem, text: string): Promise<boolean> {
    return (await this.#acts.give({ do: 'edit', question: q, version: v, text: text.trim() })).done;
  }

  /** Sets the shorter text of the wall; an empty one takes it away. */
  async shorten({ q, v }: QuestionItem, text: string): Promise<boolean> {
    return (await this.#acts.give({ do: 'shorten', question: q, version: v, text: text.trim() || null })).done;
  }

  /** Answers in writing; an empty text takes the writing away. */
  async reply({ q, v }: QuestionItem, text: string): Promise<boolean> {
    return (await this.#acts.give({ do: 'reply', question: q, version: v, text: text.trim() || null })).done;
  }

  async block({ q, blocked = false }: QuestionItem): Promise<void> {
    await this.#acts.give({ do: 'block', question: q, on: !blocked });
  }

  /** Enters a question asked aloud, or one of the organisers'. */
  async enter(text: string, source: Exclude<Source, 'phone'>): Promise<boolean> {
    const { session } = this.#live;
    if (!session) return false;
    return (await this.#acts.give({ do: 'enter', session: session.session, text: text.trim(), source })).done;
  }
}
