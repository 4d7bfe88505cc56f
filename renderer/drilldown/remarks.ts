import type { Drilldown } from '../../main/common/contract/messages/drilldown.ts';
import { figureOf } from '../../main/common/format/figure.ts';
import { withUnit } from '../../main/common/format/numbers.ts';
import { formatTime } from '../../main/common/format/times.ts';
import { horizonText } from '../../main/common/horizon-text.ts';
import { modelName } from '../../main/common/model-names.ts';
import { standInCell, standInFigures } from '../../main/common/stand-in-words.ts';
import type { Wording } from '../../main/common/wording.ts';

/** Who made the number, by name and version; null where nobody did. */
export function servedText({ servedBy }: Drilldown, wording: Wording): string | null {
  if (servedBy === null) return null;
  const model = modelName(servedBy.model, wording);
  return wording.say('drilldown.model-version', { model, version: servedBy.version });
}

/** The target time on the zone's clock, and how far ahead of now it lies where it does. */
export function whenText(targetAt: number, now: number | null, zone: string, wording: Wording): string {
  const time = formatTime(targetAt, zone);
  const minutes = now === null ? 0 : Math.round((targetAt - now) / 60_000);
  return minutes > 0 ? wording.say('drilldown.ahead', { time, ahead: horizonText(minutes, wording) }) : time;
}

/**
 * What is not as it should be about the number shown, in words; null when all is well.
 *
 * @param isPreparing whether models are being fitted at this moment
 */
export function degradedText(drilldown: Drilldown, isPreparing: boolean, wording: Wording): string | null {
  const { shown, servedBy, insteadOf } = drilldown;
  if (shown?.state === 'usual') return wording.say('state.usual');
  if (insteadOf !== null && servedBy !== null)
    return insteadText(drilldown, insteadOf, servedBy.model, wording);
  if (shown?.state === 'forecast' && servedBy?.isBenchmark === true) {
    const why = servedBy.isJudgedBesideNetwork ? 'shown' : isPreparing ? 'for-now' : 'alone';
    return wording.say(`drilldown.benchmark-${why}`, { model: modelName(servedBy.model, wording) });
  }
  return null;
}

type InsteadOf = NonNullable<Drilldown['insteadOf']>;

function insteadText({ unit }: Drilldown, said: InsteadOf, benchmark: string, wording: Wording): string {
  const figure = figureOf({ ...said, usual: null }, unit);
  const value = withUnit(
    figure.interval === null ? figure.value : `${figure.value} (${figure.interval})`,
    unit,
  );
  const model = modelName(said.model, wording);
  return wording.say('drilldown.instead', { benchmark: modelName(benchmark, wording), model, value });
}

/** Why the benchmark is shown instead: for what, by how much it was better, on how many forecasts. Nothing where it is not. */
export function insteadFacts(
  { insteadOf, unit }: Drilldown,
  wording: Wording,
  moment: (at: number) => string,
): readonly (readonly [name: string, value: string])[] {
  const because = insteadOf?.because ?? null;
  if (because === null) return [];
  const { count, ...losses } = standInFigures(because);
  const over = { count, since: moment(because.since) };
  return [
    [wording.say('drilldown.instead-for'), standInCell(because, wording)],
    [
      wording.say('drilldown.instead-better'),
      wording.say('drilldown.instead-better-value', { ...losses, unit }),
    ],
    [wording.say('drilldown.instead-over'), wording.say('drilldown.instead-over-value', over)],
  ];
}

/** The row of a track record that speaks for a horizon: the first that reaches it, else the longest. */
export function rowForHorizon(rows: Drilldown['trackRecord'], minutes: number): number {
  const reaching = rows.findIndex(({ horizonMinutes }) => horizonMinutes >= minutes);
  return reaching === -1 ? rows.length - 1 : reaching;
}
