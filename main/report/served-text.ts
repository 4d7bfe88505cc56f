import { modelName } from '../common/model-names.ts';
import type { Wording } from '../common/wording.ts';

/** Who made a forecast, and what is known of those it was chosen from. */
interface Served {
  readonly model: string;
  readonly version: string;
  readonly isBenchmark: boolean;
  readonly isJudgedBesideNetwork: boolean;
}

/** The forecaster by name and version; of a benchmark, why it stands there. */
export function servedText(served: Served, wording: Wording): string {
  const named = { model: modelName(served.model, wording), version: served.version };
  const model = wording.say('report.model-version', named);
  if (!served.isBenchmark) return model;
  return wording.say(served.isJudgedBesideNetwork ? 'report.model-benchmark' : 'report.model-alone', {
    model,
  });
}

/** The benchmark that is shown, and the model that it stands in for. */
export function insteadText(benchmark: string, model: string, wording: Wording): string {
  const names = { benchmark: modelName(benchmark, wording), model: modelName(model, wording) };
  return wording.say('report.instead', names);
}
