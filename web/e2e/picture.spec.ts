import { type Browser, expect, type Page, test } from '@playwright/test';
import { Server } from './support/server';
import { scene } from './support/wall';

/** The README's picture, from the example forum as it is: `MAJLIS_PICTURE=../docs/majlis.png npx playwright test picture`. */
const file = process.env.MAJLIS_PICTURE;

/** What a picture shows in place of the address on which its server listens. */
const address = 'majlis.example.org';

interface Shot {
  /** Where the page lies, and what it is opened at. */
  at: string;
  /** The device's screen. */
  screen: { width: number; height: number };
  /** Where it stands on the picture: from its start and its top, and how wide. */
  place: { x: number; y: number; width: number };
  ready: (page: Page) => Promise<void>;
}

async function taken(browser: Browser, server: Server, { at, screen, ready }: Shot): Promise<Buffer> {
  const page = await browser.newPage({ viewport: screen });
  await page.routeWebSocket('**/v1/live', (socket) => {
    const behind = socket.connectToServer();
    behind.onMessage((text) => socket.send(String(text).replaceAll(new URL(server.url).host, address)));
  });
  await page.goto(at);
  await ready(page);
  await page.evaluate(() => document.fonts.ready);
  // What grows and fades comes to rest.
  await page.waitForTimeout(2_500);
  // It stays open: a wall that is closed is told of on the desk.
  return page.screenshot();
}

function shots(server: Server): Shot[] {
  const spoken = (link: string) => link.replace('#', '?lang=ar#');
  return [
    {
      at: `${server.join(1)}?lang=ar`,
      screen: { width: 390, height: 844 },
      place: { x: 30, y: 30, width: 323 },
      ready: (page) => expect(page.getByRole('button', { name: 'طرح سؤال' })).toBeVisible(),
    },
    {
      at: spoken(server.link('screen', 1)),
      screen: { width: 1280, height: 720 },
      place: { x: 383, y: 30, width: 602 },
      ready: (page) => expect(scene(page, 'poll')).toBeVisible(),
    },
    {
      at: spoken(server.link('moderator', 1)),
      screen: { width: 1280, height: 720 },
      place: { x: 383, y: 391, width: 602 },
      ready: (page) => expect(page.getByRole('row').first()).toBeVisible(),
    },
    {
      at: spoken(server.link('presenter', 1)),
      screen: { width: 1024, height: 768 },
      place: { x: 1015, y: 30, width: 355 },
      ready: (page) => expect(page.getByRole('listitem').first()).toBeVisible(),
    },
    {
      at: spoken(server.link('organiser')),
      screen: { width: 640, height: 732 },
      place: { x: 1015, y: 323, width: 355 },
      ready: async (page) => {
        await page.getByRole('navigation').getByRole('button', { name: 'الرموز' }).click();
        await expect(page.getByRole('img').first()).toBeVisible();
      },
    },
  ];
}

test.describe('picture', () => {
  test.skip(file === undefined, 'the picture is made when MAJLIS_PICTURE names a file');
  test('of the example forum', async ({ browser }) => {
    test.setTimeout(120_000);
    const server = await Server.demo();
    const pictures: string[] = [];
    for (const shot of shots(server)) {
      const { x, y, width } = shot.place;
      const height = (width * shot.screen.height) / shot.screen.width;
      const data = (await taken(browser, server, shot)).toString('base64');
      const place = `left:${x}px;top:${y}px;width:${width}px;height:${height}px`;
      pictures.push(`<img src="data:image/png;base64,${data}" style="position:absolute;border-radius:8px;${place}">`);
    }
    await server.stop();
    const page = await browser.newPage({ viewport: { width: 1400, height: 760 } });
    await page.setContent(`<body style="margin:0;background:#e8e3d8">${pictures.join('')}`);
    await page.screenshot({ path: file ?? '' });
    await page.close();
  });
});
