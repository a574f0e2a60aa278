/** A slow query, and who counts: how many there were, and how many at a time. */
export class Database {
  queries = 0;
  now = 0;
  most = 0;
  constructor(clock, ms, rows = new Map([['front page', 'the front page']])) {
    Object.assign(this, { clock, ms, rows });
  }

  read = async (key) => {
    this.queries += 1;
    this.now += 1;
    this.most = Math.max(this.most, this.now);
    await this.clock.sleep(this.ms);
    this.now -= 1;
    return this.rows.get(key);
  };
}
