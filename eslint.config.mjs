// @ts-check
import tseslint from 'typescript-eslint';

/** What node:test answers is awaited by its runner. */
const runnerAwaits = ['after', 'afterEach', 'before', 'beforeEach', 'describe', 'it', 'suite', 'test'];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      '**/.astro/',
      '.cache/',
      'node_modules/',
      'sandboxes/',
      'tests/parity/programs/',
      'tests/lab/projects/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-unsafe-finally': 'error',
      'no-var': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      // Assigned once, but later than a closure that reads it is made: `let` says so.
      'prefer-const': ['error', { ignoreReadBeforeAssign: true }],
      // `Result<{}>` is a result that carries nothing besides its success.
      '@typescript-eslint/no-empty-object-type': ['error', { allowObjectTypes: 'always' }],
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: runnerAwaits }] },
      ],
      // Tagged templates run: node:sqlite's sql.get`SELECT 1`.
      '@typescript-eslint/no-unused-expressions': ['error', { allowTaggedTemplates: true }],
      // A name that begins with _ says what is left out of an object, or given and not needed.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // What a class has of its own, such as ReplyWriter.fits, does without `this` here.
      '@typescript-eslint/unbound-method': ['error', { ignoreStatic: true }],
      // An interface that promises may be kept by what answers at once; `async` makes its errors rejections, too.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // The engine takes classes and objects of Node and of the browser apart and calls their functions with
    // Reflect.apply, because programs may replace any property; what it hands on itself needs no `this`.
    files: ['src/engine/{embedded/worker,sqlite}/**', 'src/build/engine/**'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    // Programs' values pass through these folders: functions of any shape are called with any `this`, are compiled
    // from text, and throw, reject with and are converted to strings by whatever the program chose.
    files: ['src/engine/{embedded/worker,sqlite}/**'],
    rules: {
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-implied-eval': 'off',
      '@typescript-eslint/no-this-alias': 'off',
      '@typescript-eslint/no-unsafe-function-type': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
    },
  },
  {
    // Tests compile text as the engine does, and take functions out of libraries and environments to compare two of them.
    files: ['tests/**'],
    rules: {
      '@typescript-eslint/no-implied-eval': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
