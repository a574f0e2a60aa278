/**
 * A sandbox over the whole screen; where the browser has no such thing for it (phones of Apple), over the whole window.
 */
import { adoptStyle } from '../shared/adopt-style.ts';
import style from './full-screen.css?inline';

adoptStyle(style);

let leaveCurrent: (() => void) | null = null;

/** Covers the screen with a sandbox; there is a button and the Escape key to leave. */
export async function enterFullScreen(root: HTMLElement): Promise<void> {
  leaveCurrent?.();
  const bar = root.querySelector('[data-part="toolbar"]');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'sandbox-button';
  button.dataset['action'] = 'leave-full-screen';
  button.textContent = 'Leave full screen';
  bar?.append(button);
  const { scrollY } = window;
  root.dataset['full'] = 'window';
  document.documentElement.classList.add('sandbox-fills');

  const leave = () => {
    if (leaveCurrent !== leave) return;
    leaveCurrent = null;
    removeEventListener('keydown', onKeydown);
    document.removeEventListener('fullscreenchange', onChange);
    if (document.fullscreenElement === root) void document.exitFullscreen();
    delete root.dataset['full'];
    document.documentElement.classList.remove('sandbox-fills');
    button.remove();
    scrollTo({ top: scrollY, behavior: 'instant' });
    root.querySelector<HTMLElement>('[data-action="more"]')?.focus();
  };
  const onKeydown = (event: KeyboardEvent) => {
    // An open menu, the editor's search and the like are closed first.
    if (event.key === 'Escape' && !event.defaultPrevented && root.querySelector(':popover-open') === null) leave();
  };
  const onChange = () => {
    if (document.fullscreenElement === root) root.dataset['full'] = 'screen';
    else leave();
  };
  leaveCurrent = leave;
  button.addEventListener('click', leave);
  addEventListener('keydown', onKeydown);
  button.focus();
  try {
    await root.requestFullscreen();
    document.addEventListener('fullscreenchange', onChange);
    onChange();
  } catch {
    // Over the window, then.
  }
}
