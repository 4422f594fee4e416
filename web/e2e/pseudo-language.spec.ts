import { settled } from './support/layout';
import { PseudoPages, pseudoLanguages, untranslated } from './support/pseudo';
import { expect, test } from './support/test';
import { type Contents, Tour } from './support/tour';

const contents: Contents = {
  listed: ['متى تفتح الحديقة الجديدة للزوار؟'],
  waiting: [{ text: 'كيف نسجل فريقنا في منصة التطوع؟', name: 'متطوّعة من حيّ النخيل' }],
  poll: {
    title: { ar: 'بم نبدأ؟' },
    answer: { kind: 'single' },
    options: [{ ar: 'الحدائق' }, { ar: 'الإنارة' }],
    settings: { changeable: true, hidden: true, secret: false },
  },
  announcement: 'تبدأ ورشة العمل بعد قليل',
};

const locales = pseudoLanguages.map(({ locale }) => locale);

test('every page speaks a language that only has a catalogue, with no word left in another and none cut', async ({
  browser,
  server,
}) => {
  test.setTimeout(600_000);
  const faults: Record<string, string[]> = {};
  const pages = PseudoPages.build();
  const { origin, close } = await pages.serve(server.url);
  try {
    await new Tour(browser, server, contents, {
      languages: locales,
      origin,
      look: async ({ page, lang, where, kind }) => {
        await expect(page.locator('html')).toHaveAttribute('lang', lang);
        const found = [...(await untranslated(page)), ...(await settled(page, { whole: kind === 'wall' }))];
        if (found.length > 0) faults[`${lang}: ${where}`] = found;
      },
    }).go();
  } finally {
    await close();
    pages.remove();
  }
  expect(faults).toEqual({});
});
