/**
 * Who may import whom. Each row names a part of the tree and everything it may import, its own folder included;
 * `node` says whether Node's own modules are allowed. Tests and tools may import anything.
 */
const common = '^main/common/';
const models = '^models/';
const assets = '^assets/';
const electron = libraries('electron');
const pure = libraries('zod', 'temporal-polyfill', 'intl-messageformat');

/** Packages of types alone: nothing of them is there at run time. */
const typesAlone = '^geojson$';

const browserLibraries =
  '(^|/)node_modules/(?!electron/|@duckdb/|@tensorflow/|commander/|pino/|rotating-file-stream/)';
const serviceLibraries = '(^|/)node_modules/(?!electron/|@tensorflow/)';

/** @param {...string} names of packages */
function libraries(...names) {
  return `(^|/)node_modules/(@types/)?(${names.join('|')})/`;
}

/** @type {{ row: string, path: string, may: string[], node: boolean }[]} */
const rows = [
  {
    row: 'common',
    path: common,
    may: [common, assets, pure, libraries('echarts')],
    node: false,
  },
  {
    row: 'models',
    path: models,
    may: [models, common, libraries('@tensorflow/tfjs-core', '@tensorflow/tfjs-layers')],
    node: false,
  },
  { row: 'renderer', path: '^renderer/', may: ['^renderer/', common, assets, browserLibraries], node: false },
  { row: 'preload', path: '^main/(compute-)?preload\\.ts$', may: [common, electron], node: false },
  {
    row: 'app',
    path: '^main/(app/|index\\.ts$)',
    may: ['^main/app/', common, assets, electron, pure],
    node: true,
  },
  {
    row: 'compute',
    path: '^main/compute/',
    may: ['^main/compute/', common, models, '(^|/)node_modules/@tensorflow/', pure],
    node: true,
  },
  {
    row: 'compute-window',
    path: '^main/compute/window/',
    may: ['^main/compute/', common, models, '(^|/)node_modules/@tensorflow/', pure],
    node: false,
  },
  {
    row: 'engine',
    path: '^main/engine/',
    may: ['^main/(?!app/|cli/|index\\.ts|preload\\.ts)', assets, serviceLibraries],
    node: true,
  },
  ...['store', 'ingest', 'practice', 'alarms', 'report', 'service'].map((name) => ({
    row: name,
    path: `^main/${name}/`,
    may: [`^main/${name}/`, common, assets, serviceLibraries],
    node: true,
  })),
  {
    row: 'forecast',
    path: '^main/forecast/',
    may: ['^main/forecast/', common, models, assets, serviceLibraries],
    node: true,
  },
  {
    row: 'cli',
    path: '^main/cli/',
    may: ['^main/cli/', '^main/engine/', common, assets, libraries('commander'), '^package\\.json$'],
    node: true,
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...rows.map(({ row, path, may, node }) => ({
      name: `imports-of-${row}`,
      comment: `${path} may import only ${may.join(', ')}${node ? ' and Node' : ''}.`,
      severity: /** @type {const} */ ('error'),
      from: { path },
      to: { pathNot: [...may, typesAlone], ...(node ? { dependencyTypesNot: ['core'] } : {}) },
    })),
    {
      name: 'a-new-folder-needs-a-row',
      comment: 'Every folder of main/ stands in the table above.',
      severity: 'error',
      from: { path: '^main/', pathNot: rows.map(({ path }) => path) },
      to: {},
    },
    {
      name: 'a-safety-forecast-raises-no-alarm',
      comment: 'Alarms know nothing of expected incidents: there is no way from one to the other.',
      severity: 'error',
      from: { path: '^main/alarms/|^main/common/contract/messages/alarms' },
      to: {
        path: '^main/forecast/counts/|^models/safety/|^main/common/(safety-|rows/safety-|contract/messages/safety)',
      },
    },
    {
      name: 'a-safety-forecast-raises-no-alarm',
      comment: 'Nor do expected incidents know alarms.',
      severity: 'error',
      from: { path: '^main/forecast/counts/|^models/safety/' },
      to: { path: '^main/.*alarm' },
    },
    {
      name: 'no-circles',
      comment: 'Two files that import each other cannot be read one after the other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.svelte', '.json'],
      conditionNames: ['import', 'require', 'node', 'default', 'types', 'svelte'],
      exportsFields: ['exports'],
    },
  },
};
