/** The tables of an export, in their order. */
export const tables = [
  'sessions',
  'questions',
  'polls',
  'poll_groups',
  'poll_shifts',
  'feedback',
  'ledger',
  'awards',
  'statements',
  'ideas',
  'groups',
  'tables',
  'stands',
  'stand_questions',
  'speakers',
  'recommendations',
  'cues',
] as const;

export type Table = (typeof tables)[number];

/** The record as a document for word processors, as everyone reads it and with what organisers alone may read. */
const records = {
  docx_ar: 'lang=ar',
  docx_en: 'lang=en',
  full_ar: 'lang=ar&full=true',
  full_en: 'lang=en&full=true',
} as const;

/** What can be taken out: a table as CSV, everything as a workbook or a document, or the record. */
export type Export = Table | 'xlsx' | 'json' | keyof typeof records;

/** Where an export is asked for. */
export function exportPath(what: Export): string {
  if (what in records) return `/v1/record.docx?${records[what as keyof typeof records]}`;
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
