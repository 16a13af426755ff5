/** Fields of the forms about verification in the field. */
export const fieldWork: Record<string, string> = {
  members: 'Members',
  stops: 'Proposals to be visited',
  teamId: 'Verification team',
  teamTitle: 'Name of the team',
  tripId: 'Letter of assignment',
  validFrom: 'Valid from',
  linkId: 'Declaration',
  linkUser: 'Officer',
  linkKind: 'Link',
  linkWords: 'Remark',
};
