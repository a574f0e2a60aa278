const LEVELS = 16; // enough for 4 to the 16th members

/** Members in order of score, then of name. From level to level there are fewer. */
export class SkipList {
  #head = new Node('', -Infinity, LEVELS);
  size = 0;
  looked = 0; // how many members have been compared, for the chapter's figure

  insert(member, score) {
    const { before, at } = this.#path((node) => precedes(node, score, member));
    const place = at[0] + 1;
    const added = new Node(member, score, randomHeight());
    for (const [level, node] of before.entries()) {
      if (level >= added.next.length) {
        node.span[level] += 1;
        continue;
      }
      added.next[level] = node.next[level];
      added.span[level] = node.span[level] + 1 - (place - at[level]);
      node.next[level] = added;
      node.span[level] = place - at[level];
    }
    this.size += 1;
  }

  remove(member, score) {
    const { before } = this.#path((node) => precedes(node, score, member));
    const gone = before[0].next[0];
    for (const [level, node] of before.entries()) {
      node.span[level] -= 1;
      if (node.next[level] !== gone) continue;
      node.next[level] = gone.next[level];
      node.span[level] += gone.span[level];
    }
    this.size -= 1;
  }

  /** How many members come first for which this holds. */
  count(holds) {
    return this.#path(holds).at[0];
  }

  rank(member, score) {
    return this.count((node) => precedes(node, score, member));
  }

  /** The members at the places first to last, from 0. */
  slice(first, last) {
    const found = [];
    let left = first + 1;
    let node = this.#head;
    for (let level = LEVELS - 1; level >= 0; level -= 1) {
      while (node.next[level] && node.span[level] <= left) {
        left -= node.span[level];
        node = node.next[level];
      }
    }
    for (let place = first; place <= last && node; place += 1, node = node.next[0]) {
      found.push(node);
    }
    return found;
  }

  /** On each level the last node for which this holds, and its place. */
  #path(holds) {
    const before = [];
    const at = [];
    let node = this.#head;
    let place = 0;
    for (let level = LEVELS - 1; level >= 0; level -= 1) {
      while (node.next[level] && (this.looked += 1) && holds(node.next[level])) {
        place += node.span[level];
        node = node.next[level];
      }
      before[level] = node;
      at[level] = place;
    }
    return { before, at };
  }
}

class Node {
  constructor(member, score, height) {
    this.member = member;
    this.score = score;
    this.next = new Array(height).fill(null);
    this.span = new Array(height).fill(0); // how many places further next is
  }
}

const precedes = (node, score, member) =>
  node.score < score || (node.score === score && node.member < member);

/** One member in four is on the second level, one in sixteen on the third. */
function randomHeight() {
  let height = 1;
  while (height < LEVELS && Math.random() < 0.25) height += 1;
  return height;
}
