import { html, nothing } from 'lit';
import { BUNDLED } from '../../../sandbox/bundled-packages.ts';
import { adoptStyle } from '../../shared/adopt-style.ts';
import {
  fileOf,
  processProblem,
  PROJECT_FILE,
  readProjectFile,
  withPackage,
  withProcesses,
  type Processes,
  type ProjectFile,
} from '../../stores/project-file.ts';
import type { SandboxStores } from '../../stores/stores.ts';
import { ToolPane } from '../tool-pane.ts';
import projectStyle from './project.css?inline';

adoptStyle(projectStyle);

/** The packages and processes of a project of the playground: a view of its package.json, which stays what counts. */
export class SandboxProject extends ToolPane {
  static override properties = { problem: { state: true } };
  /** What is wrong with the process that is to be added, in a sentence. */
  declare problem: string | null;
  protected readonly tool = 'project';
  protected readonly heading = 'Packages and processes';

  constructor(stores: SandboxStores) {
    super(stores);
    this.problem = null;
  }

  protected override body() {
    const { files } = this.stores;
    const read = readProjectFile(files.has(PROJECT_FILE) ? files.text(PROJECT_FILE) : undefined);
    if ('problem' in read)
      return html`<p class="sandbox-note careful" role="status">${read.problem} Then they can be chosen here.</p>`;
    return html`${this.#processes(read)} ${this.#packages(read)}`;
  }

  #processes({ processes }: ProjectFile) {
    const id = this.id_('process-problem');
    return html`<section class="sandbox-project-part" aria-labelledby=${this.id_('processes')}>
      <p class="sandbox-project-title" id=${this.id_('processes')}>Processes</p>
      <p class="sandbox-note">Each is a program of its own. They reach each other by their ports on localhost.</p>
      <ul class="sandbox-project-list">
        ${Object.entries(processes).map(([name, { command }]) => this.#process(name, command, processes))}
      </ul>
      <form class="sandbox-tool-row" aria-label="Add a process" @submit=${this.#onAdd}>
        <input
          name="name"
          aria-label="Name"
          placeholder="worker"
          autocapitalize="off"
          autocomplete="off"
          spellcheck="false"
          required
          aria-invalid=${this.problem === null ? 'false' : 'true'}
          aria-describedby=${this.problem === null ? nothing : id}
        />
        <input
          class="sandbox-project-command"
          name="command"
          aria-label="Command"
          placeholder="node worker.js"
          autocapitalize="off"
          autocomplete="off"
          spellcheck="false"
          required
        />
        <button type="submit" class="sandbox-button" data-action="add-process">Add</button>
      </form>
      ${this.problem === null ? nothing : html`<p class="sandbox-note careful" id=${id} role="alert">${this.problem}</p>`}
    </section>`;
  }

  #process(name: string, command: string, processes: Processes) {
    const { [name]: _, ...others } = processes;
    return html`<li translate="no">
      <b>${name}</b> <code>${command}</code>
      ${
        Object.keys(others).length === 0
          ? nothing
          : html`<button
              type="button"
              class="sandbox-button quiet"
              data-action="remove-process"
              data-key=${name}
              aria-label="Remove the process ${name}"
              @click=${() => this.#put(withProcesses(this.#text, others), `The process ${name} is no longer started.`)}
            >
              Remove
            </button>`
      }
    </li>`;
  }

  #packages({ dependencies }: ProjectFile) {
    const { free } = this.stores.data;
    return html`<section class="sandbox-project-part" aria-labelledby=${this.id_('packages')}>
      <p class="sandbox-project-title" id=${this.id_('packages')}>Packages</p>
      <p class="sandbox-note">
        These come with the book and run without a network. What is ticked stands in package.json; Node’s own modules
        need no tick.
      </p>
      <div class="sandbox-project-packages">
        ${Object.entries(free?.packages ?? {}).map(([name, version]) => this.#package(name, version, name in dependencies))}
      </div>
    </section>`;
  }

  #package(name: string, version: string, chosen: boolean) {
    const toggle = () =>
      this.#put(
        withPackage(this.#text, name, chosen ? null : version),
        chosen ? `${name} is out of package.json.` : `${name} is in package.json.`,
      );
    return html`<label>
      <input type="checkbox" data-action="package" data-key=${name} .checked=${chosen} @change=${toggle} />
      <span
        ><code translate="no">${name}</code> <span class="sandbox-note">${BUNDLED[name]?.what ?? version}</span></span
      >
    </label>`;
  }

  readonly #onAdd = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form);
    const name = (fields.get('name') as string).trim();
    const command = (fields.get('command') as string).trim();
    const read = readProjectFile(this.#text);
    if ('problem' in read) return;
    const { processes } = read;
    this.problem = name in processes ? `There is a process “${name}” already.` : processProblem(name, command);
    if (this.problem !== null) return;
    const file = fileOf(command);
    const { files } = this.stores;
    const text = withProcesses(this.#text, { ...processes, [name]: { command, env: {} } });
    const fresh = file !== null && !files.has(file) ? { [file]: `console.log('${name} is there');\n` } : {};
    files.put({ [PROJECT_FILE]: text, ...fresh }, `The process ${name} starts with the next Run.`);
    form.reset();
    form.querySelector('input')!.focus();
  };

  #put(text: string, done: string): void {
    this.stores.files.put({ [PROJECT_FILE]: text }, done);
  }

  get #text(): string {
    return this.stores.files.text(PROJECT_FILE);
  }
}

customElements.define('sandbox-project', SandboxProject);
