import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import { isolate } from '../../isolate.js';
import { FileLink } from '../../parts/file-link.js';
import { Photos } from '../../parts/photos.js';
import { Table } from '../../parts/table.js';
import { Day, Facts, Moment, useNumber } from '../../parts/text.js';
import type { CaseView } from '../../views.js';

type Visit = NonNullable<CaseView['visit']>;

export function VisitSection({ view }: { readonly view: CaseView }): JSX.Element {
  const { words } = useFrame();
  const number = useNumber();
  const { visit } = view;
  if (visit === null) {
    return (
      <section id="visit">
        <h2>{words.cases.tabs.visit}</h2>
        <p>{words.cases.noVisit}</p>
      </section>
    );
  }
  return (
    <section id="visit">
      <h2>{words.cases.tabs.visit}</h2>
      <Facts
        facts={[
          { name: words.names.fields['teamName'] ?? '', value: visit.teamName },
          { name: words.names.fields['officers'] ?? '', value: visit.officers.join(', ') },
          {
            name: words.names.fields['orderNumber'] ?? '',
            value: (
              <>
                {visit.orderNumber}, <Day date={visit.orderDate} />
              </>
            ),
          },
          { name: words.names.fields['route'] ?? '', value: visit.route },
          { name: words.names.fields['plannedOn'] ?? '', value: <Day date={visit.plannedOn} /> },
          {
            name: words.names.fields['visitedOn'] ?? '',
            value: visit.visitedOn === null ? null : <Day date={visit.visitedOn} />,
          },
          {
            name: words.visit.trip,
            value: visit.tripId === null ? null : <a href={`/trips/${visit.tripId}`}>{visit.orderNumber}</a>,
          },
          { name: words.names.fields['bedCount'] ?? '', value: visit.bedCount },
          { name: words.names.fields['residentCount'] ?? '', value: visit.residentCount },
          {
            name: words.cases.visitPlace,
            value: visit.latitude === null ? null : [visit.latitude, visit.longitude ?? 0].map(number).join('; '),
          },
          {
            name: words.names.fields['signature'] ?? '',
            value:
              visit.signature === null
                ? null
                : visit.signature === 'SIGNED'
                  ? words.cases.lksSigned
                  : words.cases.lksRefused(visit.signatureNote ?? ''),
          },
          {
            name: words.names.fields['minutesBlobId'] ?? '',
            value: visit.minutesBlobId === null ? null : <FileLink blobId={visit.minutesBlobId}>{words.open}</FileLink>,
          },
          { name: words.names.fields['unlistedNote'] ?? '', value: visit.unlistedNote },
          { name: words.names.fields['notes'] ?? '', value: visit.notes },
        ]}
      />
      <VisitFlags visit={visit} />
      <SeenPersons view={view} />
      <Photos photos={visit.photos.map((photo, index) => ({ ...photo, label: words.cases.visitPhoto(index + 1) }))} />
      <PhotoNotes photos={visit.photos} />
    </section>
  );
}

/** What somebody who decides should not overlook. */
function VisitFlags({ visit }: { readonly visit: Visit }): JSX.Element | null {
  const { words } = useFrame();
  const flags = [
    visit.overBeds === null ? '' : words.visit.overBeds(visit.overBeds),
    (visit.unlistedCount ?? 0) === 0 ? '' : words.visit.unlisted(visit.unlistedCount ?? 0),
  ].filter((flag) => flag !== '');
  return flags.length === 0 ? null : <p class="notice warn">{flags.join(' · ')}</p>;
}

function SeenPersons({ view }: { readonly view: CaseView }): JSX.Element | null {
  const { words } = useFrame();
  const seen = view.visit?.seen.filter((one) => one.whereabouts !== null || one.identityPaper !== null) ?? [];
  const rows = seen.flatMap((one) => {
    const person = view.persons.entries.find(({ beneficiaryId }) => beneficiaryId === one.beneficiaryId);
    return person === undefined ? [] : [{ one, person }];
  });
  if (rows.length === 0) return null;
  const { seenHead } = words.visit;
  return (
    <Table
      caption={words.visit.seenTitle}
      empty={words.none}
      columns={{
        person: { head: seenHead.person },
        found: { head: seenHead.found },
        proof: { head: seenHead.proof },
        paper: { head: seenHead.paper },
      }}
      rows={rows.map(({ one, person }) => ({
        key: one.beneficiaryId,
        cells: {
          person: `${person.position}. ${isolate(person.name)}`,
          found: nameIn(words.names.presences, one.presence),
          proof:
            one.whereabouts === null ? (
              '–'
            ) : (
              <>
                {[nameIn(words.visit.whereabouts, one.whereabouts), one.proof ?? '']
                  .filter((part) => part !== '')
                  .join(': ')}
                {one.proofBlobId === null ? null : (
                  <>
                    {' '}
                    <FileLink blobId={one.proofBlobId}>{words.open}</FileLink>
                  </>
                )}
              </>
            ),
          paper: one.identityPaper === null ? '–' : nameIn(words.visit.papers, one.identityPaper),
        },
      }))}
    />
  );
}

/** Place and time of each photo, and whether the very same picture stands elsewhere. */
function PhotoNotes({ photos }: { readonly photos: Visit['photos'] }): JSX.Element | null {
  const { words } = useFrame();
  const number = useNumber();
  if (photos.length === 0) return null;
  return (
    <ul class="plain">
      {photos.map(({ blobId, takenAt, latitude, longitude, usedElsewhere }, index) => (
        <li key={blobId}>
          {words.cases.visitPhoto(index + 1)}:{' '}
          {takenAt === null && latitude === null ? (
            <span class="soft">{words.visit.typed}</span>
          ) : (
            <>
              {takenAt === null ? null : <Moment at={takenAt} />}
              {latitude === null || longitude === null ? null : ` ${number(latitude)}; ${number(longitude)}`}{' '}
              <span class="soft">{words.visit.camera}</span>
            </>
          )}
          {usedElsewhere ? <strong class="tag bad"> {words.visit.usedElsewhere}</strong> : null}
        </li>
      ))}
    </ul>
  );
}
