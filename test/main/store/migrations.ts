import { join } from 'node:path';

/** The schema's steps, where the source keeps them. */
export const migrations = join(import.meta.dirname, '../../../main/store/migrations');
