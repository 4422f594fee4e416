import type { Page } from '@playwright/test';

/** What is asked: a text, or one with a name. */
export type Asked = string | { text: string; name: string };

/** Asks questions as somebody new in the hall of a code, and is back when the server has all of them. The page is any of the server's. */
export async function ask(page: Page, code: string, questions: readonly Asked[]): Promise<void> {
  const texts = questions.map((one) => (typeof one === 'string' ? { text: one } : one));
  await page.evaluate(
    async ([code, asked]) => {
      const joined = await fetch('/v1/join', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      });
      const { token, session } = await joined.json();
      const address = new URL('/v1/live', location.href);
      address.protocol = 'ws:';
      const socket = new WebSocket(address, 'majlis.v1');
      const send = (frame: object) => socket.send(JSON.stringify(frame));
      const newId = () =>
        [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0'));
      await new Promise<void>((resolve, reject) => {
        let done = 0;
        let hasAsked = false;
        socket.onopen = () => send({ t: 'hello', token, view: 'participant' });
        socket.onclose = () => reject(new Error('the connection ended'));
        socket.onmessage = ({ data }) => {
          const frame = JSON.parse(data);
          if (frame.t === 'refused') reject(new Error(frame.code));
          if (frame.t === 'done') done += 1;
          if (frame.t === 'done' && done === asked.length) resolve();
          // Another welcome comes where the phone is led to another session.
          if (frame.t !== 'welcome' || hasAsked) return;
          hasAsked = true;
          const on = session ?? frame.session;
          for (const question of asked) {
            send({ t: 'do', id: newId().join(''), command: { do: 'ask', session: on, ...question } });
          }
        };
      });
      socket.onclose = null;
      socket.close();
    },
    [code, texts] as const,
  );
}
