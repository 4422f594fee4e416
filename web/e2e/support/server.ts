import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
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
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #folder: string;

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
    return Server.#run(place, folder);
  }

  /** Starts the example forum, with something already happening in it. */
  static demo(): Promise<Server> {
    return Server.#run(['demo'], mkdtempSync(join(tmpdir(), 'majlis-e2e-')));
  }

  static async #run(what: readonly string[], folder: string): Promise<Server> {
    const server = spawn(program(), [...what, '--listen', '127.0.0.1:0', '--print', 'json']);
    const said: string[] = [];
    server.stderr.on('data', (text) => said.push(String(text)));
    try {
      return new Server(JSON.parse(await firstLine(server)), server, folder);
    } catch (cause) {
      server.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
      throw new Error(`the server did not start: ${said.join('')}`, { cause });
    }
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
    const ended = new Promise<void>((resolve) => this.#process.once('exit', () => resolve()));
    const isGone = this.#process.exitCode !== null;
    const last = setTimeout(() => this.#process.kill('SIGKILL'), patience);
    this.#process.kill('SIGTERM');
    if (!isGone) await ended;
    clearTimeout(last);
    rmSync(this.#folder, { recursive: true, force: true });
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
