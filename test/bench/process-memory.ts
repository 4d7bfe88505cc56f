import { readdirSync, readFileSync } from 'node:fs';

/** The numbers of the processes that this one started and that run. Linux alone can tell. */
export function childrenOfThis(): ReadonlySet<number> {
  const tasks = readdirSync('/proc/self/task');
  return new Set(
    tasks.flatMap((task) =>
      readFileSync(`/proc/self/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
    ),
  );
}

/** Memory of a process in MB: what it holds now, and the most that it ever held. */
export function memoryOf(process: number): { resident: number; peak: number } {
  const status = readFileSync(`/proc/${process}/status`, 'utf8');
  const megabytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(status)?.[1] ?? NaN) / 1000;
  return { resident: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}
