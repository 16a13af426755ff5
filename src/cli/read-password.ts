import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageError } from './exit-codes.js';
import type { Terminal } from './cli-parts.js';

const LONGEST = 1_000;

/**
 * A password from a prompt that shows nothing, or from the first line of standard input where that is no terminal; never
 * from the command line, which every user of the machine can read.
 */
export async function readPassword(terminal: Terminal, prompt: string): Promise<string> {
  const password = terminal.input.isTTY ? await ask(terminal, prompt) : await readFirstLine(terminal.input);
  if (password === '')
    throw new UsageError('No password was given; type it at the prompt or send it on standard input.');
  return password;
}

/** Twice at a prompt, so that a slip of the finger shows. */
export async function readNewPassword(terminal: Terminal): Promise<string> {
  const password = await readPassword(terminal, 'Password: ');
  if (!terminal.input.isTTY) return password;
  const again = await readPassword(terminal, 'The same again: ');
  if (again !== password) throw new UsageError('The two passwords differ; start again.');
  return password;
}

async function ask(terminal: Terminal, prompt: string): Promise<string> {
  terminal.err(prompt);
  // readline echoes to its output: one that swallows everything shows nothing of the password
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: terminal.input, output, terminal: true });
  try {
    return (await lines.question('')).trim();
  } finally {
    lines.close();
    terminal.err('\n');
  }
}

async function readFirstLine(input: NodeJS.ReadStream): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += String(chunk);
    if (text.includes('\n') || text.length > LONGEST) break;
  }
  return (text.split('\n')[0] ?? '').replace(/\r$/, '');
}
