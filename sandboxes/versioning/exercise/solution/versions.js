const text = (value) => (typeof value === 'string' && value ? value : undefined);

/** What clients of each version see, and what is stored of what they send. */
export const versions = new Map([
  ['1', {
    show: ({ id, full_name: name, phone }) => ({ id, name, phone }),
    read: ({ name, phone }) => [text(name), text(phone)],
  }],
  ['2', {
    show: ({ id, full_name, phone }) => ({ id, full_name, phone }),
    read: ({ full_name, phone }) => [text(full_name), text(phone)],
  }],
]);
