/** The direction of a field that somebody writes in: that of what is written, the page's while nothing is. Of an empty field browsers take `auto` for left to right. */
export function writtenDir(text: string | undefined): 'auto' | undefined {
  return text ? 'auto' : undefined;
}
