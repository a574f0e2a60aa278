import { makeReport } from './db.js';

/** What a job of each kind does. It rejects when it has failed. */
export const handlers = {
  async welcome({ email }) {
    const response = await fetch('http://localhost:4000/mails', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Connection: 'close' },
      body: JSON.stringify({ to: email }),
      signal: AbortSignal.timeout(10_000),
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`the mail service answers ${response.status}`);
  },
  async report({ due }) {
    makeReport(due);
  },
};
