import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from './has-code.js';
import type { CheckpointFile, CheckpointStore } from '../app/ports.js';

/** Checkpoints as files of a folder, which may be a share of another machine. */
export function checkpointFolder(folder: string): CheckpointStore {
  return {
    async list() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const names = (await readdir(folder)).filter((name) => /^\d{8}\.json$/.test(name)).toSorted();
      const files: CheckpointFile[] = [];
      for (const name of names) files.push({ name, text: await readFile(join(folder, name), 'utf8') });
      return files;
    },
    async add({ name, text }) {
      try {
        await writeFile(join(folder, name), text, { flag: 'wx', mode: 0o644 });
        return true;
      } catch (error) {
        if (hasCode(error, 'EEXIST')) return false;
        throw error;
      }
    },
  };
}
