import type { WindowRecord } from '../../../main/common/contract/compute-contract.ts';
import { contributionRows } from '../../../main/common/explain/contribution-rows.ts';
import { explanationWords } from '../../../main/common/explain/explanation-words.ts';
import { wording } from '../../../main/common/wording.ts';
import { explanationOf } from '../../../main/forecast/drilldown/explanation.ts';
import type { Scene } from '../../../main/forecast/scene.ts';
import { levelCount, type TrainedModel } from '../../../models/model.ts';

/** What the words of an explanation claim of a forecast whose outcome is known. */
export interface Claim {
  /** Whether the 90 % interval held. */
  readonly isHeld: boolean;
  /** -1, 1: the words say that it departs from the usual, downwards or upwards; 0: they say that nothing is unusual. */
  readonly said: number;
  /** Whether they claim so though the usual lies inside the interval. */
  readonly isBeyondInterval: boolean;
  /** Whether the outcome lies on that side of the usual; false where nothing is claimed. */
  readonly cameTrue: boolean;
}

const words = wording('en');
const usualInside = words.say('explanation.usual-inside');
const asUsual = words.say('explanation.as-start', { from: 'usual' });

/** What is claimed of a forecast, in the words that the drill-down has for it; null where the outcome is not known. */
export async function claimOf(
  model: TrainedModel,
  scene: Scene,
  window: WindowRecord,
  place: number,
  step: number,
  outcome: number,
): Promise<Claim | null> {
  if (Number.isNaN(outcome)) return null;
  const record = await model.explain(window, place, step);
  const { quantiles, horizonSteps } = await model.predict(window, { places: Uint32Array.of(place) });
  const first = step * levelCount;
  if (horizonSteps <= step) throw new RangeError(`no step ${step}`);
  const interval = { lower: quantiles[first] ?? NaN, upper: quantiles[first + levelCount - 1] ?? NaN };
  const contributions = record.contributions.map((one) => ({ ...one, details: [...one.details] }));
  const explanation = explanationOf(scene, model.declaration.id, { ...record, contributions }, null);
  const text = explanationWords(
    contributionRows(explanation, 0, words, String),
    scene.unit,
    0,
    words,
    interval,
  );
  const usual = explanation.start;
  const isSilent = text.includes(usualInside) || text.includes(asUsual);
  const said = isSilent ? 0 : Math.sign(explanation.shown - usual);
  return {
    isHeld: outcome >= interval.lower && outcome <= interval.upper,
    said,
    isBeyondInterval: said !== 0 && usual >= interval.lower && usual <= interval.upper,
    cameTrue: said !== 0 && Math.sign(outcome - usual) === said,
  };
}

/** Shares over claims, by what they are called in the table. */
export function claimFigures(claims: readonly Claim[]): Record<string, number> {
  const share = (of: readonly Claim[], is: (claim: Claim) => boolean): number =>
    of.filter(is).length / of.length;
  const claimed = claims.filter(({ said }) => said !== 0);
  const [held, missed] = [claims.filter(({ isHeld }) => isHeld), claims.filter(({ isHeld }) => !isHeld)];
  const departs = ({ said }: Claim): boolean => said !== 0;
  return {
    'claims: forecasts whose outcome is known': claims.length,
    'claims: of these the interval missed': missed.length,
    'claims: a departure from the usual that the interval does not bear': claimed.filter(
      ({ isBeyondInterval }) => isBeyondInterval,
    ).length,
    'claims: departure said where the interval held': share(held, departs),
    'claims: departure said where it missed': share(missed, departs),
    'claims: the departure came true (the interval promises 0.95)': share(
      claimed,
      ({ cameTrue }) => cameTrue,
    ),
    'claims: it came true where the interval missed': share(
      claimed.filter(({ isHeld }) => !isHeld),
      ({ cameTrue }) => cameTrue,
    ),
  };
}
