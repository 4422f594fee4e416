import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AgendaView, Command, ForumEntry, Rules as ForumRules } from '$lib/protocol/generated/protocol';
import Rules from '../../../src/pages/organiser/rules/Rules.svelte';
import { RulesDesk } from '../../../src/pages/organiser/rules/rules-desk.svelte';
import { speak } from '../../support/language';
import { mounted } from '../../support/mounted';

const rules: ForumRules = {
  moderation: 'before',
  names: 'optional',
  question_length: 280,
  option_length: 60,
  name_length: 40,
  comment_length: 500,
  waiting_per_person: 3,
  between_questions: 30_000,
  early_questions: 600_000,
  words_kept_days: 90,
  presenter_calls_next: false,
  questions_per_session: 20_000,
  supports_per_person: 2_000,
  word_list: ['ممنوع', 'خصم كبير'],
};

const [give, read, saved] = [vi.fn<(command: Command) => Promise<boolean>>(), vi.fn(), vi.fn()];
let forum: ForumEntry | undefined;
const agenda = { sessions: [{ ends: -1 }, { ends: 0 }] } as unknown as AgendaView;
/** How long ago the agenda's last session ended. */
let now = 0;

const entry = (version: number, more: Partial<ForumRules> = {}) =>
  ({ version, rules: { ...rules, ...more } }) as unknown as ForumEntry;
const desk = () => new RulesDesk({ forum: () => forum, agenda: () => agenda, now: () => now, give, read, saved });
const given = () => give.mock.calls.map(([command]) => command);

beforeEach(() => {
  vi.resetAllMocks();
  give.mockResolvedValue(true);
  forum = entry(4);
  now = 0;
});

describe("the forum's rules in an organiser's hands", () => {
  it('are told in seconds and minutes, and what was changed alone is sent', async () => {
    const page = desk();
    expect([page.number('between_questions'), page.number('early_questions')]).toEqual([30, 10]);
    page.setNumber('between_questions', 45);
    page.setNumber('waiting_per_person', 3);
    page.choose('names', 'off');
    await page.save();
    expect(given()).toEqual([{ do: 'set_rules', version: 4, rules: { names: 'off', between_questions: 45_000 } }]);
    expect(saved).toHaveBeenCalledOnce();
    expect(page.isChanged).toBe(false);
  });

  it('are not sent where a number is none, or out of its bounds', async () => {
    const page = desk();
    for (const wrong of [null, 0, 1.5, 100_001]) {
      page.setNumber('waiting_per_person', wrong);
      expect([page.isOut('waiting_per_person'), page.canSave], `${wrong}`).toEqual([true, false]);
    }
    await page.save();
    expect(give).not.toHaveBeenCalled();
    page.setNumber('waiting_per_person', 100_000);
    expect(page.canSave).toBe(true);
    expect(page.bounds('between_questions')).toEqual([0, 3_600]);
  });

  it('have a word list that is told by what is different, in pieces that fit a frame', async () => {
    const page = desk();
    page.words = ' خصم   كبير \n\nجديد\nجديد';
    await page.save();
    expect(given()).toEqual([
      { do: 'set_rules', version: 4, rules: { without_words: ['ممنوع'] } },
      { do: 'set_rules', version: 5, rules: { with_words: ['جديد'] } },
    ]);
    give.mockClear();
    page.words = Array.from({ length: 400 }, (_, no) => `كلمة طويلة جدا لا تتسع لها رسالة واحدة ${no}`).join('\n');
    await page.save();
    const sent = given().map((command) => new TextEncoder().encode(JSON.stringify(command)).length);
    expect(sent.length).toBeGreaterThan(2);
    expect(Math.max(...sent)).toBeLessThan(16_384);
  });

  it('say where a word, or the list, is too long', () => {
    const page = desk();
    page.words = 'ط'.repeat(61);
    expect([page.hasLongWord, page.canSave]).toEqual([true, false]);
    page.words = Array.from({ length: 1_001 }, (_, no) => `${no}`).join('\n');
    expect([page.hasLongWord, page.hasTooManyWords, page.canSave]).toEqual([false, true, false]);
  });

  it('keep what was written where it was refused, and follow what another organiser sets beside it', async () => {
    give.mockResolvedValue(false);
    const page = desk();
    page.setNumber('words_kept_days', 30);
    await page.save();
    expect(read).toHaveBeenCalledOnce();
    expect(saved).not.toHaveBeenCalled();
    forum = entry(5, { waiting_per_person: 1 });
    expect([page.number('words_kept_days'), page.number('waiting_per_person')]).toEqual([30, 1]);
    expect(page.isOvertaken).toBe(true);
    page.putBack();
    expect([page.number('words_kept_days'), page.isOvertaken, page.isChanged]).toEqual([90, false, false]);
  });

  it('are not told as changed elsewhere by what is being saved here, nor by the pieces of it that were taken', async () => {
    const page = desk();
    const overtaken: boolean[] = [];
    give.mockImplementation(async () => {
      forum = entry((forum?.version ?? 0) + 1);
      overtaken.push(page.isOvertaken);
      return true;
    });
    page.words = 'جديد';
    await page.save();
    expect(overtaken).toEqual([false, false]);
    give.mockResolvedValueOnce(true).mockResolvedValue(false);
    page.words = 'آخر';
    await page.save();
    forum = entry(7);
    expect(page.isOvertaken, 'its own first piece').toBe(false);
    forum = entry(8);
    expect(page.isOvertaken).toBe(true);
  });

  it('are saved where one that nobody touched stands in the middle of a minute', async () => {
    await speak('en');
    forum = entry(4, { early_questions: 90_000 });
    const page = desk();
    const place = mounted(Rules, { desk: page });
    const early = [...place.querySelectorAll('input')].find(({ value }) => value === '1.5');
    expect(early?.checkValidity()).toBe(true);
    page.setNumber('waiting_per_person', 7);
    flushSync();
    place.querySelector<HTMLButtonElement>('button[type="submit"]')?.click();
    expect(given()).toEqual([{ do: 'set_rules', version: 4, rules: { waiting_per_person: 7 } }]);
  });

  it('are asked about where by the days in hand all that was written would be erased soon', async () => {
    await speak('en');
    now = 20 * 86_400_000;
    const page = desk();
    expect(page.erasesSoon, 'what stands').toBe(false);
    page.setNumber('words_kept_days', 23);
    expect(page.erasesSoon, 'in three days').toBe(false);
    page.setNumber('words_kept_days', 22);
    const place = mounted(Rules, { desk: page });
    expect(place.querySelector('button[type="submit"]')).toBe(null);
    const save = [...place.querySelectorAll('button')].find(({ textContent }) => textContent?.includes('Save'));
    save?.click();
    flushSync();
    expect(given()).toEqual([]);
    expect(save?.textContent).toContain('erased for good soon');
    save?.click();
    expect(given()).toEqual([{ do: 'set_rules', version: 4, rules: { words_kept_days: 22 } }]);
  });

  it('say beside what saves them which of them keep them from being saved', async () => {
    await speak('en');
    const page = desk();
    const place = mounted(Rules, { desk: page });
    expect(place.querySelector('p.out')?.textContent?.trim()).toBe('');
    page.setNumber('early_questions', null);
    flushSync();
    expect(place.querySelector('p.out')?.textContent).toContain('Minutes before the start');
  });
});
