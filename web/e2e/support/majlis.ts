import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const target = join(import.meta.dirname, '../../../target');
const built = ['release', 'debug'].map((profile) => join(target, profile, 'majlis'));

/** The server's program: what MAJLIS_BIN names, else the one that was built here. */
export const program = process.env.MAJLIS_BIN ?? built.find((path) => existsSync(path));

interface Link {
  role: string;
  hall: number | null;
  name: string;
  url: string;
  token: string;
}

interface Told {
  url: string;
  forums: { code: string; halls: { hall: number; code: string }[]; links: Link[] }[];
}

/** A forum of one hall whose session is on whenever it is tried, with rules that let a test ask as it likes. */
const forum = `
slug = "trial"
name = { ar = "ملتقى التجربة", en = "Trial forum" }
languages = ["ar", "en"]
zone = "Asia/Riyadh"

[rules]
waiting_per_person = 1000
between_questions = "0s"

[[halls]]
id = "hall"
name = { ar = "القاعة", en = "The hall" }

[[sessions]]
hall = "hall"
kind = "panel"
title = { ar = "من المبادرة إلى الأثر", en = "From initiative to impact" }
start = 2026-01-01T00:00
end = 2100-01-01T00:00
labels = [{ ar = "الأحياء", en = "Neighbourhoods" }]

[[links]]
role = "moderator"
name = "المكتب الأول"

[[links]]
role = "moderator"
name = "المكتب الثاني"

[[links]]
role = "organiser"
name = "المنظم"
`;

/** A server of its own on a free port, with one forum in a folder of its own. */
export class Majlis {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    private readonly told: Told,
  ) {}

  static async start(): Promise<Majlis> {
    if (program === undefined) throw new Error('no server was built: cargo build, or name one in MAJLIS_BIN');
    const folder = await mkdtemp(join(tmpdir(), 'majlis-e2e-'));
    const file = join(folder, 'forum.toml');
    await writeFile(file, forum);
    const place = ['--listen', '127.0.0.1:0', '--data', join(folder, 'data')];
    const process = spawn(program, ['serve', ...place, '--forum', file, '--print', 'json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: process.stdout })) {
      return new Majlis(process, folder, JSON.parse(line));
    }
    throw new Error('the server told no addresses');
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill();
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }

  get url(): string {
    return this.told.url;
  }

  /** The code of the hall. */
  get code(): string {
    return this.told.forums[0]?.halls[0]?.code ?? '';
  }

  /** A role link in a language. */
  link(role: string, lang: 'ar' | 'en', place = 0): string {
    const links = this.told.forums[0]?.links.filter((link) => link.role === role) ?? [];
    const link = new URL(links[place]?.url ?? this.url);
    link.searchParams.set('lang', lang);
    return link.href;
  }
}
