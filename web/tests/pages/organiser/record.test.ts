import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command, RecordHead } from '$lib/protocol/generated/protocol';
import { RecordDesk } from '../../../src/pages/organiser/record/record-desk.svelte';

const saved = vi.fn();
const give = vi.fn<(command: Command) => Promise<boolean>>();
let head: RecordHead | undefined;

beforeEach(() => {
  vi.clearAllMocks();
  give.mockResolvedValue(true);
  head = { version: 3, published: false, intro: { ar: 'تمهيد' } };
});

const desk = () => new RecordDesk({ head: () => head, give, saved });

describe('the record in its organiser’s hands', () => {
  it('is published with the introduction that is in hand', async () => {
    const record = desk();
    record.write('en', 'Foreword');
    expect(record.isChanged).toBe(true);
    await record.publish(true);
    const intro = { ar: 'تمهيد', en: 'Foreword' };
    expect(give).toHaveBeenCalledWith({ do: 'set_record', version: 3, published: true, intro });
    expect(saved).toHaveBeenCalledOnce();
  });

  it('keeps what was written where it was refused', async () => {
    give.mockResolvedValue(false);
    const record = desk();
    record.write('ar', 'آخر');
    await record.save();
    expect(record.text('ar')).toBe('آخر');
    expect(saved).not.toHaveBeenCalled();
  });

  it('has no version before it was ever set', async () => {
    head = undefined;
    await desk().publish(true);
    expect(give).toHaveBeenCalledWith({ do: 'set_record', version: 0, published: true, intro: { ar: '', en: '' } });
  });

  it('says where an introduction is too long', () => {
    const record = desk();
    record.write('ar', 'ا'.repeat(2_000));
    expect(record.isTooLong('ar')).toBe(false);
    record.write('ar', 'ا'.repeat(2_001));
    expect(record.isTooLong('ar')).toBe(true);
  });
});
