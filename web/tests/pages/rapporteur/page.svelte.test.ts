import { beforeAll, beforeEach, expect, it } from 'vitest';
import { notices } from '$lib/components/notices.svelte';
import { Passing } from '$lib/net/storage';
import { type RecommendationItem, topics } from '$lib/protocol/generated/protocol';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';
import type { Editing } from '../../../src/pages/rapporteur/editing.svelte';
import { placed } from '../../../src/pages/rapporteur/matrix';
import { missingOf } from '../../../src/pages/rapporteur/missing';
import { RapporteurPage } from '../../../src/pages/rapporteur/rapporteur-page.svelte';
import { FakeLive } from '../../support/fake-live.svelte';
import { speak } from '../../support/language';
import { draft, told, vote } from '../../support/recommendations';

/** A rapporteur's connection: what is given waits in its outbox until it is answered. */
class RapporteurLive extends FakeLive {
  outbox: readonly Kept[] = $state.raw([]);
  mine: Live['mine'] = $state.raw({ questions: [], supports: [], ballots: [], seq: 4 });
  mineRev = $state(1);
  hear: (kept: Kept, outcome: Outcome) => void = () => undefined;

  override onDecided(hear?: (kept: Kept, outcome: Outcome) => void): () => void {
    if (hear) this.hear = hear;
    return () => undefined;
  }

  override do(command: Kept['command']): Promise<Outcome> {
    this.outbox = [...this.outbox, { id: String(this.given.length), at: this.time, command }];
    return super.do(command);
  }

  nextSeq(): number {
    return this.mine.seq + this.given.length + 1;
  }

  /** The server decides what was given first. */
  async decide(outcome: Outcome): Promise<void> {
    const [first, ...rest] = this.outbox;
    this.outbox = rest;
    if (first) this.hear(first, outcome);
    await this.answer(outcome);
  }

  /** The drafts as they are at a revision. */
  tells(rev: number, ...items: RecommendationItem[]): void {
    this.drafts = told(items, { arrangement: 2 });
    this.revs.set(topics.drafts, rev);
  }
}

const refused: Outcome = { done: false, code: 'changed' };
const done = (rev: number): Outcome => ({ done: true, rev });
let storage = new Passing();
let live: RapporteurLive;
let page: RapporteurPage;
let editing: Editing;

const opened = () => new RapporteurPage(live as unknown as Live, storage);

beforeAll(() => speak('ar'));
beforeEach(() => {
  storage = new Passing();
  live = new RapporteurLive();
  live.tells(1, draft(1), draft(2));
  page = opened();
  editing = page.editing(1);
});

it('sends what was written in one field at the version that was read, and outlives a reload until then', () => {
  editing.write('text', 'نص آخر');
  expect(opened().editing(1).fields.text, 'a reload loses nothing').toBe('نص آخر');
  void editing.save();
  expect(live.given).toEqual([
    {
      do: 'recommendations',
      act: 'edit',
      recommendation: 1,
      version: 1,
      title: 'توصية 1',
      text: 'نص آخر',
      label: {},
    },
  ]);
});

it('says for whom and by when in a command of its own, after the words', async () => {
  editing.write('title', 'عنوان');
  editing.write('due', '2027-03-01');
  editing.write('owner', { ar: ' الأمانة ', en: '' });
  const saving = editing.save();
  await live.decide(done(2));
  expect(live.given.at(-1)).toEqual({
    do: 'recommendations',
    act: 'assign',
    recommendation: 1,
    version: 2,
    owner: { ar: 'الأمانة' },
    due: '2027-03-01',
  });
  await live.decide(done(3));
  expect(await saving).toBe(true);
  live.tells(3, draft(1, { v: 3, title: 'عنوان', owner: { ar: 'الأمانة' }, due: '2027-03-01' }));
  page.follow();
  expect(editing.isUnsaved).toBe(false);
  expect(storage.length, 'nothing of it stays here').toBe(0);
});

it('puts what two wrote of the same field beside each other, and nothing else in question', () => {
  editing.write('text', 'ما كتبته');
  live.tells(2, draft(1, { v: 2, title: 'عنوان غيري' }));
  expect(editing.clashes, 'another field is no clash').toEqual([]);
  expect(editing.fields).toMatchObject({ title: 'عنوان غيري', text: 'ما كتبته' });
  live.tells(3, draft(1, { v: 3, title: 'عنوان غيري', text: 'ما كتبه غيري' }));
  expect([editing.clashes, editing.canSave]).toEqual([['text'], false]);
  expect([editing.saved.text, editing.fields.text]).toEqual(['ما كتبه غيري', 'ما كتبته']);
  editing.keepMine('text');
  expect([editing.clashes, editing.canSave]).toEqual([[], true]);
  void editing.save();
  expect(live.given.at(-1)).toMatchObject({ act: 'edit', version: 3, title: 'عنوان غيري', text: 'ما كتبته' });
});

it('lets go of what was written for what somebody else saved', () => {
  editing.write('text', 'ما كتبته');
  live.tells(2, draft(1, { v: 2, text: 'ما كتبه غيري' }));
  editing.takeTheirs('text');
  page.follow();
  expect([editing.fields.text, editing.isUnsaved]).toEqual(['ما كتبه غيري', false]);
});

it('keeps all that was written where somebody else was faster', async () => {
  editing.write('text', 'ما كتبته');
  const saving = editing.save();
  await live.decide(refused);
  expect(await saving).toBe(false);
  expect([editing.wasChanged, editing.fields.text]).toEqual([true, 'ما كتبته']);
  expect(notices.shown.at(-1)?.text).toContain('باقٍ');
});

