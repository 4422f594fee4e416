/** The tables of an export, in their order. */
export const tables = ['sessions', 'questions', 'polls', 'feedback', 'ledger'] as const;

export type Table = (typeof tables)[number];

/** What can be taken out: a table as CSV, or everything as a workbook or a document. */
export type Export = Table | 'xlsx' | 'json';

/** Where an export is asked for, and what its file is called. */
export function exportOf(what: Export): { path: string; file: string } {
  if (what === 'xlsx' || what === 'json') return { path: `/v1/export/${what}`, file: `forum.${what}` };
  return { path: `/v1/export/csv/${what}`, file: `${what}.csv` };
}

/** Gives the browser a file to keep. */
export function handOver(content: Blob, file: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = file;
  link.click();
  URL.revokeObjectURL(link.href);
}
