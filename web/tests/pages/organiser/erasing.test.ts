import { beforeEach, describe, expect, it } from 'vitest';
import type { Command, QuestionItem } from '$lib/protocol/generated/protocol';
import { question, texts } from '../../../e2e/support/hall';
import { Erasing } from '../../../src/pages/organiser/erasing.svelte';
import { FakeLive } from '../../support/fake-live.svelte';
import { speak } from '../../support/language';

beforeEach(() => speak('ar'));

/** What an organiser erases with, on a server that has these questions. */
function erasing(questions: QuestionItem[]) {
  const given: Command[] = [];
  const live = new FakeLive();
  live.queries.find = async (text) => questions.filter((one) => one.text.includes(text));
  live.queries.page = async (_, after) => ({
    rev: 1,
    items: questions.filter(({ q }) => q > after),
    next: undefined,
  });
  const desk = new Erasing(live, async (command) => {
    given.push(command);
    return true;
  });
  return { desk, given };
}

describe('a question to be erased', () => {
  const questions = [question(7, 2, texts.shortArabic), question(12, 1, texts.english, { name: 'Omar' })];

  it('is found by its words, and by its number in the digits of any script', async () => {
    const { desk } = erasing(questions);
    const found = async (typed: string) => {
      desk.typed = typed;
      await desk.look();
      return [...new Set(desk.found?.map(({ q }) => q))];
    };
    expect(await found('المبادرات')).toEqual([7]);
    expect(await found(' ١٢ ')).toEqual([12]);
    expect(await found('8')).toEqual([]);
  });

  it('stays in sight without anything that was written in it', async () => {
    const { desk, given } = erasing(questions);
    desk.typed = 'forum';
    await desk.look();
    const [found] = desk.found ?? [];
    if (!found) throw new Error('nothing was found');
    await desk.erase(found);
    expect(given).toEqual([{ do: 'erase', question: 12 }]);
    expect(desk.found).toMatchObject([{ q: 12, text: '' }]);
    expect(desk.found?.[0]).not.toHaveProperty('name');
  });

  it('names its author, of whom all is erased, until something else is looked for', async () => {
    const { desk, given } = erasing(questions);
    desk.typed = 'forum';
    await desk.look();
    const [found] = desk.found ?? [];
    if (!found) throw new Error('nothing was found');
    await desk.eraseAuthor(found);
    expect(given).toEqual([{ do: 'erase_author', of: { is: 'question', question: 12 } }]);
    expect([desk.isAuthorErased, desk.found?.[0]?.text]).toEqual([true, '']);
    await desk.look();
    expect(desk.isAuthorErased).toBe(false);
  });
});
