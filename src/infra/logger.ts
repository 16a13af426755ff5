import { pino } from 'pino';
import type { Logger } from '../app/ports.js';

/** JSON lines on stderr, so that stdout stays the program's answer; callers put no personal data into fields. */
export function createLogger(processName: string, level: string): Logger {
  return pino({ name: processName, level: level }, pino.destination(2));
}
