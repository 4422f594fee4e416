/** A slip's code is longer than a badge's, so that nobody takes the one for the other. */
export const slipDigits = 18;

/** Whether a whole code is a slip's. */
export function isSlip(code: string): boolean {
  return code.length === slipDigits;
}
