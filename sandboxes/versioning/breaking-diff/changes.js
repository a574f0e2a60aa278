// Twelve changes. Each gets a copy of the old document and changes it in place: what is
// documented, and with `example` what is answered.

const parts = ({ paths }) => {
  const answer = paths['/users/{id}'].get.responses['200'].content['application/json'];
  const { post } = paths['/users'];
  return {
    paths,
    post,
    example: answer.example,
    user: answer.schema,
    sent: post.requestBody.content['application/json'].schema,
    limit: paths['/orders'].get.parameters[0].schema,
  };
};

const edits = {
  'new address /invoices': ({ paths }) => {
    paths['/invoices'] = { get: { responses: { 200: { description: 'Invoices' } } } };
  },
  'POST takes phone, optional': ({ sent }) => {
    sent.properties.phone = { type: 'string' };
  },
  'answer has phone': ({ user, example }) => {
    user.properties.phone = { type: 'string' };
    example.phone = '+44 20 7946 0001';
  },
  'status may be invited': ({ user, example }) => {
    user.properties.status.enum.push('invited');
    example.status = 'invited';
  },
  'full_name beside name': ({ user, example }) => {
    user.properties.full_name = { type: 'string' };
    example.full_name = example.name;
  },
  'full_name for name': ({ user, example }) => {
    user.properties.full_name = user.properties.name;
    delete user.properties.name;
    user.required[1] = 'full_name';
    example.full_name = example.name;
    delete example.name;
  },
  'name may be missing': ({ user, example }) => {
    user.required = user.required.filter((each) => each !== 'name');
    delete example.name;
  },
  'id is text': ({ user, example }) => {
    user.properties.id = { type: 'string' };
    example.id = '1';
  },
  'POST requires country': ({ sent }) => {
    sent.properties.country = { type: 'string' };
    sent.required.push('country');
  },
  'names of 10 letters at most': ({ sent }) => {
    sent.properties.name.maxLength = 10;
  },
  '10 orders by default': ({ limit }) => {
    limit.default = 10;
  },
  'POST answers 202': ({ post }) => {
    post.responses = { 202: { description: 'Accepted' } };
  },
};

export const changes = Object.entries(edits).map(([name, edit]) => ({
  name,
  apply: (document) => {
    const copy = structuredClone(document);
    edit(parts(copy));
    return copy;
  },
}));
