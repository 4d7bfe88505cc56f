import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const repositoryRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where `npm run build` leaves the application. */
export const builtFolder = join(repositoryRoot, 'dist');

/** Scratch space of the tools inside the checkout, never committed, gone with `npm ci`. */
export const scratchFolder = join(repositoryRoot, 'node_modules', '.cache', 'metropole');
