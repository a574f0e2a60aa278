interface Item {
  readonly name: string;
  readonly price: number;
}

export class Basket {
  readonly #items: Item[] = [];

  add(item: Item): this {
    if (item.price < 0) throw new RangeError(`the price of ${item.name} is negative`);
    this.#items.push(item);
    return this;
  }
}
export function fill(...items: Item[]): Basket {
  return items.reduce((basket, item) => basket.add(item), new Basket());
}
