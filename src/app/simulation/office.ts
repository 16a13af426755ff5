import { earlier, type Desk, type Look } from './desk.js';

/** Everybody at work at one instant. */
export interface Office {
  /** Time has come to another instant: whoever waited for it begins, and everybody will be asked once before it is over. */
  begin(now: Date): void;
  /** Something has come to this desk: it looks as soon as it can. */
  nudge(desk: Desk): void;
  /**
   * Lets everybody work until nobody finds anything to do. `doubtful` names the desks to ask once more before that is
   * believed. Returns the earliest instant at which somebody wants to go on.
   */
  workUntilQuiet(doubtful: () => Promise<readonly Desk[]>): Promise<Date | null>;
}

interface Seat {
  busy: boolean;
  nudged: boolean;
  /** How much had been done in the whole office when this desk last began to look. */
  lookedAt: number;
  notBefore: Date | null;
}

export function createOffice(desks: readonly Desk[]): Office {
  const seats = new Map<Desk, Seat>(
    desks.map((desk) => [desk, { busy: false, nudged: false, lookedAt: -1, notBefore: null }]),
  );
  const running = new Set<Promise<void>>();
  let moves = 0;
  /** The first failure; the office closes with it. */
  const failures: unknown[] = [];

  const seatOf = (desk: Desk): Seat => {
    const seat = seats.get(desk);
    if (seat === undefined) throw new Error(`${desk.name} has no seat in this office`);
    return seat;
  };
  const sit = async (desk: Desk, seat: Seat): Promise<void> => {
    do {
      seat.nudged = false;
      seat.lookedAt = moves;
      const look: Look = await desk.look();
      seat.notBefore = look.notBefore;
      if (look.acted) {
        moves += 1;
        seat.nudged = true;
      }
    } while (seat.nudged && failures.length === 0);
  };
  const nudge = (desk: Desk): void => {
    const seat = seatOf(desk);
    seat.nudged = true;
    if (seat.busy || failures.length > 0) return;
    seat.busy = true;
    const work = sit(desk, seat)
      .catch((cause: unknown) => {
        failures.push(cause);
      })
      .finally(() => {
        seat.busy = false;
        running.delete(work);
      });
    running.add(work);
  };
  const settle = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running);
    if (failures.length > 0) throw failures[0];
  };

  return {
    begin(now) {
      moves += 1;
      for (const [desk, { notBefore }] of seats) if (notBefore !== null && notBefore <= now) nudge(desk);
    },
    nudge,
    async workUntilQuiet(doubtful) {
      await settle();
      for (;;) {
        const unsure = (await doubtful()).filter((desk) => seatOf(desk).lookedAt < moves);
        if (unsure.length === 0) break;
        for (const desk of unsure) nudge(desk);
        await settle();
      }
      return [...seats.values()].reduce<Date | null>((first, seat) => earlier(first, seat.notBefore), null);
    },
  };
}
