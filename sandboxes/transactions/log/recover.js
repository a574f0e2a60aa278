// Three ways to read a log after a crash. Two are broken on purpose.
import { crc32 } from 'node:zlib';

function* records(bytes, checked) {
  const lines = bytes.toString('latin1').split('\n');
  lines.pop(); // what stands behind the last line end was not written to its end
  for (const text of lines) {
    const [sum, json] = [text.slice(0, 8), text.slice(9)];
    if (checked && sum !== crc32(json).toString(16).padStart(8, '0')) return;
    try {
      yield JSON.parse(json);
    } catch {
      return; // no line of ours: from here on nothing can be believed
    }
  }
}

const beginning = { ada: 100, bob: 100 };

/** Believes each line as it comes. */
export function everyLine(bytes) {
  const accounts = { ...beginning };
  for (const { account, balance } of records(bytes, true)) {
    if (account) accounts[account] = balance;
  }
  return accounts;
}

/** Keeps a transaction's lines aside until its commit line is there. */
function untilCommit(bytes, checked) {
  const accounts = { ...beginning };
  let pending = {};
  for (const { account, balance, commit } of records(bytes, checked)) {
    if (account) pending[account] = balance;
    if (!commit) continue;
    Object.assign(accounts, pending);
    pending = {};
  }
  return accounts;
}
export const committed = (bytes) => untilCommit(bytes, true);
export const unchecked = (bytes) => untilCommit(bytes, false);

/** Whether all lines are there as they were written. */
export function intact(bytes) {
  const lines = bytes.toString('latin1').split('\n').length - 1;
  return bytes.at(-1) === 0x0a && [...records(bytes, true)].length === lines;
}
