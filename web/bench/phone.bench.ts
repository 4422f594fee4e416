/**
 * How a phone that is four times slower than this machine, on a slow 4G (150 ms to and fro, 1.6 Mbit/s), opens the page,
 * and how a long list scrolls on it. Prints its figures; benches/README.md holds the last ones.
 */
import { loadavg } from 'node:os';
import type { Browser, CDPSession, Page } from '@playwright/test';
import { Desk } from '../e2e/support/desk';
import { test } from '../e2e/support/test';
import { traced } from './support/trace';

const slowness = 4;
const slow4g = {
  offline: false,
  latency: 150,
  downloadThroughput: (1_600 * 1_024) / 8,
  uploadThroughput: (750 * 1_024) / 8,
};

/** A frame at 60 a second that took so long had another one dropped. */
const lateMs = 25;

/** Watches a page from its very beginning: when the way to ask is there, what shifts, and what holds up the thread. */
function watch() {
  const seen = { ready: 0, shift: 0, blocked: 0, idleAfter: 0 };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) seen.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      seen.blocked += duration - 50;
      seen.idleAfter = startTime + duration;
    }
  }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    if (document.querySelector('footer button.primary')) seen.ready ||= performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

type Seen = { ready: number; shift: number; blocked: number; idleAfter: number };
declare global {
  interface Window {
    seen: Seen;
    ticks: number[];
  }
}

async function slowly(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowness });
  return session;
}

async function fill(desk: Desk, questions: number): Promise<void> {
  for (let at = 1; at <= questions; at += 1) {
    const text = `${at}. كيف نقيس أثر المبادرات في الأحياء، ومن يتابع تنفيذها بعد الملتقى؟`.repeat(1 + (at % 3));
    await desk.do({ do: 'enter', session: 1, text, source: 'floor' });
  }
}

/** A phone that came nowhere yet. */
async function phone(browser: Browser): Promise<Page> {
  return (await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true })).newPage();
}

const stands = (page: Page) => page.waitForFunction(() => window.seen.ready > 0, undefined, { polling: 100 });

test('opening', async ({ server, browser }) => {
  const desk = await Desk.at(server);
  await fill(desk, 30);
  for (let run = 0; run < 5; run += 1) {
    const page = await phone(browser);
    await page.addInitScript(watch);
    const session = await slowly(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', slow4g);
    await page.goto(`${server.join(1)}?lang=ar`);
    await stands(page);
    await page.waitForTimeout(2_000);
    const { ready, shift, blocked, idleAfter } = await page.evaluate(() => window.seen);
    console.log(
      `the way to ask after ${ready.toFixed(0)} ms; layout shift ${shift.toFixed(4)}; blocked ${blocked.toFixed(0)} ms, the last long task over at ${idleAfter.toFixed(0)} ms; load ${loadavg()[0]?.toFixed(1)}`,
    );
    await page.context().close();
  }
});

test('opening, counted', async ({ server, browser }) => {
  const desk = await Desk.at(server);
  await fill(desk, 30);
  for (let run = 0; run < 5; run += 1) {
    const page = await phone(browser);
    await page.addInitScript(watch);
    const work = await traced(browser, page, async () => {
      await page.goto(`${server.join(1)}?lang=ar`);
      await stands(page);
    });
    const files = await page.evaluate(() => performance.getEntriesByType('resource') as PerformanceResourceTiming[]);
    const bytes = await page.evaluate(() =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
        .filter(({ startTime }) => startTime < window.seen.ready)
        .reduce((all, { transferSize }) => all + transferSize, 0),
    );
    console.log(
      `${work.busyMs.toFixed(0)} ms of the main thread's processor, ${files.length} files, ${(bytes / 1_024).toFixed(0)} KB; load ${loadavg()[0]?.toFixed(1)}`,
    );
    await page.context().close();
  }
});

for (const questions of [500, 3_000]) {
  test(`scrolling ${questions} questions`, async ({ server, browser }) => {
    const desk = await Desk.at(server);
    await fill(desk, questions);
    const page = await phone(browser);
    await page.goto(`${server.join(1)}?lang=ar`);
    const rows = page.getByRole('article');
    await rows.first().waitFor();
    const more = page.getByRole('button', { name: 'أسئلة أخرى' });
    while ((await rows.count()) < questions) await more.click({ timeout: 60_000 }).catch(() => {});
    const session = await slowly(page);
    await page.evaluate(() => {
      window.ticks = [];
      let last = performance.now();
      const frame = (now: number) => {
        window.ticks.push(now - last);
        last = now;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
    const work = await traced(browser, page, async () => {
      await session.send('Input.synthesizeScrollGesture', {
        x: 195,
        y: 500,
        yDistance: -12_000,
        speed: 2_400,
        gestureSourceType: 'touch',
      });
    });
    const frames = await page.evaluate(() => window.ticks.slice(2));
    const late = frames.filter((ms) => ms > lateMs);
    console.log(
      `${await rows.count()} rows: ${frames.length} frames, ${late.length} late, the longest ${Math.max(...frames).toFixed(1)} ms; load ${loadavg()[0]?.toFixed(1)}`,
    );
    console.log(
      `a frame: ${(work.busyMs / frames.length).toFixed(2)} ms of the slowed main thread, the longest task ${work.longestTaskMs.toFixed(1)} ms, ${work.layouts} layouts in all`,
    );
  });
}
