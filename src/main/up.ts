import { reportFatal } from './report-fatal.js';
import { runUp } from './run-up.js';

try {
  await runUp({ args: process.argv.slice(2) });
} catch (error) {
  reportFatal(error);
}
