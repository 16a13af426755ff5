import type { Locale } from '../locale.js';
import { roles, type Role } from '../roles.js';
import { terminalStates, isProposalState, proposalStates, type ProposalState } from './states.js';
import { trackLabels, type Track } from './track.js';
import { transitions, type Transition } from './transitions.js';

const rows: readonly Transition[] = transitions;

/** The states and turns as a Mermaid state diagram; what keeps the state stands in the table alone. */
export function stateDiagram(locale: Locale): string {
  const states = Object.keys(proposalStates).filter(isProposalState);
  return [
    'stateDiagram-v2',
    ...states.map((state) => `  state "${labelOf(proposalStates[state], locale)}" as ${state}`),
    '  [*] --> DRAFT',
    ...arrows(locale),
    ...terminalStates.map((state) => `  ${state} --> [*]`),
  ].join('\n');
}

/** Every row of the transition table as Markdown: from, command, who, second person, to. */
export function transitionList(locale: Locale): string {
  const head =
    locale === 'id'
      ? '| Dari | Perintah | Jalur | Oleh | Orang kedua | Ke |'
      : '| From | Command | Track | By | Second person | To |';
  return [
    head,
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(
      (row) =>
        `| ${row.from.join(', ')} | \`${row.command}\` ${labelOf(row, locale)} | ${trackWords(row.track, locale)} | ${actors(row, locale)} | ${rolesOf(row.second ?? [], locale)} | ${[row.to, ...(row.orTo ?? [])].join(', ')} |`,
    ),
  ].join('\n');
}

/** Nothing where the row is of both tracks. */
function trackWords(track: Track | undefined, locale: Locale): string {
  return track === undefined ? '' : labelOf(trackLabels[track], locale);
}

function arrows(locale: Locale): string[] {
  return rows.flatMap((row) =>
    row.from.flatMap((from) =>
      targetsOf(row)
        .filter((to) => to !== from)
        .map((to) => `  ${from} --> ${to}: ${labelOf(row, locale)}`),
    ),
  );
}

/** BACK goes to every state that sends a case to where the command stands. */
function targetsOf(row: Transition): readonly ProposalState[] {
  const others = row.orTo ?? [];
  if (row.to === 'SAME') return others;
  if (row.to !== 'BACK') return [row.to, ...others];
  // a recall leads back along every arrow of a decision: drawn, it would hide them
  if (row.command === 'recall') return others;
  return rows.filter((sender) => row.from.some((state) => sender.to === state)).flatMap((sender) => sender.from);
}

function actors(row: Transition, locale: Locale): string {
  if (row.roles === 'SYSTEM') return locale === 'id' ? 'sistem' : 'system';
  const by = rolesOf(row.roles, locale);
  if (row.external === undefined) return by;
  const bodies = [row.external, ...(row.orExternal ?? [])].join(', ');
  return locale === 'id' ? `${bodies}, dicatat oleh ${by}` : `${bodies}, recorded by ${by}`;
}

function rolesOf(names: readonly Role[], locale: Locale): string {
  return names.map((role) => labelOf(roles[role], locale)).join(', ');
}

function labelOf(named: { readonly labelId: string; readonly labelEn: string }, locale: Locale): string {
  return locale === 'id' ? named.labelId : named.labelEn;
}
