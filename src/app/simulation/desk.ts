/** What one look at a desk brought. */
export interface Look {
  /** Somebody's work moved; the same desk may have more. */
  readonly acted: boolean;
  /** The earliest instant at which work that lies here may be done; null where none waits for a date. */
  readonly notBefore: Date | null;
}

/** One person, or one institution's people, who look at what waits for them and do what they can. */
export interface Desk {
  readonly name: string;
  /** Looks at everything that lies here now, and does what can be done now. */
  look(): Promise<Look>;
}

export const nothing: Look = { acted: false, notBefore: null };
export const done: Look = { acted: true, notBefore: null };
export function later(at: Date): Look {
  return { acted: false, notBefore: at };
}

export function together(looks: readonly Look[]): Look {
  return looks.reduce(
    (all, look) => ({ acted: all.acted || look.acted, notBefore: earlier(all.notBefore, look.notBefore) }),
    nothing,
  );
}
export function earlier(left: Date | null, right: Date | null): Date | null {
  if (left === null || right === null) return left ?? right;
  return left < right ? left : right;
}
