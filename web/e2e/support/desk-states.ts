import type { Page } from '@playwright/test';
import type { ActItem, DeedKind, QuestionItem } from '../../src/lib/protocol/generated/protocol';
import { type Hall, hallNow, poll, question, texts } from './hall';
import type { WallServer } from './wall-server';

const minute = 60_000;

/** A state of the desk: what the server tells it, and what a hand then does. */
export interface DeskState {
  hall?: (hall: Hall) => void;
  does?: (page: Page, server: WallServer) => Promise<void>;
}

const asked = [
  'متى تفتح الحديقة الجديدة في حيّ النخيل للزوار؟',
  'كيف نسجل فريقنا التطوعي في منصة البلدية؟',
  'متى تُفتح حديقة حيّ النخيل الجديدة للزائرين؟',
  'How do small teams reach the people who decide, without somebody in between?',
  texts.arabic,
  'هل ستُنشر التوصيات قبل نهاية العام؟',
  'لماذا لا تُضاء ممرات المشاة قرب المدارس؟',
  'كم مبادرة وصلت إلى التنفيذ من ملتقى العام الماضي؟ وما الذي أوقف الباقي؟',
  'زوروا متجرنا لأفضل الأسعار www.example.com',
  texts.longest,
  'هل لدى البلدية برنامج لتدريب قادة الفرق؟',
  'Freiwilligenkoordinationsbeauftragtenausbildungsprogramm: gibt es das?',
] as const;

/** So many questions that wait, the oldest so many minutes. */
export function waitingFor(count: number, oldestMs: number, now = Date.now()): QuestionItem[] {
  return Array.from({ length: count }, (_, at) =>
    question(1_000 + at, 0, `${asked[at % asked.length]}${at < asked.length ? '' : ` (${at})`}`, {
      status: 'pending',
      at: now - oldestMs + (at * oldestMs) / count,
      ...(at % 4 === 1 ? { name: 'متطوّعة من حيّ النخيل' } : {}),
      ...(at % 7 === 3 ? { labels: [0] } : {}),
    }),
  );
}

function listed(now: number): QuestionItem[] {
  return asked.slice(3).map((text, at) =>
    question(100 + at, [214, 87, 61, 33, 12, 9, 4, 1, 0][at] ?? 0, text, {
      at: now - (at + 3) * minute,
      ...(at === 0 ? { stage: 'on' } : at < 3 ? { stage: { queued: at - 1 } } : {}),
      ...(at === 2 ? { merged: 3, labels: [1] } : {}),
      ...(at === 4 ? { source: 'floor' } : {}),
      ...(at === 5 ? { original: 'نص كما كتبه صاحبه', wall: 'نص أقصر للشاشة', reply: 'رد مكتوب' } : {}),
    }),
  );
}

function act(no: number, deed: DeedKind, q: number, at: number, more: Partial<ActItem> = {}): ActItem {
  return { act: no, at, by: 1, desk: 'منصة الأسئلة', q, deed, last: true, ...more };
}

/** The desk of a hall at work: questions wait, some are listed, one is on stage. */
export function busyDesk(now: number): Hall {
  const hall = hallNow(now);
  const questions = listed(now);
  const [on, ...rest] = questions;
  hall.session.labels = [
    { ar: 'البيئة', en: 'Environment' },
    { ar: 'التمويل', en: 'Funding' },
  ];
  return Object.assign(hall, {
    questions,
    on: on ?? null,
    next: rest.slice(0, 2),
    waiting: waitingFor(5, 2 * minute, now),
    acts: [
      act(9, 'approve', 104, now - minute),
      act(8, 'dismiss', 90, now - 2 * minute, { reason: 'promotion' }),
      act(7, 'merge', 88, now - 3 * minute, { by: 4, desk: 'المنصة الثانية', last: false }),
      act(6, 'edit', 87, now - 4 * minute, { undone: true }),
    ],
    pulse: {
      here: 342,
      desks: [
        { link: 1, window: 7, name: 'منصة الأسئلة', holding: 0 },
        { link: 4, window: 3, name: 'المنصة الثانية', holding: 0 },
      ],
      walls: [
        {
          link: 5,
          name: 'شاشة القاعة الرئيسة',
          scene: 'spotlight',
          since: now - 4 * minute,
          rev: 2,
          size: [1920, 1080],
        },
      ],
      arrivals: {
        asked: [0, 0, 0, 0, 0, 1, 2, 4, 6, 9, 7, 5, 8, 12, 6, 3, 2, 2, 1, 4, 7, 9, 14, 11, 6, 4, 3, 2, 5, 8],
        supported: [
          0, 0, 0, 0, 0, 3, 8, 20, 31, 44, 40, 38, 61, 80, 52, 30, 21, 14, 9, 18, 33, 47, 71, 66, 40, 31, 22, 18, 30,
          51,
        ],
      },
    },
  });
}

const isNarrow = (page: Page) => (page.viewportSize()?.width ?? 0) < 1100;

