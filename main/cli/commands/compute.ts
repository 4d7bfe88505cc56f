import { Option, type Command } from 'commander';
import { backendIds, type BackendId } from '../../common/backends.ts';
import type { BackendRow, ComputeReport } from '../../common/contract/backend-records.ts';
import { modelName } from '../../common/model-names.ts';
import type { Wording } from '../../common/wording.ts';
import type { CommandDefinition } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { alignedTable } from '../terminal.ts';

const noChoice = 'auto';

export const compute: CommandDefinition = (program, run) => {
  const command: Command = program
    .command('compute')
    .description('look for every backend, measure those that are here, and tell which one computes');
  command
    .addOption(
      new Option('--use <backend>', 'insist on a backend; auto leaves the choice to the console').choices([
        noChoice,
        ...backendIds,
      ]),
    )
    .action(async ({ use }: { use?: BackendId | typeof noChoice }) => {
      await run('practice-when-missing', async ({ client, terminal, signal }) => {
        if (use !== undefined)
          await client.call('compute.force', { backend: use === noChoice ? null : use }, { signal });
        const report = await client.call('compute.examine', {}, { signal, onProgress: terminal.progress });
        terminal.printJson(report);
        for (const line of lines(report, terminal.wording)) terminal.print(line);
        return exitStatus.done;
      });
    });
};

function lines({ rows, chosen, forced }: ComputeReport, wording: Wording): string[] {
  const models = [
    ...new Set(rows.flatMap(({ measurement }) => measurement?.latencies ?? []).map(({ model }) => model)),
  ];
  const header = [
    ...['backend', 'difference', 'gigaflops'].map((name) => wording.say(`cli.column.${name}`)),
    ...models.map((model) => `${modelName(model, wording)}, ms`),
  ];
  const measured = rows.map((row) => [
    ...cellsOf(row, wording),
    ...models.map((model) => latencyOf(row, model)),
  ]);
  const choice =
    chosen === null ? 'cli.compute-none' : forced === chosen ? 'cli.compute-forced' : 'cli.compute-chosen';
  return [
    ...alignedTable([header, ...measured]),
    '',
    ...rows.map((row) => `${row.detection.backend}: ${aboutOf(row, wording)}`),
    '',
    wording.say(choice, { backend: chosen ?? '' }),
  ];
}

function cellsOf({ detection, measurement }: BackendRow, wording: Wording): string[] {
  if (measurement === null) return [detection.backend, '', ''];
  const { parity, gigaflops, productSize } = measurement;
  const difference = `${scientific(parity.absolute)} / ${scientific(parity.relative)}`;
  return [
    detection.backend,
    parity.passes ? difference : `${difference} (${wording.say('compute.differs')})`,
    `${gigaflops.toPrecision(3)} (${String(productSize)}²)`,
  ];
}

/** Device and driver, or why it is not here or was given up. */
function aboutOf({ detection, fault }: BackendRow, wording: Wording): string {
  const reason = detection.refusal ?? fault;
  if (reason !== null) return `${wording.error(reason)} ${wording.hint(reason)}`.trim();
  const { device, driver, isSoftware } = detection;
  return `${device}${isSoftware ? ` (${wording.say('compute.software')})` : ''} · ${driver}`;
}

function latencyOf({ measurement }: BackendRow, wanted: string): string {
  const found = measurement?.latencies.find(({ model }) => model === wanted);
  return found === undefined ? '' : found.milliseconds.toFixed(1);
}

function scientific(value: number): string {
  return value === 0 ? '0' : value.toExponential(1);
}
