import { expect, type Page } from '@playwright/test';

/**
 * What is out of place on a page, each fault in words: a page that scrolls sideways, what stands outside of the page's
 * width, a text that leaves its box or is cut by it. `whole` asks besides that nothing lies below the screen, as on a
 * wall, which nobody scrolls.
 *
 * What is only for those who listen is passed over, as are what somebody types into, a question of which four lines are
 * shown and the rest when wanted, and the one line of a person's text that ends in dots where a list or a head has no
 * room. A text of the page's own may not end so: a pseudo-language's texts are told by their bracket.
 */
export function misplaced(page: Page, { whole = false } = {}): Promise<string[]> {
  return page.evaluate((whole) => {
    const slack = 1.5;
    const root = document.documentElement;
    const faults: string[] = [];
    if (root.scrollWidth > root.clientWidth + slack) faults.push(`the page scrolls sideways: ${root.scrollWidth}`);
    if (whole && root.scrollHeight > root.clientHeight + slack) faults.push('the page scrolls');

    const named = (element: Element) =>
      `<${element.localName} class="${element.getAttribute('class') ?? ''}"> ${(element.textContent ?? '').trim().slice(0, 40)}`;
    const passedOver =
      'svg *, option, input, textarea, select, br, [inert], [inert] *, .spoken, .spoken *, [aria-hidden="true"].reactions *';
    const scrolls = (value: string) => value === 'auto' || value === 'scroll';
    const isInScroller = (element: Element | null): boolean =>
      element !== null && (scrolls(getComputedStyle(element).overflowX) || isInScroller(element.parentElement));
    const hasText = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());

    const endsInDots = (element: Element | null): boolean =>
      element !== null &&
      ((getComputedStyle(element).textOverflow === 'ellipsis' && !element.textContent?.includes('[')) ||
        endsInDots(element.parentElement));

    for (const element of document.body.querySelectorAll(`:not(${passedOver})`)) {
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1 || !element.checkVisibility({ visibilityProperty: true })) continue;
      if (endsInDots(element)) continue;
      const style = getComputedStyle(element);
      const isOutside = box.left < -slack || box.right > root.clientWidth + slack;
      if (isOutside && !isInScroller(element.parentElement)) faults.push(`outside of the page: ${named(element)}`);
      if (whole && (box.top < -slack || box.bottom > root.clientHeight + slack))
        faults.push(`below: ${named(element)}`);
      if (!hasText(element) || style.display === 'inline') continue;
      if (!scrolls(style.overflowX) && element.scrollWidth > element.clientWidth + slack) {
        faults.push(`wider than its box: ${named(element)} (${element.scrollWidth} > ${element.clientWidth})`);
      }
      const line = Number.parseFloat(style.lineHeight) || Number.parseFloat(style.fontSize);
      const isClamped = style.webkitLineClamp !== 'none';
      const isCutBelow = ['hidden', 'clip'].includes(style.overflowY) && !isClamped;
      if (isCutBelow && element.scrollHeight > element.clientHeight + line / 2)
        faults.push(`cut below: ${named(element)}`);
    }
    return [...new Set(faults)];
  }, whole);
}

/** What is out of place on a page once it has come to rest: what is so for a moment, while it lays itself out, is none. */
export async function settled(page: Page, { whole = false } = {}): Promise<string[]> {
  let found: string[] = [];
  await expect(async () => {
    found = await misplaced(page, { whole });
    expect(found).toEqual([]);
  })
    .toPass({ timeout: 2_000 })
    .catch(() => undefined);
  return found;
}

/** What does not fit on a sheet of paper, which is cut at its edge. */
export function cutSheets(page: Page): Promise<string[]> {
  return page
    .locator('.sheets > article')
    .evaluateAll((sheets) =>
      sheets
        .filter((sheet) => sheet.scrollHeight > sheet.clientHeight + 1 || sheet.scrollWidth > sheet.clientWidth + 1)
        .map((sheet) => `cut by its sheet: ${sheet.className} ${sheet.textContent?.slice(0, 40)}`),
    );
}

/** What lies over something else on a sheet of paper, which would erase it: a picture or a text over another. */
export function overlapping(page: Page): Promise<string[]> {
  return page.locator('.sheets > article').evaluateAll((sheets) => {
    const slack = 0.5;
    const isText = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    return sheets.flatMap((sheet) => {
      const blockOf = (element: Element): Element =>
        getComputedStyle(element).display === 'inline' && element.parentElement
          ? blockOf(element.parentElement)
          : element;
      const texts = [...sheet.querySelectorAll('*')].filter(isText).map(blockOf);
      const parts = [...new Set([...sheet.querySelectorAll('img, .qr'), ...texts])];
      return parts.flatMap((one, at) => {
        const box = one.getBoundingClientRect();
        const over = parts.slice(at + 1).filter((other) => {
          const there = other.getBoundingClientRect();
          const across = Math.min(box.right, there.right) - Math.max(box.left, there.left);
          return across > slack && Math.min(box.bottom, there.bottom) - Math.max(box.top, there.top) > slack;
        });
        const named = (part: Element) => (part.matches('img, .qr') ? 'the QR' : part.textContent?.trim().slice(0, 40));
        return over.map((other) => `${sheet.className}: ${named(other)} over ${named(one)}`);
      });
    });
  });
}

/** What moves on a page now: nothing, where less motion is wished. */
export function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(
        ({ playState, effect }) => playState === 'running' && Number(effect?.getComputedTiming().activeDuration) > 1,
      )
      .map(({ effect }) => (effect instanceof KeyframeEffect ? (effect.target?.outerHTML.slice(0, 80) ?? '') : '')),
  );
}

/**
 * The texts of a person, among those given, that stand in no bidi isolate of their own, so that their signs could
 * turn round what stands beside them.
 */
export function notIsolated(page: Page, texts: readonly string[]): Promise<string[]> {
  return page.evaluate((texts) => {
    const isIsolated = (element: Element | null, text: string): boolean => {
      if (!element) return false;
      const { unicodeBidi, display } = getComputedStyle(element);
      if (unicodeBidi.includes('isolate') || unicodeBidi === 'plaintext') return true;
      const isAlone = display !== 'inline' && display !== 'contents' && element.textContent?.trim() === text;
      return isAlone || (display === 'inline' && isIsolated(element.parentElement, text));
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const faults: string[] = [];
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent?.trim() ?? '';
      const parent = walker.currentNode.parentElement;
      if (parent?.matches('option, textarea, title, script, style')) continue;
      const isHostile = texts.some((one) => text.includes(one));
      if (isHostile && !isIsolated(parent, text)) faults.push(text);
    }
    return faults;
  }, texts);
}
