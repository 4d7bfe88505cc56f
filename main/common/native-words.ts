/**
 * What native libraries greet with on stderr, whatever they are told: that they log, that a faster library is in use,
 * which processor they were made for. Their warnings and errors begin otherwise.
 */
const greetings: readonly RegExp[] = [
  /^WARNING: All log messages before absl::InitializeLog\(\)/,
  /^I\d{4} /,
  /^To enable the following instructions: /,
];

/** What a process says, in pieces cut anywhere: a readable stream of Node. */
interface Speech {
  setEncoding(encoding: 'utf8'): unknown;
  on(event: 'data' | 'end', listener: (text?: string) => void): unknown;
}

/** Passes on every line that a process says but the greetings of native libraries. */
export function passOnWords(speech: Speech | null, say: (line: string) => void): void {
  const pass = (line: string): void => {
    if (!greetings.some((greeting) => greeting.test(line))) say(line);
  };
  let begun = '';
  speech?.setEncoding('utf8');
  speech?.on('data', (text = '') => {
    const lines = (begun + text).split('\n');
    begun = lines.pop() ?? '';
    lines.forEach(pass);
  });
  speech?.on('end', () => {
    if (begun !== '') pass(begun);
    begun = '';
  });
}
