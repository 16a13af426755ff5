import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { cancelHoliday, setHolidays } from '../../app/calendar/set-holidays.js';
import { listHolidays } from '../../app/queries/list-holidays.js';
import { calendarKeepers, readHolidayLines, type HolidayKind } from '../../domain/calendar.js';
import { CalendarPage } from '../../ui/pages/calendar.js';
import { freshForm, type FormState } from '../../ui/parts/form.js';
import { refusalOf, refusedForm, statusOf } from '../forms/refused-form.js';
import { wholeNumber } from '../forms/whole-number.js';
import { pageWords } from '../plugins/pages.js';
import { actorOf, personOf } from '../plugins/person.js';
import type { WebDeps } from '../web-deps.js';
import { askedText } from './lists.js';

/** Days on which nobody is waited for: read by everybody, changed by administrator and secretary. */
export function calendarRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.get('/calendar', async (request, reply) => calendarPage(deps, request, reply, freshForm()));
  app.post('/calendar', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    try {
      const { days } = await setHolidays(deps.ctx, actorOf(request), {
        kind: form.text('holidayKind') as HolidayKind,
        days: [...readHolidayLines(form.text('days'))],
        reason: form.text('reason'),
      });
      return await reply.doneTo(backTo(request), words.calendar.done(days));
    } catch (error) {
      const state = refusedForm(form, refusalOf(error), words, fieldOf);
      return calendarPage(deps, request, reply, state, statusOf(error));
    }
  });
  app.post('/calendar/cancel', async (request, reply) => {
    const { form } = request;
    const words = pageWords(request);
    try {
      const date = form.text('holidayDate');
      await cancelHoliday(deps.ctx, actorOf(request), { date, reason: form.text('cancelReason') });
      return await reply.doneTo(backTo(request), words.calendar.cancelDone);
    } catch (error) {
      const rename = (field: string): string => (field === 'reason' ? 'cancelReason' : 'holidayDate');
      const state = refusedForm(form, refusalOf(error), words, rename);
      return calendarPage(deps, request, reply, state, statusOf(error));
    }
  });
}

function fieldOf(field: string): string {
  if (field === 'kind') return 'holidayKind';
  return field.startsWith('days') ? 'days' : field;
}

function askedYear(request: FastifyRequest): number | null {
  const year = wholeNumber(askedText(request, 'year'));
  return year !== null && year >= 2000 && year <= 2200 ? year : null;
}

function backTo(request: FastifyRequest): string {
  const year = askedYear(request);
  return year === null ? '/calendar' : `/calendar?year=${year}`;
}

async function calendarPage(
  deps: WebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  state: FormState,
  status = 200,
): Promise<FastifyReply> {
  const calendar = await listHolidays(deps.ctx, actorOf(request), { year: askedYear(request) });
  const roles = personOf(request)?.roles ?? [];
  const mayChange = calendarKeepers.some((role) => roles.includes(role));
  return reply.page(
    pageWords(request).calendar.title,
    <CalendarPage calendar={calendar} mayChange={mayChange} state={state} />,
    status,
  );
}
