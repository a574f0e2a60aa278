import { questions } from './questions.js';
import { beside, rules, stores } from './rules.js';

// A weight may be 0.1, and 0.1 × 3 is a little more than 0.3.
const round = (number) => Math.round(number * 100) / 100;

/** All stores with their points and the rules that gave them, best first. */
export function rank(answers, weights = {}) {
  const fired = rules
    .filter(({ question, answer }) => question === null || answers[question] === answer)
    .map((rule) => ({ ...rule, points: round(rule.points * (weights[rule.id] ?? 1)) }));
  return stores.map((store) => {
    const reasons = fired.filter((rule) => rule.store === store);
    const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
    return { store, reasons, points: round(points) };
  }).sort((a, b) => b.points - a.points); // equal ones stay in the order of the list
}

/** Which other answers to one question would make another store the first. */
function turns(answers, weights, first) {
  return Object.entries(questions).flatMap(([question, possible]) => {
    const winner = (answer) => rank({ ...answers, [question]: answer }, weights)[0].store;
    const byWinner = Map.groupBy(possible, winner);
    byWinner.delete(first);
    return [...byWinner].map(([to, others]) => `  ${question}: ${others.join(', ')} → ${to}`);
  });
}

const signed = (points) => (points < 0 ? '-' : '+') + Math.abs(points);

/** The decision as text: stores with reasons, and what would turn it. */
export function decide({ answers, weights = {}, overrule }) {
  const ranking = rank(answers, weights);
  const [first, second] = ranking;
  const lines = [];
  for (const { store, points, reasons } of ranking.slice(0, 3)) {
    lines.push(`${store}: ${points}`, ...reasons.map((rule) =>
      `  ${signed(rule.points)} ${rule.id}: ${rule.because}`));
  }
  lines.push('', first.points - second.points <= 1
    ? `Close: ${first.store} or ${second.store}. Build the smaller change first.`
    : `Choose: ${first.store}.`);
  if (beside[answers.alsoNeeds]) lines.push(`Beside it: ${beside[answers.alsoNeeds]}.`);

  if (Object.keys(weights).length > 0) {
    const before = rank(answers)[0];
    lines.push('', `Without your objections: ${before.store}, ${before.points}.`);
  }
  const other = turns(answers, weights, first.store);
  lines.push('', other.length === 0 ? 'No single answer turns it.' : 'It turns with',
    ...other);
  if (overrule !== undefined && overrule !== first.store) {
    const { points } = ranking.find(({ store }) => store === overrule);
    lines.push('', `You take ${overrule}, with ${points} against ${first.points}. You go without`,
      ...first.reasons.filter((rule) => rule.points > 0).map((rule) => `  ${rule.because}`));
  }
  return `${lines.join('\n')}\n`;
}

/** What is wrong with a body, or undefined. */
export function problem({ answers, weights = {}, overrule } = {}) {
  if (!isObject(answers) || !isObject(weights)) {
    return 'Send { "answers": { … }, "weights": { "ad-hoc": 0 } }.';
  }
  for (const [question, answer] of Object.entries(answers)) {
    if (!Object.hasOwn(questions, question)) return `Nobody asks “${question}”.`;
    if (!questions[question].includes(answer)) {
      return `${question} is one of: ${questions[question].join('; ')}.`;
    }
  }
  for (const [id, weight] of Object.entries(weights)) {
    if (!rules.some((rule) => rule.id === id)) return `There is no rule “${id}”.`;
    if (typeof weight !== 'number' || weight < 0 || weight > 5) {
      return 'A weight is a number from 0 (does not count) to 5.';
    }
  }
  if (overrule !== undefined && !stores.includes(overrule)) {
    return `overrule is one of: ${stores.join('; ')}.`;
  }
}

const isObject = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
