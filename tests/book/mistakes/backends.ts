import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'the field is left out, and Node finds out by itself',
    file: 'app/package.json',
    replace: ['"type": "module"', ''],
    fails: ['app/package.json makes every file of app an ES module'],
  },
  {
    what: 'the text is copied into the program',
    file: 'app/prices.js',
    replace: [
      "readFile(path, 'utf8')",
      String.raw`Promise.resolve('Café crème     4.20\nEspresso       2.80\nBeans, 1 kg   24.00\n')`,
    ],
    fails: ['GET /file answers with another text when the file has one'],
  },
  {
    what: 'bytes are taken for characters',
    file: 'app/prices.js',
    replace: ["'utf8'", "'latin1'"],
    fails: ['GET /file answers 200 with the exact text of app/prices.txt'],
  },
];
