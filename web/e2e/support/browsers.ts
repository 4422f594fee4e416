import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const there = (file: string) => (existsSync(file) ? file : undefined);
const shell = '../../../target/tools/headless-shell/usr/lib/chromium/chromium-headless-shell';

/** The browser that people have: Debian's where there is one, else what CHROMIUM names, else the one that Playwright brought. */
export const whole = process.env.CHROMIUM ?? there('/usr/bin/chromium');

/** The same engine without all that no page sees, which takes half the time: what `script/headless-shell` brought. */
export const lean = process.env.CHROMIUM ?? there(fileURLToPath(new URL(shell, import.meta.url))) ?? whole;

/** How a browser is started: letters are drawn alike, however a machine's fonts are set up, and nothing is asked of the network. */
export const launchOptions = (executablePath: string | undefined) => ({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--font-render-hinting=none',
    '--disable-lcd-text',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
