-- Who opened personal data, of whom, which fields and why. Ids and closed vocabularies only: the log itself holds no personal
-- data. A row is written in the transaction that reads, and never changed.
CREATE TABLE "access_log" (
  "id" UUID PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "user_id" UUID NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "subject_kind" TEXT NOT NULL CHECK ("subject_kind" IN ('PERSON','INSTITUTION','FILE')),
  "subject_id" UUID NOT NULL,
  "fields" TEXT[] NOT NULL CHECK (cardinality("fields") > 0 AND "fields" <@ ARRAY['NIK','FAMILY_CARD','PHONE','FILE','EVERYTHING']),
  "purpose" TEXT NOT NULL CHECK ("purpose" IN ('VERIFICATION','CORRECTION','CONTACT','DELIVERY','COMPLAINT','AUDIT','DATA_SUBJECT')),
  "proposal_id" UUID,
  "institution_id" UUID,
  "regency_code" TEXT
);
CREATE INDEX "access_log_at" ON "access_log" ("at");
CREATE INDEX "access_log_institution" ON "access_log" ("institution_id", "at");
CREATE INDEX "access_log_subject" ON "access_log" ("subject_id");

/* Whether the acting person holds a role now; for tables that a whole scope may not read. */
CREATE FUNCTION app_holds(wanted text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM membership m JOIN user_account u ON u.id = m.user_id
     WHERE m.user_id = nullif(current_setting('app.user', true), '')::uuid AND u.active AND m.role = wanted
       AND m.valid_from <= moment.now AND (m.valid_to IS NULL OR m.valid_to > moment.now))
    FROM (SELECT coalesce(nullif(current_setting('app.now', true), '')::timestamptz, clock_timestamp()) AS now) moment
$$;
GRANT CREATE ON SCHEMA public TO salur_lookup;
ALTER FUNCTION app_holds(text) OWNER TO salur_lookup;
REVOKE CREATE ON SCHEMA public FROM salur_lookup;
REVOKE ALL ON FUNCTION app_holds(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_holds(text) TO salur_app;

ALTER TABLE "access_log" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "access_log" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON "access_log" TO salur_app;
-- the data protection officer reads all of it, an institution what concerns its people; nobody else
CREATE POLICY read_concerned ON "access_log" FOR SELECT TO salur_app
  USING ((SELECT app_scope()) = 'system' OR (SELECT app_holds('DPO'))
     OR ((SELECT app_scope()) = 'institution' AND institution_id = (SELECT nullif(current_setting('app.institution', true), '')::uuid)));
CREATE POLICY write_own ON "access_log" FOR INSERT TO salur_app
  WITH CHECK ((SELECT app_scope()) NOT IN ('none','public','system') AND user_id = (SELECT nullif(current_setting('app.user', true), '')::uuid));
CREATE TRIGGER access_log_only_grows BEFORE UPDATE OR DELETE ON "access_log" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_log_not_emptied BEFORE TRUNCATE ON "access_log" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
SELECT seal_table('access_log');
