/** What the loader brings in on the first intent: the elements of the page, ready to be activated. */
import liveStyle from './live.css?inline';
import { actionSelector, LiveSandbox } from './live-sandbox.ts';
import { adoptStyle } from './shared/adopt-style.ts';

adoptStyle(liveStyle);

export { actionSelector };

/**
 * Brings one element of the page to life and, when the reader is likely to press Run, loads what Run needs.
 *
 * @param released resolves when no button of the pointer is down
 */
export async function activate(element: Element, released: () => Promise<void>): Promise<void> {
  if (element instanceof LiveSandbox) {
    void element.stores.run.warm();
    await element.activate(released);
  } else if (element.localName === 'port-send') {
    const { activateSend } = await import('./send/port-send.ts');
    await released();
    activateSend(element);
  } else if (element.localName === 'port-predict') {
    const { activatePrediction } = await import('./predict/port-predict.ts');
    await released();
    activatePrediction(element);
  }
}

/** Opens what the page's address holds in a sandbox that is alive. */
export async function openLink(element: Element): Promise<void> {
  if (!(element instanceof LiveSandbox)) return;
  const open = (await import('./take/open-link.ts')).openLink;
  element.stores.link = await open(element.stores, element.dataset['name'] ?? '', location.hash);
  element.scrollIntoView({ block: 'start' });
}
