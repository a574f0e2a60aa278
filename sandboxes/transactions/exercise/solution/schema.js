export const schema = `
  CREATE TABLE IF NOT EXISTS accounts (
    id INTEGER PRIMARY KEY, owner TEXT NOT NULL,
    balance INTEGER NOT NULL CHECK (balance >= 0) -- for whoever forgets the condition
  ) STRICT;
  CREATE TABLE IF NOT EXISTS audit (
    id INTEGER PRIMARY KEY, payer INTEGER NOT NULL, payee INTEGER NOT NULL,
    amount INTEGER NOT NULL, note TEXT NOT NULL CHECK (length(note) <= 40)
  ) STRICT;
  INSERT OR IGNORE INTO accounts
    VALUES (1, 'Ada', 1000), (2, 'Bob', 1000), (3, 'Cy', 1000), (4, 'Dee', 1000);
`;
