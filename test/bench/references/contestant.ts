import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const answerSchema = z.object({
  version: z.string().optional(),
  milliseconds: z.array(z.number()).optional(),
});
type Answer = z.infer<typeof answerSchema>;

/** A process that runs the network and answers as serve.mjs does; only one is asked at a time, the others wait for their turn. */
export class Contestant {
  readonly name: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string, undefined>;
  #complaints = '';

  private constructor(name: string, command: string, parameters: readonly string[]) {
    this.name = name;
    this.#child = spawn(command, parameters, { stdio: 'pipe' });
    this.#child.on('error', (error) => (this.#complaints += error.message));
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#complaints += text));
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** Starts it and waits until it could compute. @throws Error with what it complained of */
  static async start(name: string, command: string, parameters: readonly string[]): Promise<Contestant> {
    const contestant = new Contestant(name, command, parameters);
    await contestant.#answer();
    return contestant;
  }

  /** Writes what the network gives for so many rows to a file, as float32. */
  async write(rows: number, into: string): Promise<void> {
    await this.#ask({ rows, into });
  }

  /** Milliseconds of each round, from features in memory to outputs in memory. */
  async time(rows: number, warmUp: number, rounds: number): Promise<number[]> {
    const { milliseconds } = await this.#ask({ rows, warmUp, rounds });
    return milliseconds ?? [];
  }

  close(): void {
    this.#child.kill();
  }

  async #ask(what: object): Promise<Answer> {
    this.#child.stdin.write(`${JSON.stringify(what)}\n`);
    return await this.#answer();
  }

  async #answer(): Promise<Answer> {
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error(`${this.name} ended: ${this.#complaints.slice(-2000)}`);
    return answerSchema.parse(JSON.parse(value));
  }
}
