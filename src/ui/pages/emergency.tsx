import type { JSX } from 'preact';
import { emergencyRoles } from '../../domain/emergency.js';
import { longDateTime } from '../../domain/time/long-date.js';
import { useFrame } from '../frame.js';
import { roleWords } from '../i18n/waiting-words.js';
import { isolate } from '../isolate.js';
import { Actions, NumberField, Select, TextField } from '../parts/fields.js';
import { ErrorSummary, Form, freshForm, type FormState } from '../parts/form.js';
import { Table } from '../parts/table.js';
import type { EmergencyView } from '../views.js';

/** Offices opened by two people for some hours. */
export function EmergencyPage({
  items,
  form,
}: {
  readonly items: readonly EmergencyView[];
  /** null where the person may not ask. */
  readonly form: FormState | null;
}): JSX.Element {
  const { words, locale, person } = useFrame();
  const { emergency } = words;
  const { head } = emergency;
  const answers = person?.roles.some((role) => role !== 'INSPECTORATE') ?? false;
  return (
    <>
      <h1>{emergency.title}</h1>
      <p>{emergency.lead}</p>
      <Table
        caption={emergency.title}
        titled
        empty={emergency.none}
        columns={{
          role: { head: head.role },
          person: { head: head.person },
          reason: { head: head.reason },
          requestedBy: { head: head.requestedBy },
          confirmedBy: { head: head.confirmedBy },
          state: { head: head.state },
          ...(answers ? { action: { head: head.action, kind: 'button' } } : {}),
        }}
        rows={items.map((item) => ({
          key: item.id,
          cells: {
            role: roleWords(item.role, locale),
            person: isolate(item.person),
            reason: item.reason,
            requestedBy: isolate(item.requestedBy),
            confirmedBy: item.confirmedBy === null ? '–' : isolate(item.confirmedBy),
            state:
              item.until === null || item.state === 'OVER'
                ? emergency.states[item.state]
                : `${emergency.states[item.state]} ${emergency.until(longDateTime(new Date(item.until), locale))}`,
            action: <Answer item={item} />,
          },
        }))}
      />
      {form === null ? null : (
        <section class="reading">
          <h2>{emergency.requestTitle}</h2>
          <ErrorSummary state={form} />
          <Form action="/emergency" state={form}>
            <TextField name="person" type="email" required />
            <Select
              name="role"
              options={emergencyRoles.map((role) => ({ value: role, label: roleWords(role, locale) }))}
              empty={words.substitution.choose}
              required
            />
            <NumberField name="hours" required />
            <TextField name="reason" required />
            <Actions submit={emergency.request} />
          </Form>
        </section>
      )}
    </>
  );
}

function Answer({ item }: { readonly item: EmergencyView }): JSX.Element {
  const { emergency } = useFrame().words;
  if (item.state === 'OVER') return <>–</>;
  return (
    <>
      {item.mayConfirm ? (
        <Form action={`/emergency/${item.id}/confirm`} state={freshForm()}>
          <button type="submit" aria-label={emergency.confirmFor(isolate(item.person))}>
            {emergency.confirm}
          </button>
        </Form>
      ) : null}
      <Form action={`/emergency/${item.id}/end`} state={freshForm()}>
        <button class="quiet" type="submit" aria-label={emergency.endFor(isolate(item.person))}>
          {emergency.end}
        </button>
      </Form>
    </>
  );
}
