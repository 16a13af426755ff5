/** What a client register writes down (process.md 4); all but coming in is leaving. */
export const movementKinds = ['IN', 'OUT', 'REUNIFIED', 'MOVED', 'DIED'] as const;
export type MovementKind = (typeof movementKinds)[number];

/** Movements that may follow where a client is now; nothing follows death. */
export function movementsAfter(leftHow: string | null): readonly MovementKind[] {
  if (leftHow === null) return movementKinds.filter((kind) => kind !== 'IN');
  return leftHow === 'DIED' ? [] : ['IN'];
}