/** The lane's tab of a narrow desk, by its place. */
async function showLane(page: Page, place: 0 | 1 | 2): Promise<void> {
  if (isNarrow(page)) await page.locator('.desk > nav button').nth(place).click();
}

async function openDrawer(page: Page, place: 0 | 1 | 2 | 3): Promise<void> {
  const wide = page.locator('header .hand > .wide button').nth(place);
  if (await wide.isVisible()) return wide.click();
  await page.locator('header nav > button').click();
  await page.locator('header .panel .narrow [aria-expanded]').nth(place).click();
}

async function focusRow(page: Page, lane: 'waiting' | 'list', at = 0): Promise<void> {
  await showLane(page, lane === 'waiting' ? 0 : 1);
  await page.locator(`section.${lane} tr`).nth(at).focus();
}

const polls = [
  {
    ...poll(1, { ar: 'أي محور نبدأ به؟', en: 'Which theme first?' }, { kind: 'single' }, [
      { ar: 'الحدائق', en: 'Parks' },
      { ar: 'الإنارة', en: 'Lighting' },
      { ar: 'النقل والمواقف حول المدارس والمساجد', en: 'Transport and parking around schools' },
    ]),
    phase: 'draft' as const,
    round: 0,
  },
  {
    ...poll(2, { ar: 'هل توافقون على نشر التوصيات؟', en: 'Publish the recommendations?' }, { kind: 'yes_no_abstain' }),
    tally: { v: 187, n: [120, 44, 23] },
  },
  {
    ...poll(3, { ar: 'ما تقييمك للمشاركة؟', en: 'How do you rate participation?' }, { kind: 'rating', max: 5 }),
    phase: 'closed' as const,
    revealed: true,
    tally: { v: 221, n: [3, 5, 18, 74, 121], here: 342 },
  },
  {
    ...poll(4, { ar: 'كلمة تصف المشاركة', en: 'One word' }, { kind: 'cloud', words: 3 }),
    phase: 'closed' as const,
    tally: {
      v: 60,
      words: [
        { w: 1, text: 'ثقة', n: 22 },
        { w: 2, text: 'شراكة', n: 9 },
        { w: 3, text: 'قرار', n: 1 },
        { w: 4, text: 'كلمة غير لائقة', n: 1, show: false },
      ],
    },
  },
  {
    ...poll(5, { ar: 'ما توصيتك؟', en: 'Your recommendation?' }, { kind: 'open' }),
    phase: 'closed' as const,
    tally: { v: 44, texts: [texts.shortArabic, texts.english, texts.arabic] },
  },
  {
    ...poll(6, { ar: 'رتّب المحاور', en: 'Rank the themes' }, { kind: 'ranking' }, [
      { ar: 'الحدائق', en: 'Parks' },
      { ar: 'الإنارة', en: 'Lighting' },
      { ar: 'النقل', en: 'Transport' },
    ]),
    phase: 'closed' as const,
    round: 2,
    revealed: false,
    tally: { v: 120, n: [301, 244, 180], here: 200 },
  },
  {
    ...poll(7, { ar: 'كم مسارًا للجائزة؟', en: 'How many tracks?' }, { kind: 'quiz' }, [
      { ar: 'ثلاثة', en: 'Three' },
      { ar: 'أربعة', en: 'Four' },
    ]),
    phase: 'closed' as const,
    revealed: true,
    right: 1,
    tally: { v: 210, n: [60, 150], here: 342 },
  },
];

/** The session should have begun, and no hand began it. */
function beginsLate(hall: Hall): void {
  hall.session.phase = 'upcoming';
  for (const entry of hall.agenda.sessions) {
    if (entry.session === 2) Object.assign(entry, { phase: 'upcoming', starts: Date.now() - 5 * minute });
  }
}

