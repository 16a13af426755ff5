-- Register of personal-data breaches (UU 27/2022 article 46): notice to the authority and to the people concerned within 3 x 24
-- hours after it was found. The texts describe what happened, never whom in particular.
CREATE TABLE "breach" (
  "id" UUID PRIMARY KEY,
  "number" TEXT NOT NULL UNIQUE,
  "found_at" TIMESTAMPTZ(3) NOT NULL,
  "due_at" TIMESTAMPTZ(3) NOT NULL,
  "what" TEXT NOT NULL CHECK (btrim("what") <> ''),
  "handling" TEXT NOT NULL,
  "data_kinds" TEXT[] NOT NULL CHECK (cardinality("data_kinds") > 0 AND "data_kinds" <@ ARRAY['IDENTITY','CONTACT','HEALTH','FINANCE','FILES','ACCOUNTS']),
  "subjects" TEXT[] NOT NULL CHECK (cardinality("subjects") > 0 AND "subjects" <@ ARRAY['CLIENTS','INSTITUTION_STAFF','OFFICIALS']),
  "affected" INT NOT NULL CHECK ("affected" >= 0),
  "state" TEXT NOT NULL CHECK ("state" IN ('OPEN','CLOSED')),
  "reminded_hours" INT NOT NULL DEFAULT 0,
  "opened_by" UUID NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "opened_at" TIMESTAMPTZ(3) NOT NULL,
  "closed_by" UUID REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "closed_at" TIMESTAMPTZ(3),
  CHECK ("found_at" <= "opened_at"),
  CHECK ("due_at" = "found_at" + interval '72 hours'),
  CHECK (("state" = 'CLOSED') = ("closed_by" IS NOT NULL) AND ("closed_by" IS NULL) = ("closed_at" IS NULL))
);
CREATE TABLE "breach_notice" (
  "breach_id" UUID NOT NULL REFERENCES "breach"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "number" TEXT NOT NULL CHECK (btrim("number") <> ''),
  "told" TEXT NOT NULL CHECK ("told" IN ('AUTHORITY','SUBJECTS','PUBLIC')),
  "sent_on" DATE NOT NULL,
  "recorded_by" UUID NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("breach_id", "told", "number")
);
ALTER TABLE "breach" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "breach" FORCE ROW LEVEL SECURITY;
ALTER TABLE "breach_notice" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "breach_notice" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON "breach", "breach_notice" TO salur_app;
GRANT UPDATE ("reminded_hours", "state", "handling", "closed_by", "closed_at") ON "breach" TO salur_app;
CREATE POLICY read_concerned ON "breach" FOR SELECT TO salur_app
  USING ((SELECT app_scope()) = 'system' OR (SELECT app_holds('DPO')) OR (SELECT app_holds('ADMIN')) OR (SELECT app_holds('HEAD_DINSOS')));
CREATE POLICY open_breach ON "breach" FOR INSERT TO salur_app
  WITH CHECK ((SELECT app_holds('DPO')) OR (SELECT app_holds('ADMIN')));
CREATE POLICY work_on ON "breach" FOR UPDATE TO salur_app
  USING ((SELECT app_scope()) = 'system' OR (SELECT app_holds('DPO')));
CREATE POLICY read_concerned ON "breach_notice" FOR SELECT TO salur_app
  USING ((SELECT app_scope()) = 'system' OR (SELECT app_holds('DPO')) OR (SELECT app_holds('ADMIN')) OR (SELECT app_holds('HEAD_DINSOS')));
CREATE POLICY record_notice ON "breach_notice" FOR INSERT TO salur_app WITH CHECK ((SELECT app_holds('DPO')));

-- A breach is closed once, and only when authority and people were told by letter
CREATE FUNCTION guard_breach() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'CLOSED' THEN
    RAISE EXCEPTION 'breach % is closed', OLD.number USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'CLOSED' AND (SELECT count(DISTINCT n.told) FROM breach_notice n WHERE n.breach_id = NEW.id AND n.told IN ('AUTHORITY','SUBJECTS')) < 2 THEN
    RAISE EXCEPTION 'breach % has not been told to the authority and to the people concerned', NEW.number USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER breach_guarded BEFORE UPDATE ON "breach" FOR EACH ROW EXECUTE FUNCTION guard_breach();
CREATE TRIGGER breach_kept BEFORE DELETE ON "breach" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER breach_notice_only_grows BEFORE UPDATE OR DELETE ON "breach_notice" FOR EACH ROW EXECUTE FUNCTION refuse_change();
SELECT seal_table('breach'), seal_table('breach_notice');

-- Who acts for the holder of an office holds it for the tables that a role alone may read
CREATE OR REPLACE FUNCTION app_holds(wanted text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM user_account u
     WHERE u.id = nullif(current_setting('app.user', true), '')::uuid AND u.active
       AND (EXISTS (SELECT FROM membership m WHERE m.user_id = u.id AND m.role = wanted
                       AND m.valid_from <= moment.now AND (m.valid_to IS NULL OR m.valid_to > moment.now))
         OR EXISTS (SELECT FROM acting_offices(u.id, moment.now) a WHERE a.role = wanted)))
    FROM (SELECT coalesce(nullif(current_setting('app.now', true), '')::timestamptz, clock_timestamp()) AS now) moment
$$;
