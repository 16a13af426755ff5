import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The directory that holds Salur's package.json. Files that are not code (data/, prisma/migrations/, dist/assets/)
 * are found from here, because the same module runs from src/ in tests and from dist/src/ when built.
 */
export const packageRoot: string = findPackageRoot(dirname(fileURLToPath(import.meta.url)));

/** An absolute path below the package's root. */
export function fromPackageRoot(...segments: readonly string[]): string {
  return join(packageRoot, ...segments);
}

function findPackageRoot(start: string): string {
  for (let directory = start; ; directory = dirname(directory)) {
    if (existsSync(join(directory, 'package.json'))) return directory;
    if (directory === dirname(directory)) {
      throw new Error(`Salur's package.json is in no parent directory of ${start}: the installation is incomplete.`);
    }
  }
}
