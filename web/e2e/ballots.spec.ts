import type { Locator } from '@playwright/test';
import type { FeedbackView, PollDraft, SessionView } from '../src/lib/protocol/generated/protocol';
import { topics } from '../src/lib/protocol/generated/protocol';
import { Desk } from './support/desk';
import { keys, thumb } from './support/hands';
import { expect, test } from './support/test';
import { wordsIn } from './support/words';

/** Every ballot that takes more than one press, feedback and the person's own settings: by a thumb, and by keys alone. */

const [ar, en] = [wordsIn('ar'), wordsIn('en')];
const [parks, lights, paths] = ['الحدائق', 'الإنارة', 'الممرات'] as const;
const options = [parks, lights, paths].map((text) => ({ ar: text }));

const poll = (title: string, of: Pick<PollDraft, 'answer'> & Partial<PollDraft>): PollDraft => ({
  title: { ar: title },
  options: [],
  settings: { changeable: true, hidden: true, secret: false },
  ...of,
});

const texts = (of: Locator) => of.evaluateAll((all) => all.map((one) => one.textContent?.trim()));

for (const [name, handOf] of Object.entries({ thumb, keys })) {
  test(`whoever has ${name} alone ranks, chooses several, gives words, stars and feedback, and sets the page`, async ({
    server,
  }) => {
    const desk = await Desk.at(server);
    const phone = await server.phone();
    const hand = handOf(phone);
    const sheet = phone.getByRole('dialog', { name: ar('vote_title') });
    const button = (label: string) => sheet.getByRole('button', { name: label, exact: true });
    const send = button(ar('send'));
    const arrived = sheet.getByText(ar('vote_arrived_open'));
    await expect(phone.getByRole('navigation')).toBeVisible();

    const leaves = async (no: number) => {
      await expect(arrived).toBeVisible();
      await desk.closePoll(no, true);
      await expect(sheet.getByText(ar('vote_arrived_open'))).toBeHidden();
      await hand.leave();
      await expect(sheet).toBeHidden();
    };

    const ranking = await desk.openPoll(poll('بم نبدأ؟', { answer: { kind: 'ranking' }, options }));
    for (const option of [paths, lights, parks]) await hand.press(button(option));
    await hand.press(button(`${ar('rank_up')}: ${parks}`));
    await hand.press(button(`${ar('rank_down')}: ${paths}`));
    expect(await texts(sheet.locator('ol bdi'))).toEqual([parks, paths, lights]);
    await hand.press(send);
    await leaves(ranking);

    const several = await desk.openPoll(poll('وماذا بعد؟', { answer: { kind: 'multiple', min: 1, max: 2 }, options }));
    for (const option of [parks, paths]) await hand.tick(sheet.getByRole('checkbox', { name: option }));
    await expect(sheet.getByRole('checkbox', { name: lights })).toBeDisabled();
    await hand.press(send);
    await leaves(several);

    const cloud = await desk.openPoll(poll('الحي في كلمة', { answer: { kind: 'cloud', words: 2 } }));
    const words = sheet.getByRole('textbox');
    await hand.write(words.first(), 'ظل');
    await hand.write(words.last(), 'أمان');
    await hand.press(send);
    await leaves(cloud);

    const rating = await desk.openPoll(poll('تقييم الفكرة', { answer: { kind: 'rating', max: 5 } }));
    await hand.give(sheet.locator('.stars'), 4);
    await leaves(rating);

    const { version } = await desk.view<SessionView>(topics.session);
    await desk.do({ do: 'set_feedback', session: 1, version, open: true });
    const feedback = phone.getByRole('group', { name: ar('rate_session') });
    await hand.give(feedback.locator('.stars'), 3);
    await hand.write(feedback.getByRole('textbox'), 'شكرًا');
    await hand.press(feedback.getByRole('button', { name: ar('send') }));
    await expect
      .poll(() => desk.view<FeedbackView>(topics.feedback))
      .toEqual({ stars: [0, 0, 1, 0, 0], comments: ['شكرًا'] });

    await hand.press(phone.getByRole('button', { name: ar('tab_me') }));
    await hand.next(phone.getByLabel(ar('text_size')));
    await expect(phone.locator('html')).toHaveAttribute('data-text', 'large');
    await hand.next(phone.getByLabel(ar('digits_choice')));
    await hand.press(phone.locator('main').getByRole('button', { name: 'English' }));
    await expect(phone.getByLabel(en('digits_choice'))).toHaveValue('latn');
    await expect(phone.locator('html')).toHaveAttribute('lang', 'en');
    await expect(phone.locator(':focus'), 'the page was shown anew, the focus is where it was').toHaveText('العربية');
  });
}
