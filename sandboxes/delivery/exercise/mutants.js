// Runs shipping-tests.js against shipping.js, and against faults that somebody could make.
import { readFile } from 'node:fs/promises';
import express from 'express';
import { tests } from './shipping-tests.js';

const mutants = {
  'free above 50 euros, not from 50': ['cents >= 5000', 'cents > 5000'],
  'half above 30 euros, not from 30': ['cents >= 3000', 'cents > 3000'],
  'never half': ['full / 2', 'full'],
  'the countries are confused': ["=== 'DE'", "!== 'DE'"],
  'abroad costs a cent more': ['990', '991'],
  'an empty cart is refused': ['cents < 0', 'cents <= 0'],
  'fractions of a cent are taken': ['!Number.isInteger(cents)', 'Number.isNaN(cents)'],
  'the error is another one': ['new RangeError', 'new Error'],
};

const source = await readFile(new URL('shipping.js', import.meta.url), 'utf8');

/** @returns the names of the tests that fail for this text of shipping.js */
async function failing(text) {
  const { shipping } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  const failed = [];
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test(shipping);
    } catch {
      failed.push(name);
    }
  }
  return failed;
}

const app = express();
app.get('/mutants', async (req, res) => {
  const survive = [];
  for (const [name, [from, to]] of Object.entries(mutants)) {
    if ((await failing(source.replace(from, to))).length === 0) survive.push(name);
  }
  res.json({ failWithoutFault: await failing(source), survive });
});

app.listen(process.env.PORT ?? 4500, (error) => {
  if (error) throw error;
});
