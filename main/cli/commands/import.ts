import { basename, resolve } from 'node:path';
import { Option } from 'commander';
import type { ResponseOf } from '../../common/contract/define.ts';
import type { EngineClient, EngineMessages } from '../../common/contract/engine-contract.ts';
import { formatIds, linkTypes, mappingSchema, type Mapping } from '../../common/contract/messages/sources.ts';
import { MetropoleError } from '../../common/errors.ts';
import { metricIds, units } from '../../common/metrics.ts';
import type { CommandContext, CommandDefinition } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { countOf, holdsNames, listOf, separatorOf } from '../option-values.ts';

interface ImportOptions {
  readonly orderFrom?: string;
  readonly licence?: string;
  readonly prepare: boolean;
  readonly networks: boolean;
  readonly [mappingKey: string]: unknown;
}

export const importFiles: CommandDefinition = (program, run) => {
  program
    .command('import')
    .description('import files in the order given; each is in completely afterwards, or not at all')
    .argument('<files...>')
    .addOption(new Option('--format <format>', 'instead of the guess').choices([...formatIds]))
    .addOption(new Option('--metric <metric>', 'what the readings measure').choices([...metricIds]))
    .addOption(new Option('--unit <unit>', 'unit of the readings').choices([...units]))
    .option('--separator <character>', 'between columns: , ; | tab space', separatorOf)
    .addOption(new Option('--decimal <character>', 'decimal mark').choices(['.', ',']))
    .addOption(new Option('--encoding <encoding>').choices(['utf-8', 'utf-16', 'latin-1']))
    .option('--header <what>', 'what the first line holds: names, data', holdsNames)
    .option('--missing-values <list>', 'what also means missing, such as -1,NA', listOf)
    .option('--zone <zone>', 'zone of local times: America/Los_Angeles, UTC, +01:00')
    .option('--time-column <name>')
    .option('--clock-column <name>', 'time of day, where the time column holds the day alone')
    .option('--time-format <format>', 'such as %d.%m.%Y %H:%M')
    .option('--place-column <name>')
    .option('--place-columns <list>', 'a column for each place: only these, such as Zone1,Zone2', listOf)
    .option('--value-column <name>')
    .option('--name-column <name>')
    .option('--latitude-column <name>')
    .option('--longitude-column <name>')
    .option('--from-column <name>')
    .option('--to-column <name>')
    .option('--weight-column <name>')
    .option('--key-column <name>', 'incidents and events: what tells them apart')
    .option('--kind-column <name>')
    .option('--end-column <name>')
    .option('--received-column <name>', 'when an incident or event became known')
    .option('--end-received-column <name>', 'when its end became known')
    .option('--severity-column <name>')
    .option('--reporter-column <name>')
    .option('--visitors-column <name>')
    .option(
      '--issued-column <name>',
      'weather: when a forecast was issued; without it the values were measured',
    )
    .option('--rain-column <name>', 'mm in the interval')
    .option('--temperature-column <name>', '°C')
    .option('--wind-column <name>', 'm/s')
    .option('--visibility-column <name>', 'm')
    .option('--irradiance-column <name>', 'W/m²')
    .option('--holiday-column <name>', 'calendars: the holiday that a day is, or whether it is one')
    .option('--starts-at <time>', 'local time of the first row, for a file with no time column')
    .option('--step-seconds <seconds>', 'from row to row, for a file with no time column', countOf)
    .addOption(new Option('--link-type <type>').choices([...linkTypes]))
    .option('--link-set-name <name>')
    .option('--order-from <file>', 'adjacency matrix: the imported file whose place order it follows')
    .option('--licence <text>', 'licence of the data, kept with the source')
    .option('--no-prepare', 'do not fit models and make forecasts afterwards')
    .option('--no-networks', 'fit the benchmarks alone: seconds instead of minutes')
    .action(async (files: string[], options: ImportOptions) => {
      await run('made-when-missing', async (context) => {
        const imported = [];
        for (const file of files) imported.push(await importOne(context, resolve(file), options));
        if (options.prepare && imported.some(({ source }) => source.format.startsWith('readings-'))) {
          await context.client.call(
            'forecast.prepare',
            { refit: false, networks: options.networks },
            {
              signal: context.signal,
              onProgress: context.terminal.progress,
            },
          );
        }
        context.terminal.printJson({ imported });
        return exitStatus.done;
      });
    });
};

async function importOne(
  { client, terminal, signal }: CommandContext,
  path: string,
  options: ImportOptions,
): Promise<ResponseOf<EngineMessages, 'import.run'>> {
  const given = await givenMapping(client, options);
  const preview = await client.call('import.preview', { path, mapping: given }, { signal });
  if (preview.missing.length > 0) {
    throw new MetropoleError('import-mapping-incomplete', {
      file: basename(path),
      missing: preview.missing.join(', '),
    });
  }
  const licence = options.licence === undefined ? {} : { licence: options.licence };
  const result = await client.call(
    'import.run',
    { path, mapping: preview.mapping, ...licence },
    { signal, onProgress: terminal.progress },
  );
  const { source, notices } = result;
  terminal.print(
    terminal.wording.say('cli.imported', {
      file: source.fileName,
      source: source.id,
      format: source.format,
      rows: source.rowsKept,
      refused: source.rowsRefused,
    }),
  );
  for (const notice of notices) {
    const where = [
      notice.row === null ? '' : terminal.wording.say('cli.row', { row: notice.row }),
      notice.column ?? '',
    ];
    const label = terminal.wording.say(`cli.severity.${notice.severity}`);
    terminal.print(
      `  ${label}  ${terminal.wording.notice(notice)}  ${where.filter(Boolean).join(', ')}`.trimEnd(),
    );
  }
  return result;
}

async function givenMapping(client: EngineClient, options: ImportOptions): Promise<Partial<Mapping>> {
  const known = Object.keys(mappingSchema.shape).filter((key) => options[key] !== undefined);
  const given = mappingSchema.partial().parse(Object.fromEntries(known.map((key) => [key, options[key]])));
  const stated = Object.fromEntries(
    Object.entries(given).filter(([key]) => known.includes(key)),
  ) as Partial<Mapping>;
  if (options.orderFrom === undefined) return stated;
  const wanted = basename(options.orderFrom);
  const { sources } = await client.call('sources.list', {});
  const source = sources.findLast(
    ({ fileName, id }) => fileName === wanted || String(id) === options.orderFrom,
  );
  if (source === undefined) throw new MetropoleError('source-unknown', { source: options.orderFrom });
  return { ...stated, orderFromSource: source.id };
}
