import type { JSX } from 'preact';
import { dropStates, isDropState } from '../../../domain/delivery/delivery-case.js';
import { longDate } from '../../../domain/time/long-date.js';
import { useFrame } from '../../frame.js';
import { FileLink } from '../../parts/file-link.js';
import { Day, Facts } from '../../parts/text.js';
import type { CaseView } from '../../views.js';
import { ListVersions } from './list-versions.js';

export function DecreeSection({
  view,
  official,
}: {
  readonly view: CaseView;
  readonly official: boolean;
}): JSX.Element {
  const { words, locale } = useFrame();
  const { decree, list, pact } = view;
  return (
    <section id="decree">
      <h2>{words.cases.tabs.decree}</h2>
      {decree === null ? (
        <p>{words.cases.noDecree}</p>
      ) : (
        <p>
          {decree.number === null || decree.signedOn === null
            ? words.cases.decreeDraft
            : words.cases.decreeWords(decree.number, longDate(decree.signedOn, locale))}{' '}
          {official ? <a href={`/decrees/${decree.id}`}>{decree.title}</a> : decree.title}
        </p>
      )}
      {list === null ? (
        decree === null ? null : (
          <p>{words.cases.noList}</p>
        )
      ) : (
        <p>
          {words.cases.listWords(list.version, list.persons)}{' '}
          {list.blobId === null ? null : <FileLink blobId={list.blobId}>{words.cases.listForm}</FileLink>}
        </p>
      )}
      <ListVersions view={view} />
      {pact === null || pact.signedOn === null ? null : (
        <p>
          {words.cases.pactSigned(longDate(pact.signedOn, locale))}{' '}
          {pact.signedBlobId === null ? null : <FileLink blobId={pact.signedBlobId}>{words.cases.signedScan}</FileLink>}
        </p>
      )}
    </section>
  );
}

export function DeliverySection({
  view,
  official,
}: {
  readonly view: CaseView;
  readonly official: boolean;
}): JSX.Element {
  const { words, locale } = useFrame();
  const whole = view.receipts.filter((receipt) => receipt.outcome === 'RECEIVED').length;
  return (
    <section id="delivery">
      <h2>{words.cases.tabs.delivery}</h2>
      {view.drops.length === 0 ? <p>{words.cases.noDelivery}</p> : null}
      {view.drops.map((drop) => (
        <div key={drop.id} class="panel">
          <p>
            <strong>
              {isDropState(drop.state) ? dropStates[drop.state][locale === 'id' ? 'labelId' : 'labelEn'] : drop.state}
            </strong>
          </p>
          <Facts
            facts={[
              {
                name: words.names.fields['unitId'] ?? '',
                value: official ? <a href={`/deliveries/${drop.batchId}`}>{drop.unitName}</a> : drop.unitName,
              },
              { name: words.names.fields['plannedOn'] ?? '', value: <Day date={drop.plannedOn} /> },
              { name: words.names.fields['deliveryNote'] ?? '', value: drop.deliveryNote },
              {
                name: words.names.fields['dispatchedOn'] ?? '',
                value: drop.dispatchedOn === null ? null : <Day date={drop.dispatchedOn} />,
              },
              { name: words.names.fields['bastNumber'] ?? '', value: drop.bastNumber },
              {
                name: words.names.fields['bastDate'] ?? '',
                value: drop.bastDate === null ? null : <Day date={drop.bastDate} />,
              },
              {
                name: words.names.fields['bastScan'] ?? '',
                value: drop.bastBlobId === null ? null : <FileLink blobId={drop.bastBlobId}>{words.open}</FileLink>,
              },
            ]}
          />
        </div>
      ))}
      {view.quarantine.map((receipt) => {
        const day = longDate(receipt.receivedOn, locale);
        const { waiting, accepted, refused, counts } = words.quarantine;
        return (
          <p key={receipt.id} class="notice">
            {receipt.state === 'WAITING'
              ? waiting(day, receipt.letterNumber)
              : (receipt.state === 'ACCEPTED' ? accepted : refused)(day, receipt.reason ?? '')}{' '}
            {counts(receipt.lines, receipt.exceptions)}
          </p>
        );
      })}
      {view.receipts.length === 0 ? null : <p>{words.cases.receiptCounts(whole, view.receipts.length - whole)}</p>}
    </section>
  );
}
