// A plan is a list of steps: a statement, a deployment, a backfill, a look.
const rename = { sql: 'ALTER TABLE users RENAME COLUMN name TO full_name' };
const expand = { sql: 'ALTER TABLE users ADD COLUMN full_name TEXT' };
const backfill = { backfill: 'UPDATE users SET full_name = name' };
const complete = { verify: 'full_name IS NOT name' }; // IS NOT compares NULLs, too
const contract = { sql: 'ALTER TABLE users DROP COLUMN name' };

export const plans = {
  // In one step, in either order.
  renameFirst: [rename, { deploy: 4 }],
  deployFirst: [{ deploy: 4 }, rename],

  // Expand and contract.
  fiveStages: [
    expand,
    { deploy: 2 }, // write both
    backfill, complete,
    { deploy: 3 }, // read the new one
    { deploy: 4 }, contract, // nobody writes the old one any more
  ],

  // And what goes wrong with it.
  backfillFirst: [expand, backfill, { deploy: 2 }, { deploy: 3 }],
  checked: [expand, backfill, { deploy: 2 }, complete, { deploy: 3 }],
  dropEarly: [expand, { deploy: 2 }, backfill, complete, { deploy: 3 }, contract],
};
