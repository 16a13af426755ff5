import type { JSX } from 'preact';
import { longDate } from '../../../domain/time/long-date.js';
import { witaDate } from '../../../domain/time/wita.js';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import { isolate } from '../../isolate.js';
import { FileLink } from '../../parts/file-link.js';
import { Table } from '../../parts/table.js';
import { Day } from '../../parts/text.js';
import type { CaseView } from '../../views.js';

/** Every version of the list of persons with what it changed, person by person; nothing while there is only one. */
export function ListVersions({ view }: { readonly view: CaseView }): JSX.Element | null {
  const { words } = useFrame();
  const { list } = view;
  if (list === null || list.earlier.length === 0) return null;
  const { versionHead } = words.listUpdate;
  return (
    <Table
      caption={words.listUpdate.versions}
      empty={words.cases.noList}
      columns={{
        version: { head: versionHead.version },
        date: { head: versionHead.date },
        persons: { head: versionHead.persons, kind: 'number' },
        changes: { head: versionHead.changes },
        form: { head: versionHead.form },
      }}
      rows={[list, ...list.earlier].map((version) => ({
        key: String(version.version),
        cells: {
          version: String(version.version),
          date: <Day date={witaDate(new Date(version.createdAt))} />,
          persons: String(version.persons),
          changes: <Changes version={version.version} view={view} />,
          form: version.blobId === null ? '–' : <FileLink blobId={version.blobId}>{words.open}</FileLink>,
        },
      }))}
    />
  );
}

function Changes({ version, view }: { readonly version: number; readonly view: CaseView }): JSX.Element {
  const { words, locale } = useFrame();
  const { entries } = view.persons;
  const left = entries.filter((person) => person.leftVersion === version);
  const joined = entries.filter((person) => person.joinedVersion === version);
  if (left.length + joined.length === 0) return <>–</>;
  return (
    <ul class="plain">
      {left.map((person) => (
        <li key={person.beneficiaryId}>
          {words.listUpdate.left(
            `${person.position}. ${isolate(person.name)}`,
            nameIn(words.names.listExits, person.status),
            person.leftOn === null ? '' : longDate(person.leftOn, locale),
          )}
        </li>
      ))}
      {joined.map((person) => (
        <li key={person.beneficiaryId}>
          {words.listUpdate.joined(`${person.position}. ${isolate(person.name)}`, person.replacesPosition ?? 0)}
        </li>
      ))}
    </ul>
  );
}
