import { join } from 'node:path';
import { test } from '@playwright/test';
import type { Profile } from '../src/lib/protocol/generated/protocol';
import { type Hall, hallNow, hostile, poll, question, texts } from './support/hall';
import { head, items, pictureOf, pictureOfFew } from './support/opinions';
import { WallServer } from './support/wall-server';

/** Pictures of every scene, to be looked at: `MAJLIS_GALLERY=<folder> npx playwright test wall-gallery`. */
const folder = process.env.MAJLIS_GALLERY;
const only = process.env.MAJLIS_GALLERY_SCENES?.split(',').filter(Boolean);
const sizes = (process.env.MAJLIS_GALLERY_SIZES ?? '1280x720,1024x768,3840x1080,1080x1920').split(',');

/** Walls that are told what they are like, by `MAJLIS_GALLERY_PROFILE`: a hall so deep that its last row reads 7.6 vh, ... */
const profiles: Record<string, Profile> = {
  far: { measures: { height: 2_000, distance: 16_700 } },
  low: { strip_at_bottom: true },
  overlay: { overlay: true },
};
const profile = profiles[process.env.MAJLIS_GALLERY_PROFILE ?? ''];

/** How long a scene has to come and be fitted; with nothing that moves. */
const settlesMs = 600;

const themes = [
  { ar: 'إدارة المبادرات التطوعية وفرقها', en: 'Managing volunteer initiatives and their teams' },
  {
    ar: 'المسؤولية الاجتماعية للشركات في الأحياء السكنية وأثرها',
    en: 'Corporate social responsibility in the districts',
  },
  { ar: 'تمكين المتطوعين', en: 'Enabling volunteers' },
  { ar: 'العمل المجتمعي المؤسسي', en: 'Institutional community work' },
  { ar: 'الاستدامة', en: 'Sustainability' },
];
const more = [
  { ar: 'الحدائق', en: 'Parks' },
  { ar: 'النقل', en: 'Transport' },
  { ar: 'النظافة', en: 'Cleanliness' },
  { ar: 'التشجير', en: 'Tree planting' },
  { ar: 'المكتبات', en: 'Libraries' },
];
const asked = { ar: 'أي محور يحتاج إلى توصية عملية أولًا؟', en: 'Which theme needs a practical recommendation first?' };
const words =
  'مشاركة تطوّع استدامة ابتكار أثر شراكة مجتمع حدائق تمكين شباب ثقة شفافية استماع مسؤولية قرار جيران مبادرة حوار تعاون بيئة انتماء عطاء مستقبل مدينة أمل'.split(
    ' ',
  );

const tracks = { ar: 'كم مسارًا لجائزة عزوة؟', en: 'How many tracks does the award have?' };

type Change = (hall: Hall) => void;

/** The leaderboard on the wall: those with these points, the first of them under these names. */
function board(hall: Hall, points: readonly number[], names: readonly string[] = []): void {
  const rankOf = (own: number) => 1 + points.filter((other) => other > own).length;
  const top = points.map((own, at) => {
    const name = names[at] === undefined ? {} : { name: names[at] };
    return { rank: rankOf(own), points: own, right: 3, alias: (at * 37) % 90, ...name };
  });
  hall.leaders = { quizzes: points.length > 0 ? 3 : 0, people: points.length > 0 ? 128 : 0, top };
  Object.assign(hall.screen, { scene: 'leaders' });
}

const revealed = { phase: 'closed', revealed: true } as const;

