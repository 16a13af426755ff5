/** Single lines that stand still while the others go on: a device is in question, the food is not. */
export interface HeldLineCommands {
  hold_lines: { payload: HeldLines; facts: HeldLineFacts };
  resume_lines: { payload: HeldLines; facts: HeldLineFacts };
}

export interface HeldLines {
  readonly lineIds: readonly string[];
  readonly words: string;
}
export interface HeldLineFacts {
  /** Decreed lines of which nothing was handed over, and which of them are held. */
  readonly open: readonly { readonly id: string; readonly held: boolean }[];
  /** A batch with this proposal is being reconciled. */
  readonly reconciling: boolean;
}