/** Every state in which a moderator meets the desk. */
export const deskStates: Record<string, DeskState> = {
  busy: {},
  empty: {
    hall: (hall) => {
      Object.assign(hall, { questions: [], on: null, next: [], waiting: [], acts: [], pulse: { here: 3 } });
      hall.counts = { ...hall.counts, listed: 0, received: 0 };
    },
  },
  row_open: { does: (page) => focusRow(page, 'waiting', 3) },
  list_open: { does: (page) => focusRow(page, 'list', 2) },
  stage: { does: (page) => showLane(page, 2) },
  many_200: {
    hall: (hall) => {
      hall.waiting = waitingFor(200, 3 * minute + 5_000);
    },
  },
  many_3000: {
    hall: (hall) => {
      hall.waiting = waitingFor(3_000, 8 * minute + 5_000);
    },
  },
  selected: {
    does: async (page) => {
      for (const at of [0, 1, 2]) await page.locator('section.waiting input[type=checkbox]').nth(at).check();
    },
  },
  dismiss: {
    does: async (page) => {
      await focusRow(page, 'waiting', 1);
      await page.keyboard.press('d');
    },
  },
  merge: {
    does: async (page) => {
      await focusRow(page, 'waiting', 0);
      await page.keyboard.press('m');
    },
  },
  edit: {
    does: async (page) => {
      await focusRow(page, 'waiting', 1);
      await page.keyboard.press('e');
    },
  },
  label: {
    does: async (page) => {
      await focusRow(page, 'waiting', 1);
      await page.keyboard.press('l');
    },
  },
  search: {
    hall: (hall) => {
      hall.found = [...hall.questions.slice(2, 5), ...(hall.waiting ?? []).slice(0, 1)];
    },
    does: async (page) => {
      await showLane(page, 1);
      await page.locator('section.list input[type=search]').fill('الحديقه');
      await page.waitForTimeout(500);
    },
  },
  search_nothing: {
    does: async (page) => {
      await showLane(page, 1);
      await page.locator('section.list input[type=search]').fill('كلمة لا تُوجد');
      await page.waitForTimeout(500);
    },
  },
  polls: {
    hall: (hall) => {
      hall.polls = polls.slice(0, 3);
    },
    does: (page) => openDrawer(page, 0),
  },
  polls_results: {
    hall: (hall) => {
      hall.polls = polls.slice(3, 5);
    },
    does: (page) => openDrawer(page, 0),
  },
  polls_more: {
    hall: (hall) => {
      hall.polls = polls.slice(5);
    },
    does: (page) => openDrawer(page, 0),
  },
  poll_closing: {
    hall: (hall) => {
      hall.polls = polls.slice(1, 2).map((open) => ({ ...open, until: Date.now() + 42_000 }));
    },
    does: (page) => openDrawer(page, 0),
  },
  poll_form: {
    does: async (page) => {
      await openDrawer(page, 0);
      await page.locator('aside .primary').first().click();
    },
  },
  ledger: { does: (page) => openDrawer(page, 1) },
  feedback: { does: (page) => openDrawer(page, 2) },
  walls: {
    hall: (hall) => {
      const now = Date.now();
      hall.pulse.walls = [
        ...(hall.pulse.walls ?? []),
        { link: 6, name: 'الشاشة الجانبية', scene: 'blank', since: now - 9 * minute, rev: 2, size: [1024, 768] },
        { link: 7, name: 'LED', scene: 'top', since: now - minute, rev: 1, size: [3840, 1080] },
        {
          link: 8,
          name: 'شاشة البهو',
          scene: 'join',
          since: now - 20 * minute,
          rev: 1,
          size: [1280, 720],
          gone: now - 2 * minute,
        },
      ];
    },
    does: (page) => openDrawer(page, 3),
  },
  no_walls: {
    hall: (hall) => {
      hall.pulse.walls = [];
    },
    does: (page) => openDrawer(page, 3),
  },
  held: {
    hall: (hall) => {
      hall.pulse.desks = [
        { link: 1, window: 7, name: 'منصة الأسئلة', holding: 0 },
        { link: 4, window: 3, name: 'المنصة الثانية', holding: 1_001 },
      ];
    },
    does: (page) => focusRow(page, 'waiting', 3),
  },
  keys: {
    does: async (page) => {
      await focusRow(page, 'waiting', 0);
      await page.keyboard.press('Shift+?');
    },
  },
  board: {
    does: async (page) => {
      await page.locator('header nav > button').click();
      await page.locator('header .panel > button').nth(1).click();
    },
  },
  more: { does: (page) => page.locator('header nav > button').click() },
  offline: {
    does: async (page, server) => {
      await server.cut();
      await page.locator('.standing .cut').waitFor();
    },
  },
  paused: { hall: (hall) => void Object.assign(hall.session, { paused: true, pause_message: 'نعود بعد كلمة الضيف' }) },
  hidden: { hall: (hall) => void Object.assign(hall.screen, { hidden: true }) },
  announced: {
    hall: (hall) => {
      hall.screen.announcement = 'تبدأ ورشة العمل في قاعة الورش بعد عشر دقائق';
      hall.session.note = 'دقيقتان';
    },
    does: (page) => showLane(page, 2),
  },
  due: {
    hall: (hall) => {
      for (const entry of hall.agenda.sessions) if (entry.session === 2) entry.ends = Date.now() - 30_000;
    },
  },
  late: { hall: beginsLate },
  late_polls: { hall: beginsLate, does: (page) => openDrawer(page, 0) },
  hidden_feedback: {
    hall: (hall) => void Object.assign(hall.screen, { hidden: true }),
    does: (page) => openDrawer(page, 2),
  },
  end_open_poll: {
    hall: (hall) => {
      hall.polls = polls.slice(1, 2);
    },
    does: async (page) => {
      if (isNarrow(page)) await page.locator('header nav > button').click();
      const where = isNarrow(page) ? 'header .panel .narrow:first-child' : 'header .how > .wide';
      await page.locator(`${where} button`).nth(1).click();
    },
  },
  ended: {
    hall: (hall) => {
      hall.session.phase = 'ended';
      for (const entry of hall.agenda.sessions) if (entry.session === 2) entry.phase = 'ended';
    },
  },
};
