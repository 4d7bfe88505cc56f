import type { BackendFactory } from './backend.ts';
import { plainJavaScript } from './plain-javascript.ts';
import { processorName } from './processor.ts';

/** Plain JavaScript in a process. */
export const cpu: BackendFactory = () => plainJavaScript(processorName);
