/**
 * What Lighthouse says of the pages: of a phone's on its own slow 4G (150 ms to and fro, 1.6 Mbit/s, a CPU slowed four
 * times), and of the others whether they are accessible and well behaved. It is fetched when it is asked for, as no build
 * needs it, and runs in the browser that the tests run in.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { type Hall, test } from '../e2e/support/test';
import config from '../playwright.config';

const lighthouse = 'lighthouse@12';

interface Report {
  categories: Record<string, { score: number | null }>;
  audits: Record<string, { score: number | null; displayValue?: string }>;
  environment: { benchmarkIndex: number };
}

const pages: Record<string, { categories: string; address: (server: Hall) => string; preset?: string }> = {
  phone: { categories: 'performance,accessibility,best-practices', address: (server) => server.join(1) },
  join: { categories: 'accessibility,best-practices', address: ({ url }) => `${url}/` },
  desk: { categories: 'accessibility,best-practices', address: ({ link }) => link('moderator'), preset: 'desktop' },
  organiser: {
    categories: 'accessibility,best-practices',
    address: ({ link }) => link('organiser'),
    preset: 'desktop',
  },
};

const metrics = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'speed-index',
  'total-blocking-time',
  'cumulative-layout-shift',
];

async function reportOf(name: string, server: Hall): Promise<Report> {
  const { categories, address, preset } = pages[name] ?? { categories: '', address: () => '' };
  const options = [
    '--quiet',
    '--output=json',
    `--only-categories=${categories}`,
    ...(preset ? [`--preset=${preset}`] : []),
    '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-renderer-backgrounding',
  ];
  const browser = config.use?.launchOptions?.executablePath ?? chromium.executablePath();
  const { stdout } = await promisify(execFile)('npx', ['--yes', lighthouse, address(server), ...options], {
    env: { ...process.env, CHROME_PATH: browser },
    maxBuffer: 64 << 20,
  });
  return JSON.parse(stdout) as Report;
}

for (const name of Object.keys(pages)) {
  test(`lighthouse: ${name}`, async ({ server }) => {
    const { categories, audits, environment } = await reportOf(name, server);
    const scores = Object.entries(categories).map(([category, { score }]) => `${category} ${(score ?? 0) * 100}`);
    console.log(`${name}: ${scores.join(', ')}; the machine's speed by its count ${environment.benchmarkIndex}`);
    for (const [id, { score, displayValue = '' }] of Object.entries(audits)) {
      if (metrics.includes(id) || (score !== null && score < 0.9)) console.log(`  ${id} ${score} ${displayValue}`);
    }
  });
}
