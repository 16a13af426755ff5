import type { JSX } from 'preact';
import { ceilingReaders } from '../../../domain/ceiling.js';
import { hasBusiness } from '../../../domain/roles.js';
import { useFrame } from '../../frame.js';
import { Table } from '../../parts/table.js';
import { Moment } from '../../parts/text.js';
import type { ProgrammeItemView } from '../../views.js';

/** Every programme with its window and the way to its rules. */
export function ProgrammesPage({ programmes }: { readonly programmes: readonly ProgrammeItemView[] }): JSX.Element {
  const { words, locale, person } = useFrame();
  const official = person !== null && hasBusiness(person.roles) && !person.roles.includes('KABKOTA_OFFICER');
  const seesLimits = person !== null && ceilingReaders.some((role) => person.roles.includes(role));
  return (
    <>
      <h1>{words.policy.programmes}</h1>
      <Table
        caption={words.policy.programmes}
        empty={words.none}
        columns={{
          name: { head: words.policy.programme },
          year: { head: words.policy.year, kind: 'number' },
          window: { head: words.policy.window },
          rules: { head: words.policy.rules },
          ...(official ? { ranking: { head: words.ranking.title } } : {}),
          ...(person?.roles.includes('SUBBAG_PERENCANAAN') === true ? { sheet: { head: words.budgetTeam.title } } : {}),
          ...(official ? { reserve: { head: words.budgetTeam.reserveTitle } } : {}),
          ...(seesLimits ? { ceilings: { head: words.ceiling.title } } : {}),
        }}
        rows={programmes.map((programme) => ({
          key: programme.id,
          cells: {
            name: `${programme.name[locale]} (${programme.code})`,
            year: programme.fiscalYear,
            window: (
              <>
                <Moment at={programme.windowOpensAt} /> – <Moment at={programme.windowClosesAt} />
              </>
            ),
            ranking: <a href={`/programmes/${programme.id}/ranking`}>{words.open}</a>,
            sheet: <a href={`/programmes/${programme.id}/consideration`}>{words.open}</a>,
            reserve: <a href={`/programmes/${programme.id}/reserve`}>{words.open}</a>,
            ceilings: <a href={`/programmes/${programme.id}/ceilings`}>{words.open}</a>,
            rules: (
              <a href={`/programmes/${programme.id}/policy`}>{words.policy.rulesVersion(programme.policyVersion)}</a>
            ),
          },
        }))}
      />
    </>
  );
}
