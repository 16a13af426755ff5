import { spawn } from 'node:child_process';

export interface LimitedRun {
  /** null when the command is not there, could not be run or passed its limit. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly problem: string | undefined;
}

export interface LimitedRunOptions {
  readonly limitMs: number;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly runAs?: { readonly uid: number; readonly gid: number } | undefined;
}

/** Runs a command to its end, with its whole process group killed at the limit. Never rejects. */
export async function runLimited(
  command: string,
  args: readonly string[],
  options: LimitedRunOptions,
): Promise<LimitedRun> {
  const child = spawn(command, [...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: options.env ?? process.env,
    ...options.runAs,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString('utf8')));
  return await new Promise((resolve) => {
    let problem: string | undefined;
    const limit = setTimeout(() => {
      problem = `took longer than ${options.limitMs / 1000} s`;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, options.limitMs);
    child.once('error', (error) => {
      clearTimeout(limit);
      resolve({ code: null, stdout, stderr, problem: error.message });
    });
    child.once('close', (code) => {
      clearTimeout(limit);
      const failure =
        code === 0 ? undefined : (lastLine(stderr) ?? lastLine(stdout) ?? `ended with code ${code ?? 'unknown'}`);
      resolve({ code: problem === undefined ? code : null, stdout, stderr, problem: problem ?? failure });
    });
  });
}

export function lastLine(text: string): string | undefined {
  return text
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '');
}
