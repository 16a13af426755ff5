import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

interface Usage {
  readonly parent: number;
  readonly ticks: number;
}

/** Seconds of processor time that this process and all its children have used, ended children too. Linux only. */
export function processorSeconds(pid: number): number {
  const usages = new Map<number, Usage>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const usage = usageOf(Number(name));
    if (usage !== null) usages.set(Number(name), usage);
  }
  const wanted = new Set([pid]);
  for (let grown = true; grown;) {
    grown = false;
    for (const [child, { parent }] of usages) {
      if (!wanted.has(child) && wanted.has(parent)) {
        wanted.add(child);
        grown = true;
      }
    }
  }
  let ticks = 0;
  for (const member of wanted) ticks += usages.get(member)?.ticks ?? 0;
  return ticks / TICKS_PER_SECOND;
}

/** Own time and that of children already waited for; null for a process that has just ended. */
function usageOf(pid: number): Usage | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user, system, childUser, childSystem] = fields.slice(11, 15).map(Number);
    return { parent: Number(fields[1]), ticks: (user ?? 0) + (system ?? 0) + (childUser ?? 0) + (childSystem ?? 0) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return null;
    throw error;
  }
}
