/** Records in order, and the rows that they have made so far. */
export class Log {
  records = [];
  rows = new Map(); // number of the record → text
  applied = 0;

  /** On the primary: a new record, visible at once. */
  append(text) {
    const record = { lsn: this.records.length + 1, at: Date.now(), text };
    this.records.push(record);
    this.apply(record);
    return record;
  }

  /** On a replica: it is kept, and shown later. */
  receive(record) {
    this.records.push(record);
  }

  apply({ lsn, text }) {
    if (lsn !== this.applied + 1) return; // promoted meanwhile
    this.rows.set(lsn, text);
    this.applied = lsn;
  }

  applyAll() {
    for (const record of this.records.slice(this.applied)) this.apply(record);
  }
}
