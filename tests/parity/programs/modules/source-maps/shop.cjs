"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
var shop_exports = {};
__export(shop_exports, {
  Basket: () => Basket,
  fill: () => fill
});
module.exports = __toCommonJS(shop_exports);
class Basket {
  #items = [];
  add(item) {
    if (item.price < 0) throw new RangeError(`the price of ${item.name} is negative`);
    this.#items.push(item);
    return this;
  }
}
function fill(...items) {
  return items.reduce((basket, item) => basket.add(item), new Basket());
}
//# sourceMappingURL=shop.cjs.map
