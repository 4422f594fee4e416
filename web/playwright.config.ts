import { defineConfig } from '@playwright/test';
import { launchOptions, lean } from './e2e/support/browsers';

const port = Number(process.env.MAJLIS_PREVIEW_PORT ?? 4173);

export default defineConfig({
  testDir: 'e2e',
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
    // Pages speak what a browser asks for; the tests read Arabic where they ask for nothing else.
    locale: 'ar',
    baseURL: `http://127.0.0.1:${port}`,
    // A control that is not there is told of while the test has time left.
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    // Costs a third of a test's time: `MAJLIS_TRACE=1` keeps what led to a failure.
    trace: process.env.MAJLIS_TRACE ? 'retain-on-failure' : 'off',
    // What a worker answers no test can hold up or count; the tests of what opens offline let it in.
    serviceWorkers: 'block',
    launchOptions: launchOptions(lean),
  },
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    port,
    reuseExistingServer: false,
  },
});
