import type { JSX } from 'preact';
import { groupCode, paperKinds, type PaperKind } from '../../domain/papers.js';
import { useFrame } from '../frame.js';
import { isolate } from '../isolate.js';
import { Actions, FileField } from '../parts/fields.js';
import { Form, freshForm } from '../parts/form.js';
import { Day, Facts } from '../parts/text.js';

export interface VerifyPageProps {
  /** What was asked for; null on the empty page. */
  readonly asked: string | null;
  readonly paper: {
    readonly code: string;
    readonly kind: PaperKind;
    readonly number: string | null;
    readonly dated: string;
    readonly about: string;
    readonly sha256: string;
  } | null;
  /** The hash that was typed, or that of the file that was sent. */
  readonly compared: string | null;
}

/** For anybody with a paper in hand: is it one of ours, and is this file it. */
export function VerifyPage({ asked, paper, compared }: VerifyPageProps): JSX.Element {
  const { words, locale } = useFrame();
  return (
    <div class="narrow">
      <h1>{words.papers.verifyTitle}</h1>
      {paper === null ? (
        <>
          {asked === null ? (
            <p>{words.papers.verifyLead}</p>
          ) : (
            <div class="notice bad" id="notice" role="alert" tabIndex={-1}>
              <p>
                <strong>{words.papers.unknown}</strong> {words.papers.unknownTodo}
              </p>
            </div>
          )}
          <form action="/verify" method="get" class="panel">
            <label for="code">{words.papers.code}</label>
            <input id="code" name="code" value={asked ?? ''} maxLength={40} autoComplete="off" required />
            <Actions submit={words.papers.verify} />
          </form>
        </>
      ) : (
        <>
          <p class="notice">{words.papers.known}</p>
          <Facts
            facts={[
              { name: words.papers.head.paper, value: paperKinds[paper.kind][locale === 'id' ? 'labelId' : 'labelEn'] },
              { name: words.papers.head.number, value: paper.number },
              { name: words.papers.head.dated, value: <Day date={paper.dated} /> },
              { name: words.papers.about, value: isolate(paper.about) },
              { name: words.papers.head.code, value: groupCode(paper.code) },
              { name: words.papers.sha256, value: <code>{paper.sha256}</code> },
            ]}
          />
          {compared === null ? null : <Verdict same={compared === paper.sha256} compared={compared} />}
          <h2>{words.papers.compareTitle}</h2>
          <p>{words.papers.compareLead}</p>
          <Form action={`/verify/${groupCode(paper.code)}`} state={freshForm()} files>
            <FileField name="file" label={words.papers.file} />
            <Actions submit={words.papers.compare} />
          </Form>
          <form action={`/verify/${groupCode(paper.code)}`} method="get" class="panel">
            <label for="sha256">{words.papers.typedHash}</label>
            <input id="sha256" name="sha256" maxLength={80} autoComplete="off" required />
            <Actions submit={words.papers.compare} />
          </form>
        </>
      )}
    </div>
  );
}

function Verdict({ same, compared }: { readonly same: boolean; readonly compared: string }): JSX.Element {
  const { words } = useFrame();
  return (
    <div class={same ? 'notice' : 'notice bad'} id="notice" role="alert" tabIndex={-1}>
      <p>
        <strong>{same ? words.papers.same : words.papers.differs}</strong> {same ? '' : words.papers.differsTodo}
      </p>
      <p>
        <code>{compared}</code>
      </p>
    </div>
  );
}
