import { Option, type Command } from 'commander';
import { locales, type Locale } from '../../domain/locale.js';
import { stateDiagram, transitionList } from '../../domain/proposal/process-map.js';
import { answer } from '../answer.js';
import type { Terminal } from '../cli-parts.js';

export function addProcessCommand(program: Command, terminal: Terminal): void {
  program
    .command('process')
    .summary('draw the states and turns of a proposal')
    .description(
      'Writes the states as a Mermaid diagram and every turn as a table (Markdown), made from the table that guards the commands. ' +
        'Needs no server.',
    )
    .addOption(new Option('--language <language>', 'of the labels').choices(locales).default('id'))
    .addHelpText('after', '\nExamples:\n  salur process > process.md\n  salur process --language en --json')
    .action(({ language }: { language: Locale }, command: Command) => {
      const diagram = stateDiagram(language);
      const turns = transitionList(language);
      answer(terminal, command, { diagram, turns }, `\`\`\`mermaid\n${diagram}\n\`\`\`\n\n${turns}`);
    });
}
