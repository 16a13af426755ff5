import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHome } from '../../../src/infra/embedded/open-home.js';

describe('the home of an embedded Salur', () => {
  it('is made with every folder above it, open to pass through', () => {
    const folder = mkdtempSync(join(tmpdir(), 'salur-home-'));
    try {
      const home = openHome(join(folder, 'data', 'salur'));
      expect(statSync(home).mode & 0o777).toBe(0o711);
      expect(openHome(home)).toBe(home);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is refused in words where nothing can be made, a file system that refuses every folder too', () => {
    expect(() => openHome('/proc/salur/home')).toThrow(
      /SALUR_HOME .* cannot be written: .*point SALUR_HOME to a folder/,
    );
    expect(() => openHome('/dev/null/home')).toThrow(/cannot be written/);
  });
});
