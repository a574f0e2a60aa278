let runs = 0;

/** Handler: signs the same address up twice at once, and counts the accounts. */
export const atOnce = (base, count) => async (req, res) => {
  const { way } = req.params;
  if (way !== 'loose' && way !== 'strict') return res.status(404).end();
  const email = `ada+${(runs += 1)}@example.com`; // a new one for each run
  const signUp = async () => {
    const response = await fetch(`${base}/${way}/accounts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email }),
    });
    await response.arrayBuffer();
    return response.status;
  };
  const answers = await Promise.all([signUp(), signUp()]);
  res.json({ answers: answers.sort(), accounts: count(way, email) });
};
