import type { QuestionItem, SessionNo } from '$lib/protocol/generated/protocol';

/** What a fate is told apart by. */
function fateOf({ status, reason, session, stage }: QuestionItem): string {
  return [status, reason, session, stage === 'on'].join(' ');
}

/**
 * Watches what becomes of the own questions, so that each turn is told once while the page is open: the first is that
 * the server has it, which its author learns wherever on the page the question was sent from.
 */
export class Fates {
  #session: SessionNo | undefined;
  #known: ReadonlyMap<number, string> = new Map();

  /** The questions that are new, or of which something else became, since the last look. At the first look at a session nothing is news. */
  news(session: SessionNo | undefined, questions: readonly QuestionItem[]): QuestionItem[] {
    const before = session === this.#session ? this.#known : undefined;
    this.#session = session;
    this.#known = new Map(questions.map((question) => [question.q, fateOf(question)]));
    return questions.filter((question) => before && before.get(question.q) !== fateOf(question));
  }
}
