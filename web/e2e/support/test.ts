/**
 * Tests against a server of their own:
 *
 *     import { expect, test } from './support/test';
 *
 *     test('a desk opens', async ({ page, server }) => {
 *       await page.goto(server.link('moderator'));    // or presenter, screen, organiser; of a hall: ('screen', 1)
 *       const phone = await server.phone();           // a device of its own, in the running session of hall 1
 *       await phone.getByRole('button', { name: 'طرح سؤال' }).click();
 *     });
 *
 *     test.use({ forumFile: '...' });                 // another forum than `usualForum`; or `null`: none yet
 *
 * The program is not built here: `cargo build` and `npm run build` come first (a debug build serves `web/dist` as it
 * is). `page.goto('/...')` goes to the test's server.
 */
import { type BrowserContextOptions, test as base, type Page } from '@playwright/test';
import { usualForum } from './forum';
import { Server } from './server';

export { expect } from '@playwright/test';

/** The test's server, and devices that come to it. */
export interface Hall extends Pick<Server, 'url' | 'forum' | 'setup' | 'link' | 'join'> {
  /** A phone of its own that joins a hall, the first one where none is named. */
  phone(options?: BrowserContextOptions & { hall?: number; lang?: string }): Promise<Page>;
  /** A device of its own at an address, such as that of a role link. */
  device(address: string, options?: BrowserContextOptions): Promise<Page>;
  /** When the test is over. */
  over: AbortSignal;
}

const small = { viewport: { width: 390, height: 780 }, hasTouch: true };

export const test = base.extend<{ forumFile: string | null; server: Hall }>({
  forumFile: [usualForum, { option: true }],

  server: async ({ browser, forumFile }, use) => {
    const server = await Server.start(forumFile);
    const device = async (address: string, options: BrowserContextOptions = {}) => {
      const page = await (await browser.newContext(options)).newPage();
      await page.goto(address);
      return page;
    };
    const over = new AbortController();
    await use({
      url: server.url,
      over: over.signal,
      get forum() {
        return server.forum;
      },
      get setup() {
        return server.setup;
      },
      link: (role, hall) => server.link(role, hall),
      join: (hall) => server.join(hall),
      device,
      phone: ({ hall = 1, lang = 'ar', ...options } = {}) =>
        device(`${server.join(hall)}?lang=${lang}`, { ...small, ...options }),
    });
    over.abort();
    for (const context of browser.contexts()) await context.close();
    await server.stop();
  },

  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
});
