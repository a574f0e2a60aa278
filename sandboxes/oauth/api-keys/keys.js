import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const DAY = 86_400_000; // ms
const ACTIVE = 2; // of an account: one in use, and one to change to
const KEPT = 20; // of an account, with those that have ended
const FORMAT = /^demo_live_([0-9a-f]{8})_[\w-]{43}$/;

// Nobody can try out 32 random bytes, so one round of a fast hash is enough. For a
// password it is not (chapter 31).
const hashOf = (key) => createHash('sha256').update(key).digest();

/** @returns a store of keys; `now` is in milliseconds */
export function createKeys(now = Date.now) {
  const keys = new Map(); // id → all that is known of a key
  const of = (account) => [...keys.values()].filter((key) => key.account === account);
  const isActive = (key) => !key.revoked && key.expires > now();

  return {
    /** @returns the key itself, this once, or null if the account has two already */
    issue(account, scopes, days = 90) {
      const own = of(account);
      if (own.filter(isActive).length >= ACTIVE) return null;
      if (own.length >= KEPT) keys.delete(own.find((key) => !isActive(key)).id);
      const id = randomBytes(4).toString('hex');
      if (keys.has(id)) return this.issue(account, scopes, days);
      const key = `demo_live_${id}_${randomBytes(32).toString('base64url')}`;
      const times = { created: now(), expires: now() + days * DAY, lastUsed: null };
      const hash = hashOf(key);
      keys.set(id, { id, account, scopes, hash, ...times, revoked: false });
      return { id, key };
    },

    /** @returns { key } or { problem }, of what a client has sent */
    find(text) {
      const [, id] = FORMAT.exec(text) ?? [];
      const key = keys.get(id);
      const isIt = key && timingSafeEqual(hashOf(text), key.hash);
      if (!isIt) return { problem: text ? 'unknown' : 'missing' };
      if (key.revoked) return { problem: 'revoked' };
      if (!isActive(key)) return { problem: 'expired' };
      key.lastUsed = now();
      return { key };
    },

    /** Ends a key of this account at once. @returns whether there is one */
    revoke(account, id) {
      const key = keys.get(id);
      if (key?.account !== account) return false;
      key.revoked = true;
      return true;
    },

    /** @returns what its owner may see, without any hash */
    list: (account) => of(account).map(({ hash, ...key }) => key),

    /** @returns what a thief of the database would see */
    stored: () =>
      [...keys.values()].map(({ id, hash }) => `${id} ${hash.toString('hex')}`),
  };
}
