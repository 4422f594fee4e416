import type { QuestionItem } from '$lib/protocol/generated/protocol';

/** What a fate is told apart by. */
function fateOf({ status, reason, session, stage }: QuestionItem): string {
  return [status, reason, session, stage === 'on'].join(' ');
}

/** Watches what becomes of the own questions, so that each turn is told once while the page is open. */
export class Fates {
  #known: ReadonlyMap<number, string> | undefined;

  /** The questions of which something else became since the last look. At the first look nothing is news. */
  news(questions: readonly QuestionItem[]): QuestionItem[] {
    const before = this.#known;
    this.#known = new Map(questions.map((question) => [question.q, fateOf(question)]));
    return questions.filter((question) => {
      const told = before?.get(question.q);
      return told !== undefined && told !== fateOf(question);
    });
  }

  /** Another session is looked at: its questions are no news. */
  forget(): void {
    this.#known = undefined;
  }
}
