import type { Sex } from '../../domain/national-id.js';
import type { LocalDate } from '../../domain/time/wita.js';
import type { Fate } from './fates.js';
import type { AreaCount, ProvincialUnit } from './synthetic-source.js';

export type TargetGroup = 'CHILD' | 'ELDERLY' | 'DISABILITY' | 'HOMELESS' | 'DISASTER';
export type InstitutionKind = 'LKSA' | 'LKS_LU' | 'LKS_PD' | 'LKS_TS' | 'LKS_OTHER';

export interface AssistiveDeviceNeed {
  readonly type: 'WHEELCHAIR' | 'CRUTCHES' | 'WHITE_CANE' | 'HEARING_AID' | 'WALKER';
  readonly size: 'S' | 'M' | 'L';
  readonly side: 'LEFT' | 'RIGHT' | 'BOTH';
}

export interface SyntheticPerson {
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: LocalDate;
  readonly motherName: string;
  readonly targetGroup: TargetGroup;
  readonly residenceMode: 'IN_PANTI' | 'HOME_CARE';
  readonly nikStatus: 'VERIFIED' | 'UNVERIFIED' | 'NONE';
  readonly nationalId: string | null;
  readonly noNikReason: string | null;
  readonly temporaryId: string | null;
  readonly familyCard: string | null;
  readonly assistiveDevice: AssistiveDeviceNeed | null;
}

export interface SyntheticInstitution {
  readonly code: string;
  readonly name: string;
  readonly kind: InstitutionKind;
  readonly targetGroup: TargetGroup;
  readonly regencyCode: string;
  readonly villageCode: string;
  readonly address: string;
  readonly capacity: number;
  readonly chairName: string;
  readonly phone: string;
  readonly email: string;
  readonly npwp: string;
  readonly registrationNumber: string;
  readonly registrationValidUntil: LocalDate;
  readonly persons: readonly SyntheticPerson[];
}

export interface SyntheticPopulation {
  readonly provenance: string;
  readonly seed: number;
  readonly scale: number;
  readonly fiscalYear: number;
  /** What the institutions and persons below add up to, area by area. */
  readonly expected: readonly AreaCount[];
  readonly institutions: readonly SyntheticInstitution[];
  /** Institutions beside the table that ask for aid and end without it. */
  readonly margin: readonly MarginInstitution[];
  readonly units: readonly ProvincialUnit[];
}

export interface MarginInstitution extends SyntheticInstitution {
  readonly fate: Fate;
}
