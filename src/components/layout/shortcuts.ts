/** The dialog that lists the keys. It is made when it is asked for first: most readers never see it. */
import './settings-style.ts';
import { adoptStyle } from '../../workbench/shared/adopt-style.ts';
import style from './shortcuts.css?inline';
import { setSingleKeys, singleKeysWork } from '../../workbench/shared/single-keys.ts';

adoptStyle(style);

/** Apple's keyboards have ⌘ where others have Ctrl. */
const command = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';

/** Keys pressed together are joined by spaces, a choice between several by `or`. */
type Shortcut = readonly [keys: string, what: string];

const GROUPS: readonly (readonly [title: string, shortcuts: readonly Shortcut[]])[] = [
  [
    'On every page',
    [
      [`/ or ${command} K`, 'Search the book'],
      ['?', 'Show these shortcuts'],
      ['n or p', 'Go to the next or the previous page'],
      ['Esc', 'Close what is open, leave full screen'],
    ],
  ],
  [
    'In a sandbox',
    [
      [`${command} Enter or ${command} S`, 'Run the program, or restart it with your edits'],
      ['Enter', 'On the code: edit it'],
      ['← or →', 'On a file’s or a log’s tab: go to the next one'],
      ['← or →', 'On the line between code and requests: move it; Enter puts it back'],
    ],
  ],
  [
    'In the editor',
    [
      [`${command} F`, 'Search in the file'],
      [`${command} /`, 'Turn lines into a comment, and back'],
      [`${command} [ or ${command} ]`, 'Indent less, indent more'],
      ['Alt ↑ or Alt ↓', 'Move lines; with Shift: copy them'],
      [`${command} Z`, 'Undo; with Shift: do it again'],
      ['Tab', 'Leave the editor, unless the File menu says that it indents'],
    ],
  ],
  [
    'On cards and in an interview',
    [
      ['Space', 'Show the answer'],
      ['1 2 3 4', 'Say how well you knew it, from not at all to fully'],
      ['u', 'On cards: take the last answer back'],
    ],
  ],
  [
    'In a field',
    [
      [`${command} Enter`, 'Send the request that is being written'],
      [`${command} Enter`, 'Run the query, in the field for SQL'],
    ],
  ],
];

let dialog: HTMLDialogElement | undefined;

/** Opens the list; the focus goes back where it was when it is closed. */
export function showShortcuts(): void {
  dialog ??= create();
  if (!dialog.open) dialog.showModal();
}

function create(): HTMLDialogElement {
  const made = element('dialog', { className: 'settings shortcuts' });
  const title = element('h2', { id: 'shortcuts-title' }, 'Keyboard shortcuts');
  made.setAttribute('aria-labelledby', title.id);
  const close = element('button', { type: 'submit', className: 'button' }, 'Close');
  const head = element('form', { method: 'dialog', className: 'settings-head' }, title, close);

  const check = element('input', { type: 'checkbox', checked: singleKeysWork() });
  const note = element('p', { className: 'settings-note' });
  note.setAttribute('role', 'status');
  check.addEventListener('change', () => {
    const kept = setSingleKeys(check.checked);
    if (!kept) check.checked = singleKeysWork();
    note.textContent = kept ? '' : 'This browser keeps nothing for this page, so it cannot be switched off.';
  });
  const single = element(
    'label',
    { className: 'shortcuts-single' },
    check,
    element(
      'span',
      {},
      'The single keys ',
      ...['/', '?', 'n', 'p'].flatMap((name) => [key(name), ' ']),
      'and those of cards do something',
    ),
  );

  made.append(head, ...GROUPS.flatMap(([name, shortcuts]) => [element('h3', {}, name), list(shortcuts)]), single, note);
  document.body.append(made);
  return made;
}

const list = (shortcuts: readonly Shortcut[]): HTMLElement =>
  element(
    'dl',
    {},
    ...shortcuts.flatMap(([keys, what]) => [element('dt', {}, ...keyed(keys)), element('dd', {}, what)]),
  );

/** `Ctrl K` as two keys, with the words between them as they are. */
const keyed = (keys: string): (Node | string)[] =>
  keys.split(' ').flatMap((word) => [word === 'or' ? word : key(word), ' ']);

const key = (name: string): HTMLElement => element('kbd', {}, name);

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
