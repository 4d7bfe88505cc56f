import type { Command } from 'commander';
import type { Source } from '../../common/contract/messages/sources.ts';
import type { CommandDefinition } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { countOf } from '../option-values.ts';
import { alignedTable } from '../terminal.ts';

export const sources: CommandDefinition = (program, run) => {
  const command: Command = program
    .command('sources')
    .description('list what was imported, or remove a source exactly');
  command
    .option('--remove <id>', 'remove this source', countOf)
    .action(async ({ remove }: { remove?: number }) => {
      await run('existing', async ({ client, terminal }) => {
        if (remove !== undefined) {
          await client.call('sources.remove', { source: remove });
          terminal.print(terminal.wording.say('cli.source-removed', { source: remove }));
        }
        const { sources: all } = await client.call('sources.list', {});
        terminal.printJson({ sources: all });
        for (const line of alignedTable([header((key) => terminal.wording.say(key)), ...all.map(row)]))
          terminal.print(line);
        return exitStatus.done;
      });
    });
};

function header(say: (key: string) => string): string[] {
  return ['file', 'id', 'format', 'rows', 'refused', 'notices', 'from', 'to'].map((name) =>
    say(`cli.column.${name}`),
  );
}

function row(source: Source): string[] {
  const at = (instant: number | null): string =>
    instant === null ? '' : new Date(instant).toISOString().slice(0, 16) + 'Z';
  return [
    source.fileName,
    String(source.id),
    source.format,
    String(source.rowsKept),
    String(source.rowsRefused),
    String(source.noticeCount),
    at(source.from),
    at(source.to),
  ];
}
