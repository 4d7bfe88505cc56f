import { z } from 'zod';

/** Schemas are made while modules load, and probe `new Function` unless told not to: this must be imported first. */
z.config({ jitless: true });
