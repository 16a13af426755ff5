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
  const [password = ''] = await readPasswords(terminal, [prompt]);
  return password;
}

/** The passwords of several people, one after the other, or a line each. */
export async function readPasswords(terminal: Terminal, prompts: readonly string[]): Promise<readonly string[]> {
  const passwords: string[] = [];
  if (terminal.input.isTTY) for (const prompt of prompts) passwords.push(await ask(terminal, prompt));
  else passwords.push(...(await readLines(terminal.input, prompts.length)));
  if (passwords.length < prompts.length || passwords.includes(''))
    throw new UsageError('No password was given; type it at the prompt or send it on standard input.');
  return passwords;
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

async function readLines(input: NodeJS.ReadStream, count: number): Promise<readonly string[]> {
  let text = '';
  for await (const chunk of input) {
    text += String(chunk);
    if (text.split('\n').length > count || text.length > LONGEST) break;
  }
  return text
    .split('\n')
    .slice(0, count)
    .map((line) => line.replace(/\r$/, ''));
}
