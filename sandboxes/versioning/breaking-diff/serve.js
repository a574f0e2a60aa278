// The shop as a document says that it is: requests are checked, examples are answered.
const json = (holder) => holder?.content?.['application/json'] ?? {};

/** @returns a function that answers (method, path, body) with a status and a body */
export const serve = ({ paths }) => (method, path, body) => {
  const operation = paths[path][method];
  const { required = [], properties = {} } = json(operation.requestBody).schema ?? {};
  const wrong =
    required.some((name) => body?.[name] === undefined)
    || Object.entries(properties).some(
      ([name, { maxLength = Infinity }]) => (body?.[name]?.length ?? 0) > maxLength,
    );
  if (wrong) return { status: 422 };
  const [status] = Object.keys(operation.responses).map(Number);
  const { example } = json(operation.responses[status]);
  if (path !== '/orders') return { status, body: example };
  const { schema } = operation.parameters.find(({ name }) => name === 'limit');
  return { status, body: { data: Array(schema.default).fill('an order') } };
};
