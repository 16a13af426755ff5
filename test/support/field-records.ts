import type { AppWorld } from './app-world.js';

/** A team, its journey and a declaration as rows, where a test only needs that there are some. */
export async function fillFieldRecords(world: Pick<AppWorld, 'sql'>): Promise<void> {
  await world.sql(
    `with anybody as (select id as user_id from user_account limit 1),
     team as (insert into verification_team (id, name, decree_number, decree_date, decree_year, valid_from, valid_until, created_by, created_at)
       select gen_random_uuid(), 'Tim Peraga', 'SK/0', '2026-01-01', 2026, '2026-01-01', '2026-12-31', user_id, now() from anybody returning id),
     member as (insert into verification_team_member (team_id, user_id) select team.id, user_id from team, anybody),
     link as (insert into link_declaration (id, user_id, institution_id, kind, words, declared_by, declared_at)
       select gen_random_uuid(), user_id, i.id, 'KIN', '', user_id, now() from anybody, (select id from institution limit 1) i),
     limited as (insert into ceiling_change (ceiling_id, version, programme_id, amount, hard, reason, changed_by, changed_at)
       select c.id, 1, c.programme_id, 1, true, 'Peraga', user_id, now() from anybody, (select * from ceiling limit 1) c),
     journey as (insert into trip (id, team_id, order_number, order_date, order_year, route, starts_on, ends_on, created_by, created_at)
       select gen_random_uuid(), team.id, 'ST/0', '2026-01-01', 2026, 'Samarinda', '2026-01-01', '2026-01-02', user_id, now() from team, anybody returning id),
     officer as (insert into trip_officer (trip_id, user_id) select journey.id, user_id from journey, anybody)
     insert into trip_stop (trip_id, proposal_id, institution_id, regency_code, planned_on)
     select journey.id, p.id, p.institution_id, p.regency_code, '2026-01-01' from journey, (select * from proposal limit 1) p`,
  );
}
