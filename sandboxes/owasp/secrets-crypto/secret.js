import { inspect } from 'node:util';

/** A value that is printed nowhere: not by JSON, not in a text, not by console.log. */
export class Secret {
  #value;

  constructor(value) {
    this.#value = value;
  }

  reveal = () => this.#value; // a name that a review can search for
  toString = () => '[secret]';
  toJSON = () => '[secret]';
  [inspect.custom] = () => '[secret]';
}
