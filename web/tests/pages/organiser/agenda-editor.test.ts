import { beforeEach, describe, expect, it, vi } from 'vitest';
import { notices } from '$lib/components/notices.svelte';
import { momentIn } from '$lib/i18n/zoned';
import { Live } from '$lib/state/live.svelte';
import { ShiftDraft } from '../../../src/pages/organiser/agenda/shift-draft.svelte';
import { OrganiserPage } from '../../../src/pages/organiser/organiser-page.svelte';
import { speak } from '../../support/language';
import { PlayedDevice, welcome } from '../../support/surroundings';

const nine = momentIn('Asia/Riyadh', { date: '2026-11-26', time: '09:00' });
const at = (minutes: number) => nine + minutes * 60_000;
const words = { kind: 'panel', about: {}, phase: 'upcoming' };
const panel = { session: 1, edition: 3, hall: 1, title: { ar: 'جلسة' }, starts: at(0), ends: at(60), ...words };
const talk = { session: 2, edition: 1, hall: 1, title: { ar: 'كلمة' }, starts: at(60), ends: at(90), ...words };
const agenda = {
  name: { ar: 'الملتقى' },
  languages: ['ar'],
  zone: 'Asia/Riyadh',
  code: '471230',
  rehearsal: false,
  version: 4,
  halls: [1, 2].map((hall) => ({ hall, name: { ar: `قاعة ${hall}` }, code: `47123${hall}`, version: 7 })),
  sessions: [panel, talk],
};

/** An organiser's page whose server the test plays. */
function connected() {
  const device = new PlayedDevice();
  const page = new OrganiserPage('c1.f0.secret', new Live({ ...device, token: 'c1.f0.secret', view: 'organiser' }));
  page.live.start();
  device.socket.opens();
  const you = { view: 'organiser', role: 'organiser', link: 1 };
  device.socket.says(welcome({ you, session: 1, topics: [0], now: device.time }));
  const tells = (view: object, rev: number) => device.socket.says({ t: 'state', topic: 0, rev, view });
  tells(agenda, 1);
  const asked = () => device.socket.of('do').at(-1) as { id: string; command: Record<string, unknown> };
  const answers = async (answer: object) => {
    device.socket.says({ id: asked().id, ...answer });
    await new Promise((resolve) => setTimeout(resolve));
  };
  const done = (more: object = {}) => answers({ t: 'done', rev: 2, ...more });
  const session = (no: number) => page.agenda.sessions.find((entry) => entry.session === no);
  return { page, editor: page.agenda, tells, asked, answers, done, session };
}

beforeEach(async () => {
  await speak('ar');
  notices.shown = [];
});

describe('moving a session', () => {
  it('shows it there at once, tells the server by edition, and can be taken back', async () => {
    const { editor, asked, done, session, tells } = connected();
    const place = { hall: 2, starts: at(15), ends: at(75) };
    void editor.move(panel as never, place);
    expect(session(1)).toMatchObject(place);
    expect(asked().command).toMatchObject({ do: 'plan_session', session: 1, edition: 3, plan: place });
    await done();
    expect(session(1), 'until the agenda says it').toMatchObject(place);
    tells({ ...agenda, sessions: [{ ...panel, ...place, edition: 4 }, talk] }, 2);
    notices.shown.at(-1)?.action?.run();
    const { hall, starts, ends } = panel;
    expect(asked().command).toMatchObject({ do: 'plan_session', edition: 4, plan: { hall, starts, ends } });
    await done();
    expect(notices.shown.at(-1)?.text).toBe('تم التراجع');
  });

  it('again before the first move was answered goes by the edition that that one makes', async () => {
    const { editor, asked, answers, session, tells } = connected();
    void editor.move(panel as never, { hall: 2, starts: at(15), ends: at(75) });
    const again = { hall: 2, starts: at(20), ends: at(80) };
    void editor.move(session(1) as never, again);
    expect(asked().command).toMatchObject({ do: 'plan_session', edition: 4, plan: again });
    tells({ ...agenda, sessions: [{ ...panel, hall: 2, starts: at(15), ends: at(75), edition: 4 }, talk] }, 2);
    expect(session(1), 'between the two').toMatchObject(again);
    await answers({ t: 'refused', code: 'changed' });
    expect(session(1)).toMatchObject({ starts: at(15) });
  });

  it('onto another session is told at once and not asked for', async () => {
    const { editor, asked } = connected();
    await editor.move(panel as never, { hall: 1, starts: at(20), ends: at(80) });
    expect(asked()).toBeUndefined();
    expect(notices.shown.at(-1)?.text).toContain('جلسة أخرى');
  });

  it('that another organiser moved first shows the newest', async () => {
    const { editor, answers, session, tells } = connected();
    void editor.move(panel as never, { hall: 2, starts: at(15), ends: at(75) });
    tells({ ...agenda, sessions: [{ ...panel, ends: at(50), edition: 4 }, talk] }, 2);
    await answers({ t: 'refused', code: 'changed' });
    expect(session(1)).toMatchObject({ hall: 1, ends: at(50) });
    expect(notices.shown.at(-1)?.text).toBe('سبق منظم آخر إلى تغيير هذا، والمعروض هو الأحدث');
  });
});

