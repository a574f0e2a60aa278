/** Fills `<reading-settings>` of the settings dialog with the choices of `choices.ts`. */
import '../settings-style.ts';
import { adoptStyle } from '../../../workbench/shared/adopt-style.ts';
import { choose, chosenIn, GROUPS, type Group } from './choices.ts';
import style from './settings.css?inline';

/** Calling it again changes nothing. */
export function showReadingSettings(): void {
  const place = document.querySelector('reading-settings');
  if (place === null || place.childElementCount > 0) return;
  adoptStyle(style);
  const note = document.createElement('p');
  note.className = 'settings-note';
  note.setAttribute('role', 'status');
  const tell = (kept: boolean) => {
    note.textContent = kept ? '' : 'This browser keeps nothing for this page, so it lasts until you leave it.';
  };
  place.append(...GROUPS.map((group) => fieldset(group, tell)), note);
}

function fieldset(group: Group, tell: (kept: boolean) => void): HTMLElement {
  const made = document.createElement('fieldset');
  const legend = document.createElement('legend');
  legend.textContent = group.legend;
  const chosen = chosenIn(group);
  const labels = group.choices.map(([word, name]) => {
    const label = document.createElement('label');
    const radio = document.createElement('input');
    radio.type = 'radio';
    radio.name = group.name;
    radio.checked = word === chosen;
    radio.addEventListener('change', () => tell(choose(group, word)));
    label.append(radio, name);
    return label;
  });
  made.append(legend, ...labels);
  return made;
}
