import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * Ends our children if we are killed outright. A tiny shell reads from us the list of live children; when its input
 * closes, because we ended or died, it signals those of the last line. It costs one sleeping `sh`.
 */
export interface ChildGuard {
  /** Signals go out in the order of adding. */
  add(pid: number, signal: NodeJS.Signals): void;
  remove(pid: number): void;
}

const WATCH =
  'while IFS= read -r line; do last=$line; done; for one in $last; do kill -s "${one%%:*}" "${one##*:}" 2>/dev/null; done; exit 0';

let shared: ChildGuard | undefined;

export function childGuard(): ChildGuard {
  shared ??= startGuard();
  return shared;
}

function startGuard(): ChildGuard {
  const children = new Map<number, NodeJS.Signals>();
  const shell = spawn('/bin/sh', ['-c', WATCH], { stdio: ['pipe', 'ignore', 'ignore'], detached: true, cwd: '/' });
  shell.unref();
  const { stdin } = shell;
  if (stdin instanceof Socket) stdin.unref();
  // Without the guard a killed start leaves its children; the next start finds them by their recorded numbers.
  shell.on('error', () => stdin.destroy());
  stdin.on('error', () => stdin.destroy());
  const tell = (): void => {
    if (!stdin.destroyed)
      stdin.write(`${[...children].map(([pid, signal]) => `${signal.slice('SIG'.length)}:${pid}`).join(' ')}\n`);
  };
  return {
    add(pid, signal) {
      children.set(pid, signal);
      tell();
    },
    remove(pid) {
      if (children.delete(pid)) tell();
    },
  };
}
