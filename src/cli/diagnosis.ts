/** One question that `salur doctor` asks, with its answer in plain words. */
export interface Finding {
  readonly part:
    | 'settings'
    | 'database'
    | 'migrations'
    | 'keys'
    | 'temporal'
    | 'workers'
    | 'mail'
    | 'cases'
    | 'calendar'
    | 'agreement';
  readonly level: 'ok' | 'notice' | 'wrong';
  readonly words: string;
  /** What to do about it; empty where nothing is to be done. */
  readonly remedy: string;
}
export interface Diagnosis {
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
}
export interface DoctorOptions {
  /** Start the workflow of every running case that Temporal does not know. */
  readonly rebuild: boolean;
}
