import type { SimulationFigures } from './figures.js';
import type { SyntheticPopulation } from './synthetic-types.js';

/** The table per area beside what was to be reached, and the figures, for people. */
export function outcomeWords(
  population: Pick<SyntheticPopulation, 'expected'>,
  figures: SimulationFigures,
  fingerprint: string,
): string {
  const head = ['Area', 'LKS', 'of', 'People', 'of', 'Delivered', 'Reported'];
  const rows = population.expected.map((area) => {
    const found = figures.byRegency[area.regencyCode];
    return [
      `${area.regencyCode} ${area.regency}`,
      found?.institutions ?? 0,
      area.institutions,
      found?.beneficiaries ?? 0,
      area.beneficiaries,
      found?.delivered ?? 0,
      found?.reported ?? 0,
    ].map(String);
  });
  const sum = (of: (area: SyntheticPopulation['expected'][number]) => number): string =>
    String(population.expected.reduce((all, area) => all + of(area), 0));
  const areas = Object.values(figures.byRegency);
  const totals = [
    'All',
    String(figures.institutions),
    sum((area) => area.institutions),
    String(figures.beneficiaries),
    sum((area) => area.beneficiaries),
    String(areas.reduce((all, area) => all + area.delivered, 0)),
    String(areas.reduce((all, area) => all + area.reported, 0)),
  ];
  const { commandLatencyMs: latency, invariants, audit } = figures;
  return [
    aligned([head, ...rows, totals]),
    '',
    `${figures.proposals['total'] ?? 0} proposals: ${endsOf(figures)}; ${figures.mails} mails delivered, ${sumOf(figures.documents)} papers made.`,
    `In the closed ones: ${turnsOf(figures)}.`,
    `${figures.trips.letters} letters of assignment ordered ${figures.trips.visits} visits, the longest journey ${figures.trips.longest}.`,
    `${figures.commands} commands in ${figures.elapsedSeconds} s: ${figures.commandsPerSecond} a second; half of them answered within ${latency.p50} ms, 95 % within ${latency.p95} ms, 99 % within ${latency.p99} ms.`,
    `${invariants.checked} invariants asked, ${invariants.violations} violations; ${audit.events} events, the chain ${audit.verified ? 'is whole' : 'IS BROKEN'}.`,
    `Paths and lines: ${fingerprint} (the same for the same seed).`,
  ].join('\n');
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}

function endsOf({ proposals }: SimulationFigures): string {
  const ends = Object.entries(proposals).filter(([state]) => state !== 'total');
  return ends.map(([state, cases]) => `${cases} ${state}`).join(', ');
}

function turnsOf({ turns }: SimulationFigures): string {
  return Object.entries(turns)
    .map(([turn, cases]) => `${turn} ${cases}`)
    .join(', ');
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
