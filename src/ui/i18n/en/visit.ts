import type { Words } from '../words.js';

export const visit: Words['visit'] = {
  details: 'Proof and identity',
  whereabouts: { SCHOOL: 'school', HOSPITAL: 'hospital', HOME: 'home' },
  papers: { KTP: 'identity card', KK: 'family card', KIA: 'child card' },
  whereaboutsFor: (name) => `Where ${name} is`,
  proofFor: (name) => `Proof that ${name} is there`,
  proofFileFor: (name) => `File of the proof for ${name}`,
  paperFor: (name) => `Identity paper of ${name} that was seen`,
  notSeen: 'not seen',
  sampleHint: (needed, of) =>
    `At least ${needed} of the ${of} persons cared for at home are visited; the others pass if all of these are found.`,
  save: 'Save for now',
  saved: 'The form is saved. The second officer and other devices go on from here.',
  savedBy: (name) => `Saved by ${name}`,
  camera: 'by the camera',
  typed: 'no note of a camera; place and day typed by the officers',
  usedElsewhere: 'The same picture is used elsewhere',
  overBeds: (count) => `${count} residents more than beds`,
  unlisted: (count) => `${count} people were found who stand on no list`,
  seenTitle: 'Absent persons and identity papers seen',
  seenHead: { person: 'Person', found: 'Visit', proof: 'Proof', paper: 'Identity' },
  trip: 'Journey',
};
