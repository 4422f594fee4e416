import type { PollDraft } from '../src/lib/protocol/generated/protocol';
import { usualForum } from './support/forum';
import { cutSheets, misplaced, moving, notIsolated, overlapping, settled } from './support/layout';
import { expect, test } from './support/test';
import { type Contents, Tour } from './support/tour';

const zalgo = (text: string) =>
  [...text].map((letter) => letter + '\u0300\u0301\u0302\u0308\u0323\u0330'.repeat(3)).join('');

/** Texts that would break a page which does not expect them. Each stands once on the board, in turn on stage and on the wall. */
const hostile = {
  turned: 'سؤال\u202e عن النظام \u2066left\u2069 to\u202d right\u200f؟',
  towers: zalgo('كيف نشارك؟ how'),
  unbroken: 'م'.repeat(280),
  unbrokenLatin: 'W'.repeat(280),
  mixed: 'هل تدعم Polis 2.0 (beta) قرار «الأمانة» رقم 15/3 في 2026-11-26؟ Yes/لا',
  families: '👨‍👩‍👧‍👦'.repeat(20),
  /** And markup, which is text. */
  german:
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft und <b>Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz</b>? <img src="x" onerror="document.body.remove()">',
};

const poll: PollDraft = {
  title: { ar: hostile.mixed.slice(0, 60), en: hostile.german.slice(0, 120) },
  answer: { kind: 'single' },
  options: [
    { ar: 'م'.repeat(60), en: 'W'.repeat(60) },
    { ar: '👨‍👩‍👧‍👦'.repeat(8), en: 'Rindfleischetikettierungsüberwachungsaufgabenübertragung' },
    { ar: 'خيار \u202eمقلوب\u2066 left', en: zalgo('option') },
  ],
  settings: { changeable: true, hidden: true, secret: false },
};

const contents: Contents = {
  listed: Object.values(hostile),
  waiting: [
    { text: hostile.mixed, name: 'W'.repeat(40) },
    { text: hostile.unbroken, name: '\u202eمن \u2066name' },
    { text: hostile.german, name: zalgo('اسم') },
  ],
  poll,
  announcement: hostile.unbrokenLatin.slice(0, 120),
};

const longNames = usualForum
  .replace('ملتقى التجربة', 'ملتقى Polis 2.0 (beta) للمشاركة المجتمعية رقم 15/3 في الأحياء السكنية')
  .replace('Trial forum', 'Forum für Bürgerbeteiligungsverfahrensverbesserung und Nachbarschaftshilfe')
  .replace('القاعة الكبرى', 'القاعة الرئيسة الكبرى في مركز المؤتمرات والمعارض الدولي')
  .replace('Main hall', 'Veranstaltungszentrumshauptsaal')
  .replace(
    'من المبادرة إلى الأثر',
    'المسؤولية الاجتماعية للشركات في الأحياء السكنية وأثرها في جودة الحياة على المدى البعيد',
  )
  .replace(
    'From initiative to impact',
    'Bürgerbeteiligungsverfahrensverbesserungsvorschläge und Nachbarschaftshilfeorganisationen',
  );

/** Widths that a page must also be usable at: a phone of 320 px, a laptop at 200 % or at 400 %, and a tablet held upright. */
const smaller = {
  phone: [[320, 640]],
  laptop: [
    [683, 384],
    [320, 640],
  ],
  tablet: [
    [820, 1180],
    [590, 410],
    [320, 640],
  ],
  wall: [],
  paper: [],
} as const;

test.use({ forumFile: longNames });

test('hostile texts stay in their places on every screen, enlarged to twice and with nothing moving', async ({
  browser,
  server,
}) => {
  test.setTimeout(600_000);
  const faults: Record<string, string[]> = {};
  const note = (where: string, found: string[]) => {
    if (found.length > 0) faults[where] = [...(faults[where] ?? []), ...found];
  };
  await new Tour(browser, server, contents, {
    languages: ['ar', 'en'],
    look: async ({ page, lang, where, kind }) => {
      const at = `${lang}: ${where}`;
      note(at, await settled(page, { whole: kind === 'wall' }));
      note(at, await moving(page));
      note(at, await notIsolated(page, ['Polis', 'مقلوب', 'left']));
      note(at, await cutSheets(page));
      note(at, await overlapping(page));
      const usual = page.viewportSize();
      for (const [width, height] of smaller[kind]) {
        await page.setViewportSize({ width, height });
        note(`${at}, ${width} px`, await misplaced(page));
      }
      if (usual && smaller[kind].length > 0) await page.setViewportSize(usual);
    },
  }).go();
  expect(faults).toEqual({});
});
