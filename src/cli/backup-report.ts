export interface BackupOptions {
  readonly folder: string;
  /** `apart`: the keys are not copied at all, which is what usually is wanted. */
  readonly keys: 'apart' | 'inside' | { readonly to: string };
}
export interface BackupReport {
  readonly folder: string;
  readonly madeAt: string;
  readonly tables: number;
  readonly rows: number;
  readonly chain: { readonly streams: number; readonly events: number; readonly heads: string };
  /** `at`: where their copy lies; null where none was made. */
  readonly keys: { readonly fingerprint: string; readonly at: string | null };
  readonly masterKeyFile: string;
}

export interface RestoreOptions {
  readonly folder: string;
  /** A copy of the key file, where it is not in its place yet. */
  readonly keys: string | undefined;
}
export interface RestoreReport {
  readonly madeAt: string;
  readonly rows: number;
  /** What the restored record's own chain says. */
  readonly chain: { readonly events: number; readonly faults: readonly string[] };
  /** Workflows that were started from the record; null where Temporal is to be asked later. */
  readonly workflows: { readonly started: number; readonly failed: number } | null;
}
