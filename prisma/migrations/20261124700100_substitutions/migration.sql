-- Who stands in for whom (Plt./Plh.), which offices one person may not hold together, and sessions that end with an office.

/* Offices that no one person holds together (process.md 3): who audits or guards data is judged by nobody he judges, a regency
   narrows all that its officer sees, an administrator has no business power, the treasury (BUD) is not the social office, and
   an institution's people are no officials. */
CREATE FUNCTION roles_conflict(one text, other text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT one <> other AND (one IN ('INSPECTORATE','BPK_AUDITOR','BUD','DPO','ADMIN','KABKOTA_OFFICER')
                        OR other IN ('INSPECTORATE','BPK_AUDITOR','BUD','DPO','ADMIN','KABKOTA_OFFICER')
                        OR (one IN ('LKS_OPERATOR','LKS_CHAIR')) <> (other IN ('LKS_OPERATOR','LKS_CHAIR')))
$$;

CREATE TABLE substitution (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  role text NOT NULL,
  holder_id uuid NOT NULL REFERENCES user_account(id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  substitute_id uuid NOT NULL REFERENCES user_account(id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  letter_number text NOT NULL,
  letter_date date NOT NULL,
  decree_number text,
  decree_date date,
  valid_from timestamptz(3) NOT NULL,
  valid_to timestamptz(3) NOT NULL,
  set_by text NOT NULL,
  set_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  ended_by text,
  CONSTRAINT substitution_kind_known CHECK (kind IN ('PLT','PLH')),
  CONSTRAINT substitution_two_people CHECK (holder_id <> substitute_id),
  -- nobody gives himself another's office
  CONSTRAINT substitution_not_taken CHECK (set_by <> 'user:' || substitute_id::text),
  CONSTRAINT substitution_period CHECK (valid_from < valid_to),
  CONSTRAINT substitution_has_letter CHECK (btrim(letter_number) <> ''),
  -- verifiers and reviewers are named case by case, and auditors, administrators and institutions are nobody's substitute
  CONSTRAINT substitution_of_office CHECK (role NOT IN ('LKS_OPERATOR','LKS_CHAIR','KABKOTA_OFFICER','ADMIN_VERIFIER','FIELD_VERIFIER',
    'APPEAL_REVIEWER','INSPECTORATE','BPK_AUDITOR','BUD','DPO','ADMIN')),
  -- who signs for money is appointed by decree
  CONSTRAINT substitution_by_decree CHECK (role NOT IN ('HEAD_DINSOS','PPK_SKPD','TREASURER')
    OR (btrim(coalesce(decree_number, '')) <> '' AND decree_date IS NOT NULL)),
  CONSTRAINT substitution_ended_whole CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX substitution_of_substitute ON substitution (substitute_id);
CREATE INDEX substitution_of_holder ON substitution (holder_id);
ALTER TABLE substitution ENABLE ROW LEVEL SECURITY;
ALTER TABLE substitution FORCE ROW LEVEL SECURITY;
CREATE POLICY own_substitution ON substitution FOR SELECT TO salur_app USING ((SELECT app_scope()) IN ('province','system'));
CREATE POLICY write_substitution ON substitution FOR INSERT TO salur_app WITH CHECK ((SELECT app_scope()) IN ('province','system'));
CREATE POLICY change_substitution ON substitution FOR UPDATE TO salur_app USING ((SELECT app_scope()) IN ('province','system'));
CREATE POLICY lookup ON substitution FOR SELECT TO salur_lookup USING (true);
GRANT SELECT, INSERT, UPDATE (ended_at, ended_by) ON substitution TO salur_app;
GRANT SELECT ON substitution TO salur_lookup;

/* When it holds; what ended before it began never did. */
CREATE FUNCTION period_of(s substitution) RETURNS tstzrange LANGUAGE sql IMMUTABLE AS $$
  SELECT tstzrange((s).valid_from, greatest((s).valid_from, least((s).valid_to, coalesce((s).ended_at, (s).valid_to))))
$$;
CREATE FUNCTION period_of(m membership) RETURNS tstzrange LANGUAGE sql IMMUTABLE AS $$
  SELECT tstzrange((m).valid_from, CASE WHEN (m).valid_to < (m).valid_from THEN (m).valid_from ELSE (m).valid_to END)
$$;

/* Looked at after the row is in, under one lock: of two people who give each other their offices at once, the second waits
   here and sees the first. In one stretch of time nobody is both substitute and substituted: no circle, no chain. */
CREATE FUNCTION check_substitution() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE period tstzrange := period_of(NEW);
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('substitution', 7));
  IF NOT EXISTS (SELECT FROM membership m WHERE m.user_id = NEW.holder_id AND m.role = NEW.role AND m.valid_from <= NEW.set_at
                    AND (NEW.kind = 'PLT' OR m.valid_to IS NULL OR m.valid_to > NEW.set_at)) THEN
    RAISE EXCEPTION 'the office is not the holder''s own (substitution_own_office)' USING ERRCODE = 'check_violation', CONSTRAINT = 'substitution_own_office';
  END IF;
  IF EXISTS (SELECT FROM membership m WHERE m.user_id = NEW.substitute_id AND (m.valid_to IS NULL OR m.valid_to > NEW.set_at)
                AND roles_conflict(m.role, NEW.role)) THEN
    RAISE EXCEPTION 'offices of the substitute exclude it (incompatible_roles)' USING ERRCODE = 'check_violation', CONSTRAINT = 'incompatible_roles';
  END IF;
  IF EXISTS (SELECT FROM substitution s WHERE s.id <> NEW.id AND s.holder_id = NEW.holder_id AND s.role = NEW.role
                AND period_of(s) && period) THEN
    RAISE EXCEPTION 'the office has a substitute then (substitution_overlap)' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'substitution_overlap';
  END IF;
  IF EXISTS (SELECT FROM substitution s WHERE s.id <> NEW.id AND (s.holder_id = NEW.substitute_id OR s.substitute_id = NEW.holder_id)
                AND period_of(s) && period) THEN
    RAISE EXCEPTION 'one of the two is in another substitution then (substitution_circle)' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'substitution_circle';
  END IF;
  RETURN NULL;
END $$;

/* Offices held at the same time, own ones and those of a substitution. */
CREATE FUNCTION check_membership() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('offices/' || NEW.user_id, 7));
  IF EXISTS (SELECT FROM membership m WHERE m.user_id = NEW.user_id AND m.id <> NEW.id AND roles_conflict(m.role, NEW.role)
                AND period_of(m) && period_of(NEW))
     OR EXISTS (SELECT FROM substitution s WHERE s.substitute_id = NEW.user_id AND roles_conflict(s.role, NEW.role)
                   AND period_of(s) && period_of(NEW)) THEN
    RAISE EXCEPTION 'one person does not hold % with the other offices (incompatible_roles)', NEW.role USING ERRCODE = 'check_violation', CONSTRAINT = 'incompatible_roles';
  END IF;
  RETURN NULL;
END $$;
GRANT CREATE ON SCHEMA public TO salur_lookup;
ALTER FUNCTION check_substitution() OWNER TO salur_lookup;
ALTER FUNCTION check_membership() OWNER TO salur_lookup;
REVOKE CREATE ON SCHEMA public FROM salur_lookup;
REVOKE ALL ON FUNCTION check_substitution(), check_membership() FROM PUBLIC;
CREATE TRIGGER substitution_holds AFTER INSERT ON substitution FOR EACH ROW EXECUTE FUNCTION check_substitution();
CREATE TRIGGER membership_holds AFTER INSERT OR UPDATE OF user_id, role, valid_from, valid_to ON membership FOR EACH ROW EXECUTE FUNCTION check_membership();

/* Whose session it is was asked when it began: when an office ends or an account is closed, all sessions of the person end
   in the same transaction. */
CREATE FUNCTION end_sessions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM auth.session s WHERE s."userId" = (to_jsonb(NEW)->>TG_ARGV[0]);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION end_sessions() FROM PUBLIC;
CREATE TRIGGER sessions_end_with_office AFTER UPDATE OF valid_to ON membership FOR EACH ROW
  WHEN (NEW.valid_to IS NOT NULL AND NEW.valid_to IS DISTINCT FROM OLD.valid_to) EXECUTE FUNCTION end_sessions('user_id');
CREATE TRIGGER sessions_end_with_account AFTER UPDATE OF active ON user_account FOR EACH ROW
  WHEN (OLD.active AND NOT NEW.active) EXECUTE FUNCTION end_sessions('id');
CREATE TRIGGER sessions_end_with_substitution AFTER UPDATE OF ended_at ON substitution FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION end_sessions('substitute_id');

/* The offices somebody has at an instant through a substitution: only what is the holder's own, never what he himself has by
   another one. A Plt. goes on where the office is vacant; a Plh. ends with the holder's office. */
CREATE FUNCTION acting_offices(who uuid, moment timestamptz)
RETURNS TABLE (role text, kind text, holder_id uuid, holder text, units uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.role, s.kind, s.holder_id, h.name,
         array(SELECT DISTINCT m.org_unit_id FROM membership m WHERE m.user_id = s.holder_id AND m.role = s.role AND m.org_unit_id IS NOT NULL)
    FROM substitution s JOIN user_account h ON h.id = s.holder_id
   WHERE s.substitute_id = who AND s.valid_from <= moment AND s.valid_to > moment AND (s.ended_at IS NULL OR s.ended_at > moment)
     AND (s.kind = 'PLT' OR (h.active AND EXISTS (SELECT FROM membership m WHERE m.user_id = s.holder_id AND m.role = s.role
            AND m.valid_from <= moment AND (m.valid_to IS NULL OR m.valid_to > moment))))
   ORDER BY s.role, s.id
$$;

CREATE OR REPLACE FUNCTION app_begin(actor text, at timestamptz) RETURNS jsonb
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
  acting jsonb := '[]';
  acting_roles text[] := '{}';
  acting_units uuid[] := '{}';
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
    IF scope = 'province' THEN
      SELECT coalesce(jsonb_agg(jsonb_build_object('role', a.role, 'kind', a.kind, 'holderId', a.holder_id, 'holder', a.holder)), '[]'),
             coalesce(array_agg(DISTINCT a.role), '{}'),
             coalesce((SELECT array_agg(DISTINCT u) FROM acting_offices(who, moment) b, unnest(b.units) u), '{}')
        INTO acting, acting_roles, acting_units
        FROM acting_offices(who, moment) a WHERE a.role <> ALL (held_roles);
    END IF;
  END IF;
  PERFORM set_config('app.scope', scope, true), set_config('app.user', coalesce(who::text, ''), true),
          set_config('app.institution', coalesce(institution::text, ''), true), set_config('app.regency', coalesce(regency, ''), true);
  RETURN jsonb_build_object('userId', who, 'name', coalesce(account_name, ''), 'scope', scope,
    'roles', CASE WHEN scope IN ('institution','regency','province') THEN to_jsonb(held_roles || acting_roles) ELSE '[]'::jsonb END,
    'acting', acting,
    'institutionId', CASE WHEN scope = 'institution' THEN institution END, 'regencyCode', regency,
    'orgUnitIds', to_jsonb(coalesce(held_units, '{}') || acting_units), 'steppedNow', stepped);
EXCEPTION WHEN invalid_text_representation THEN
  RAISE EXCEPTION 'the actor % is not of the form user:<id>, system:<purpose> or public', left(actor, 60);
END $$;

/* Who is told: holders of a role and their substitutes. */
CREATE OR REPLACE FUNCTION role_holders(wanted_role text, wanted_institution uuid, wanted_regency text, at timestamptz)
RETURNS TABLE (user_id uuid, email text, locale text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT u.id, u.email, u.locale, u.name
    FROM user_account u
   WHERE u.active AND (u.id IN (
       SELECT m.user_id FROM membership m
        WHERE m.role = wanted_role AND m.valid_from <= at AND (m.valid_to IS NULL OR m.valid_to > at)
          AND (m.institution_id IS NULL OR m.institution_id = wanted_institution)
          AND (m.regency_code IS NULL OR m.regency_code = wanted_regency))
     OR u.id IN (
       SELECT s.substitute_id FROM substitution s, acting_offices(s.substitute_id, at) a
        WHERE s.role = wanted_role AND a.role = wanted_role))
   ORDER BY u.id
$$;
GRANT CREATE ON SCHEMA public TO salur_lookup;
ALTER FUNCTION acting_offices(uuid, timestamptz) OWNER TO salur_lookup;
REVOKE CREATE ON SCHEMA public FROM salur_lookup;
REVOKE ALL ON FUNCTION acting_offices(uuid, timestamptz) FROM PUBLIC;
SELECT seal_table('substitution');
