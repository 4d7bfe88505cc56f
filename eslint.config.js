import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import typescript from 'typescript-eslint';

const projects = [
  'tsconfig.json',
  'main/tsconfig.json',
  'main/tsconfig.preload.json',
  'main/compute/window/tsconfig.json',
  'models/tsconfig.json',
  'renderer/tsconfig.json',
  'test/tsconfig.json',
  'tools/tsconfig.json',
];

/** The one file that may touch Electron's raw message channel: it checks sender, schema and size of every call. */
const privilegedCalls = 'main/app/privileged-calls.ts';

/** House rules on top of typescript-eslint's strict set. */
const houseRules = {
  eqeqeq: 'error',
  'no-console': 'off',
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
};

export default typescript.config(
  { ignores: ['dist/', 'release/', 'test-results/', 'test/fixtures/', 'node_modules/'] },
  {
    files: ['**/*.ts'],
    extends: [...typescript.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: projects, tsconfigRootDir: import.meta.dirname } },
    rules: houseRules,
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    extends: [...typescript.configs.strict, ...svelte.configs.recommended],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: typescript.parser, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '*.js'],
    extends: [typescript.configs.strict],
    languageOptions: { globals: globals.node },
    rules: { eqeqeq: 'error' },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['main/**/*.ts'],
    ignores: [privilegedCalls],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'electron', importNames: ['ipcMain'], message: `Use ${privilegedCalls}.` }] },
      ],
      'no-restricted-properties': ['error', { property: 'ipcMain', message: `Use ${privilegedCalls}.` }],
    },
  },
);
