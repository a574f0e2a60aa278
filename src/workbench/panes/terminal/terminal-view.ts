/** xterm with a shell behind it. A chunk of its own: only those who open a terminal load it. */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import xtermStyle from '@xterm/xterm/css/xterm.css?inline';
import type { Result, TerminalControl } from '../../../engine/engine.ts';
import { adoptStyle } from '../../shared/adopt-style.ts';

export interface TerminalView {
  close(): void;
}

adoptStyle(xtermStyle);

/**
 * @param host an element that is visible
 * @param ended is called when the shell has ended by itself
 */
export async function openTerminalView(
  host: HTMLElement,
  control: TerminalControl,
  ended: () => void,
): Promise<Result<{ readonly view: TerminalView }>> {
  const style = getComputedStyle(host);
  const color = (name: string) => resolveColor(host, `var(${name})`);
  const xterm = new Terminal({
    fontFamily: style.fontFamily,
    fontSize: Number.parseFloat(style.fontSize),
    screenReaderMode: true,
    theme: {
      background: color('--panel'),
      foreground: color('--ink'),
      cursor: color('--accent'),
      selectionBackground: color('--select'),
    },
  });
  const fit = new FitAddon();
  xterm.loadAddon(fit);
  xterm.open(host);
  fit.fit();
  // Without a way out by keyboard the terminal would hold whoever has no pointer.
  xterm.attachCustomKeyEventHandler((event) => !(event.key === 'Tab' && event.shiftKey));
  const opened = await control.open(
    { columns: xterm.cols, rows: xterm.rows },
    { output: (text) => xterm.write(text), exit: ended },
  );
  if (!opened.ok) {
    xterm.dispose();
    return opened;
  }
  const { terminal } = opened;
  xterm.onData((text) => terminal.write(text));
  xterm.onResize(({ cols, rows }) => terminal.resize({ columns: cols, rows }));
  const observer = new ResizeObserver(() => fit.fit());
  observer.observe(host);
  xterm.focus();
  return {
    ok: true,
    view: {
      close: () => {
        observer.disconnect();
        terminal.close();
        xterm.dispose();
      },
    },
  };
}

/** xterm reads colors, not variables. */
function resolveColor(host: HTMLElement, value: string): string {
  const probe = document.createElement('span');
  probe.style.color = value;
  host.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
