/**
 * The three browsers behind one small interface, so that a test is written once: Chromium through
 * Playwright, Firefox over Marionette, WebKit over plain WebDriver. Playwright's own builds are taken
 * where they are installed, else those of the system; of Firefox the system's first (see marionette.ts).
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as playwright from '@playwright/test';
import { freePort } from './free-port.ts';
import { startFirefox } from './marionette.ts';

export type BrowserName = 'Chromium' | 'Firefox' | 'WebKit';

export interface TestBrowser {
  readonly name: BrowserName;
  /** The browser's name and version, as it says, for the log. */
  readonly version: string;
  /** Loads `url` and waits for its load event. */
  open(url: string): Promise<void>;
  /**
   * Runs `fn` in the page, with `argument` as JSON, and gives back its result as JSON. It is sent as text:
   * it sees nothing of the file it stands in.
   */
  evaluate<Argument, Value>(fn: (argument: Argument) => Value | Promise<Value>, argument: Argument): Promise<Value>;
  /** Uncaught errors and console errors of the page since the last call. */
  messages(): Promise<string[]>;
  close(): Promise<void>;
}

const SYSTEM: Readonly<
  Record<
    BrowserName,
    { readonly variable: string; readonly paths: readonly string[]; readonly packages: readonly string[] }
  >
> = {
  Chromium: {
    variable: 'PORT3000_CHROMIUM',
    paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    packages: ['chromium'],
  },
  Firefox: {
    variable: 'PORT3000_FIREFOX',
    paths: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
    packages: ['firefox-esr'],
  },
  WebKit: {
    variable: 'PORT3000_WEBKIT_DRIVER',
    paths: ['/usr/bin/WebKitWebDriver'],
    packages: ['webkit2gtk-driver', 'xvfb', 'xauth'],
  },
};

const PLAYWRIGHT: Readonly<Record<BrowserName, 'chromium' | 'firefox' | 'webkit'>> = {
  Chromium: 'chromium',
  Firefox: 'firefox',
  WebKit: 'webkit',
};

const ARGUMENTS = { Chromium: ['--no-sandbox', '--disable-background-networking'], Firefox: [], WebKit: [] } as const;

/** MiniBrowser lies beside the library, in a folder named after the machine and the library's version. */
const MINI_BROWSERS = ['x86_64-linux-gnu', 'aarch64-linux-gnu', 'arm-linux-gnueabihf'].flatMap((machine) =>
  ['4.1', '6.0', '4.0'].map((version) => `/usr/lib/${machine}/webkit2gtk-${version}/MiniBrowser`),
);

function systemPath(name: BrowserName): string | undefined {
  const { variable, paths } = SYSTEM[name];
  const own = process.env[variable];
  return own ?? paths.find((path) => existsSync(path));
}

function playwrightPath(name: BrowserName): string | undefined {
  const path = playwright[PLAYWRIGHT[name]].executablePath();
  return existsSync(path) ? path : undefined;
}

/**
 * Looks for a browser; on Debian as root, installs its package when it is missing.
 * @returns undefined when the browser is there, else a sentence that says why it is not and what would help
 * @throws Error instead, when `CI` is set: there all three must run
 */
export function browserMissing(name: BrowserName): string | undefined {
  const { packages, variable } = SYSTEM[name];
  const found = () => playwrightPath(name) ?? systemPath(name);
  let reason = `${name} is not installed. Install it with "npx playwright install ${PLAYWRIGHT[name]}", or set ${variable} to its path.`;
  if (!found() && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log(`${name} is not installed: installing ${packages.join(', ')} with apt-get.`);
    spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore' });
    const { status } = spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) reason = `${name} is not installed and apt-get could not install ${packages.join(', ')}.`;
  }
  if (found()) return undefined;
  if (process.env['CI']) throw new Error(`${reason} With CI set, every browser must run.`);
  return reason;
}

/** @throws Error when the browser cannot be started. */
export function launch(name: BrowserName): Promise<TestBrowser> {
  const firefox = name === 'Firefox' ? systemPath(name) : undefined;
  if (firefox !== undefined) return launchFirefox(firefox);
  return name === 'WebKit' && !playwrightPath(name) ? launchWebKit() : launchPlaywright(name);
}

/** The text of a call of `fn`, as an expression. */
const call = (fn: (argument: never) => unknown, argument: unknown): string =>
  `(${fn.toString()})(${JSON.stringify(argument)})`;

async function launchPlaywright(name: BrowserName): Promise<TestBrowser> {
  const browser = await playwright[PLAYWRIGHT[name]].launch({
    executablePath: playwrightPath(name) ?? systemPath(name),
    args: [...ARGUMENTS[name]],
  });
  const page = await browser.newPage();
  const messages: string[] = [];
  page.on('pageerror', (error) => messages.push(error.stack ?? String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') messages.push(message.text());
  });
  return {
    name,
    version: browser.version(),
    open: async (url) => void (await page.goto(url)),
    evaluate:
      name === 'Chromium' ? await evaluateOverProtocol(page) : (fn, argument) => page.evaluate(call(fn, argument)),
    messages: async () => messages.splice(0),
    close: () => browser.close(),
  };
}

/**
 * Playwright gives a page up when a frame of it crashes that has a process of its own, as the engine's has
 * in Chromium; the page itself lives on and is asked over the browser's protocol.
 */
