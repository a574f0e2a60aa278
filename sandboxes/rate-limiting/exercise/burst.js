const isCount = (value) => Number.isInteger(value) && value >= 1 && value <= 200;
const isKey = (value) => typeof value === 'string' && /^[\w-]{1,40}$/.test(value);

// The instrument: sends so many requests to this same server, all at once.
export function burst(url) {
  return async (req, res) => {
    const { count, key } = req.body ?? {};
    if (!isCount(count) || (key !== undefined && !isKey(key))) {
      const error = 'send { "count": 1 to 200 }, and a "key" if you have one';
      return res.status(422).json({ error });
    }
    const headers = key === undefined ? {} : { Authorization: `Bearer ${key}` };
    const send = async () => {
      const response = await fetch(url, { headers });
      await response.arrayBuffer();
      return response.status;
    };
    const statuses = await Promise.all(Array.from({ length: count }, send));
    const admitted = statuses.filter((status) => status === 200).length;
    res.json({ sent: count, admitted, refused: count - admitted });
  };
}
