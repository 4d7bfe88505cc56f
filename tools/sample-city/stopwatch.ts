/** Says on stderr what is being done, and how long each step took. */
export class Stopwatch {
  readonly #started = performance.now();
  #step: { readonly name: string; readonly began: number } | undefined;

  /** Ends the step before, if any. */
  begin(name: string): void {
    this.#tell();
    this.#step = { name, began: performance.now() };
  }

  end(): void {
    this.#tell();
    const memory = process.resourceUsage().maxRSS / 1024;
    console.error(`${seconds(this.#started)} s in all, ${memory.toFixed(0)} MiB at most`);
  }

  #tell(): void {
    if (this.#step !== undefined)
      console.error(`${seconds(this.#step.began).padStart(6)} s  ${this.#step.name}`);
    this.#step = undefined;
  }
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