describe('the sheet', () => {
  it('changes words and leaves the times to the moment', async () => {
    const { editor, asked, done } = connected();
    editor.open({ ...panel, starts: panel.starts + 7 } as never);
    const { sheet } = editor;
    if (sheet) sheet.fields.title.ar = 'عنوان';
    void editor.save();
    expect(asked().command).toMatchObject({ plan: { title: { ar: 'عنوان' }, starts: panel.starts + 7 } });
    await done();
    expect(editor.sheet).toBeUndefined();
  });

  it('reads times in the forum’s zone, and an end before the start on the next day', () => {
    const { editor } = connected();
    editor.begin(2, at(13 * 60));
    const { sheet } = editor;
    expect(sheet?.fields).toMatchObject({ date: '2026-11-26', start: '22:00', end: '22:45' });
    if (sheet) sheet.fields.end = '00:30';
    expect(sheet?.plan).toMatchObject({ starts: at(13 * 60), ends: at(15 * 60 + 30) });
  });

  it('keeps what was written here when somebody else changes the session, and takes the rest', () => {
    const { editor, tells } = connected();
    editor.open(panel as never);
    if (editor.sheet) editor.sheet.fields.title.ar = 'عنواني';
    tells({ ...agenda, sessions: [{ ...panel, edition: 4, hall: 2, title: { ar: 'عنوانه' } }, talk] }, 2);
    editor.follow();
    expect(editor.sheet?.fields).toMatchObject({ title: { ar: 'عنواني' }, hall: 2 });
    expect([editor.sheet?.isOvertaken, editor.sheet?.base?.edition]).toEqual([true, 4]);
    tells({ ...agenda, sessions: [talk] }, 3);
    editor.follow();
    expect(editor.sheet, 'it goes with the session').toBeUndefined();
  });

  it('adds a session, and taking that back removes it', async () => {
    const { editor, asked, done } = connected();
    editor.begin(1);
    expect(editor.sheet?.plan.starts).toBe(at(90));
    if (editor.sheet) editor.sheet.fields.title.ar = 'ورشة';
    void editor.save();
    expect(asked().command).toMatchObject({ do: 'add_session', plan: { hall: 1, title: { ar: 'ورشة' } } });
    await done({ no: 9 });
    notices.shown.at(-1)?.action?.run();
    expect(asked().command).toEqual({ do: 'drop_session', session: 9, edition: 1 });
  });

  it('removes a session, and taking that back brings it with what was prepared', async () => {
    const { editor, page, asked, done } = connected();
    editor.open(panel as never);
    const draft = { title: { ar: '؟' }, answer: { kind: 'open' as const }, options: [], settings: {} };
    page.polls.draftsOf = () => [draft as never];
    await editor.drop();
    expect(asked(), 'what is prepared for it has not come yet').toBeUndefined();
    vi.spyOn(page.polls, 'isComing', 'get').mockReturnValue(false);
    void editor.drop();
    expect(asked().command).toEqual({ do: 'drop_session', session: 1, edition: 3 });
    await done();
    notices.shown.at(-1)?.action?.run();
    await done({ no: 5 });
    expect(asked().command).toEqual({ do: 'create_poll', session: 5, poll: draft });
  });
});

