import type { ResponseOf } from '../common/contract/define.ts';
import type { EngineMessages } from '../common/contract/engine-contract.ts';
import type { ModelComparison, ModelVersion } from '../common/contract/messages/models.ts';
import type { Influence } from '../common/contract/messages/influence.ts';
import { influenceLines } from '../common/influence-words.ts';
import { modelName, versionName } from '../common/model-names.ts';
import type { Figures } from '../common/rows/models.ts';
import { standInCell, standInReason } from '../common/stand-in-words.ts';
import type { Wording } from '../common/wording.ts';
import { safetyLines } from './safety-lines.ts';
import { alignedTable } from './terminal.ts';

/** Versions as a table: what they are, how they did on validation, and who approved them; the shown one is marked. */
export function versionLines(models: readonly ModelVersion[], wording: Wording): string[] {
  const columns = [
    ...['model', 'version', 'state', 'trained-to', 'seed', 'pinball', 'absolute-error', 'coverage'],
    'approved',
  ];
  const [head = '', ...heads] = columns.map((name) => wording.say(`cli.column.${name}`));
  const rows = models.map((model) => [
    `${model.isShown ? '*' : ' '} ${versionName(model, wording)}`,
    model.version,
    wording.say(`models.state.${model.state}`),
    new Date(model.trainedTo).toISOString().slice(0, 16),
    String(model.seed ?? ''),
    ...figureCells(model.validation),
    approvalText(model, wording),
  ]);
  return alignedTable([[`  ${head}`, ...heads], ...rows]);
}

/** Where the benchmark is shown instead of the shown version, and why; a line each. */
export function standInLines(
  { standIns, unit }: Pick<ResponseOf<EngineMessages, 'models.list'>, 'standIns' | 'unit'>,
  wording: Wording,
): string[] {
  if (unit === null || standIns.length === 0) return [];
  return [
    '',
    ...standIns.map((one) =>
      wording.say('cli.stand-in', {
        benchmark: modelName(one.benchmark, wording),
        cell: standInCell(one, wording),
        because: standInReason(one, unit, new Date(one.since).toISOString().slice(0, 16), wording),
      }),
    ),
  ];
}

/** Which groups of inputs matter where and when, as a table; the strongest of each row is marked. */
export function influenceTable(influence: Influence, wording: Wording): string[] {
  const { unit, groups, model, version } = influence;
  const [from, to] = [influence.from, influence.to].map((at) => new Date(at).toISOString().slice(0, 16));
  return [
    `${modelName(model, wording)} ${version}`,
    wording.say('influence.about', { unit, from: from ?? '', to: to ?? '' }),
    ...alignedTable([
      [
        wording.say('influence.where-when'),
        ...groups.map((group) => wording.say(`group.${group}`)),
        wording.say('influence.count'),
      ],
      ...influenceLines(influence, unit, wording).map(({ name, values, strongest, count }) => [
        name,
        ...values.map((value, index) => (index === strongest ? `* ${value}` : value)),
        count,
      ]),
    ]),
  ];
}

/** Versions judged on the same data as a table: over all horizons, then by horizon; counts as `metropole evaluate safety` has them. */
export function comparisonLines(
  { rows, unit, from, to, counts }: ModelComparison,
  wording: Wording,
): string[] {
  if (unit === null) {
    const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    return [wording.say('cli.compared-counts', range), ...safetyLines({ tables: counts ?? [] }, wording)];
  }
  const [first] = rows;
  const minutes = first?.figures.horizons.map((horizon) => horizon.minutes) ?? [];
  const names = ['pinball', 'absolute-error', 'coverage'];
  return [
    wording.say('cli.compared', { from: new Date(from).toISOString(), to: new Date(to).toISOString(), unit }),
    '',
    ...alignedTable([
      ['', wording.say('cli.column.version'), ...names.map((name) => wording.say(`cli.column.${name}`))],
      ...rows.map(({ model, version, figures }) => [
        modelName(model, wording),
        version,
        ...figureCells(figures),
      ]),
    ]),
    '',
    wording.say('cli.compared-by-horizon'),
    ...alignedTable([
      ['', ...minutes.map((ahead) => `${ahead} min`)],
      ...rows.map(({ model, version, figures }) => [
        `${modelName(model, wording)} ${version}`,
        ...figures.horizons.map((at) => `${at.pinball.toFixed(3)} / ${at.meanAbsoluteError.toFixed(3)}`),
      ]),
    ]),
  ];
}

function figureCells(figures: Figures | null): string[] {
  if (figures === null) return ['–', '–', '–'];
  const { pinball, meanAbsoluteError, coverage } = figures;
  return [pinball.toFixed(3), meanAbsoluteError.toFixed(3), `${(coverage * 100).toFixed(1)} %`];
}

function approvalText({ approval }: ModelVersion, wording: Wording): string {
  if (approval === null) return '–';
  const at = new Date(approval.at).toISOString().slice(0, 16);
  return `${at} ${approval.by ?? wording.say('models.by-console')}`;
}
