/** One option of a result. */
export interface BarRow {
  label: string;
  /** The direction of the label's letters, where the server has told it. */
  dir?: 'rtl' | 'ltr' | 'auto';
  /** Its part of the whole, from 0 to 1. */
  share: number;
  /** Votes, or points where the poll counts points. */
  count: number;
  /** Whether the count is points, whose share is not told: it says little. */
  points?: boolean;
  /** What is counted besides its share, where that is points and not votes. */
  unit?: 'points';
  /** Whether this person chose it. */
  own?: boolean;
  /** Whether it is right, where the answer was told: the check mark is for that then, and the own choice is told in words. */
  right?: boolean;
  /** Whether it won, once the result is revealed. */
  winning?: boolean;
}
