import type { TargetGroup } from '../../domain/target-groups.js';

/**
 * Packages of the planned aid programme: one per target group (domain.md 3), goods for the institution. Prices are
 * synthetic; a real programme enters its own.
 */
export interface PackageSeed {
  readonly code: string;
  readonly targetGroup: TargetGroup;
  readonly nameId: string;
  readonly nameEn: string;
  /** Says which way the package goes. */
  readonly accountCode: string;
  readonly items: readonly ItemSeed[];
}
export interface ItemSeed {
  readonly code: string;
  readonly needGroup: 'FOOD' | 'CLOTHING' | 'ASSISTIVE_DEVICE';
  readonly nameId: string;
  readonly nameEn: string;
  readonly unit: string;
  /** Whole rupiah. */
  readonly unitPrice: bigint;
  readonly quantityPerPerson: number;
  readonly handoverMode: 'COLLECTIVE' | 'PER_PERSON';
}

/** Planned social aid in goods to a non-governmental institution (domain.md 6). */
export const GOODS_ACCOUNT = '5.1.06.04.02.0001';
/** Unplanned spending for urgent needs (belanja tidak terduga). */
const URGENT_GOODS_ACCOUNT = '5.3.01.01.01.0001';
/** The line of the budget document that these packages are paid from. */
export const BUDGET_LINE = `${GOODS_ACCOUNT}-BST`;

function food(unitPrice: bigint): ItemSeed {
  return {
    code: 'FOOD',
    needGroup: 'FOOD',
    nameId: 'Paket permakanan',
    nameEn: 'Food parcel',
    unit: 'paket',
    unitPrice,
    quantityPerPerson: 4,
    handoverMode: 'COLLECTIVE',
  };
}
function clothing(nameId: string, nameEn: string, unitPrice: bigint): ItemSeed {
  return {
    code: 'CLOTHING',
    needGroup: 'CLOTHING',
    nameId,
    nameEn,
    unit: 'setel',
    unitPrice,
    quantityPerPerson: 2,
    handoverMode: 'PER_PERSON',
  };
}
function device(unitPrice: bigint): ItemSeed {
  return {
    code: 'ASSISTIVE_DEVICE',
    needGroup: 'ASSISTIVE_DEVICE',
    nameId: 'Alat bantu',
    nameEn: 'Assistive device',
    unit: 'unit',
    unitPrice,
    quantityPerPerson: 1,
    handoverMode: 'PER_PERSON',
  };
}

export const packageCatalogue: readonly PackageSeed[] = [
  {
    code: 'BST-CHILD',
    targetGroup: 'CHILD',
    accountCode: GOODS_ACCOUNT,
    nameId: 'Paket anak telantar dalam panti',
    nameEn: 'Package for neglected children in care',
    items: [food(362_500n), clothing('Pakaian sekolah dan harian anak', 'School and daily clothes', 275_000n)],
  },
  {
    code: 'BST-ELDERLY',
    targetGroup: 'ELDERLY',
    accountCode: GOODS_ACCOUNT,
    nameId: 'Paket lanjut usia telantar dalam panti',
    nameEn: 'Package for neglected elderly people in care',
    items: [
      food(387_500n),
      clothing('Pakaian dan perlengkapan mandi', 'Clothes and bath kit', 240_000n),
      device(1_450_000n),
    ],
  },
  {
    code: 'BST-DISABILITY',
    targetGroup: 'DISABILITY',
    accountCode: GOODS_ACCOUNT,
    nameId: 'Paket penyandang disabilitas telantar dalam panti',
    nameEn: 'Package for neglected people with disabilities in care',
    items: [
      food(387_500n),
      clothing('Pakaian dan perlengkapan mandi', 'Clothes and bath kit', 260_000n),
      device(1_850_000n),
    ],
  },
  {
    code: 'BST-HOMELESS',
    targetGroup: 'HOMELESS',
    accountCode: GOODS_ACCOUNT,
    nameId: 'Paket gelandangan dan pengemis dalam panti',
    nameEn: 'Package for homeless people in care',
    items: [food(362_500n), clothing('Pakaian dan alas kaki', 'Clothes and footwear', 225_000n)],
  },
  {
    code: 'BST-DISASTER',
    targetGroup: 'DISASTER',
    accountCode: GOODS_ACCOUNT,
    nameId: 'Paket korban bencana dalam pengasuhan lembaga',
    nameEn: 'Package for disaster victims in care of an institution',
    items: [food(375_000n), clothing('Pakaian dan selimut', 'Clothes and blanket', 310_000n)],
  },
];

/** Goods for the victims of a disaster, given within hours (process.md 2.3). */
export const urgentCatalogue: readonly PackageSeed[] = [
  {
    code: 'BTT-DISASTER',
    targetGroup: 'DISASTER',
    accountCode: URGENT_GOODS_ACCOUNT,
    nameId: 'Paket tanggap darurat korban bencana',
    nameEn: 'Emergency package for disaster victims',
    items: [food(375_000n), clothing('Pakaian dan selimut', 'Clothes and blanket', 310_000n)],
  },
];
