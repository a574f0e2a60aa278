/** What the loader brings in on the first intent: both elements, ready to be activated. */
import { actionSelector, LiveSandbox } from './live-sandbox.ts';
import { PortSend } from './port-send.ts';

export { actionSelector };

/** Brings one element of the page to life and, when the reader is likely to press Run, what Run needs. */
export async function activate(element: Element): Promise<void> {
  if (element instanceof LiveSandbox) {
    void element.activate().warm();
    await element.ready;
  } else if (element instanceof PortSend) {
    element.activate();
    void element.sandbox?.activate().warm();
  }
}
