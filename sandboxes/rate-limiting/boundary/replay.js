/** "100@0:59" → { at: 59000, count: 100 }. Throws a RangeError on anything else. */
function parseBurst(text) {
  const match = /^(\d{1,3})@(\d{1,2}):([0-5]\d)$/.exec(text);
  if (!match) {
    throw new RangeError(`"${text}" is not a burst; write "100@0:59" for 100 at 0:59.`);
  }
  const [count, minutes, seconds] = match.slice(1).map(Number);
  return { count, at: (minutes * 60 + seconds) * 1000 };
}

const clock = (ms) =>
  `${Math.floor(ms / 60_000)}:${String((ms / 1000) % 60).padStart(2, '0')}`;

/** The most admissions that any windowMs, wherever it starts, has seen. */
function worstWindow(times, windowMs) {
  let worst = { admitted: 0 };
  let first = 0;
  for (const [last, now] of times.entries()) {
    while (now - times[first] >= windowMs) first += 1;
    const admitted = last - first + 1;
    if (admitted > worst.admitted) {
      worst = { admitted, from: clock(times[first]), to: clock(now) };
    }
  }
  return worst;
}

/** Sends the bursts through `take` in order of time; real time does not pass. */
export function replay(take, texts, windowMs) {
  const times = [];
  const bursts = texts.map(parseBurst).sort((a, b) => a.at - b.at);
  const answers = bursts.map(({ at, count }) => {
    const before = times.length;
    for (let i = 0; i < count; i += 1) if (take('client', at)) times.push(at);
    return { at: clock(at), sent: count, admitted: times.length - before };
  });
  return { bursts: answers, worstMinute: worstWindow(times, windowMs) };
}
