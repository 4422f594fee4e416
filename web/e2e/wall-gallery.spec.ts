import { join } from 'node:path';
import { test } from '@playwright/test';
import { type Hall, hallNow, poll, question, texts } from './support/hall';
import { WallServer } from './support/wall-server';

/** Pictures of every scene, to be looked at: `MAJLIS_GALLERY=<folder> npx playwright test wall-gallery`. */
const folder = process.env.MAJLIS_GALLERY;
const sizes = (process.env.MAJLIS_GALLERY_SIZES ?? '1280x720,1024x768,3840x1080,1080x1920').split(',');

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

type Change = (hall: Hall) => void;
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
    const name = { ar: 'كم مسارًا لجائزة عزوة؟', en: 'How many tracks does the award have?' };
    const options = ['ثلاثة', 'أربعة', 'خمسة', 'ستة'].map((ar, at) => ({ ar, en: `${at + 3}` }));
    const tally = { v: 210, n: [60, 90, 52, 8], here: 342 };
    hall.polls = [{ ...poll(1, name, { kind: 'quiz' }, options), ...revealed, right: 1, tally }];
    hall.screen.cue = { poll: 1 };
  },
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
        for (const [name, change] of Object.entries(scenes)) {
          if (process.env.MAJLIS_GALLERY_SCENES && !process.env.MAJLIS_GALLERY_SCENES.split(',').includes(name))
            continue;
          const server = new WallServer(hallNow(Date.now()));
          change(server.hall);
          await page.unrouteAll();
          await server.serve(page);
          await page.goto(`/screen?lang=${lang}&scene=${name}#c1.forum.secret`);
          await page.locator('[data-scene]:not([inert])').waitFor({ state: 'attached' });
          await page.evaluate(() => document.fonts.ready);
          await page.waitForTimeout(name.startsWith('poll') || name === 'ratings' ? 1_900 : 700);
          await page.screenshot({ path: join(folder ?? '', `${size}-${lang}-${name}.png`) });
        }
      });
    }
  }
});
