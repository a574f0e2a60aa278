/** Shells of the container: `jsh`, the one that it has. */
import type { WebContainer } from '@webcontainer/api';
import type { Terminal, TerminalReceiver, TerminalSize } from '../engine.ts';

/** @param folder the folder in which the shell starts, relative to the container's working directory */
export async function openTerminal(
  container: WebContainer,
  folder: string,
  { columns, rows }: TerminalSize,
  receiver: TerminalReceiver,
): Promise<Terminal> {
  const process = await container.spawn('jsh', [], { cwd: folder, terminal: { cols: columns, rows } });
  const writer = process.input.getWriter();
  let open = true;
  void process.output.pipeTo(new WritableStream({ write: (text) => receiver.output(text) }));
  void process.exit.then((code) => {
    open = false;
    receiver.exit(code);
  });
  return {
    write(text) {
      if (open) void writer.write(text);
    },
    resize(size) {
      if (open) process.resize({ cols: size.columns, rows: size.rows });
    },
    close: () => process.kill(),
  };
}