async function evaluateOverProtocol(page: playwright.Page): Promise<TestBrowser['evaluate']> {
  const session = await page.context().newCDPSession(page);
  return async (fn, argument) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: call(fn, argument),
      awaitPromise: true,
      returnByValue: true,
      userGesture: false,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as never;
  };
}

async function launchFirefox(path: string): Promise<TestBrowser> {
  const { version, send, close } = await startFirefox(path);
  await send('WebDriver:SetTimeouts', TIMEOUTS);
  const run = async (expression: string): Promise<unknown> => {
    const { value } = (await send('WebDriver:ExecuteAsyncScript', {
      script: asyncScript(inPage(expression)),
      args: [],
      sandbox: null,
    })) as { value: Outcome };
    return valueOf(value);
  };
  return {
    name: 'Firefox',
    version,
    async open(url) {
      await send('WebDriver:Navigate', { url });
      await run(call(recordMessages, null));
    },
    evaluate: (fn, argument) => run(call(fn, argument)) as Promise<never>,
    messages: () => run(TAKE_MESSAGES) as Promise<string[]>,
    close,
  };
}

/**
 * A script of Marionette's runs beside the page, with globals of its own: this runs in the page itself, unless the
 * page's policy forbids `eval`; then beside it, which is enough to read and to click.
 */
function inPage(expression: string): string {
  return `(() => {
    let evaluate = eval;
    try { window.eval('0'); evaluate = window.eval; } catch {}
    return evaluate(${JSON.stringify(expression)});
  })()`;
}

// ---- shared by the two that speak WebDriver (https://www.w3.org/TR/webdriver2/#execute-async-script)

/** WebDriver's timeouts, in milliseconds. */
const TIMEOUTS = { script: 180_000, pageLoad: 60_000, implicit: 0 } as const;

const TAKE_MESSAGES = 'globalThis.testMessages?.splice(0) ?? []';

type Outcome = { readonly value: unknown } | { readonly error: string };

/** The body of an asynchronous script that gives the outcome of an expression. */
const asyncScript = (expression: string): string => `const done = arguments[arguments.length - 1];
  Promise.resolve().then(() => ${expression}).then(
    (value) => done({ value: value === undefined ? null : value }),
    (error) => done({ error: String(error) + '\\n' + (error && error.stack || '') }))`;

function valueOf(outcome: Outcome): unknown {
  if ('error' in outcome) throw new Error(outcome.error);
  return outcome.value;
}

/** Keeps the page's errors for `messages`: plain WebDriver does not report them. */
function recordMessages(): void {
  const store = globalThis as unknown as { testMessages?: string[] };
  if (store.testMessages) return;
  const messages: string[] = (store.testMessages = []);
  addEventListener('error', (event) =>
    messages.push(event.error instanceof Error ? `${event.error}\n${event.error.stack ?? ''}` : event.message),
  );
  addEventListener('unhandledrejection', (event) => messages.push(`unhandled rejection: ${String(event.reason)}`));
  const { error } = console;
  console.error = (...values: unknown[]) => {
    messages.push(values.map(String).join(' '));
    error.apply(console, values);
  };
}

/** WebKitGTK's MiniBrowser over WebDriver (https://www.w3.org/TR/webdriver2/), on a display of its own. */
async function launchWebKit(): Promise<TestBrowser> {
  const port = await freePort();
  const driver = systemPath('WebKit') ?? 'WebKitWebDriver';
  const command = process.env['DISPLAY'] ? [driver] : ['xvfb-run', '-a', driver];
  const child = spawn(command[0] ?? driver, [...command.slice(1), `--port=${port}`], {
    detached: true, // a process group of its own, so that the display ends with it
    stdio: 'ignore',
    env: { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
  });
  const failed = new Promise<never>((_resolve, reject) => child.once('error', reject));
  const stop = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It has ended already.
    }
  };
  process.once('exit', stop);

  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) {
      const { error, message } = value as { error: string; message: string };
      throw new Error(`WebDriver: ${error}: ${message}`);
    }
    return value;
  };

  try {
    await Promise.race([answering(() => ask('GET', '/status')), failed]);
    const { sessionId, capabilities } = (await ask('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          'webkitgtk:browserOptions': {
            binary: process.env['PORT3000_WEBKIT_BROWSER'] ?? MINI_BROWSERS.find((path) => existsSync(path)),
            args: ['--automation'],
          },
        },
      },
    })) as { sessionId: string; capabilities: { browserVersion: string } };
    const session = `/session/${sessionId}`;
    await ask('POST', `${session}/timeouts`, TIMEOUTS);
    const run = async (expression: string): Promise<unknown> => {
      return valueOf(
        (await ask('POST', `${session}/execute/async`, { script: asyncScript(expression), args: [] })) as Outcome,
      );
    };
    return {
      name: 'WebKit',
      version: capabilities.browserVersion,
      async open(url) {
        await ask('POST', `${session}/url`, { url });
        await run(call(recordMessages, null));
      },
      evaluate: (fn, argument) => run(call(fn, argument)) as Promise<never>,
      messages: () => run(TAKE_MESSAGES) as Promise<string[]>,
      async close() {
        await ask('DELETE', session).catch(() => {});
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

/** Repeats the question until the first answer. */
async function answering(question: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      await question();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
