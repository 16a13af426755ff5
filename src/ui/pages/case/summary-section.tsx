import type { JSX } from 'preact';
import { useFrame } from '../../frame.js';
import { nameIn } from '../../i18n/details.js';
import { OpenSigns } from '../institutions/flags-page.js';
import { AssistedLine } from './assisted-line.js';
import { FileLink } from '../../parts/file-link.js';
import { Day, Facts, Rupiah, useName, ValidUntil } from '../../parts/text.js';
import type { CaseView } from '../../views.js';
import { isolate } from '../../isolate.js';

export function SummarySection({ view }: { readonly view: CaseView }): JSX.Element {
  const { words } = useFrame();
  const name = useName();
  const { proposal, institution } = view;
  return (
    <section id="summary">
      <h2>{words.cases.tabs.summary}</h2>
      <OpenSigns flags={view.flags} />
      <Facts
        facts={[
          { name: words.cases.number, value: proposal.registrationNumber },
          { name: words.cases.agenda, value: proposal.agendaNumber },
          {
            name: words.cases.institution,
            value: `${isolate(institution.name)} (${institution.code}), ${isolate(institution.address)}`,
          },
          { name: words.cases.chair, value: institution.chairName },
          { name: words.cases.capacity, value: words.persons(institution.capacity) },
          {
            name: words.cases.registration,
            value: (
              <>
                {institution.registrationNumber}
                {institution.registrationValidUntil === null ? null : (
                  <>
                    {' '}
                    · <ValidUntil date={institution.registrationValidUntil} />
                  </>
                )}
              </>
            ),
          },
          { name: words.cases.programme, value: name(view.programme.name) },
          {
            name: words.cases.package,
            value: `${name(view.package.name)} · ${nameIn(words.names.targetGroups, view.package.targetGroup)}`,
          },
          {
            name: words.cases.letter,
            value:
              proposal.letterNumber === null || proposal.letterNumber === '' ? null : (
                <>
                  {proposal.letterNumber}, <Day date={proposal.letterDate} />
                </>
              ),
          },
          { name: words.names.fields['background'] ?? '', value: <Prose text={proposal.background} /> },
          { name: words.names.fields['purpose'] ?? '', value: <Prose text={proposal.purpose} /> },
          { name: words.names.fields['persons'] ?? '', value: proposal.personCount },
          { name: words.cases.requested, value: <Rupiah amount={proposal.requestedAmount} /> },
          {
            name: words.cases.ownShare,
            value: proposal.ownShare === '0' ? null : <Rupiah amount={proposal.ownShare} />,
          },
          { name: words.cases.recommended, value: amount(proposal.recommendedAmount) },
          { name: words.cases.considered, value: amount(proposal.consideredAmount) },
          { name: words.cases.decreed, value: amount(proposal.decreedAmount) },
          { name: words.names.fields['budgetLine'] ?? '', value: proposal.budgetLine },
          {
            name: words.people.opinion,
            value:
              proposal.regencyOpinion === null
                ? null
                : words.people.opinionOf(
                    proposal.regencyOpinion.favourable,
                    proposal.regencyOpinion.letterNumber,
                    isolate(proposal.regencyOpinion.byName),
                  ),
          },
          { name: words.assisted.fact, value: proposal.assisted === null ? null : <AssistedLine view={view} /> },
          {
            name: words.cases.outsideLetter,
            value:
              proposal.outsideLetter === null ? null : (
                <>
                  {nameIn(words.names.sources, proposal.source)}:{' '}
                  <FileLink blobId={proposal.outsideLetter.blobId}>{proposal.outsideLetter.number}</FileLink>,{' '}
                  <Day date={proposal.outsideLetter.date} />
                </>
              ),
          },
          { name: words.cases.carriedFrom, value: caseLink(proposal.carriedFrom, words.open) },
          { name: words.cases.carriedTo, value: caseLink(proposal.carriedTo, words.open) },
        ]}
      />
    </section>
  );
}

function caseLink(id: string | null, label: string): JSX.Element | null {
  return id === null ? null : <a href={`/cases/${id}`}>{label}</a>;
}
function amount(text: string | null): JSX.Element | null {
  return text === null ? null : <Rupiah amount={text} />;
}
function Prose({ text }: { readonly text: string | null }): JSX.Element {
  return text === null || text === '' ? <>–</> : <span class="prose">{text}</span>;
}

export function CostsSection({ view }: { readonly view: CaseView }): JSX.Element {
  const { words } = useFrame();
  return (
    <section id="costs">
      <h2>{words.cases.tabs.costs}</h2>
      <CostTable view={view} />
      <p>
        <strong>
          {words.cases.costTotal}: <Rupiah amount={view.proposal.costTotal} />
        </strong>{' '}
        · {words.cases.requested}: <Rupiah amount={view.proposal.requestedAmount} />
      </p>
    </section>
  );
}

export function CostTable({ view }: { readonly view: Pick<CaseView, 'costLines' | 'package'> }): JSX.Element {
  const { words } = useFrame();
  const name = useName();
  const { costHead } = words.cases;
  const itemName = (itemId: string | null): string | null => {
    const item = view.package.items.find((offered) => offered.id === itemId);
    return item === undefined ? null : name(item.name);
  };
  if (view.costLines.length === 0) return <p>{words.institution.itemsEmpty}</p>;
  return (
    <div class="table">
      <table class="cards">
        <caption>{words.cases.costCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{costHead.description}</th>
            <th scope="col" class="number">
              {costHead.volume}
            </th>
            <th scope="col" class="money">
              {costHead.unitPrice}
            </th>
            <th scope="col" class="money">
              {costHead.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {view.costLines.map((line) => (
            <tr key={line.id}>
              <th scope="row">{itemName(line.itemId) ?? line.description}</th>
              <td class="number" data-label={costHead.volume}>
                {line.volume} {line.unit}
              </td>
              <td class="money" data-label={costHead.unitPrice}>
                <Rupiah amount={line.unitPrice} />
              </td>
              <td class="money" data-label={costHead.amount}>
                <Rupiah amount={line.amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function DocumentsSection({ view }: { readonly view: CaseView }): JSX.Element {
  const { words } = useFrame();
  const proposalDocuments = view.documents.filter((document) => !document.code.startsWith('REPORT_PHOTO_'));
  return (
    <section id="documents">
      <h2>{words.cases.tabs.documents}</h2>
      <h3>{words.cases.proposalFile}</h3>
      {proposalDocuments.length === 0 ? (
        <p>{words.cases.noDocuments}</p>
      ) : (
        <ul>
          {proposalDocuments.map((document) => (
            <li key={document.id}>
              <FileLink blobId={document.blobId}>{nameIn(words.names.documents, document.code)}</FileLink>
              {document.number === null ? '' : ` · ${document.number}`} ·{' '}
              {nameIn(words.names.documentStatus, document.status)}
              {document.reason === null ? '' : `: ${document.reason}`}
            </li>
          ))}
        </ul>
      )}
      <h3>{words.cases.institutionFile}</h3>
      {view.institution.documents.length === 0 ? (
        <p>{words.cases.noDocuments}</p>
      ) : (
        <ul>
          {view.institution.documents.map((document) => (
            <li key={document.id}>
              <FileLink blobId={document.blobId}>{nameIn(words.names.documents, document.code)}</FileLink>
              {document.number === null ? '' : ` · ${document.number}`}
              {document.validUntil === null ? null : (
                <>
                  {' '}
                  · <ValidUntil date={document.validUntil} />
                </>
              )}
              {document.expired ? <strong class="late"> · {words.names.documentStatus['EXPIRED']}</strong> : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
