-- Break-glass: an office for some hours in an emergency, asked for by one person and confirmed by another (process.md 3).
CREATE TABLE emergency_access (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES user_account(id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  role text NOT NULL,
  hours integer NOT NULL,
  reason text NOT NULL,
  requested_by uuid NOT NULL REFERENCES user_account(id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  requested_at timestamptz(3) NOT NULL,
  confirmed_by uuid REFERENCES user_account(id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  confirmed_at timestamptz(3),
  valid_to timestamptz(3),
  ended_at timestamptz(3),
  ended_by text,
  CONSTRAINT emergency_says_why CHECK (btrim(reason) <> ''),
  CONSTRAINT emergency_hours CHECK (hours BETWEEN 1 AND 24),
  -- who asked does not confirm, nor does who is given it
  CONSTRAINT emergency_two_people CHECK (confirmed_by <> requested_by AND confirmed_by <> user_id),
  CONSTRAINT emergency_confirmed_whole CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL) AND (confirmed_by IS NULL) = (valid_to IS NULL)),
  CONSTRAINT emergency_in_time CHECK (confirmed_at < requested_at + interval '24 hours' AND valid_to = confirmed_at + hours * interval '1 hour'),
  CONSTRAINT emergency_of_office CHECK (role NOT IN ('LKS_OPERATOR','LKS_CHAIR','KABKOTA_OFFICER','INSPECTORATE','BPK_AUDITOR','BUD','DPO','ADMIN')),
  CONSTRAINT emergency_ended_whole CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX emergency_access_of_user ON emergency_access (user_id);
ALTER TABLE emergency_access ENABLE ROW LEVEL SECURITY;
ALTER TABLE emergency_access FORCE ROW LEVEL SECURITY;
CREATE POLICY read_emergency ON emergency_access FOR SELECT TO salur_app USING ((SELECT app_scope()) IN ('province','system'));
-- a request is the requester's own, and is never born confirmed
CREATE POLICY request_emergency ON emergency_access FOR INSERT TO salur_app
  WITH CHECK ((SELECT app_scope()) = 'province' AND requested_by = (SELECT nullif(current_setting('app.user', true), '')::uuid) AND confirmed_by IS NULL);
CREATE POLICY change_emergency ON emergency_access FOR UPDATE TO salur_app USING ((SELECT app_scope()) = 'province')
  WITH CHECK ((SELECT app_scope()) = 'province');
CREATE POLICY lookup ON emergency_access FOR SELECT TO salur_lookup USING (true);
GRANT SELECT, INSERT, UPDATE (confirmed_by, confirmed_at, valid_to, ended_at, ended_by) ON emergency_access TO salur_app;
GRANT SELECT ON emergency_access TO salur_lookup;

/* Whoever watches, belongs to an institution or to a regency is given no office, in no emergency; what was confirmed or ended
   stays so, and nobody confirms in another's name. */
CREATE FUNCTION check_emergency() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM membership m WHERE m.user_id = NEW.user_id AND m.role <> 'ADMIN' AND (m.valid_to IS NULL OR m.valid_to > NEW.requested_at)
                AND roles_conflict(m.role, NEW.role)) THEN
    RAISE EXCEPTION 'offices of the person exclude it (incompatible_roles)' USING ERRCODE = 'check_violation', CONSTRAINT = 'incompatible_roles';
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.ended_at IS NOT NULL OR (OLD.confirmed_by IS NOT NULL AND (NEW.confirmed_by, NEW.confirmed_at, NEW.valid_to)
       IS DISTINCT FROM (OLD.confirmed_by, OLD.confirmed_at, OLD.valid_to))) THEN
    RAISE EXCEPTION 'what was confirmed or ended stays (emergency_stays)' USING ERRCODE = 'check_violation', CONSTRAINT = 'emergency_stays';
  END IF;
  IF TG_OP = 'UPDATE' AND session_user = 'salur_app' AND NEW.confirmed_by IS DISTINCT FROM OLD.confirmed_by
     AND NEW.confirmed_by::text IS DISTINCT FROM current_setting('app.user', true) THEN
    RAISE EXCEPTION 'nobody confirms in another''s name (emergency_own_word)' USING ERRCODE = 'check_violation', CONSTRAINT = 'emergency_own_word';
  END IF;
  RETURN NULL;
END $$;
GRANT CREATE ON SCHEMA public TO salur_lookup;
ALTER FUNCTION check_emergency() OWNER TO salur_lookup;
REVOKE CREATE ON SCHEMA public FROM salur_lookup;
REVOKE ALL ON FUNCTION check_emergency() FROM PUBLIC;
CREATE TRIGGER emergency_holds AFTER INSERT OR UPDATE ON emergency_access FOR EACH ROW EXECUTE FUNCTION check_emergency();
CREATE TRIGGER sessions_end_with_emergency AFTER UPDATE OF ended_at ON emergency_access FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION end_sessions('user_id');

/* As before, and the offices of an emergency while it lasts. */
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
  emergency jsonb := '[]';
  emergency_roles text[] := '{}';
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
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'role', e.role, 'requestedBy', r.name, 'confirmedBy', c.name) ORDER BY e.id), '[]'),
             coalesce(array_agg(DISTINCT e.role), '{}')
        INTO emergency, emergency_roles
        FROM emergency_access e JOIN user_account r ON r.id = e.requested_by JOIN user_account c ON c.id = e.confirmed_by
       WHERE e.user_id = who AND e.confirmed_at <= moment AND e.valid_to > moment AND (e.ended_at IS NULL OR e.ended_at > moment)
         AND e.role <> ALL (held_roles || acting_roles);
    END IF;
  END IF;
  PERFORM set_config('app.scope', scope, true), set_config('app.user', coalesce(who::text, ''), true),
          set_config('app.institution', coalesce(institution::text, ''), true), set_config('app.regency', coalesce(regency, ''), true);
  RETURN jsonb_build_object('userId', who, 'name', coalesce(account_name, ''), 'scope', scope,
    'roles', CASE WHEN scope IN ('institution','regency','province') THEN to_jsonb(held_roles || acting_roles || emergency_roles) ELSE '[]'::jsonb END,
    'acting', acting, 'emergency', emergency,
    'institutionId', CASE WHEN scope = 'institution' THEN institution END, 'regencyCode', regency,
    'orgUnitIds', to_jsonb(coalesce(held_units, '{}') || acting_units), 'steppedNow', stepped);
EXCEPTION WHEN invalid_text_representation THEN
  RAISE EXCEPTION 'the actor % is not of the form user:<id>, system:<purpose> or public', left(actor, 60);
END $$;

SELECT seal_table('emergency_access');
