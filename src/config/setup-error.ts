/**
 * Something outside the program must be put right: a setting, a file, a port, a disk.
 * The message is one sentence for the operator that names the cause and the remedy, so whoever prints it prints no stack.
 */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function errorCodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
