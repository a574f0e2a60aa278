/** Runs a command; an error becomes one plain message and exit code 1. */
export function failPlainly(command: () => Promise<void>): void {
  command().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
