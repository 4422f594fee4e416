/** The tables of an export, in their order. */
export const tables = [
  'sessions',
  'questions',
  'polls',
  'feedback',
  'ledger',
  'awards',
  'statements',
  'ideas',
  'groups',
  'tables',
  'recommendations',
] as const;

export type Table = (typeof tables)[number];

/** What can be taken out: a table as CSV, or everything as a workbook or a document. */
export type Export = Table | 'xlsx' | 'json';

/** Where an export is asked for. */
export function exportPath(what: Export): string {
  return what === 'xlsx' || what === 'json' ? `/v1/export/${what}` : `/v1/export/csv/${what}`;
}

/** Gives the browser a file to keep. */
export function handOver(content: Blob, file: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = file;
  link.click();
  URL.revokeObjectURL(link.href);
}
