import { total as withCallbacks } from './callbacks.js';
import { total as withPromises } from './promises.js';
import { total as withAwait } from './awaits.js';

const print = (way, id, text) => console.log(`user ${id}, ${way}: ${text}`);

for (const id of [7, 8, 9]) {
  await new Promise((resolve) => {
    withCallbacks(id, (error, sum) => {
      print('callbacks', id, error ? error.message : sum);
      resolve();
    });
  });

  await withPromises(id)
    .then((sum) => print('promises', id, sum))
    .catch((error) => print('promises', id, error.message));

  try {
    print('await', id, await withAwait(id));
  } catch (error) {
    print('await', id, error.message);
  }
}

// A try around a call cannot catch what its callback throws: the call has returned.
process.once('uncaughtException', (error) => {
  console.log(`uncaught: ${error.message}`);
});
try {
  withCallbacks(9, (error) => {
    if (error) throw error;
  });
  console.log('the call has returned');
} catch {
  console.log('never printed');
}
