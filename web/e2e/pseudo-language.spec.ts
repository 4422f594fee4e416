import { misplaced } from './support/layout';
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

test.describe('a language that only has a catalogue', () => {
  // The pages are built once for both.
  test.describe.configure({ mode: 'serial' });
  let pages: PseudoPages;

  test.beforeAll(() => {
    test.setTimeout(240_000);
    pages = PseudoPages.build();
  });
  test.afterAll(() => pages?.remove());

  for (const { locale } of pseudoLanguages) {
    test(`is spoken by every page, as ${locale}, with no word left in another and none cut`, async ({
      browser,
      server,
    }) => {
      test.setTimeout(180_000);
      const faults: Record<string, string[]> = {};
      const { origin, close } = await pages.serve(server.url);
      await new Tour(browser, server, contents, {
        lang: locale,
        empty: true,
        origin,
        look: async (page, where, kind) => {
          await expect(page.locator('html')).toHaveAttribute('lang', locale);
          const whole = kind === 'wall';
          await expect
            .poll(() => misplaced(page, { whole }), { timeout: 2_000 })
            .toEqual([])
            .catch(() => undefined);
          const found = [...(await untranslated(page)), ...(await misplaced(page, { whole }))];
          if (found.length > 0) faults[where] = found;
        },
      })
        .go()
        .finally(close);
      expect(faults).toEqual({});
    });
  }
});
