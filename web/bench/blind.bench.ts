/**
 * What a voting paper takes of a phone that is four times slower than this machine: blinding its key, and making the paper of the
 * server's answer. Prints its figures; benches/README.md holds the last ones.
 */
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { test } from '@playwright/test';
import { build } from 'vite';

const slowness = 4;
const times = 10;
/** Browsers do such work for pages of their own machine, as for those that come over TLS. */
const origin = 'http://localhost';

/** What is measured, in one script. */
async function script(): Promise<string> {
  const entry = fileURLToPath(new URL('./support/papers.ts', import.meta.url));
  const lib = { entry, formats: ['es' as const], fileName: 'papers' };
  const built = await build({ configFile: false, logLevel: 'error', build: { write: false, lib } });
  const [{ output }] = built as unknown as [{ output: { code?: string }[] }];
  return output[0]?.code ?? '';
}

const median = (of: number[]) => [...of].sort((one, other) => one - other)[Math.floor(of.length / 2)] ?? 0;

test('papers', async ({ browser }) => {
  const code = await script();
  const page = await (await browser.newContext()).newPage();
  await page.route(`${origin}/**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: code })
      : route.fulfill({ contentType: 'text/html', body: '<script type="module" src="/papers.js"></script>' }),
  );
  const session = await page.context().newCDPSession(page);
  for (const rate of [1, slowness]) {
    await session.send('Emulation.setCPUThrottlingRate', { rate });
    await page.goto(`${origin}/`);
    await page.waitForFunction(() => 'papers' in window);
    const measured = page.evaluate(
      (times) =>
        (window as unknown as { papers(times: number): Promise<Record<'blinding' | 'finishing', number[]>> }).papers(
          times,
        ),
      times,
    );
    const { blinding, finishing } = await measured;
    const both = blinding.map((took, at) => took + (finishing[at] ?? 0));
    const told = [blinding, finishing, both].map(
      (took) => `${median(took).toFixed(0)} (longest ${Math.max(...took).toFixed(0)})`,
    );
    console.log(
      `CPU / ${rate}: blinding ${told[0]} ms, finishing ${told[1]} ms, both ${told[2]} ms; load ${loadavg()[0]?.toFixed(1)}`,
    );
  }
});
