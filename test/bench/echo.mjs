/** Answers with the part of a message that goes back, and nothing else. */
process.on('message', (message) => {
  process.send?.(message.back);
});
