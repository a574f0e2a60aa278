// A write-ahead log: what will be changed is appended and forced to the disk first.
import { appendFileSync, closeSync, fsyncSync, openSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** A line: the checksum of the record, then the record. */
export function line(record) {
  const text = JSON.stringify(record);
  return `${crc32(text).toString(16).padStart(8, '0')} ${text}\n`;
}

export function openLog(file) {
  const log = openSync(file, 'ax'); // new: what follows a torn line is never read
  let transaction = 0;
  return {
    /** @param balances what the accounts will be. When it returns, it is on the disk */
    commit(balances) {
      transaction += 1;
      for (const [account, balance] of Object.entries(balances)) {
        appendFileSync(log, line({ transaction, account, balance }));
      }
      appendFileSync(log, line({ transaction, commit: true }));
      fsyncSync(log); // only now may anybody be told "done". If it throws, end
    },
    close: () => closeSync(log),
  };
}
