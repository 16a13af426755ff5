import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env] added to this process's environment
 * @property {(text: string) => void} [onOutput] sees every chunk of both streams while it is also passed through
 * @property {boolean} [quiet] do not pass the output through
 */

/**
 * Runs a program to its end and answers with its exit code (128 + n after signal n is reported as 1).
 * Interrupting this process interrupts the program too, since both are in the terminal's foreground group.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
  const piped = options.onOutput !== undefined || options.quiet === true;
  return new Promise((resolvePromise, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: piped ? ['inherit', 'pipe', 'pipe'] : 'inherit',
    });
    /** @param {NodeJS.WritableStream} target */
    const forward = (target) => (/** @type {Buffer} */ chunk) => {
      if (options.quiet !== true) target.write(chunk);
      options.onOutput?.(chunk.toString('utf8'));
    };
    child.stdout?.on('data', forward(process.stdout));
    child.stderr?.on('data', forward(process.stderr));
    child.on('error', reject);
    child.on('close', (code) => resolvePromise(code ?? 1));
  });
}

/**
 * Runs a JavaScript file with the Node that runs this script.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}
