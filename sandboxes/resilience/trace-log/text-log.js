// Broken on purpose: a line of text, from whatever the caller has sent.
export function logText(message, details) {
  process.stdout.write(`INFO ${message} ${details.email} ${details.password}\n`);
}
