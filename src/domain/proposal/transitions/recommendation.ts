import { endorserRoles } from '../../policy.js';
import { OFFICIAL, type Transition } from './transition.js';

export const recommendation = [
  {
    command: 'score',
    from: ['FIELD_VERIFIED'],
    to: 'SAME',
    roles: ['KETUA_TIM', 'ADMIN_VERIFIER', 'FIELD_VERIFIER', 'KABID'],
    duties: ['OFFICIAL', 'VERIFIER'],
    labelId: 'Isi penilaian',
    labelEn: 'Score',
    tone: 'side',
  },
  {
    command: 'endorse',
    from: ['FIELD_VERIFIED'],
    to: 'SAME',
    roles: endorserRoles,
    duties: OFFICIAL,
    labelId: 'Paraf',
    labelEn: 'Endorse',
    tone: 'go',
  },
  {
    command: 'recommend',
    from: ['FIELD_VERIFIED'],
    to: 'RECOMMENDED',
    roles: ['HEAD_DINSOS'],
    duties: ['OFFICIAL', 'RECOMMENDER'],
    labelId: 'Rekomendasikan',
    labelEn: 'Recommend',
    tone: 'go',
  },
] as const satisfies readonly Transition[];
