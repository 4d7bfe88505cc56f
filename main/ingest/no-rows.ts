import type { Notice } from '../common/notices.ts';

/** What a preview says about a file that names its columns and holds nothing else. */
export const noRows: Notice = {
  severity: 'error',
  code: 'no-rows',
  row: null,
  column: null,
  count: 1,
  parameters: {},
};
