/** A QR picture as a path: its width in squares, the white edge that a reader needs included, and the dark squares. */
export interface QrPath {
  readonly size: number;
  readonly path: string;
}

/** Squares of white around a QR picture, as ISO/IEC 18004 asks for. */
const edge = 4;

/**
 * Draws QR pictures here, for the server draws only so many a second: thousands of cards are printed at once. What draws them is loaded when
 * the first is wanted.
 */
export async function qrDrawing(): Promise<(text: string) => QrPath> {
  const { encode } = await import('uqr');
  return (text) => {
    const { size, data } = encode(text, { ecc: 'M', border: edge });
    return { size, path: data.map(runs).join('') };
  };
}

/** The dark runs of a row: one stroke each, so that thousands of pictures stay small. */
function runs(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const from = x;
    while (row[x + 1]) x += 1;
    const width = x + 1 - from;
    path += `M${from} ${y}h${width}v1h${-width}z`;
  }
  return path;
}
