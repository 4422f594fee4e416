import { defineConfig } from '@playwright/test';
import { launchOptions, whole } from '../e2e/support/browsers';
import tests from '../playwright.config';

// Every bench starts the program itself, and needs no other server of pages.
const { webServer: _, ...likeTests } = tests;

/** What is measured in the browser that people have, which no test does: a loaded machine would fail it. Run by `npm run bench`. */
export default defineConfig({
  ...likeTests,
  testDir: '.',
  outputDir: '../test-results',
  testMatch: '*.bench.ts',
  timeout: 600_000,
  workers: 1,
  // A trace takes pictures of the document all the time, at the cost of what is measured.
  use: { ...tests.use, trace: 'off', launchOptions: launchOptions(whole) },
});
