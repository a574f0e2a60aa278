// Ordered by their names. In a project each is a file; the names are the files'.
const products = {
  name: '001-products',
  up: [
    `CREATE TABLE products (
       id INTEGER PRIMARY KEY, title TEXT NOT NULL, price INTEGER NOT NULL
     ) STRICT`,
    "INSERT INTO products (title, price) VALUES ('lamp', 49), ('clock', 15)",
  ],
};
const cents = {
  name: '002-prices-in-cents',
  up: ['UPDATE products SET price = price * 100'],
};
const stock = {
  name: '003-stock',
  up: ['ALTER TABLE products ADD COLUMN stock INTEGER NOT NULL DEFAULT 0'],
};
// The second statement fails: there is a product 1.
const minimum = {
  name: '004-minimum',
  up: [
    'ALTER TABLE products ADD COLUMN minimum INTEGER NOT NULL DEFAULT 0',
    "INSERT INTO products (id, title, price) VALUES (1, 'shade', 900)",
  ],
};

export const first = [products];
export const prices = [products, cents];
export const all = [products, cents, stock];
export const failing = [...all, minimum];
// Somebody mends a migration that has been applied,
export const edited = [products, { ...cents, up: [`${cents.up} WHERE id > 0`] }, stock];
// and a branch that was merged late brings one with a lower number.
const late = { name: '001a-suppliers', up: ['CREATE TABLE suppliers (id INTEGER)'] };
export const merged = [products, late, cents, stock];
