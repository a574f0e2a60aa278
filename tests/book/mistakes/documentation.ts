import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'a status that is not in the document is let through',
    file: 'enforce.js',
    replace: ['?? [`${status} is not documented`]', '?? []'],
    fails: ['a status that is not in the document is not sent'],
  },
  {
    what: 'what breaks a schema is written to the log and sent all the same',
    file: 'enforce.js',
    replace: ["    problem(res, 500, 'The answer is not what the document says');", '    res.end(chunk, ...rest);'],
    fails: [
      'an answer that breaks its schema is not sent: it is 500',
      'a status that is not in the document is not sent',
    ],
  },
  {
    what: 'the document allows a weight to be null, so that parcel 3 fits',
    file: 'openapi.json',
    replace: [
      '"weight": { "type": "integer", "description": "In grams" }',
      '"weight": { "type": ["integer", "null"], "description": "In grams" }',
    ],
    fails: ['an answer that breaks its schema is not sent: it is 500'],
  },
  {
    what: 'requests are not held to the document',
    file: 'server.js',
    replace: ['app.use(requests);\n', ''],
    fails: ['a body that breaks its schema is refused with 422'],
  },
  {
    what: 'a new parcel is 200, and the document says so',
    file: 'parcels.js',
    replace: ['res.status(201).json(parcel);', 'res.status(200).json(parcel);'],
    fails: [
      'each example request gets a documented status and a body that fits',
      'the interactions of billing are as recorded',
    ],
  },
  {
    what: 'a $ref has a letter too few, in a place that no schema uses',
    file: 'openapi.json',
    replace: [
      '"components": {',
      '"components": {\n    "parameters": { "unused": { "$ref": "#/components/schemas/Parcl" } },',
    ],
    fails: ['no $ref of the document leads nowhere'],
  },
  {
    what: 'the body is held to its schema before it is parsed',
    file: 'server.js',
    replace: [
      "app.use(express.json({ limit: '10kb' }));\napp.use(requests);",
      "app.use(requests);\napp.use(express.json({ limit: '10kb' }));",
    ],
    fails: [
      'each example request gets a documented status and a body that fits',
      'the interactions of billing are as recorded',
      "a client's mistake is a documented 400, and no 500",
    ],
  },
  {
    what: 'what the router answers to a broken % is not in the document, so that it becomes a 500',
    file: 'openapi.json',
    replace: [
      '          "400": { "$ref": "#/components/responses/Problem" },\n' +
        '          "404": { "$ref": "#/components/responses/Problem" }\n        }\n      }\n    },\n' +
        '    "/parcels/{id}/returns"',
      '          "404": { "$ref": "#/components/responses/Problem" }\n        }\n      }\n    },\n' +
        '    "/parcels/{id}/returns"',
    ],
    fails: ["a client's mistake is a documented 400, and no 500"],
  },
  {
    what: 'the list stays in items, and only the document is right',
    file: 'parcels.js',
    replace: ['res.json({ data });', 'res.json({ items: data });'],
    fails: [
      'each example request gets a documented status and a body that fits',
      'the interactions of web are as recorded',
    ],
  },
  {
    what: 'the status of the list is in no parameter',
    file: 'openapi.json',
    replace: ['"name": "status",', '"name": "state",'],
    fails: ['what the contracts use is in the document, and no GET has a body'],
  },
];
