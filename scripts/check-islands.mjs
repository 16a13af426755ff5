// Types of the browser code, which knows the DOM and nothing of Node. Nothing to check is fine.
import { listFiles } from './lib/hash-files.mjs';
import { runNode } from './lib/run.mjs';

const sources = listFiles(['src/ui/islands']).filter((file) => file.endsWith('.ts'));
process.exitCode =
  sources.length === 0 ? 0 : await runNode(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.islands.json']);
