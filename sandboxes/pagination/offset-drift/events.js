// What happens in the shop just before the client asks for a page. Change it, restart.

export const pageSize = 3;

export const busy = {
  2: ['add', 'add'], // before page 2, two orders come in
  3: ['cancel 13', 'cancel 12'],
};

// An order that is paid has been changed, and is the newest of the changed ones.
export const payments = {
  2: ['pay 5'],
  3: ['pay 2'],
};

// Not one row changes here: somebody builds an index.
export const maintenance = {
  2: ['index'],
};
