const KEPT = 100; // messages, for those who were cut off
const BEHIND = 1024 * 1024; // bytes that may wait for one visitor

const history = [];
const members = new Set();
let lastId = 0;

export const count = () => members.size;

/** A member has `send(message)`, `waiting()` in bytes, and `drop()`. */
export function join(member, lastSeen) {
  if (lastSeen !== undefined)
    for (const message of history) if (message.id > lastSeen) member.send(message);
  members.add(member);
  return () => members.delete(member);
}

export function say(from, text) {
  const message = { id: (lastId += 1), from, text };
  history.push(message);
  if (history.length > KEPT) history.shift();
  for (const member of members) {
    if (member.waiting() > BEHIND) {
      members.delete(member);
      member.drop(); // it can come back and ask for what it has missed
    } else member.send(message);
  }
  return message;
}
