/* eight
   lines
   that
   are not there after it */
export enum Direction { North, East, South, West }
export class Turned { constructor(public to: Direction) { if (typeof to !== 'number') throw new TypeError(`no direction: ${to}`) } }
