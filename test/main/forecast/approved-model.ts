import type { ModelRow } from '../../../main/common/rows/models.ts';

/** A benchmark that may serve, with a loss on validation. */
export const approvedModel = (
  modelId: string,
  validationPinball: number | null,
  about: Partial<ModelRow> = {},
): ModelRow => ({
  modelId,
  version: '1',
  topic: 'traffic',
  isBenchmark: true,
  stateFile: `${modelId}.model`,
  dataHash: '',
  trainedFrom: 0,
  trainedTo: 1,
  seed: 1,
  validationPinball,
  isShown: false,
  createdAt: 1,
  state: 'approved',
  approval: null,
  replacedAt: null,
  begunWith: null,
  counts: null,
  validation: null,
  ...about,
});
