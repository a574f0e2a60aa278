// Faults that somebody could make: what is in order.js, and what stands there instead.
export const mutants = {
  'accepts an empty cart': ['items.length === 0', 'items.length < 0'],
  'forgets the count': [' * item.count', ''],
  'charges twice': [
    'const { paid } = await payment.charge(customer, cents);',
    `await payment.charge(customer, cents);
  const { paid } = await payment.charge(customer, cents);`,
  ],
  'charges euros': ['charge(customer, cents)', 'charge(customer, cents / 100)'],
  'ignores a declined card': ['if (!paid)', 'if (false)'],
  'renames a column': ['save({ customer, cents })', 'save({ customer, total: cents })'],
  'sends no receipt': [/ {2}await mail.send.*\n/, ''],
  'waits for no receipt': ['await mail.send', 'mail.send'],
};

// No fault: the bank takes a currency as well, and assumes euros without one.
export const refactored = {
  'says the currency': ['charge(customer, cents)', "charge(customer, cents, 'EUR')"],
};
