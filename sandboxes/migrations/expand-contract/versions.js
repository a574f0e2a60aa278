/** Four versions of the app. They differ in the column that they read and write. */
export const versions = {
  1: { reads: 'name', writes: ['name'] },
  2: { reads: 'name', writes: ['name', 'full_name'] },
  3: { reads: 'full_name', writes: ['name', 'full_name'] },
  4: { reads: 'full_name', writes: ['full_name'] },
};
