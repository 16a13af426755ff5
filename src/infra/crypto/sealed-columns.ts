import type { FieldClass } from '../../app/ports.js';

export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  readonly fieldClass: FieldClass;
  /** What the value is bound to. */
  readonly place: (id: string) => string;
  /** So many are sealed anew in one transaction: files are large. */
  readonly batch: number;
  /** The program's own role never changes it. */
  readonly byOwner: boolean;
}

const MANY = 200;
const FEW = 10;

/** Every column whose values are sealed; a test compares it with the database. */
export const sealedColumns: readonly SealedColumn[] = [
  column('person', 'nik_sealed', 'identity', 'nik', MANY),
  column('person', 'family_card_sealed', 'identity', 'family_card', MANY),
  column('person_import_row', 'content_sealed', 'identity', 'content', MANY),
  column('institution', 'phone_sealed', 'phone', 'phone', MANY),
  column('institution', 'npwp_sealed', 'account', 'npwp', MANY),
  column('institution', 'chair_nik_sealed', 'identity', 'chair_nik', MANY),
  column('institution_account', 'number_sealed', 'account', 'number', MANY),
  { ...column('blob', 'sealed', 'file', 'sealed', FEW), byOwner: true },
];

function column(table: string, name: string, fieldClass: FieldClass, place: string, batch: number): SealedColumn {
  return { table, column: name, fieldClass, place: (id) => `${table}|${place}|${id}`, batch, byOwner: false };
}
