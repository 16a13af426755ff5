import type { JSX } from 'preact';
import { ceilingScopes, EACH } from '../../domain/ceiling.js';
import { useFrame } from '../frame.js';
import { nameIn } from '../i18n/details.js';
import { isolate } from '../isolate.js';
import { Actions, Group, MoneyField, Radio, Select, TextField } from '../parts/fields.js';
import { ErrorSummary, Form, type FormState } from '../parts/form.js';
import { Table } from '../parts/table.js';
import { Moment, Rupiah } from '../parts/text.js';
import type { CeilingsView } from '../views.js';

export interface CeilingsProps {
  readonly view: CeilingsView;
  /** Whether this person sets them. */
  readonly maySet: boolean;
  readonly state: FormState;
}

/** Every limit with what it carries, and who set it when and why. */
export function CeilingsPage({ view, maySet, state }: CeilingsProps): JSX.Element {
  const { words } = useFrame();
  const { ceiling } = words;
  const scopeName = (scope: string): string => nameIn(words.names.scopes, scope);
  return (
    <>
      <p>
        <a href="/programmes">{words.policy.programmes}</a>
      </p>
      <h1>{ceiling.of(view.code, view.fiscalYear)}</h1>
      <p>{ceiling.lead}</p>
      {view.missing.length === 0 ? null : (
        <p class="notice warn">{ceiling.missing(view.missing.map(scopeName).join(', '))}</p>
      )}
      <Table
        caption={ceiling.title}
        titled
        empty={ceiling.empty}
        columns={{
          scope: { head: ceiling.columns.scope },
          force: { head: ceiling.columns.force },
          amount: { head: ceiling.columns.amount, kind: 'money' },
          reserved: { head: ceiling.columns.reserved, kind: 'money' },
          consumed: { head: ceiling.columns.consumed, kind: 'money' },
          free: { head: ceiling.columns.free, kind: 'money' },
        }}
        rows={view.ceilings.map((one) => {
          const each = one.scope === 'PERSON' || one.scopeKey === EACH;
          return {
            key: one.id,
            cells: {
              scope: (
                <>
                  {scopeName(one.scope)}
                  {one.scopeKey === '' ? null : (
                    <p class="soft">{one.scopeKey === EACH ? ceiling.each : isolate(one.keyName)}</p>
                  )}
                </>
              ),
              force: one.hard ? ceiling.hard : ceiling.soft,
              amount: <Rupiah amount={one.amount} />,
              // a limit for each of many carries no sum
              reserved: each ? '–' : <Rupiah amount={one.reserved} />,
              consumed: each ? '–' : <Rupiah amount={one.consumed} />,
              free: each ? '–' : <Rupiah amount={one.free} />,
            },
          };
        })}
      />
      {maySet ? (
        <section class="reading" aria-labelledby="set-title">
          <h2 id="set-title">{ceiling.setTitle}</h2>
          <ErrorSummary state={state} />
          <Form action={`/programmes/${view.programmeId}/ceilings`} state={state}>
            {view.ceilings.map((one) => (
              <input
                key={one.id}
                type="hidden"
                name={`seen.${one.scope}/${one.scopeKey}`}
                value={String(one.version)}
              />
            ))}
            <Select
              name="scope"
              options={ceilingScopes.map((scope) => ({ value: scope, label: scopeName(scope) }))}
              empty={words.choose}
              required
            />
            <TextField name="scopeKey" hint={ceiling.keyHint} />
            <MoneyField name="limitAmount" required />
            <Group name="hardness" legend={words.names.fields['hardness'] ?? ''}>
              <Radio name="hardness" value="hard" label={ceiling.hard} />
              <Radio name="hardness" value="soft" label={ceiling.soft} />
            </Group>
            <TextField name="reason" required />
            <Actions submit={ceiling.set} />
          </Form>
        </section>
      ) : null}
      <h2>{ceiling.changes}</h2>
      <Table
        caption={ceiling.changes}
        titled
        empty={ceiling.noChanges}
        columns={{
          scope: { head: ceiling.changeHead.scope },
          when: { head: ceiling.changeHead.when },
          from: { head: ceiling.changeHead.from, kind: 'money' },
          to: { head: ceiling.changeHead.to, kind: 'money' },
          reason: { head: ceiling.changeHead.reason },
          by: { head: ceiling.changeHead.by },
        }}
        rows={view.changes.map((change) => ({
          key: `${change.scope}/${change.scopeKey}/${change.version}`,
          cells: {
            scope: `${scopeName(change.scope)} ${change.scopeKey}`,
            when: <Moment at={change.at} />,
            from: <Rupiah amount={change.amountBefore} />,
            to: (
              <>
                <Rupiah amount={change.amount} /> <span class="soft">{change.hard ? ceiling.hard : ceiling.soft}</span>
              </>
            ),
            reason: change.reason,
            by: isolate(change.byName),
          },
        }))}
      />
    </>
  );
}
