import { valueStates, type ValueState } from '../../main/common/contract/messages/map.ts';
import type { ResponseOf } from '../../main/common/contract/define.ts';
import type { EngineMessages } from '../../main/common/contract/engine-contract.ts';
import type { PlaceColumns } from './places.svelte.ts';

export type FrameAnswer = ResponseOf<EngineMessages, 'frame.get'>;

/** What the map shows, one entry per place row, in the stored unit; missing is NaN. */
export interface FrameColumns {
  readonly values: Float32Array;
  readonly lowers: Float32Array;
  readonly uppers: Float32Array;
  readonly usuals: Float32Array;
  /** Positions in `valueStates`; {@link absent} where the place is none of the topic's. */
  readonly states: Uint8Array;
  /** 0 where the model is shown; where a benchmark is shown instead, which of the frame's, counted from 1. */
  readonly insteads: Uint8Array;
  /** Probability of a load above what the place may carry. */
  readonly overs: Float32Array;
  /** How many places it is the sum of. */
  readonly members: Uint16Array;
}

/** The state of a place at which other topics are measured. */
export const absent = 255;

/** Columns for `count` places, everything missing. */
export function emptyFrame(count: number): FrameColumns {
  return {
    values: new Float32Array(count).fill(Number.NaN),
    lowers: new Float32Array(count).fill(Number.NaN),
    uppers: new Float32Array(count).fill(Number.NaN),
    usuals: new Float32Array(count).fill(Number.NaN),
    states: new Uint8Array(count),
    insteads: new Uint8Array(count),
    overs: new Float32Array(count).fill(Number.NaN),
    members: new Uint16Array(count),
  };
}

/**
 * Writes an answer into the columns in place: only the rows it names, after clearing all of them when it is full.
 * Places that are not known yet are passed over.
 */
export function applyFrame(
  columns: FrameColumns,
  answer: FrameAnswer,
  { rowOf, topics }: Pick<PlaceColumns, 'rowOf' | 'topics'>,
): void {
  const { place, value, lower, upper, usual, state, instead, over, members } = answer.table.columns;
  if (answer.full) {
    for (const column of [columns.values, columns.lowers, columns.uppers, columns.usuals, columns.overs])
      column.fill(Number.NaN);
    columns.states.forEach((_, row) => {
      columns.states[row] = topics[row] === 0 ? 0 : absent;
    });
    columns.insteads.fill(0);
    columns.members.fill(0);
  }
  for (let index = 0; index < answer.table.rows; index += 1) {
    const row = rowOf.get(place.values[index] ?? -1);
    if (row === undefined) continue;
    columns.values[row] = value.values[index] ?? Number.NaN;
    columns.lowers[row] = lower.values[index] ?? Number.NaN;
    columns.uppers[row] = upper.values[index] ?? Number.NaN;
    columns.usuals[row] = usual.values[index] ?? Number.NaN;
    columns.states[row] = state.values[index] ?? 0;
    columns.insteads[row] = instead.values[index] ?? 0;
    columns.overs[row] = over.values[index] ?? Number.NaN;
    columns.members[row] = members.values[index] ?? 0;
  }
}

/** How the value in a row came to be; missing where the place is none of the topic's. */
export function stateOf(columns: FrameColumns, row: number): ValueState {
  return valueStates[columns.states[row] ?? 0] ?? 'missing';
}
