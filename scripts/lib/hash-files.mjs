import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './root.mjs';

/**
 * Every file under the given paths, relative to the root, in a fixed order. Paths that do not exist are skipped:
 * what is absent simply has no share in the hash.
 * @param {readonly string[]} paths
 * @returns {string[]}
 */
export function listFiles(paths) {
  /** @type {string[]} */
  const files = [];
  for (const path of paths) {
    const absolute = join(root, path);
    if (!existsSync(absolute)) continue;
    if (!statSync(absolute).isDirectory()) {
      files.push(path);
      continue;
    }
    for (const entry of readdirSync(absolute, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) files.push(relative(root, join(entry.parentPath, entry.name)));
    }
  }
  return files.map((file) => file.split(sep).join('/')).toSorted();
}

/**
 * One hash over names and contents. Contents, not times: a fresh clone or a switched branch must not look changed.
 * @param {readonly string[]} paths
 * @param {readonly string[]} [extra] further text that belongs to the key, such as a compiler's version
 * @returns {string}
 */
export function hashFiles(paths, extra = []) {
  const hash = createHash('sha256');
  for (const text of extra) hash.update(`${text}\0`);
  for (const file of listFiles(paths)) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
