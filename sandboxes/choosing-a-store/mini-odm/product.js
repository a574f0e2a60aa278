import { model } from './model.js';
import { store } from './store.js';

export const Product = model(store, 'product', {
  name: { type: String, required: true },
  slug: { type: String },
  price: { type: Number, required: true, min: 0 },
  tags: { type: [String], default: [] },
  inStock: { type: Boolean, default: true },
});

// What a hook is for: a field that follows from another one.
Product.pre((product) => {
  product.slug = product.name.toLowerCase().replace(/\W+/g, '-');
});