describe('halls', () => {
  it('are added, and taking that back removes what was added', async () => {
    const { editor, asked, done } = connected();
    expect(editor.whyConfusing({ ar: 'قاعة الضيوف', en: '' })).toBeUndefined();
    expect(editor.whyConfusing({ ar: ' قاعة  1' }), 'as one that is there').toBeDefined();
    expect(editor.whyConfusing({ ar: 'قاعة 1' }, 1), 'its own').toBeUndefined();
    void editor.addHall({ ar: 'قاعة الضيوف' });
    expect(asked().command).toEqual({ do: 'add_hall', name: { ar: 'قاعة الضيوف' } });
    await done({ no: 3 });
    notices.shown.at(-1)?.action?.run();
    expect(asked().command).toEqual({ do: 'drop_hall', hall: 3, version: 1 });
  });

  it('are removed for good, by their version', async () => {
    const { editor, asked, done } = connected();
    const [, second] = agenda.halls;
    const dropped = editor.dropHall(second as never);
    expect(asked().command).toEqual({ do: 'drop_hall', hall: 2, version: 7 });
    await done();
    expect(await dropped).toBe(true);
    expect(notices.shown.at(-1)?.action, 'there is no way back').toBeUndefined();
  });

  it('say why they stay: sessions on any day, links that open, no other hall', () => {
    const { editor, page, tells } = connected();
    expect(editor.whyHallStays(1)).toContain('جلسات القاعة: ٢');
    expect(editor.whyHallStays(2)).toBeUndefined();
    const link = (more: object) => ({ link: 5, role: 'screen', hall: 2, name: 'شاشة', revoked: false, ...more });
    const links = vi.spyOn(page.live, 'links', 'get');
    links.mockReturnValue({ links: [link({ revoked: true }), link({ expires: 1 }), link({ hall: 1 })] } as never);
    expect(editor.whyHallStays(2)).toBeUndefined();
    links.mockReturnValue({ links: [link({}), link({ expires: at(9_999_999) })] } as never);
    expect(editor.whyHallStays(2)).toContain('روابط القاعة: ٢');
    tells({ ...agenda, halls: agenda.halls.slice(1), sessions: [] }, 2);
    expect(editor.whyHallStays(2)).toContain('قاعة واحدة');
  });
});

describe('the rest of a day', () => {
  it('is shifted from a session on, and each of its sessions is put back where it was', async () => {
    const { editor, asked, done, tells } = connected();
    editor.beginShift(1);
    expect(editor.shift, 'with the first that is to come').toMatchObject({ from: 1, minutes: 5 });
    const { shift } = editor;
    if (!shift) return;
    shift.minutes = 10;
    tells({ ...agenda, sessions: [panel, talk] }, 2);
    expect(editor.shift, 'what is told meanwhile').toBe(shift);
    void editor.delay(shift);
    expect(asked().command).toEqual({ do: 'delay', hall: 1, version: 7, minutes: 10, from: 1 });
    await done();
    notices.shown.at(-1)?.action?.run();
    const { starts, ends } = panel;
    expect(asked().command).toMatchObject({ do: 'plan_session', session: 1, edition: 4, plan: { starts, ends } });
    await done();
    expect(asked().command).toMatchObject({
      do: 'plan_session',
      session: 2,
      edition: 2,
      plan: { starts: talk.starts },
    });
    await done();
    expect(notices.shown.at(-1)?.text).toBe('تم التراجع');
  });

  it('that came earlier is put back from its end', async () => {
    const { editor, asked, done } = connected();
    void editor.delay(Object.assign(new ShiftDraft(1, 1), { minutes: -5 }));
    await done();
    notices.shown.at(-1)?.action?.run();
    expect(asked().command).toMatchObject({ do: 'plan_session', session: 2 });
  });
});

it('names are given by version', async () => {
  const { editor, asked, done } = connected();
  void editor.nameForum({ ar: 'ملتقى المبادرات' });
  expect(asked().command).toEqual({ do: 'name_forum', version: 4, name: { ar: 'ملتقى المبادرات' } });
  await done();
  notices.shown.at(-1)?.action?.run();
  expect(asked().command).toMatchObject({ version: 5, name: { ar: 'الملتقى' } });
});

describe('polls of a session', () => {
  it('are of one that is on the agenda, and of no break', () => {
    const { editor, page, tells } = connected();
    const pause = { ...talk, session: 3, kind: 'break', starts: at(90), ends: at(100) };
    tells({ ...agenda, sessions: [panel, talk, pause] }, 2);
    editor.open(talk as never);
    editor.open(pause as never);
    expect(page.polls.session).toBe(2);
    tells({ ...agenda, sessions: [panel, pause] }, 3);
    expect(page.polls.session).toBe(1);
  });

  it('are kept as they were written while another session is looked at', () => {
    const { editor, page } = connected();
    page.polls.choose(1);
    page.polls.prepare({
      poll: 4,
      session: 1,
      title: { ar: '؟' },
      answer: { kind: 'open' },
      options: [],
      settings: {},
    } as never);
    const { form } = page.polls;
    editor.open(talk as never);
    expect(page.polls.form).toBeUndefined();
    editor.open(panel as never);
    expect(page.polls.form).toBe(form);
  });
});
