const products = [
  { sku: 'L1', name: { en: 'Lamp, large', es: 'Lámpara grande' }, price: 19.99 },
  // A supplier has chosen this name.
  { sku: 'S2', name: { en: 'Spoon</name><price>0.01</price><name>' }, price: 4.5 },
];

/** Returns the price list for readers of `language`; what has one name keeps it. */
export function priceList(language) {
  return products.map(({ sku, name, price }) => ({
    sku,
    name: name[language] ?? name.en,
    price,
  }));
}
