import { parseArgs } from 'node:util';
import { benchDecree } from './decree.js';
import { personsTable, runPersons } from './persons/run-persons.js';
import { runBench } from './run-bench.js';
import { tableOf } from './report.js';

const HELP = `npm run bench -- [--scale k] [--seed n] [--rounds n] [--seconds n] [--profile folder] [--json]

Runs the simulation once at a scale (default 0.1) on servers of its own and writes down every statement and every Update
of it; then does exactly those again by turns, a part by Salur and the same part by a workflow and an activity that know
nothing, each in a record of its own. Prints both, and Salur as a multiple of that floor. It judges nothing.
  --rounds   parts of the work (default 10); --seconds: no part begins later (default 150)
  --profile  keeps a CPU profile of each worker in this folder
  --json     one line instead of the table

npm run bench -- decree [--lines n] [--json]

Freezes one decree of n lines (default 10000) that names every person, and renders it; tells the seconds of both.

npm run bench -- persons [--rows n] [--json]

Lists of persons at a size (default 131,072): import, duplicates, export, pages of lists, each once by Salur and once by plain
SQL on the same server and data.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scale: { type: 'string', default: '0.1' },
    seed: { type: 'string', default: '2025' },
    rounds: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '150' },
    profile: { type: 'string' },
    lines: { type: 'string', default: '10000' },
    rows: { type: 'string', default: '131072' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
} else if (positionals[0] === 'decree') {
  const found = await benchDecree(Number(values.lines), (line) => console.error(line));
  console.log(
    values.json
      ? JSON.stringify(found)
      : `${found.lines} lines of ${found.institutions} institutions: frozen in ${found.freezeSeconds} s, rendered in ${found.renderSeconds} s, ${found.totalSeconds} s in all; ${Math.round(found.pdfBytes / 1e5) / 10} MB.`,
  );
} else if (positionals[0] === 'persons') {
  const figures = await runPersons(Number(values.rows), (line) => console.error(line));
  console.log(values.json ? JSON.stringify(figures) : personsTable(figures));
} else {
  const report = await runBench({
    scale: Number(values.scale),
    seed: Number(values.seed),
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    profile: values.profile,
    say: (line) => console.error(line),
  });
  console.log(values.json ? JSON.stringify(report) : tableOf(report));
}
