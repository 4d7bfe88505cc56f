import { z } from 'zod';
import { instantSchema, languages } from '../../view.ts';
import type { MessageMap } from '../define.ts';

export const reportMessages = {
  /** Writes a report of the present view into `folder` (default: the workspace's `reports`). Progress and abort. */
  'report.make': {
    request: z.object({
      formats: z.array(z.enum(['html', 'pdf'])).min(1),
      folder: z.string().nullable(),
      asOf: instantSchema.nullable(),
      paper: z.enum(['A4', 'Letter']).default('A4'),
      /** Null: the language of the view. */
      language: z.enum(languages).nullable().default(null),
    }),
    response: z.object({
      files: z.array(z.object({ format: z.enum(['html', 'pdf']), path: z.string(), bytes: z.number() })),
      /** What could not be made and why, as error codes: `not-available` for a PDF without a browser. */
      left: z.array(z.object({ format: z.enum(['html', 'pdf']), code: z.string() })),
      /** `captured`: as the screen draws it. `svg`: drawn, because no browser could take a picture. `drawn`: of cells, always. */
      map: z.enum(['captured', 'svg', 'drawn']),
    }),
  },
} as const satisfies MessageMap;
