import { freshKey, readKeyFile, replaceKeyFile } from './key-file.js';
import { keysOf } from './master-key.js';

/** A new master in the key file; the old one stays beside it and goes on opening what it closed. */
export async function rotateMaster(path: string, at: Date): Promise<{ readonly from: string; readonly to: string }> {
  const file = await readKeyFile(path);
  const rotated = {
    ...file,
    master: freshKey(),
    previous: [{ master: file.master, retiredAt: at.toISOString() }, ...file.previous],
  };
  await replaceKeyFile(path, rotated);
  return { from: keysOf(file).fingerprint, to: keysOf(rotated).fingerprint };
}

/** Takes an earlier master out of the file, for ever; the caller has seen that nothing needs it. */
export async function forgetMaster(path: string, fingerprint: string): Promise<void> {
  const file = await readKeyFile(path);
  const { previous } = keysOf(file);
  const kept = file.previous.filter((_, index) => previous[index]?.fingerprint !== fingerprint);
  await replaceKeyFile(path, { ...file, previous: kept });
}