const scenes: Record<string, Change> = {
  join: ({ screen }) => Object.assign(screen, { scene: 'join' }),
  agenda: ({ screen }) => Object.assign(screen, { scene: 'agenda' }),
  spotlight_short: (hall) => {
    hall.on = question(1, 214, texts.shortArabic, { name: 'متطوّعة من حيّ النخيل' });
  },
  spotlight: (hall) => {
    hall.on = question(1, 87, texts.arabic);
  },
  spotlight_longest: (hall) => {
    hall.on = question(1, 11, texts.longest);
  },
  spotlight_english: (hall) => {
    hall.on = question(1, 2, texts.english);
    hall.screen.announcement = 'تبدأ ورشة العمل في قاعة الورش بعد عشر دقائق';
  },
  top: () => undefined,
  top_long: (hall) => {
    hall.questions = [question(1, 1214, texts.longest), question(2, 87, texts.arabic), question(3, 3, texts.english)];
  },
  poll_open: (hall) => {
    hall.polls = [{ ...poll(1, asked, { kind: 'single' }, themes), until: Date.now() + 42_000, tally: { v: 187 } }];
    hall.screen.cue = { poll: 1 };
  },
  poll_revealed: (hall) => {
    const tally = { v: 301, n: [97, 61, 12, 131, 0], here: 342 };
    hall.polls = [{ ...poll(1, asked, { kind: 'single' }, themes), ...revealed, tally }];
    hall.screen.cue = { poll: 1 };
  },
  poll_ten: (hall) => {
    const tally = { v: 301, n: [97, 61, 12, 131, 0, 44, 81, 12, 5, 99], here: 342 };
    hall.polls = [
      { ...poll(1, asked, { kind: 'multiple', min: 1, max: 3 }, [...themes, ...more]), ...revealed, tally },
    ];
    hall.screen.cue = { poll: 1 };
  },
  poll_yes_no: (hall) => {
    const tally = { v: 240, n: [171, 48, 21], here: 342 };
    const name = {
      ar: 'هل توافقون على نشر التوصيات قبل نهاية العام؟',
      en: 'Should the recommendations be published this year?',
    };
    hall.polls = [{ ...poll(1, name, { kind: 'yes_no_abstain' }), ...revealed, tally }];
    hall.screen.cue = { poll: 1 };
  },
  poll_ranking: (hall) => {
    const tally = { v: 120, n: [301, 244, 180, 275, 90], here: 342 };
    hall.polls = [{ ...poll(1, asked, { kind: 'ranking' }, themes), ...revealed, tally }];
    hall.screen.cue = { poll: 1 };
  },
  poll_rating: (hall) => {
    const name = { ar: 'إلى أي حدّ يشارك سكان حيّك في قراراته؟', en: 'How far do residents take part in decisions?' };
    hall.polls = [{ ...poll(1, name, { kind: 'rating', max: 5 }), ...revealed, tally: { v: 221, n: hall.stars } }];
    hall.screen.cue = { poll: 1 };
  },
  poll_quiz: (hall) => {
    const options = ['ثلاثة', 'أربعة', 'خمسة', 'ستة'].map((ar, at) => ({ ar, en: `${at + 3}` }));
    const tally = { v: 210, n: [60, 90, 52, 8], here: 342 };
    hall.polls = [{ ...poll(1, tracks, { kind: 'quiz' }, options), ...revealed, right: 1, tally }];
    hall.screen.cue = { poll: 1 };
  },
  poll_quiz_open: (hall) => {
    const options = ['ثلاثة', 'أربعة', 'خمسة', 'ستة'].map((ar, at) => ({ ar, en: `${at + 3}` }));
    const timed = { time: 20_000, until: Date.now() + 8_000, tally: { v: 187 } };
    hall.polls = [{ ...poll(1, tracks, { kind: 'quiz' }, options), ...timed }];
    hall.screen.cue = { poll: 1 };
  },
  leaders: (hall) =>
    board(hall, [2_840, 2_795, 2_795, 2_310, 1_980], ['سارة', 'فريق حيّ النخيل', 'Omar', 'أبو عبدالله']),
  leaders_ties: (hall) => board(hall, [1_000, 1_000, 1_000, 1_000, 1_000]),
  leaders_one: (hall) => board(hall, [875], ['سارة']),
  leaders_none: (hall) => board(hall, []),
  leaders_zeros: (hall) => board(hall, [0, 0, 0]),
  leaders_long: (hall) =>
    board(
      hall,
      [18_840, 17_795, 12_710, 9_310, 980],
      [
        'عبدالرحمن بن عبدالعزيز آل عبداللطيف القحطاني',
        'Donaudampfschifffahrtsgesellschaftskapitän',
        'فريق المبادرات التطوعية في حيّ الملك فهد',
        'Wolfeschlegelsteinhausenbergerdorff & Söhne',
        'مجموعة أصدقاء الحديقة المركزية بالمدينة',
      ],
    ),
  leaders_hostile: (hall) =>
    board(
      hall,
      [2_840, 2_795, 2_310, 1_980, 12],
      [
        'ز\u0334\u0335\u0336\u0337\u0338\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307ا\u0610\u0611\u0612\u0613\u0614ل\u064b\u064c\u064d\u064e\u064f\u0650\u0651غ\u0654\u0655',
        'Polis كيف 123 (٤٥) abc',
        '(((12,000 نقطة)))',
        'ﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺ',
        'ىىىىىىىىىىىىىىىىىىىىىىىىىىىىىىىىىىىىىىىى',
      ],
    ),
  poll_cloud: (hall) => {
    const name = { ar: 'كلمة تصف المشاركة المجتمعية', en: 'One word for community participation' };
    const items = words.map((text, at) => ({ w: ((at * 7) % 25) + 1, text, n: Math.round(90 / (at + 1)) + 2 }));
    hall.polls = [{ ...poll(1, name, { kind: 'cloud', words: 3 }), ...revealed, tally: { v: 260, words: items } }];
    hall.screen.cue = { poll: 1 };
  },
  poll_cloud_open: (hall) => {
    const name = { ar: 'كلمة تصف المشاركة المجتمعية', en: 'One word for community participation' };
    hall.polls = [{ ...poll(1, name, { kind: 'cloud', words: 3 }), tally: { v: 41 }, until: Date.now() + 8_000 }];
    hall.screen.cue = { poll: 1 };
  },
  poll_texts: (hall) => {
    const name = { ar: 'ما التوصية التي تُنهي بها هذا اليوم؟', en: 'What would you recommend at the end of this day?' };
    const written = [texts.shortArabic, 'ساعات تطوّع معترف بها في الجهات الحكومية والخاصة', texts.english, texts.arabic];
    hall.polls = [{ ...poll(1, name, { kind: 'open' }), ...revealed, tally: { v: 44, texts: written } }];
    hall.screen.cue = { poll: 1 };
  },
  ratings: ({ screen }) => Object.assign(screen, { scene: 'ratings' }),
  feedback: ({ screen }) => Object.assign(screen, { scene: 'feedback' }),
  break: ({ screen }) => Object.assign(screen, { scene: 'break' }),
  prayer: (hall) => {
    for (const session of hall.agenda.sessions) {
      if (session.session === 2) Object.assign(session, { phase: 'ended', ends: Date.now() - 600_000 });
      if (session.session === 3) Object.assign(session, { phase: 'open' });
    }
    Object.assign(hall.session, { session: 3 });
  },
  announcement: ({ screen }) =>
    Object.assign(screen, {
      scene: 'announcement',
      announcement: 'يُرجى التوجّه إلى بهو المعرض لحفل تكريم المبادرات الفائزة',
    }),
  wifi: ({ screen }) =>
    Object.assign(screen, {
      scene: 'wifi',
      wifi: { name: 'Izwa-Guests', password: 'hello-2026', qr: 'WIFI:T:WPA;S:Izwa-Guests;P:hello-2026;;' },
    }),
  ledger: ({ screen }) => Object.assign(screen, { scene: 'ledger' }),
  quiet: ({ screen }) => Object.assign(screen, { scene: 'quiet' }),
  test: ({ screen, agenda }) => {
    agenda.rehearsal = true;
    Object.assign(screen, { scene: 'test' });
  },
  blank: ({ screen }) => Object.assign(screen, { hidden: true }),
  holding: ({ screen }) => Object.assign(screen, { scene: 'spotlight' }),
  hostile_unbroken: (hall) => {
    hall.on = question(1, 3, hostile.unbroken, { name: hostile.unbroken.slice(0, 40) });
  },
  hostile_zalgo: (hall) => {
    hall.on = question(1, 3, hostile.zalgo, { name: hostile.bidi.slice(0, 40) });
  },
  hostile_bidi: (hall) => {
    hall.on = question(1, 3, hostile.bidi);
    hall.screen.announcement = hostile.mixed;
  },
  hostile_mixed: (hall) => {
    hall.on = question(1, 3, hostile.mixed);
    hall.screen.announcement = hostile.unbroken;
  },
  hostile_top: (hall) => {
    hall.questions = [
      question(1, 12_345, hostile.mixed),
      question(2, 7, hostile.german),
      question(3, 1, hostile.zalgo),
    ];
  },
  hostile_poll: (hall) => {
    const options = Object.values(hostile).map((text) => ({ ar: text.slice(0, 60), en: text.slice(0, 60) }));
    const tally = { v: 12_345, n: [9_999, 1, 0, 2_000, 345], here: 20_000 };
    const name = { ar: hostile.mixed, en: hostile.german };
    hall.polls = [{ ...poll(1, name, { kind: 'single' }, options), ...revealed, tally }];
    hall.screen.cue = { poll: 1 };
  },
  hostile_poll_open: (hall) => {
    const options = Object.values(hostile).map((text) => ({ ar: text.slice(0, 60), en: text.slice(0, 60) }));
    hall.polls = [{ ...poll(1, { ar: hostile.mixed }, { kind: 'single' }, options), tally: { v: 12_345 } }];
    hall.screen.cue = { poll: 1 };
  },
  hostile_cloud: (hall) => {
    const items = Object.values(hostile).map((text, at) => ({ w: at + 1, text: text.slice(0, 40), n: 90 - at * 20 }));
    hall.polls = [{ ...poll(1, asked, { kind: 'cloud', words: 3 }), ...revealed, tally: { v: 260, words: items } }];
    hall.screen.cue = { poll: 1 };
  },
  hostile_texts: (hall) => {
    const written = [hostile.mixed, hostile.unbroken, hostile.zalgo, hostile.bidi, hostile.german];
    hall.polls = [{ ...poll(1, asked, { kind: 'open' }), ...revealed, tally: { v: 44, texts: written } }];
    hall.screen.cue = { poll: 1 };
  },
  hostile_titles: ({ screen, agenda }) => {
    Object.assign(screen, { scene: 'join' });
    for (const hall of agenda.halls) hall.name = { ar: hostile.mixed, en: hostile.german };
    for (const session of agenda.sessions) session.title = { ar: hostile.unbroken, en: hostile.german };
  },
  hostile_agenda: ({ screen, agenda }) => {
    Object.assign(screen, { scene: 'agenda' });
    for (const hall of agenda.halls) hall.name = { ar: hostile.mixed, en: hostile.german };
    for (const session of agenda.sessions) session.title = { ar: hostile.unbroken, en: hostile.german };
  },
  poll_open_short: (hall) => {
    hall.polls = [
      { ...poll(1, asked, { kind: 'single' }, more.slice(0, 4)), until: Date.now() + 9_500, tally: { v: 1_187 } },
    ];
    hall.screen.cue = { poll: 1 };
  },
  poll_closed: (hall) => {
    const tally = { v: 187, here: 342 };
    hall.polls = [{ ...poll(1, asked, { kind: 'single' }, more.slice(0, 4)), phase: 'closed', tally }];
    hall.screen.cue = { poll: 1 };
  },
  poll_twenty: (hall) => {
    const options = Array.from({ length: 20 }, (_, at) => more[at % more.length] ?? {});
    const tally = { v: 301, n: options.map((_, at) => (at * 37) % 90), here: 342 };
    hall.polls = [{ ...poll(1, asked, { kind: 'multiple', min: 1, max: 3 }, options), ...revealed, tally }];
    hall.screen.cue = { poll: 1 };
  },
  'opinions-none': (hall) => {
    hall.statements = { head, items };
    hall.screen.cue = 'opinions';
  },
  'opinions-few': (hall) => {
    hall.statements = { head, items };
    hall.opinions = { session: 2, picture: pictureOfFew };
    hall.screen.cue = 'opinions';
  },
  ...Object.fromEntries(
    [1, 2, 3, 4, 5].map((groups) => [
      `opinions-${groups}`,
      (hall: Hall) => {
        hall.statements = { head, items };
        hall.opinions = { session: 2, picture: pictureOf(groups, groups === 4) };
        hall.screen.cue = 'opinions';
      },
    ]),
  ),
  upcoming: (hall) => {
    hall.session.phase = 'upcoming';
    for (const session of hall.agenda.sessions) if (session.session === 2) session.phase = 'upcoming';
  },
};

test.describe('gallery', () => {
  test.skip(folder === undefined, 'pictures are made when MAJLIS_GALLERY names a folder');
  for (const size of sizes) {
    const [width = 1280, height = 720] = size.split('x').map(Number);
    for (const lang of ['ar', 'en']) {
      test(`${size} ${lang}`, async ({ page }) => {
        test.setTimeout(240_000);
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ reducedMotion: 'reduce' });
        const server = new WallServer(hallNow(Date.now()));
        await server.serve(page);
        await page.goto(`/screen?lang=${lang}#c1.forum.secret`);
        await page.locator('[data-scene]').first().waitFor({ state: 'attached' });
        await page.evaluate(() => document.fonts.ready);
        for (const [name, change] of Object.entries(scenes)) {
          if (only?.length && !only.includes(name)) continue;
          Object.assign(server.hall, hallNow(Date.now()));
          change(server.hall);
          if (profile) server.hall.screen.profiles = [{ link: 1, version: 1, profile }];
          server.tell();
          await page.waitForTimeout(settlesMs);
          await page.screenshot({ path: join(folder ?? '', `${size}-${lang}-${name}.png`) });
        }
      });
    }
  }
});
