import { defineConfig } from '@playwright/test';
import tests from '../playwright.config';

/** What is measured in a browser, which no test does: a loaded machine would fail it. Run by `npm run bench`. */
export default defineConfig({
  ...tests,
  testDir: '.',
  outputDir: '../test-results',
  testMatch: '*.bench.ts',
  timeout: 300_000,
  workers: 1,
});
