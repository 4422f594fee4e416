// @ts-check
/** Draws the icons of `public/icons` from the mark, in a browser: run it after the mark or the colours have changed. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

/** The palm of the tokens by day, and their sand. */
const colours = { ground: '#12623e', mark: '#faf6ee' };

/**
 * `width` is how much of the icon the mark takes. Of a maskable one a system shows any shape that holds the inner 80 %.
 * @type {{ name: string, size: number, width: number }[]}
 */
const icons = [
  { name: 'icon-192', size: 192, width: 0.7 },
  { name: 'icon-512', size: 512, width: 0.7 },
  { name: 'maskable-512', size: 512, width: 0.56 },
  { name: 'touch-180', size: 180, width: 0.66 },
];

/** @param {{ size: number, width: number }} icon */
function drawing({ size, width }) {
  const unit = (size * width) / 48;
  const [across, down] = [(size - 48 * unit) / 2, (size - 24 * unit) / 2];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" style="display:block">
    <rect width="${size}" height="${size}" fill="${colours.ground}"/>
    <path transform="translate(${across} ${down}) scale(${unit})" fill="${colours.mark}"
      d="M0 24 8 8l8 16zM16 24 24 0l8 24zM32 24 40 8l8 16z"/>
  </svg>`;
}

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const icon of icons) {
  await page.setViewportSize({ width: icon.size, height: icon.size });
  await page.setContent(`<body style="margin:0">${drawing(icon)}</body>`);
  const file = fileURLToPath(new URL(`../public/icons/${icon.name}.png`, import.meta.url));
  writeFileSync(file, await page.screenshot());
}
await browser.close();
