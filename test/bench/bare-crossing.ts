import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process at the other end of the kind of pipe that leads to a compute host, with nothing around it. */
export class BareCrossing {
  readonly #echo = fork(join(import.meta.dirname, 'echo.mjs'), { serialization: 'advanced' });

  /** Hands over what comes back from now on. */
  async keep(back: unknown): Promise<void> {
    await this.#ask({ keep: back });
  }

  /** Milliseconds until the kept part has come back for a message: nothing else crosses. */
  async milliseconds(there: unknown): Promise<number> {
    const began = performance.now();
    await this.#ask({ there });
    return performance.now() - began;
  }

  close(): void {
    this.#echo.disconnect();
  }

  async #ask(message: object): Promise<void> {
    this.#echo.send(message);
    await once(this.#echo, 'message');
  }
}

/** Milliseconds of a structured clone of both within this process. */
export function millisecondsOfClone(there: unknown, back: unknown): number {
  const began = performance.now();
  structuredClone(there);
  structuredClone(back);
  return performance.now() - began;
}
