import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeTree } from './shims.ts';

/** For each row of the table: a file of that part, what it may import, and what it may not. */
const table = [
  {
    rule: 'imports-of-common',
    file: 'main/common/a.ts',
    may: ['zod', './b.ts'],
    mayNot: ['node:fs', '../store/a.ts', '../../models/a.ts', 'electron', '@tensorflow/tfjs-core'],
  },
  {
    rule: 'imports-of-models',
    file: 'models/a.ts',
    may: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers', '../main/common/b.ts'],
    mayNot: ['node:path', 'electron', '../main/store/a.ts', '@duckdb/node-api', '../renderer/a.ts'],
  },
  {
    rule: 'imports-of-renderer',
    file: 'renderer/a.ts',
    may: ['svelte', 'maplibre-gl', '@deck.gl/core', '../main/common/b.ts'],
    mayNot: ['node:fs', 'electron', '../main/app/a.ts', '../models/a.ts', '@duckdb/node-api'],
  },
  {
    rule: 'imports-of-renderer',
    file: 'renderer/A.svelte',
    may: ['svelte', '../main/common/b.ts'],
    mayNot: ['electron', '../main/store/a.ts'],
  },
  {
    rule: 'imports-of-preload',
    file: 'main/preload.ts',
    may: ['electron', './common/b.ts'],
    mayNot: ['node:fs', './app/a.ts', 'zod'],
  },
  {
    rule: 'imports-of-app',
    file: 'main/app/a.ts',
    may: ['electron', 'node:fs', '../common/b.ts'],
    mayNot: ['../engine/a.ts', '../store/a.ts', '@duckdb/node-api', '../../models/a.ts'],
  },
  {
    rule: 'imports-of-app',
    file: 'main/index.ts',
    may: ['electron', 'node:path', './app/a.ts'],
    mayNot: ['./engine/a.ts'],
  },
  {
    rule: 'imports-of-compute',
    file: 'main/compute/a.ts',
    may: ['@tensorflow/tfjs-core', '../../models/a.ts', 'node:os', '../common/b.ts'],
    mayNot: ['electron', '@duckdb/node-api', '../store/a.ts', '../engine/a.ts'],
  },
  {
    rule: 'imports-of-compute-window',
    file: 'main/compute/window/a.ts',
    may: ['@tensorflow/tfjs-core', '../../../models/a.ts', '../a.ts', '../../common/b.ts'],
    mayNot: ['node:fs'],
  },
  {
    rule: 'imports-of-preload',
    file: 'main/compute-preload.ts',
    may: ['electron', './common/b.ts'],
    mayNot: ['node:fs', './app/a.ts', 'zod'],
  },
  {
    rule: 'imports-of-engine',
    file: 'main/engine/a.ts',
    may: ['../store/a.ts', '../forecast/a.ts', '../common/b.ts', 'node:net', 'pino'],
    mayNot: ['electron', '../app/a.ts', '../cli/a.ts', '@tensorflow/tfjs-core'],
  },
  ...['store', 'ingest', 'practice', 'alarms', 'report', 'service'].map((folder) => ({
    rule: `imports-of-${folder}`,
    file: `main/${folder}/a.ts`,
    may: ['@duckdb/node-api', '../common/b.ts', 'node:fs'],
    mayNot: ['electron', '@tensorflow/tfjs-core', '../forecast/a.ts', '../engine/a.ts', '../../models/a.ts'],
  })),
  {
    rule: 'imports-of-forecast',
    file: 'main/forecast/a.ts',
    may: ['../../models/a.ts', '../common/b.ts', 'node:fs'],
    mayNot: ['electron', '@tensorflow/tfjs-core', '../store/a.ts', '../compute/a.ts'],
  },
  {
    rule: 'imports-of-cli',
    file: 'main/cli/a.ts',
    may: ['commander', '../engine/a.ts', '../common/b.ts', 'node:fs'],
    mayNot: ['electron', '../store/a.ts', '../app/a.ts', '@duckdb/node-api'],
  },
  {
    rule: 'a-safety-forecast-raises-no-alarm',
    file: 'main/alarms/b.ts',
    may: ['../common/b.ts'],
    mayNot: ['../common/safety-words.ts'],
  },
  {
    rule: 'a-safety-forecast-raises-no-alarm',
    file: 'main/forecast/counts/a.ts',
    may: ['../../common/safety-words.ts'],
    mayNot: ['../../common/alarm-words.ts'],
  },
  { rule: 'a-new-folder-needs-a-row', file: 'main/novelty/a.ts', may: [], mayNot: ['node:fs'] },
];

const files = [
  ...new Set([
    ...table.map(({ file }) => file),
    'main/common/b.ts',
    'main/common/safety-words.ts',
    'main/common/alarm-words.ts',
  ]),
];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

let tree: string;

beforeAll(() => {
  mkdirSync('test-results', { recursive: true });
  tree = resolve(mkdtempSync(join('test-results', 'import-table-')));
});

afterAll(() => {
  rmSync(tree, { recursive: true, force: true });
});

/** Writes every file with its imports and gives the rules each breaks, once for every import that breaks one. */
function brokenRules(importsOf: (file: string) => readonly string[]): string[] {
  const contents = files.map((file) => {
    const lines = importsOf(file).map((name, index) => `export * as x${String(index)} from '${name}';`);
    const text = [...lines, 'export const here = 1;'].join('\n');
    return [file, file.endsWith('.svelte') ? asComponent(importsOf(file)) : text] as const;
  });
  writeTree(tree, { ...Object.fromEntries(contents), 'tsconfig.json': '{}' });
  const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = resolve('.dependency-cruiser.mjs');
  const parameters = [program, '--config', config, '--output-type', 'json', 'main', 'models', 'renderer'];
  const { stdout } = spawnSync(process.execPath, parameters, {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 1 << 27,
  });
  const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[] } };
  return summary.violations
    .filter(({ rule }) => rule.name !== 'no-circles')
    .map(({ from, rule }) => `${from} ${rule.name}`)
    .sort();
}

function asComponent(imports: readonly string[]): string {
  const lines = imports.map((name, index) => `import * as x${String(index)} from '${name}';`);
  return `<script lang="ts">\n${lines.join('\n')}\n</script>\n<p>{${imports.map((_, index) => `x${String(index)}`).join(', ') || '1'}}</p>\n`;
}

test('what the table allows passes', () => {
  expect(brokenRules((file) => table.find((row) => row.file === file)?.may ?? [])).toEqual([]);
});

test('everything the table forbids is caught, by the rule of its row', () => {
  const expected = table.flatMap(({ file, rule, mayNot }) => mayNot.map(() => `${file} ${rule}`)).sort();
  expect(brokenRules((file) => table.find((row) => row.file === file)?.mayNot ?? [])).toEqual(expected);
});
