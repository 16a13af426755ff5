import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fromPackageRoot } from '../../../src/config/package-root.js';
import { stateDiagram, transitionList } from '../../../src/domain/proposal/process-map.js';
import { terminalStates, isProposalState, proposalStates } from '../../../src/domain/proposal/states.js';
import { transitions } from '../../../src/domain/proposal/transitions.js';

const arrows = [...stateDiagram('en').matchAll(/^ {2}(\w+|\[\*\]) --> (\w+|\[\*\])/gm)].map(
  ([, from = '', to = '']) => ({
    from,
    to,
  }),
);
const states = Object.keys(proposalStates).filter(isProposalState);

function reached(start: string, next: (from: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set([start]);
  for (const state of seen) for (const to of next(state)) seen.add(to);
  return seen;
}

describe('the map of the process', () => {
  it('leads from the draft into every state, and out of every state to an end', () => {
    const forward = reached('DRAFT', (from) => arrows.filter((arrow) => arrow.from === from).map(({ to }) => to));
    const backward = reached('[*]', (to) => arrows.filter((arrow) => arrow.to === to).map(({ from }) => from));
    expect(states.filter((state) => !forward.has(state))).toEqual([]);
    expect(states.filter((state) => !backward.has(state))).toEqual([]);
    expect(terminalStates.filter((state) => !arrows.some(({ from, to }) => from === state && to === '[*]'))).toEqual(
      [],
    );
  });

  it('names every command in both languages', () => {
    for (const { command, labelId, labelEn } of transitions) {
      expect(transitionList('id')).toContain(`\`${command}\` ${labelId} |`);
      expect(transitionList('en')).toContain(`\`${command}\` ${labelEn} |`);
    }
  });

  it('stands in docs/process.md as the code has it: npm run -s salur -- process --language en > docs/process.md', () => {
    const written = readFileSync(fromPackageRoot('docs', 'process.md'), 'utf8');
    expect(written).toBe(`\`\`\`mermaid\n${stateDiagram('en')}\n\`\`\`\n\n${transitionList('en')}\n`);
  });
});
