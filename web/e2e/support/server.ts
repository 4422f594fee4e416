import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Role, Title } from '../../src/lib/protocol/generated/protocol';

/** A forum on the server, as it tells of it when it starts. */
export interface ServedForum {
  forum: string;
  code: string;
  halls: { hall: number; name: Title; code: string }[];
  links: { role: Role; hall: number | null; token: string; url: string }[];
}

interface Told {
  url: string;
  forums: ServedForum[];
  /** The setup link of a server that has no forum. */
  setup?: string;
}

/** How long a server may take to say where it is, and to end. */
const patience = 20_000;

/** The program: what `MAJLIS_BIN` names, else what cargo built last. It is not built here. */
function program(): string {
  const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL('../../../target', import.meta.url));
  const built = ['debug', 'release'].map((profile) => join(target, profile, 'majlis'));
  const found = [process.env.MAJLIS_BIN, ...built].find((file) => file !== undefined && existsSync(file));
  if (!found) throw new Error('there is no majlis to test: run `cargo build`, or name one in MAJLIS_BIN');
  return found;
}

/** A server of a test's own: on a free port, with a folder of its own, gone with the test. */
export class Server {
  readonly url: string;
  readonly #told: Told;
  readonly #folder: string;
  #process: ChildProcessWithoutNullStreams;
  #data = 'data';

  private constructor(told: Told, process: ChildProcessWithoutNullStreams, folder: string) {
    this.url = told.url;
    this.#told = told;
    this.#process = process;
    this.#folder = folder;
  }

  /** Starts one that serves the forum of a file's text, or none yet. */
  static start(forumFile: string | null): Promise<Server> {
    const folder = mkdtempSync(join(tmpdir(), 'majlis-e2e-'));
    const place = ['serve', '--data', join(folder, 'data')];
    if (forumFile !== null) {
      const file = join(folder, 'forum.toml');
      writeFileSync(file, forumFile);
      place.push('--forum', file);
    }
    return Server.#first(place, folder);
  }

  /** Starts the example forum, with something already happening in it. */
  static demo(): Promise<Server> {
    return Server.#first(['demo'], mkdtempSync(join(tmpdir(), 'majlis-e2e-')));
  }

  static async #first(what: readonly string[], folder: string): Promise<Server> {
    try {
      const { told, server } = await ran([...what, '--listen', '127.0.0.1:0']);
      return new Server(told, server, folder);
    } catch (cause) {
      rmSync(folder, { recursive: true, force: true });
      throw cause;
    }
  }

  /** Ends it, by the default without leaving it a moment; its folder stays. */
  async end(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const ended = new Promise<void>((resolve) => this.#process.once('exit', () => resolve()));
    const isGone = this.#process.exitCode !== null || this.#process.signalCode !== null;
    const last = setTimeout(() => this.#process.kill('SIGKILL'), patience);
    this.#process.kill(signal);
    if (!isGone) await ended;
    clearTimeout(last);
  }

  /** Starts it again over what lies in its folder, at the same address. */
  async again(): Promise<void> {
    const place = ['serve', '--data', join(this.#folder, this.#data), '--listen', new URL(this.url).host];
    this.#process = (await ran(place)).server;
  }

  /** Writes a backup, as an operator does while it runs. */
  async backUp(): Promise<void> {
    await runs('backup', '--data', join(this.#folder, this.#data), '--to', join(this.#folder, 'backup'));
  }

  /** Starts one that has ended again, at the same address, over a new folder that is made of the backup. */
  async restored(): Promise<void> {
    this.#data = 'restored';
    await runs('restore', '--from', join(this.#folder, 'backup'), '--data', join(this.#folder, this.#data));
    await this.again();
  }

  /** Keeps a copy of what one that has ended left in its folder. */
  keepCopy(): void {
    cpSync(join(this.#folder, 'data'), join(this.#folder, 'copy'), { recursive: true });
  }

  /** Puts the copy in the place of what an ended one left in its folder since. */
  putCopyBack(): void {
    rmSync(join(this.#folder, 'data'), { recursive: true });
    renameSync(join(this.#folder, 'copy'), join(this.#folder, 'data'));
  }

  get forum(): ServedForum {
    const [forum] = this.#told.forums;
    if (!forum) throw new Error('the server has no forum');
    return forum;
  }

  /** The address with which the first forum is made. */
  get setup(): string {
    if (this.#told.setup === undefined) throw new Error('the server has a forum, and so no setup link');
    return this.#told.setup;
  }

  /** The address of a role's page, its token behind the `#`. */
  link(role: Role, hall?: number): string {
    const fits = (link: ServedForum['links'][number]) => hall === undefined || link.hall === hall;
    const found = this.forum.links.find((link) => link.role === role && fits(link));
    if (!found) throw new Error(`the forum has no link for ${role}`);
    return found.url;
  }

  /** The address that a phone opens: of a hall, or where none is named of the forum. */
  join(hall?: number): string {
    const code = hall === undefined ? this.forum.code : this.forum.halls.find((it) => it.hall === hall)?.code;
    return `${this.url}/j/${code}`;
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Runs the program to its end. Throws where it fails. */
const runs = (...what: string[]) => promisify(execFile)(program(), what, { timeout: patience });

/** Runs the program until it says where it is. */
async function ran(what: readonly string[]): Promise<{ told: Told; server: ChildProcessWithoutNullStreams }> {
  const server = spawn(program(), [...what, '--print', 'json']);
  const said: string[] = [];
  server.stderr.on('data', (text) => said.push(String(text)));
  try {
    return { told: JSON.parse(await firstLine(server)), server };
  } catch (cause) {
    server.kill('SIGKILL');
    throw new Error(`the server did not start: ${said.join('')}`, { cause });
  }
}

/** The line on which the server says where it is; it comes once it answers. */
async function firstLine(server: ChildProcessWithoutNullStreams): Promise<string> {
  const lines = createInterface(server.stdout);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('it took too long')), patience);
    lines.once('line', (line) => {
      clearTimeout(late);
      resolve(line);
    });
    server.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`it ended with ${code}`));
    });
  });
}
