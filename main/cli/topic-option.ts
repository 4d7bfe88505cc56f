import { Option } from 'commander';
import { topics } from '../common/metrics.ts';

/** `--topic`: what a command is about, where more than one topic is loaded. */
export function topicOption(): Option {
  return new Option('--topic <topic>', 'of which topic; otherwise of the one that leads').choices([
    ...topics,
  ]);
}
