import { cpus } from 'node:os';

/** The processor as its maker names it, with the number of its cores. */
export function processorName(): string {
  const cores = cpus();
  return `${cores[0]?.model.trim() ?? process.arch} × ${cores.length}`;
}
