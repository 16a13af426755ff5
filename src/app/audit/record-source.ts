/** A row as it was sealed: its key within the table, and its content as JSON text, of which the seal is the hash. */
export interface SealedRow {
  readonly key: string;
  readonly body: string;
}

/** What a trigger noted when the program wrote a row; `hash` is null where the row was deleted. */
export interface Seal {
  readonly id: number;
  /** The first seal of the same transaction. */
  readonly seal: number;
  readonly table: string;
  readonly key: string;
  readonly hash: string | null;
}

/** A whole record to be judged: a database at one instant, or an export of it. */
export interface RecordSource {
  /** Tables whose writes are not sealed at this moment, although they should be. */
  readonly unguarded: readonly string[];
  /** Every event, by stream and number; keys are `stream/number`. */
  events(): AsyncIterable<SealedRow>;
  /** Every seal, by transaction and number. */
  seals(): AsyncIterable<Seal>;
  rows(table: string): AsyncIterable<SealedRow>;
}