it('takes what was written on, while it was on its way, for a change of what is there now', async () => {
  editing.write('text', 'أول');
  const saving = editing.save();
  editing.write('text', 'أول وثان');
  await live.decide(done(2));
  await saving;
  live.tells(2, draft(1, { v: 2, text: 'أول' }));
  page.follow();
  expect([editing.clashes, editing.fields.text, editing.isUnsaved]).toEqual([[], 'أول وثان', true]);
});

it('does not change the words of what is put to the vote, but says for whom it is', () => {
  live.tells(2, draft(1, { stage: 'proposed' }));
  expect([editing.isWording, editing.isAssigning]).toEqual([false, true]);
});

it('gives marks once both are there, and shows them at once', async () => {
  page.marks?.mark(1, { impact: 4 });
  expect(live.given).toEqual([]);
  page.marks?.mark(1, { feasibility: 5 });
  expect(live.given).toEqual([
    { do: 'recommendations', act: 'mark', recommendation: 1, marks: { impact: 4, feasibility: 5 }, seq: 5 },
  ]);
  expect([page.marks?.of(1), page.marks?.waits(1)]).toEqual([{ impact: 4, feasibility: 5 }, true]);
  await live.decide(done(2));
  expect([page.marks?.of(1), page.marks?.waits(1)]).toEqual([{ impact: 4, feasibility: 5 }, false]);
  live.mine = { ...live.mine, marks: [{ r: 1, impact: 2, feasibility: 2 }] };
  live.mineRev = 2;
  expect(page.marks?.of(1), 'another device gave later ones').toMatchObject({ impact: 2, feasibility: 2 });
});

it('moves one among those that are worked on, and names the arrangement that was read', () => {
  live.tells(2, draft(1), draft(3, { stage: 'withdrawn' }), draft(2));
  const [, second] = page.working;
  if (second) void page.shift(second, -1);
  expect(live.given).toEqual([{ do: 'recommendations', act: 'arrange', arrangement: 2, order: [2, 1] }]);
});

it('takes from what it rests on its own things alone, not those of what was merged into it', async () => {
  const own = { kind: 'idea', session: 1, idea: 4 } as const;
  const others = draft(2, { stage: 'merged', into: 1 });
  const evidence = [...(others.evidence ?? []), { ...own, text: 'فكرة', dir: 'rtl' as const }];
  const item = draft(1, { absorbed: [2], evidence, pieces: 2 });
  live.tells(2, item, others);
  expect(page.ownEvidence(item)).toEqual([own]);
  void page.uncite(item, own);
  expect(live.given.at(-1)).toMatchObject({ act: 'set_evidence', version: 1, evidence: [] });
});

it('puts to the vote what is proposed and not agreed, as it was read', () => {
  const outcome = { round: 1, agree: 9, disagree: 1, abstain: 0, agreed: true };
  live.tells(2, draft(1, { stage: 'proposed' }), draft(2, { stage: 'proposed', outcome }));
  page.rule.voters = 10;
  page.minutes = 3;
  page.openVote();
  expect(live.given).toEqual([
    {
      do: 'recommendations',
      act: 'open_vote',
      round: 0,
      list: [1],
      rule: { more_than: 50, voters: 10 },
      seconds: 180,
    },
  ]);
});

it('says what is missing before it is published', () => {
  expect(missingOf(draft(1), undefined)).toEqual([]);
  expect(missingOf(draft(1, { pieces: 0 }), undefined)).toEqual(['evidence']);
  expect(missingOf(draft(1, { unagreed: true }), undefined)).toEqual(['agreement']);
  expect(missingOf(draft(1, { unagreed: true }), vote({ closed: 9 }))).toEqual(['agreement']);
  expect(missingOf(draft(1, { unagreed: true }), vote())).toEqual(['vote_open']);
});

it('takes up a new one that was refused, unless another is being written', async () => {
  page.fresh = { title: 'سجل', text: 'نص' };
  void page.make();
  expect([page.fresh.title, page.underway.map(({ title }) => title)]).toEqual(['', ['سجل']]);
  await live.decide({ done: false, code: 'too_many_recommendations', limit: 90 });
  expect(opened().fresh).toEqual({ title: 'سجل', text: 'نص' });
});

it('places what has nearly the same marks beside each other', () => {
  const spots = placed([
    { r: 1, impact: 500, feasibility: 100 },
    { r: 2, impact: 490, feasibility: 110 },
    { r: 3, impact: 100, feasibility: 500 },
  ]);
  expect(spots.map(({ shift }) => shift)).toEqual([0, 1, 0]);
  expect(spots[0]?.up).toBeGreaterThan(spots[2]?.up ?? 1);
  expect(spots[0]?.across).toBeLessThan(spots[2]?.across ?? 0);
});

it('new ones that are refused while another is being written stay, over a reload too', async () => {
  for (const title of ['الأولى', 'الثانية']) {
    page.fresh = { title, text: 'نص' };
    void page.make();
  }
  page.fresh = { title: '', text: 'نص بلا عنوان بعد' };
  await live.decide({ done: false, code: 'rate_limited' });
  await live.decide({ done: false, code: 'rate_limited' });
  const again = opened();
  expect([again.fresh.text, again.refused.map(({ title }) => title)]).toEqual([
    'نص بلا عنوان بعد',
    ['الثانية', 'الأولى'],
  ]);
  expect(again.isFree).toBe(false);
  const [newest] = again.refused;
  if (newest) again.again(newest);
  expect([again.open, again.fresh.title, opened().refused.length]).toEqual(['new', 'الثانية', 1]);
});
