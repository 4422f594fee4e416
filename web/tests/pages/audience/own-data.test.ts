import { beforeEach, expect, it, vi } from 'vitest';
import { HttpRefusal } from '$lib/net/http';
import { SecretBallots } from '$lib/net/registers';
import { keep } from '$lib/net/storage';
import type { GivenView } from '$lib/protocol/generated/protocol';
import { AudiencePage } from '../../../src/pages/audience/audience.svelte';
import { onDevice } from '../../../src/pages/audience/own/on-device';
import { OwnData } from '../../../src/pages/audience/own-data.svelte';
import GivenPart from '../../../src/pages/audience/parts/GivenPart.svelte';
import { joined, PlayedPhone, question } from '../../support/audience';
import { speak } from '../../support/language';
import { mounted } from '../../support/mounted';

const token = 'p1.f.p.1.s';
const part = { session: 1, questions: [question(3)], answers: [], supports: 2, ballots: 0 };
const given: GivenView = { upto: 31, parts: [part] };
const erased: GivenView = { upto: 0, parts: [part] };

let phone: PlayedPhone;
const read = vi.fn(async () => given);
const opened = () => new OwnData(phone.live, token, phone.device.storage, read);

beforeEach(() => {
  phone = new PlayedPhone();
  read.mockReset().mockResolvedValue(given);
});

it('what was given is read with the token of the person', async () => {
  const data = opened();
  await data.load();
  expect(read).toHaveBeenCalledWith(token);
  expect([data.given, data.refusal, data.seenAt]).toEqual([given, undefined, undefined]);
});

it('without a network what was read in another visit is shown, with the time of that', async () => {
  await opened().load();
  read.mockRejectedValue(new HttpRefusal('unreachable'));
  const later = opened();
  await later.load();
  expect([later.given, later.refusal]).toEqual([given, 'unreachable']);
  expect(later.seenAt).toBeTypeOf('number');
});

it('where nothing was ever read, it is said why, and nothing is erased unseen', async () => {
  read.mockRejectedValue(new HttpRefusal('rate_limited'));
  const data = opened();
  await data.load();
  expect([data.given, data.refusal]).toEqual([undefined, 'rate_limited']);
  await data.erase();
  expect(phone.commands).toEqual([]);
});

it('erasing names how far was shown, and what is left is read again', async () => {
  const data = opened();
  await data.load();
  read.mockResolvedValue(erased);
  const done = data.erase();
  expect(phone.commands.at(-1)).toEqual({ do: 'erase_mine', upto: 31 });
  expect(data.erasing).toBe('underway');
  phone.done(9);
  await done;
  expect([data.given, data.erasing]).toEqual([erased, 'done']);
});

it('what was erased is not shown any more, and said to be done, also where reading again finds no network', async () => {
  const words: GivenView = {
    upto: 31,
    parts: [{ ...part, rating: { stars: 4, comment: 'أحسنتم' }, name: 'سارة' }],
  };
  read.mockResolvedValue(words);
  const data = opened();
  await data.load();
  read.mockRejectedValue(new HttpRefusal('unreachable'));
  const done = data.erase();
  phone.done(9);
  await done;
  expect([data.erasing, data.refusal]).toEqual(['done', 'unreachable']);
  expect(data.given?.parts[0]?.questions.map(({ text }) => text)).toEqual(['']);
  expect(JSON.stringify(data.given)).not.toMatch(/سؤال|أحسنتم|سارة/);
});

it('without a connection erasing is kept, also over a reload, and the copy on the device goes at once', async () => {
  const data = opened();
  await data.load();
  phone.device.socket.ends(1006);
  void data.erase();
  expect(data.erasing).toBe('kept');
  const reloaded = opened();
  expect([reloaded.given, reloaded.erasing]).toEqual([undefined, 'kept']);
});

it('what was being read when erasing was asked for is not kept again', async () => {
  const data = opened();
  await data.load();
  let arrive: (late: GivenView) => void = () => {};
  read.mockReturnValueOnce(
    new Promise((resolve) => {
      arrive = resolve;
    }),
  );
  const reading = data.load();
  void data.erase();
  arrive(given);
  await reading;
  expect(opened().given).toBeUndefined();
});

it('what is refused can be asked for again', async () => {
  const data = opened();
  await data.load();
  const done = data.erase();
  phone.refused('blocked');
  await done;
  expect(data.erasing).toBe('none');
});

it('says that what was not sent yet is not reached', async () => {
  const data = opened();
  await data.load();
  expect(data.hasUnsent).toBe(false);
  phone.device.socket.ends(1006);
  void phone.live.do({ do: 'ask', session: 1, text: 'متى؟' });
  expect(data.hasUnsent).toBe(true);
});

it('is to be read again when a question has come to something else, and not for the supports of others', () => {
  const data = opened();
  phone.mine(3, { questions: [question(3)] });
  const before = data.mark;
  phone.mine(4, { questions: [question(3, { n: 7 })] });
  expect(data.mark).toBe(before);
  phone.mine(5, { questions: [question(3, { v: 2, status: 'answered' })] });
  expect(data.mark).not.toBe(before);
});

it('statements that were written are told with what became of them, and of how many something was said', async () => {
  await speak('ar');
  const statement = { s: 4, v: 1, text: 'الحي يحتاج حديقة', dir: 'rtl', status: 'published', step: 0 } as const;
  const page = new AudiencePage(joined, phone.live);
  const body = mounted(GivenPart, { page, part: { ...part, statements: [statement], said: 6 } });
  expect(body.textContent).toContain('الحي يحتاج حديقة');
  expect(body.textContent).toContain('عبارات أبديت رأيك فيها: ٦');
});

it('of statements erasing leaves what was said, and no text', async () => {
  const statement = { s: 4, v: 1, text: 'الحي يحتاج حديقة', dir: 'rtl', status: 'published', step: 0 } as const;
  read.mockResolvedValue({ upto: 31, parts: [{ ...part, statements: [statement], said: 6 }] });
  const data = opened();
  await data.load();
  read.mockRejectedValue(new HttpRefusal('unreachable'));
  const done = data.erase();
  phone.done(9);
  await done;
  expect(data.given?.parts[0]).toMatchObject({ statements: [{ s: 4, text: '' }], said: 6 });
});

it('the votes that this device alone knows are counted, but for those taken back or never sent', () => {
  const { storage } = phone.device;
  const ballots = new SecretBallots('f.p', storage);
  ballots.remember({ poll: 1, round: 1, choice: { options: [0] }, seq: 1 });
  ballots.remember({ poll: 2, round: 1, choice: { options: [] }, seq: 2 });
  const says = { track: 0, round: 1, choice: 1, seq: 1, poll: 5, signature: '' };
  const blind = [
    { ...says, epoch: 3 },
    { ...says, track: 1 },
    { ...says, track: 2, choice: null, epoch: 3 },
  ];
  keep(storage, 'majlis.paper.f.p.5.b', { ballots: blind });
  keep(storage, 'majlis.paper.f.another.5.b', { ballots: blind });
  expect(onDevice(storage, 'f.p')).toEqual({ secret: 1, blind: 1 });
});
