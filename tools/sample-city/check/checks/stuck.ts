import type { Check } from '../check.ts';
import { rowOf } from '../measures/slowness.ts';

/** Share of the readings received that stand in runs of an hour or more in which speed, flow and occupancy never change. */
export const stuckValues: Check = (study) => {
  const { speed, flow, occupancy } = study.world.traffic;
  const hour = 3600 / flow.stepSeconds;
  let stuck = 0;
  let received = 0;
  let detectors = 0;
  study.world.city.detectors.forEach((_, detector) => {
    const rows = [speed, flow, occupancy].map((grid) => rowOf(grid, detector));
    const flows = rowOf(flow, detector);
    let run = 0;
    let stuckHere = 0;
    flows.forEach((value, step) => {
      if (!Number.isNaN(value)) received++;
      const isSame = value > 0 && rows.every((row) => row[step] === row[step - 1]);
      run = isSame ? run + 1 : 0;
      if (run + 1 === hour) stuckHere += hour;
      else if (run + 1 > hour) stuckHere++;
    });
    stuck += stuckHere;
    if (stuckHere > 0) detectors++;
  });
  return { figure: stuck / received, detail: `${detectors} detectors were stuck at least once` };
};
