import { alikeIn } from '../../common/alike-words.ts';
import { drilldownIn } from '../../common/display-units.ts';
import { reachIn } from '../../common/reach-words.ts';
import { scenariosIn } from '../../common/scenario-words.ts';
import { causeLines } from '../cause-lines.ts';
import type { CommandDefinition } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { explainLines } from '../explain-lines.ts';
import { placeOf } from '../place-of.ts';
import { reachLines } from '../reach-lines.ts';
import { scenarioLines } from '../scenario-lines.ts';
import { readInstant } from './forecast.ts';

export const explain: CommandDefinition = (program, run) => {
  program
    .command('explain')
    .description(
      'what is forecast at a place, why, how sure that is, what happened when it was like this before, and which places push it',
    )
    .argument('<place>', 'its key')
    .option('--at <time>', 'ISO time; otherwise as far ahead as the model reaches', readInstant)
    .action(async (key: string, { at }: { readonly at?: number }) => {
      await run('existing', async (context) => {
        const { client, terminal, signal } = context;
        const place = await placeOf(context, key);
        const { view, clock } = await client.call('view.get', {}, { signal });
        const targetAt = at ?? clock.horizonTo ?? clock.now ?? 0;
        const drilldown = drilldownIn(
          await client.call('drilldown.get', { place, targetAt }, { signal }),
          view.units,
        );
        const alike = alikeIn(
          await client.call('drilldown.alike', { place, targetAt }, { signal }),
          view.units,
        );
        const reach = reachIn(
          await client.call('drilldown.reach', { place, targetAt }, { signal }),
          view.units,
        );
        const scenarios = scenariosIn(
          await client.call('drilldown.scenarios', { place, targetAt }, { signal }),
          view.units,
        );
        const { places } = await client.call('places.list', {}, { signal });
        const { columns } = places;
        const nameOf = (id: number): string => {
          const row = columns.place.values.indexOf(id);
          return columns.name.values[row] ?? columns.key.values[row] ?? String(id);
        };
        const causes = await client.call('drilldown.causes', { place, targetAt }, { signal });
        terminal.printJson({ drilldown, causes, reach, alike, scenarios });
        const { zone, units } = view;
        const related = [
          ...causeLines(causes, { zone, units }, terminal.wording),
          ...reachLines(reach, terminal.wording, nameOf),
        ];
        for (const line of explainLines(drilldown, related, alike, terminal.wording, nameOf))
          terminal.print(line);
        for (const line of scenarioLines(scenarios, terminal.wording, nameOf)) terminal.print(line);
        return exitStatus.done;
      });
    });
};
