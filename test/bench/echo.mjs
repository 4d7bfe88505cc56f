/** Answers every message with the part that was last handed over to be kept, and nothing else. */
let kept;
process.on('message', (message) => {
  if ('keep' in message) kept = message.keep;
  process.send?.(kept);
});
