/** One process of a recording: a real Node with the preloads, its output collected. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface ChildOptions {
  /** The process's name in the manifest. */
  readonly name: string;
  readonly node: string;
  readonly root: string;
  /** The folder in which the process runs. */
  readonly workspace: string;
  /** `node [options] file [arguments]` */
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
  /** The time on its clock, in milliseconds since 1970. */
  readonly now: number;
}

export class RecordedChild {
  stdout = '';
  stderr = '';
  /** The exit code; `null` while the process runs, and when a signal has ended it. */
  exitCode: number | null = null;
  exited = false;
  /** When the process last printed, in milliseconds since 1970; 0 until it has. */
  lastOutput = 0;
  readonly child: ChildProcess;
  readonly #closed: Promise<void>;
  readonly #marker: string;

  constructor({ name: processName, node, root, workspace, command, env, now }: ChildOptions) {
    this.#marker = join(workspace, '.ports', `${processName}.listening`);
    const preloads = [join(root, 'src/sandbox/deterministic.mjs'), join(root, 'scripts/record/virtual-ports.mjs')];
    const clock = ['--require', join(root, 'scripts/lab/clock.cjs')];
    const words = command.trim().split(/\s+/).slice(1);
    this.child = spawn(
      node,
      [...clock, ...preloads.flatMap((path) => ['--import', pathToFileURL(path).href]), ...words],
      {
        cwd: workspace,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: {
          PATH: process.env['PATH'],
          // Dates and numbers are written the same on every machine.
          TZ: 'UTC',
          LANG: 'en_US.UTF-8',
          LC_ALL: 'en_US.UTF-8',
          ...env,
          PORT3000_PORTS: join(workspace, '.ports'),
          PORT3000_PROCESS: processName,
          LAB_NOW: String(now),
        },
      },
    );
    for (const name of ['stdout', 'stderr'] as const) {
      this.child[name]!.setEncoding('utf8').on('data', (text: string) => {
        this[name] += text;
        this.lastOutput = Date.now();
      });
    }
    this.#closed = new Promise((resolve) => {
      this.child.on('close', (code) => {
        this.exitCode = code;
        this.exited = true;
        resolve();
      });
      this.child.on('error', (error) => {
        this.stderr += `${error.message}\n`;
        this.exited = true;
        resolve();
      });
    });
  }

  /** Ends the process at once; resolves when it is gone. */
  async kill(): Promise<void> {
    if (!this.exited) this.child.kill('SIGKILL');
    await this.#closed;
  }

  /** Whether the process has listened on some port. */
  get hasListened(): boolean {
    return existsSync(this.#marker);
  }

  /** The ports that processes of this recording have asked for. */
  static claimedPorts(workspace: string): string[] {
    return readdirSync(join(workspace, '.ports')).filter((name) => /^\d+$/.test(name));
  }
}
