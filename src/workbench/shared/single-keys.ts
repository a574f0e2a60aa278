/** Whether one key without Ctrl does something in the page, which a reader may switch off (WCAG 2.2, 2.1.4). */

const KEY = 'port3000.single-keys';

export function singleKeysWork(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    // Storage is closed to this page, which has kept nothing.
    return true;
  }
}

/** @returns whether it could be kept */
export function setSingleKeys(work: boolean): boolean {
  try {
    if (work) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, 'off');
    return true;
  } catch {
    return false;
  }
}
