/**
 * What a wall costs while everything on it moves, and whether it stays as large as it was over two days. Prints its
 * figures; benches/README.md holds the last ones.
 */
import type { Page } from '@playwright/test';
import { hallNow, poll } from '../e2e/support/hall';
import { Soak } from '../e2e/support/soak';
import { test } from '../e2e/support/test';
import { scene } from '../e2e/support/wall';
import { WallServer } from '../e2e/support/wall-server';
import { traced } from './support/trace';

const link = '#c1.forum.secret';
const seconds = 6;

/** Counts frames, and gathers what every animation changes. */
async function watch(page: Page): Promise<() => Promise<{ frames: number; most: number; animated: string[] }>> {
  await page.evaluate(() => {
    const seen = { frames: 0, most: 0, animated: new Set<string>() };
    Object.assign(window, { seen });
    const frame = () => {
      const all = document.getAnimations();
      seen.frames += 1;
      seen.most = Math.max(seen.most, all.length);
      for (const { effect } of all) {
        for (const keyframe of (effect as KeyframeEffect).getKeyframes())
          for (const name of Object.keys(keyframe)) seen.animated.add(name);
      }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  return () =>
    page.evaluate(() => {
      const { seen } = window as unknown as { seen: { frames: number; most: number; animated: Set<string> } };
      const ofKeyframes = ['offset', 'computedOffset', 'easing', 'composite'];
      return { ...seen, animated: [...seen.animated].filter((name) => !ofKeyframes.includes(name)) };
    });
}

test('moving: 20 bars and 30 reactions', async ({ server, browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
  const played = new WallServer(hallNow(Date.now()));
  await played.serve(page);
  await page.goto(`${server.url}/screen?lang=ar${link}`);
  const options = Array.from({ length: 20 }, (_, at) => ({ ar: `محور ${at + 1}`, en: `Theme ${at + 1}` }));
  const counted = poll(1, { ar: 'أي محور أولًا؟', en: 'Which theme first?' }, { kind: 'single' }, options);
  played.hall.screen.cue = { poll: 1 };
  const vote = (turn: number) => {
    const n = options.map((_, at) => 20 + ((at * 7 + turn * 11) % 60));
    const v = n.reduce((all, one) => all + one, 0);
    played.hall.polls = [{ ...counted, phase: 'closed', revealed: true, tally: { v, n } }];
    played.tell();
    played.send({ t: 'pulse', reactions: { clap: 30, heart: 30, idea: 30, agree: 30 } });
  };
  vote(0);
  await scene(page, 'poll').getByRole('listitem').nth(19).waitFor();
  const seen = await watch(page);
  const work = await traced(browser, page, async () => {
    for (let turn = 1; turn <= seconds * 2; turn += 1) {
      vote(turn);
      await page.waitForTimeout(500);
    }
  });
  const { frames, most, animated } = await seen();
  const each = (total: number) => (total / frames).toFixed(2);
  console.log(`${frames} frames in ${seconds} s; up to ${most} animations at once, of ${animated.join(', ')} alone`);
  console.log(
    `a frame: ${each(work.busyMs)} ms of the main thread, ${each(work.layouts)} layouts; the longest task ${work.longestTaskMs.toFixed(1)} ms`,
  );
});

test('standing: two days in fast motion', async ({ server, browser }) => {
  test.setTimeout(7_200_000);
  const soak = await Soak.begin(browser, server.url);
  const stepsOfTwoDays = 2_880;
  for (let step = 0; step <= stepsOfTwoDays; step += 1) {
    if (step % 120 === 0) {
      const { heapBytes, nodes, listeners } = await soak.weigh();
      const hours = (step / 60).toFixed(0).padStart(2);
      console.log(`after ${hours} h: ${(heapBytes / 1e6).toFixed(2)} MB, ${nodes} nodes, ${listeners} listeners`);
    }
    await soak.step(step);
  }
});
