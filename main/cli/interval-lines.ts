import type { IntervalReplay } from '../common/contract/messages/intervals.ts';
import { modelName } from '../common/model-names.ts';
import type { Wording } from '../common/wording.ts';
import { alignedTable } from './terminal.ts';

type Horizon = IntervalReplay['own'][number];

/** A replay as people read it: how often intervals held, then how wide they were, as the version says them and as they follow the truth. */
export function intervalLines(replay: IntervalReplay, wording: Wording): string[] {
  const { own, following, widths, seriesWidths, origins, places, unit, dataHash, version } = replay;
  const time = (at: number): string => new Date(at).toISOString().slice(0, 16);
  const about = { origins, places, unit, dataHash, version, from: time(replay.from), to: time(replay.to) };
  const head = ['', ...own.map(({ minutes }) => `${minutes} min`)];
  const tableOf = (heading: string, cell: (at: Horizon) => string): string[] => [
    '',
    wording.say(heading),
    ...alignedTable([
      head,
      [wording.say('cli.intervals-own'), ...own.map(cell)],
      [wording.say('cli.intervals-following'), ...following.map(cell)],
    ]),
  ];
  const ends = widths.map(({ cell, width }) => `${cell} ${width.toFixed(2)}`).join(', ');
  return [
    wording.say('cli.intervals', { ...about, model: modelName(replay.model, wording) }),
    ...tableOf('cli.table.intervals', ({ all, congested, peaks, worstPlaces, pinball }) =>
      [
        [all, congested, peaks, worstPlaces].map(({ coverage }) => figure(coverage, 3)).join(' / '),
        figure(pinball, 3),
      ].join('; '),
    ),
    ...tableOf('cli.table.intervals-width', ({ all, congested, peaks, worstPlaces }) =>
      [all, congested, peaks, worstPlaces].map(({ width }) => figure(width, 1)).join(' / '),
    ),
    ...(ends === '' ? [] : ['', wording.say('cli.intervals-widths', { widths: ends })]),
    ...(seriesWidths === null ? [] : [wording.say('cli.intervals-place-widths', spread(seriesWidths))]),
  ];
}

function spread({ least, median, most }: NonNullable<IntervalReplay['seriesWidths']>) {
  return { least: least.toFixed(2), median: median.toFixed(2), most: most.toFixed(2) };
}

function figure(value: number | null, decimals: number): string {
  return value === null ? '–' : value.toFixed(decimals);
}
