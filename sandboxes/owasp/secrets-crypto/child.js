// A helper that draws a thumbnail. It needs no key. What does it have?
process.send({ paymentsKey: process.env.PAYMENTS_KEY ?? null });
process.disconnect();
