export interface KeysStatus {
  readonly file: string;
  readonly fingerprint: string;
  readonly previous: readonly PreviousMaster[];
  /** Data keys that no master of the file opens: their values are lost until its right copy is found. */
  readonly unreadable: readonly { readonly fieldClass: string; readonly version: number }[];
  readonly classes: readonly {
    readonly fieldClass: string;
    /** New values are sealed under it. */
    readonly version: number;
    /** Values by the version that they are sealed under. */
    readonly values: Readonly<Record<string, number>>;
  }[];
}
export interface PreviousMaster {
  readonly fingerprint: string;
  readonly retiredAt: string;
  readonly wrapsDataKeys: number;
  /** Workflows that began while it was in use: their histories are readable with it alone. */
  readonly workflows: number;
}
export interface RotationReport {
  /** The same name twice where only an interrupted rotation was finished. */
  readonly from: string;
  readonly to: string;
  readonly rewrapped: number;
  readonly versions: Readonly<Record<string, number>>;
}
export interface ResealReport {
  readonly rewrapped: number;
  readonly columns: readonly { readonly column: string; readonly values: number }[];
}

/** What `salur keys` can do. */
export interface KeyParts {
  status(): Promise<KeysStatus>;
  rotate(): Promise<RotationReport>;
  reseal(): Promise<ResealReport>;
  forget(fingerprint: string): Promise<void>;
}
