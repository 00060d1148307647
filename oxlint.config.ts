import { defineConfig } from 'oxlint';

/** Open to every folder, beside what stands loose below them: the vocabularies, and one way to wait. */
const pure = ['calendar', 'text', 'words'];
export const vocabularies = ['chat', 'helpdesk', 'errors', 'log', 'settled-within'];
const app = ['app-type.ts', 'config', 'jobs', 'commands', 'metrics', 'store', ...pure];

/** The dependency rule of docs/architecture.md: what each folder of src/ may import, beside itself and the vocabularies. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  terminal: app,
  server: app,
  config: ['adapters', 'jobs', 'commands', ...pure],
  adapters: pure,
  jobs: ['metrics', 'store', ...pure],
  commands: ['metrics', 'store', ...pure],
  metrics: ['store', ...pure],
  store: pure,
  words: [],
  calendar: [],
  text: [],
};
const rooms = [...Object.keys(mayImport), 'main.ts', 'cli.ts', 'app.ts', 'app-type.ts'];

export default defineConfig({
  options: { typeAware: true },
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise', 'vitest', 'node'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  rules: {
    'eslint/no-await-in-loop': 'off',
    'eslint/no-console': 'error',
    'eslint/no-empty': ['error', { allowEmptyCatch: false }],
    'eslint/no-shadow': 'off',
    'eslint/no-underscore-dangle': 'off',
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/no-unassigned-import': 'off',
    'typescript/consistent-return': 'off',
    // Columns and isTTY of a stream that is no terminal are undefined, whatever the types say.
    'typescript/no-useless-default-assignment': 'off',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/consistent-type-imports': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'unicorn/consistent-function-scoping': 'off',
    'vitest/require-mock-type-parameters': 'off',
    'vitest/expect-expect': 'off',
    'vitest/valid-expect': ['error', { maxArgs: 2 }],
    'vitest/no-conditional-tests': 'off',
    'vitest/no-standalone-expect': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    'promise/always-return': 'off',
    'oxc/no-map-spread': 'off',
  },
  overrides: [
    ...Object.entries(mayImport).map(([folder, allowed]) => ({
      files: [`src/${folder}/**/*.ts`],
      rules: {
        'eslint/no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: rooms
                  .filter((other) => other !== folder && !allowed.includes(other))
                  .map((other) => (other.endsWith('.ts') ? `**/../${other}` : `**/../${other}/**`)),
                message: `src/${folder} may import ${[...allowed, ...vocabularies].join(', ')} and itself.`,
              },
            ],
          },
        ] as never,
      },
    })),
    { files: ['*.config.ts'], rules: { 'import/no-default-export': 'off' } },
    { files: ['tests/**/*.ts'], rules: { 'typescript/unbound-method': 'off' } },
  ],
});
