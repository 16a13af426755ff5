import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env] added to this process's environment
 * @property {'inherit' | 'ignore' | ((text: string) => void)} [stdout] a function is handed the text, which is also shown
 */

/**
 * Runs a program to its end and answers with its exit code (1 when a signal ended it). Ctrl-C reaches it too: both
 * are in the terminal's foreground group.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, { env = {}, stdout = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', typeof stdout === 'function' ? 'pipe' : stdout, 'inherit'],
    });
    if (typeof stdout === 'function') {
      child.stdout?.setEncoding('utf8').on('data', (text) => {
        process.stdout.write(text);
        stdout(text);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
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
