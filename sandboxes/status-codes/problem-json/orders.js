import { setTimeout as sleep } from 'node:timers/promises';
import express, { Router } from 'express';
import { Problem } from './problems.js';

const CREDIT = 3000; // cents

/** Orders, and three ways in which a request for them fails. */
export const orders = () =>
  Router()
    .post('/orders', express.json({ limit: '1kb' }), (req, res) => {
      const { cents } = req.body ?? {};
      if (!Number.isSafeInteger(cents) || cents <= 0) {
        throw new Problem('invalid-order', 'One member is wrong.', {
          errors: [{ pointer: '#/cents', detail: 'must be a whole number above 0' }],
        });
      }
      if (cents > CREDIT) {
        const detail = `You have ${CREDIT} cents, and this costs ${cents}.`;
        throw new Problem('not-enough-credit', detail, { credit: CREDIT });
      }
      res.status(201).json({ cents });
    })

    // Ours: the database is not what we thought.
    .get('/orders', async () => {
      await sleep(1);
      throw new Error('SELECT * FROM orders_v2: no such table (db-3.internal:5432)');
    })

    // Ours, and too late: the head of the answer is with the client already.
    .get('/export', async (req, res) => {
      res.type('text/csv').write('order,cents\n1,1999\n');
      await sleep(1);
      throw new Error('the disk is gone');
    });
