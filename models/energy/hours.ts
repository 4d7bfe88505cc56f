import type { ModelSetting } from '../model.ts';
import type { Calendar, Series } from '../series/series.ts';

/** How a grid falls into blocks of an hour, counted from the origin; steps longer than an hour are blocks themselves. */
export interface Hours {
  readonly stepsPerBlock: number;
  readonly blocksPerDay: number;
  /** Blocks of the horizon; the last one may be shorter. */
  readonly blocks: number;
}

export function hoursOf({
  stepSeconds,
  horizonSteps,
}: Pick<ModelSetting, 'stepSeconds' | 'horizonSteps'>): Hours {
  const stepsPerBlock = Math.max(Math.round(3600 / stepSeconds), 1);
  return {
    stepsPerBlock,
    blocksPerDay: Math.max(Math.round(86_400 / (stepSeconds * stepsPerBlock)), 1),
    blocks: Math.ceil(horizonSteps / stepsPerBlock),
  };
}

/** How many days before a block of the horizon the last day lies whose same time is known at the origin: 1 for the first day ahead. */
export function lastKnownDay(block: number, { blocksPerDay }: Pick<Hours, 'blocksPerDay'>): number {
  return 1 + Math.floor(block / blocksPerDay);
}

/** How many days the horizon reaches over; one that has begun counts. */
export function horizonDays({ blocks, blocksPerDay }: Pick<Hours, 'blocks' | 'blocksPerDay'>): number {
  return Math.ceil(blocks / blocksPerDay);
}

/** Leads of later days are learned together by so many parts of a day: what tells from afar changes slowly. */
const partsOfLaterDays = 4;

/** How many leads are learned apart: each block of the first day ahead, and parts of later days. */
export function leadCount(hours: Pick<Hours, 'blocks' | 'blocksPerDay'>): number {
  return hours.blocks === 0 ? 0 : leadOf(hours.blocks - 1, hours) + 1;
}

/** Which of the leads that are learned a block of the horizon is forecast with. */
export function leadOf(block: number, { blocksPerDay }: Pick<Hours, 'blocksPerDay'>): number {
  if (block < blocksPerDay) return block;
  return blocksPerDay + Math.floor((block - blocksPerDay) / blocksOfPart(blocksPerDay));
}

/** The blocks of the horizon that are forecast with a lead. */
export function blocksOfLead(lead: number, hours: Pick<Hours, 'blocks' | 'blocksPerDay'>): readonly number[] {
  const every = Array.from({ length: hours.blocks }, (_, block) => block);
  return every.filter((block) => leadOf(block, hours) === lead);
}

function blocksOfPart(blocksPerDay: number): number {
  return Math.max(Math.floor(blocksPerDay / partsOfLaterDays), 1);
}

/** The block of the day that a minute of the day lies in. */
export function slotOf(minuteOfDay: number, { blocksPerDay }: Hours): number {
  return Math.min(Math.floor((minuteOfDay * blocksPerDay) / 1440), blocksPerDay - 1);
}

/** Means over blocks of what is known: `[row, step]` in, `[row, block]` out; NaN where nothing is. */
export function blockMeans(values: Float32Array, steps: number, stepsPerBlock: number): Float32Array {
  if (stepsPerBlock === 1) return values;
  const rows = values.length / steps;
  const blocks = Math.ceil(steps / stepsPerBlock);
  const out = new Float32Array(rows * blocks);
  for (let index = 0; index < out.length; index++) {
    const row = Math.floor(index / blocks);
    const begin = (index % blocks) * stepsPerBlock;
    let sum = 0;
    let count = 0;
    for (let step = begin; step < Math.min(begin + stepsPerBlock, steps); step++) {
      const value = values[row * steps + step] ?? NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
    out[index] = sum / count;
  }
  return out;
}

/** The clock at the start of each of so many blocks. */
export function calendarOfBlocks(
  { minuteOfDay, dayOfWeek }: Calendar,
  stepsPerBlock: number,
  blocks: number,
): Calendar {
  return {
    minuteOfDay: Uint16Array.from({ length: blocks }, (_, block) => minuteOfDay[block * stepsPerBlock] ?? 0),
    dayOfWeek: Uint8Array.from({ length: blocks }, (_, block) => dayOfWeek[block * stepsPerBlock] ?? 0),
  };
}

/** A series by the hour, its last steps left out where they fill no block. */
export function hourly(series: Series, hours: Hours): Series {
  const { stepsPerBlock } = hours;
  if (stepsPerBlock === 1) return series;
  const blocks = Math.floor(series.steps / stepsPerBlock);
  const means = blockMeans(series.values, series.steps, stepsPerBlock);
  const stride = Math.ceil(series.steps / stepsPerBlock);
  const values = new Float32Array(series.places.length * blocks);
  series.places.forEach((_, place) => {
    values.set(means.subarray(place * stride, place * stride + blocks), place * blocks);
  });
  return {
    ...series,
    stepSeconds: series.stepSeconds * stepsPerBlock,
    steps: blocks,
    values,
    calendar: calendarOfBlocks(series.calendar, stepsPerBlock, blocks),
    covariates: [],
    knownAhead: series.knownAhead?.map((known) => ({
      ...known,
      everySteps: known.everySteps / stepsPerBlock,
    })),
  };
}
