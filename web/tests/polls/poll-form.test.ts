import { beforeEach, describe, expect, it } from 'vitest';
import { draftOf, PollForm } from '$lib/polls/poll-form.svelte';
import { bounds } from '$lib/protocol/generated/bounds';
import type { PollDraft, PollView } from '$lib/protocol/generated/protocol';
import { speak } from '../support/language';

beforeEach(() => speak('ar'));

const settings = { changeable: true, hidden: true, secret: false };

function filled(kind: PollForm['kind'], options: string[] = []): PollForm {
  const form = new PollForm();
  form.kind = kind;
  form.title = { ar: ' أين نبدأ؟ ' };
  form.options = options.map((ar, key) => ({ key, title: { ar } }));
  return form;
}

function view(more: Partial<PollView>): PollView {
  const standing = { phase: 'closed', round: 1, revealed: true, tally: { v: 0 } } as const;
  return {
    poll: 1,
    version: 1,
    session: 1,
    title: {},
    answer: { kind: 'single' },
    options: [],
    settings,
    ...standing,
    ...more,
  };
}

describe('who votes', () => {
  const votersOf = (form: PollForm) => form.draft.settings.voters;

  it('is everyone, every badge, or the badges of chosen groups', () => {
    const form = filled('single', ['أ', 'ب']);
    expect(votersOf(form)).toBeUndefined();
    form.voters = 'badges';
    expect(votersOf(form)).toEqual([]);
    form.voters = 'groups';
    expect(form.faults).toEqual(['voters']);
    form.admit(2, true);
    form.admit(0, true);
    form.admit(1, true);
    form.admit(1, false);
    expect([form.faults, votersOf(form)]).toEqual([[], [0, 2]]);
  });

  it('is everyone in a cloud and in free texts, which badges do not vote in', () => {
    const form = filled('cloud');
    form.voters = 'badges';
    expect([form.takesBadges, votersOf(form), form.faults]).toEqual([false, undefined, []]);
  });

  it('is the same in a copy', () => {
    for (const voters of [[], [0, 2]]) {
      const copy = new PollForm(draftOf(view({ settings: { ...settings, voters } })));
      expect(votersOf(copy)).toEqual(voters);
    }
  });
});

describe('a poll in the making', () => {
  it('begins as one choice of two options, changeable, hidden until revealed', () => {
    const form = new PollForm();
    expect(form.options).toHaveLength(2);
    expect(form.draft).toMatchObject({ answer: { kind: 'single' }, settings });
    expect(form.faults).toEqual(['title', 'options']);
  });

  it('becomes what the server takes, with empty options left out', () => {
    const form = filled('single', ['حدائق', '', 'إنارة']);
    form.seconds = 60;
    expect(form.faults).toEqual([]);
    expect(form.draft).toEqual({
      title: { ar: 'أين نبدأ؟' },
      answer: { kind: 'single' },
      options: [{ ar: 'حدائق' }, { ar: 'إنارة' }],
      settings: { ...settings, time: 60_000 },
    });
  });

  const kinds: [PollForm['kind'], PollDraft['answer']][] = [
    ['yes_no_abstain', { kind: 'yes_no_abstain' }],
    ['rating', { kind: 'rating', max: 5 }],
    ['cloud', { kind: 'cloud', words: 3 }],
    ['open', { kind: 'open' }],
  ];
  it.each(kinds)('of the kind %s has no options, whatever was typed before', (kind, answer) => {
    const form = filled(kind, ['حدائق', 'إنارة']);
    expect(form.draft).toMatchObject({ answer, options: [] });
    expect(form.faults).toEqual([]);
  });

  it('keeps the right answer of a quiz while options move, go and are left empty', () => {
    const form = filled('quiz', ['', 'أ', 'ب', 'ج']);
    form.right = 2;
    expect(form.draft.answer).toEqual({ kind: 'quiz', answer: 1 });
    form.moveOption(2, 1);
    expect(form.draft.answer).toEqual({ kind: 'quiz', answer: 2 });
    form.removeOption(1);
    expect(form.draft.answer).toEqual({ kind: 'quiz', answer: 1 });
    expect(form.draft.options[1]).toEqual({ ar: 'ب' });
  });

  it('says when the numbers of choices do not fit the options', () => {
    const form = filled('multiple', ['أ', 'ب']);
    form.max = 3;
    expect(form.faults).toEqual(['range']);
    form.max = 2;
    expect(form.draft.answer).toEqual({ kind: 'multiple', min: 1, max: 2 });
  });

  it('takes so many options and no more', () => {
    const form = new PollForm();
    for (let more = 0; more < 30; more += 1) form.addOption();
    expect(form.options).toHaveLength(bounds.mostOptions);
  });

  it('begins as the poll it is a copy of', () => {
    const quiz = view({
      title: { ar: 'متى؟' },
      answer: { kind: 'quiz' },
      options: [{ ar: 'أمس' }, { ar: 'اليوم' }],
      right: 1,
      settings: { ...settings, time: 30_000 },
    });
    expect(new PollForm(draftOf(quiz)).draft).toEqual(draftOf(quiz));
  });
});
