/** What is asked, and what may be answered. Leave out what you do not know. */
export const questions = {
  shape: ['rows', 'documents', 'pairs', 'edges', 'measurements'],
  reads: ['by key', 'ad hoc', 'one aggregate', 'many hops', 'time ranges'],
  changesTogether: ['one record', 'several records'],
  writesPerSecond: ['up to 1,000', 'up to 10,000', 'beyond one machine'],
  staleReads: ['never', 'sometimes'],
  loss: ['never', 'can be made again'],
  alsoNeeds: ['nothing', 'words', 'similarity'],
  running: ['none', 'relational'],
};
