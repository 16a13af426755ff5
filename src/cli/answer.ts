import { inspect } from 'node:util';
import type { Command } from 'commander';
import { Refusal, type DomainError } from '../domain/errors.js';
import { SetupError } from '../config/setup-error.js';
import type { CliParts, Terminal } from './cli-parts.js';
import { exitCodeOf, isKeyFileError, UsageError } from './exit-codes.js';

export function wantsJson(command: Command): boolean {
  return command.optsWithGlobals<{ json?: boolean }>().json === true;
}

/** One answer of a command: JSON on one line of stdout, or words for people. */
export function answer(terminal: Terminal, command: Command, value: unknown, words: string): void {
  terminal.out(wantsJson(command) ? `${toJson(value)}\n` : words === '' ? '' : `${words}\n`);
}

/** Amounts are whole rupiah as decimal strings, as in every message. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) => (typeof entry === 'bigint' ? entry.toString() : entry));
}

/** One sentence on stderr, and with --json the error as an object on stdout; never a stack unless it is our defect. */
export function answerError(terminal: Terminal, parts: CliParts, json: boolean, error: unknown): number {
  const code = exitCodeOf(error);
  const sentence = sentenceOf(parts, error);
  terminal.err(`salur: ${sentence}\n`);
  if (json) {
    const refused = error instanceof Refusal ? error.error : null;
    terminal.out(`${errorJson(refused?.code ?? kindOf(error), sentence, refused?.details)}\n`);
  }
  return code;
}

export function errorJson(code: string, message: string, details: DomainError['details'] = {}): string {
  return toJson({ error: { code, message, details } });
}

function sentenceOf(parts: CliParts, error: unknown): string {
  if (error instanceof Refusal) return parts.describe(error.error);
  if (error instanceof SetupError || error instanceof UsageError || isKeyFileError(error)) return error.message;
  return `This is a defect of Salur; please report it with this text: ${oneLine(error)}`;
}

function kindOf(error: unknown): string {
  if (error instanceof UsageError) return 'USAGE';
  return error instanceof SetupError || isKeyFileError(error) ? 'SETUP' : 'DEFECT';
}

function oneLine(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : inspect(error);
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 1_000);
}

/** Columns as wide as their widest cell; numbers stand on the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, String(cell).length);
  }
  return rows
    .map((row) =>
      row
        .map((cell, index) => {
          const width = widths[index] ?? 0;
          return typeof cell === 'number' ? String(cell).padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
