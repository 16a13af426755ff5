/** A server of the embedded stack: one process, one port, restarted on that port. */
export interface EmbeddedPart {
  readonly name: string;
  readonly port: number;
  /** Of the present process; another one after a restart. */
  readonly pid: number;
  /** Settles when the present process ends, with the reason in plain words. */
  ended(): Promise<string>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}
