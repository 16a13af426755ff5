/** What an event or an entry keeps beside its type; values are small and of unknown kind. */
export type Note = Readonly<Record<string, unknown>>;

export function noteText(note: Note, name: string): string {
  const value = note[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
export function noteNumber(note: Note, name: string): number {
  const value = note[name];
  return typeof value === 'number' ? value : Number(typeof value === 'string' ? value : 0) || 0;
}
export function noteList(note: Note, name: string): readonly string[] {
  const value = note[name];
  return Array.isArray(value) ? value.map(String) : [];
}
