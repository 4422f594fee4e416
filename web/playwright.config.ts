import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Debian's browser where there is one, else what CHROMIUM names, else the one that Playwright brought. */
const debian = '/usr/bin/chromium';
const executablePath = process.env.CHROMIUM ?? (existsSync(debian) ? debian : undefined);

/** What goes over every page in every state takes minutes: `npm run e2e:long` runs these too. */
const long = ['every-screen', 'gallery', 'pseudo-language', 'appearance'].map((name) => `**/${name}.spec.ts`);

const port = Number(process.env.MAJLIS_PREVIEW_PORT ?? 4173);

export default defineConfig({
  testDir: 'e2e',
  testIgnore: process.env.MAJLIS_LONG ? [] : long,
  outputDir: 'test-results',
  reporter: [['list']],
  timeout: 60_000,
  expect: {
    timeout: 10_000,
    toHaveScreenshot: { animations: 'disabled', caret: 'hide', scale: 'css', maxDiffPixels: 120 },
  },
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  fullyParallel: true,
  workers: process.env.CI ? 2 : 1,
  forbidOnly: !!process.env.CI,
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    trace: 'retain-on-failure',
    // What a worker answers no test can hold up or count; the tests of what opens offline let it in.
    serviceWorkers: 'block',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    port,
    reuseExistingServer: false,
  },
});
