-- Roles, the opening of a transaction by its actor, and forced row security for every table (architecture 8).
-- salur_app works, salur_report reads views, salur_auth owns the accounts library's schema, salur_lookup owns the few
-- SECURITY DEFINER functions and logs in nowhere.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'salur_app') THEN CREATE ROLE salur_app LOGIN NOBYPASSRLS; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'salur_report') THEN CREATE ROLE salur_report LOGIN NOBYPASSRLS; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'salur_auth') THEN CREATE ROLE salur_auth LOGIN NOBYPASSRLS; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'salur_lookup') THEN CREATE ROLE salur_lookup NOLOGIN NOBYPASSRLS; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- roles are of the whole server: another database's migration made them in the same instant
END $$;
GRANT salur_lookup TO CURRENT_USER;
GRANT USAGE ON SCHEMA public TO salur_app, salur_report, salur_lookup;
GRANT CREATE ON SCHEMA public TO salur_lookup;

-- ── Scope: derived here from memberships, never claimed by the program ──────
CREATE FUNCTION app_begin(actor text, at timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  stepped timestamptz;
  moment timestamptz;
  who uuid;
  account_name text;
  account_active boolean;
  held_roles text[];
  held_units uuid[];
  scope text := 'none';
  institution uuid;
  regency text;
BEGIN
  PERFORM set_config('app.actor', actor, true);
  SELECT c.now INTO stepped FROM stepped_clock c WHERE c.id = 1;
  moment := coalesce(stepped, at);
  IF actor LIKE 'system:%' THEN
    scope := 'system';
  ELSIF actor = 'public' THEN
    scope := 'public';
  ELSIF actor LIKE 'user:%' THEN
    who := substr(actor, 6)::uuid;
    SELECT u.name, u.active INTO account_name, account_active FROM user_account u WHERE u.id = who;
    SELECT array_agg(DISTINCT m.role), array_remove(array_agg(DISTINCT m.org_unit_id), NULL),
           (array_remove(array_agg(m.institution_id), NULL))[1], (array_remove(array_agg(m.regency_code), NULL))[1]
      INTO held_roles, held_units, institution, regency
      FROM membership m WHERE m.user_id = who AND m.valid_from <= moment AND (m.valid_to IS NULL OR m.valid_to > moment);
    IF account_active AND held_roles IS NOT NULL THEN
      -- the narrowest scope wins: who belongs to an institution never sees more than it
      scope := CASE WHEN institution IS NOT NULL THEN 'institution' WHEN regency IS NOT NULL THEN 'regency' ELSE 'province' END;
    END IF;
  END IF;
  PERFORM set_config('app.scope', scope, true), set_config('app.user', coalesce(who::text, ''), true),
          set_config('app.institution', coalesce(institution::text, ''), true), set_config('app.regency', coalesce(regency, ''), true);
  RETURN jsonb_build_object('userId', who, 'name', coalesce(account_name, ''), 'scope', scope,
    'roles', CASE WHEN scope IN ('institution','regency','province') THEN to_jsonb(held_roles) ELSE '[]'::jsonb END,
    'institutionId', CASE WHEN scope = 'institution' THEN institution END, 'regencyCode', regency,
    'orgUnitIds', coalesce(to_jsonb(held_units), '[]'::jsonb), 'steppedNow', stepped);
EXCEPTION WHEN invalid_text_representation THEN
  RAISE EXCEPTION 'the actor % is not of the form user:<id>, system:<purpose> or public', left(actor, 60);
END $$;

CREATE FUNCTION app_scope() RETURNS text LANGUAGE sql STABLE AS $$ SELECT coalesce(nullif(current_setting('app.scope', true), ''), 'none') $$;

/* Who is told: holders of a role at an instant, narrowed to an institution or regency where the role has one. */
CREATE FUNCTION role_holders(wanted_role text, wanted_institution uuid, wanted_regency text, at timestamptz)
RETURNS TABLE (user_id uuid, email text, locale text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT u.id, u.email, u.locale, u.name
    FROM membership m JOIN user_account u ON u.id = m.user_id
   WHERE m.role = wanted_role AND u.active AND m.valid_from <= at AND (m.valid_to IS NULL OR m.valid_to > at)
     AND (m.institution_id IS NULL OR m.institution_id = wanted_institution)
     AND (m.regency_code IS NULL OR m.regency_code = wanted_regency)
   ORDER BY u.id
$$;
CREATE FUNCTION user_contact(wanted uuid[]) RETURNS TABLE (user_id uuid, email text, locale text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.email, u.locale, u.name FROM user_account u WHERE u.id = ANY (wanted) AND u.active
$$;
/* An institution learns only that a person is already proposed for a need, never where. */
CREATE FUNCTION already_proposed(keys bytea[], year int, except_proposal uuid)
RETURNS TABLE (identity_key bytea, need_group text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT p.identity_key, l.need_group
    FROM person p JOIN entitlement_line l ON l.person_id = p.id JOIN proposal c ON c.id = l.proposal_id
   WHERE p.identity_key = ANY (keys) AND c.fiscal_year = year AND c.id <> except_proposal
     AND c.state NOT IN ('REJECTED','REJECTED_FINAL','WITHDRAWN','EXPIRED','CANCELLED')
     AND l.status NOT IN ('DROPPED','NOT_RECEIVED')
$$;
/* Ceilings are the province's; an institution's own withdrawal locks them and gives back its part without seeing them. */
CREATE FUNCTION lock_ceilings(wanted uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id FROM ceiling c WHERE c.programme_id = (SELECT p.programme_id FROM proposal p WHERE p.id = wanted) ORDER BY c.id FOR UPDATE
$$;
CREATE FUNCTION release_proposal(wanted uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM proposal p WHERE p.id = wanted AND (app_scope() IN ('province','system')
      OR (app_scope() = 'institution' AND p.institution_id = nullif(current_setting('app.institution', true), '')::uuid))) THEN
    RAISE EXCEPTION 'proposal % is not the actor''s to release', wanted USING ERRCODE = 'insufficient_privilege';
  END IF;
  WITH freed AS (
    UPDATE reservation r SET state = 'RELEASED' WHERE r.proposal_id = wanted AND r.state = 'RESERVED' RETURNING r.ceiling_id, r.amount)
  UPDATE ceiling c SET reserved = c.reserved - f.amount FROM freed f WHERE c.id = f.ceiling_id;
  DELETE FROM claim k WHERE k.proposal_id = wanted;
END $$;
ALTER FUNCTION lock_ceilings(uuid) OWNER TO salur_lookup;
ALTER FUNCTION release_proposal(uuid) OWNER TO salur_lookup;
ALTER FUNCTION app_begin(text, timestamptz) OWNER TO salur_lookup;
ALTER FUNCTION role_holders(text, uuid, text, timestamptz) OWNER TO salur_lookup;
ALTER FUNCTION user_contact(uuid[]) OWNER TO salur_lookup;
ALTER FUNCTION already_proposed(bytea[], int, uuid) OWNER TO salur_lookup;
REVOKE CREATE ON SCHEMA public FROM salur_lookup;
REVOKE ALL ON FUNCTION app_begin(text, timestamptz), role_holders(text, uuid, text, timestamptz), user_contact(uuid[]), already_proposed(bytea[], int, uuid), lock_ceilings(uuid), release_proposal(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_begin(text, timestamptz), role_holders(text, uuid, text, timestamptz), user_contact(uuid[]), already_proposed(bytea[], int, uuid), lock_ceilings(uuid), release_proposal(uuid) TO salur_app;
GRANT SELECT ON membership, user_account, stepped_clock, person, entitlement_line, proposal TO salur_lookup;
CREATE POLICY lookup ON membership FOR SELECT TO salur_lookup USING (true);
CREATE POLICY lookup ON user_account FOR SELECT TO salur_lookup USING (true);
CREATE POLICY lookup ON stepped_clock FOR SELECT TO salur_lookup USING (true);
CREATE POLICY lookup ON person FOR SELECT TO salur_lookup USING (true);
CREATE POLICY lookup ON entitlement_line FOR SELECT TO salur_lookup USING (true);
CREATE POLICY lookup ON proposal FOR SELECT TO salur_lookup USING (true);
GRANT SELECT, UPDATE ON ceiling, reservation TO salur_lookup;
GRANT SELECT, DELETE ON claim TO salur_lookup;
CREATE POLICY lookup ON ceiling FOR ALL TO salur_lookup USING (true);
CREATE POLICY lookup ON reservation FOR ALL TO salur_lookup USING (true);
CREATE POLICY lookup ON claim FOR ALL TO salur_lookup USING (true);

-- ── Row security, forced, for every table but Prisma's own ──────────────────
DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO salur_app', t);
  END LOOP;
  -- tables that carry the institution and area of their case
  FOR t IN SELECT c.table_name FROM information_schema.columns c
            WHERE c.table_schema = 'public' AND c.column_name = 'regency_code'
              AND EXISTS (SELECT FROM information_schema.columns i WHERE i.table_schema = 'public' AND i.table_name = c.table_name AND i.column_name = 'institution_id')
              AND c.table_name NOT IN ('membership') LOOP
    EXECUTE format($p$CREATE POLICY own_case ON %I FOR ALL TO salur_app
      USING ((SELECT app_scope()) IN ('province','system')
         OR ((SELECT app_scope()) = 'institution' AND institution_id = (SELECT nullif(current_setting('app.institution', true), '')::uuid))
         OR ((SELECT app_scope()) = 'regency' AND regency_code = (SELECT current_setting('app.regency', true))))$p$, t);
  END LOOP;
  -- reference that everyone reads and only the province or the system writes
  FOREACH t IN ARRAY ARRAY['region','holiday','org_unit','programme','policy_version','aid_package','package_item','data_key','decree','delivery_batch'] LOOP
    EXECUTE format($p$CREATE POLICY read_all ON %I FOR SELECT TO salur_app USING ((SELECT app_scope()) <> 'none')$p$, t);
    EXECUTE format($p$CREATE POLICY write_province ON %I FOR INSERT TO salur_app WITH CHECK ((SELECT app_scope()) IN ('province','system'))$p$, t);
    EXECUTE format($p$CREATE POLICY change_province ON %I FOR UPDATE TO salur_app USING ((SELECT app_scope()) IN ('province','system'))$p$, t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['ceiling','counter'] LOOP
    EXECUTE format($p$CREATE POLICY province_only ON %I FOR ALL TO salur_app USING ((SELECT app_scope()) IN ('province','system'))$p$, t);
  END LOOP;
END $$;

CREATE POLICY own_institution ON institution FOR ALL TO salur_app
  USING ((SELECT app_scope()) IN ('province','system')
     OR ((SELECT app_scope()) = 'institution' AND id = (SELECT nullif(current_setting('app.institution', true), '')::uuid))
     OR ((SELECT app_scope()) = 'regency' AND regency_code = (SELECT current_setting('app.regency', true))));
CREATE POLICY own_account ON user_account FOR SELECT TO salur_app
  USING ((SELECT app_scope()) IN ('province','system') OR id = (SELECT nullif(current_setting('app.user', true), '')::uuid));
CREATE POLICY write_account ON user_account FOR INSERT TO salur_app WITH CHECK ((SELECT app_scope()) IN ('province','system'));
CREATE POLICY change_account ON user_account FOR UPDATE TO salur_app
  USING ((SELECT app_scope()) IN ('province','system') OR id = (SELECT nullif(current_setting('app.user', true), '')::uuid));
CREATE POLICY own_membership ON membership FOR SELECT TO salur_app
  USING ((SELECT app_scope()) IN ('province','system') OR user_id = (SELECT nullif(current_setting('app.user', true), '')::uuid));
CREATE POLICY write_membership ON membership FOR INSERT TO salur_app WITH CHECK ((SELECT app_scope()) IN ('province','system'));
CREATE POLICY change_membership ON membership FOR UPDATE TO salur_app USING ((SELECT app_scope()) IN ('province','system'));
CREATE POLICY own_command ON command FOR ALL TO salur_app
  USING ((SELECT app_scope()) = 'system' OR ((SELECT app_scope()) <> 'none' AND actor = (SELECT current_setting('app.actor', true))));
CREATE POLICY machinery ON alarm FOR ALL TO salur_app USING ((SELECT app_scope()) <> 'none');
CREATE POLICY machinery ON stepped_clock FOR ALL TO salur_app USING ((SELECT app_scope()) <> 'none') WITH CHECK ((SELECT app_scope()) = 'system');
CREATE POLICY queue ON notification FOR INSERT TO salur_app WITH CHECK ((SELECT app_scope()) NOT IN ('none','public'));
CREATE POLICY read_own ON notification FOR SELECT TO salur_app
  USING ((SELECT app_scope()) IN ('province','system') OR recipient_user_id = (SELECT nullif(current_setting('app.user', true), '')::uuid));
CREATE POLICY deliver ON notification FOR UPDATE TO salur_app USING ((SELECT app_scope()) IN ('province','system'));

-- What the app role may not do at all
REVOKE UPDATE ON event, command, receipt, claim, involvement, proposal_revision, beneficiary_list, blob, data_key, holiday FROM salur_app;
GRANT UPDATE ON holiday TO salur_app;
GRANT DELETE ON cost_line, proposal_beneficiary, entitlement_line, proposal_document, claim, alarm, stepped_clock TO salur_app;

-- The accounts library keeps to itself (ADR): its own schema and role
CREATE SCHEMA auth AUTHORIZATION CURRENT_USER;
GRANT USAGE, CREATE ON SCHEMA auth TO salur_auth;
ALTER ROLE salur_auth SET search_path = auth;
