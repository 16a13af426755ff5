-- The client register (buku induk, process.md 4): who came, left, went home, moved or died, when and by which document; each month
-- the institution says what changed, or that nothing did.
CREATE TABLE "client_movement" (
  "id" UUID PRIMARY KEY,
  "person_id" UUID NOT NULL REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "institution_id" UUID NOT NULL REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "regency_code" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('IN','OUT','REUNIFIED','MOVED','DIED')),
  "happened_on" DATE NOT NULL,
  -- number of the letter or certificate; blanked with the person
  "document_number" TEXT,
  "recorded_by" UUID NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "client_movement_of_person" ON "client_movement" ("person_id", "happened_on");
CREATE INDEX "client_movement_of_institution" ON "client_movement" ("institution_id", "recorded_at");
CREATE TABLE "register_month" (
  "institution_id" UUID NOT NULL REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "regency_code" TEXT NOT NULL,
  -- its first day
  "month" DATE NOT NULL CHECK (extract(day FROM "month") = 1),
  "movements" INTEGER NOT NULL,
  "confirmed_by" UUID NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "confirmed_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("institution_id", "month")
);
ALTER TABLE "client_movement" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "client_movement" FORCE ROW LEVEL SECURITY;
ALTER TABLE "register_month" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "register_month" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON "client_movement", "register_month" TO salur_app;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['client_movement','register_month'] LOOP
    EXECUTE format($p$CREATE POLICY own_register ON %I FOR SELECT TO salur_app
      USING ((SELECT app_scope()) IN ('province','system')
         OR ((SELECT app_scope()) = 'institution' AND institution_id = (SELECT nullif(current_setting('app.institution', true), '')::uuid))
         OR ((SELECT app_scope()) = 'regency' AND regency_code = (SELECT current_setting('app.regency', true))))$p$, t);
    EXECUTE format($p$CREATE POLICY keep_own ON %I FOR INSERT TO salur_app
      WITH CHECK ((SELECT app_scope()) = 'institution' AND institution_id = (SELECT nullif(current_setting('app.institution', true), '')::uuid))$p$, t);
  END LOOP;
END $$;

ALTER TABLE "person"
  ADD COLUMN "left_on" DATE,
  ADD COLUMN "left_how" TEXT CHECK ("left_how" IN ('OUT','REUNIFIED','MOVED','DIED')),
  ADD CONSTRAINT person_left_whole CHECK (("left_on" IS NULL) = ("left_how" IS NULL));
-- Movements of one person follow each other: nobody leaves twice or comes back from death, and no day lies before the one before.
CREATE FUNCTION move_client() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
  SELECT p.left_on, p.left_how, p.institution_id,
         (SELECT max(m.happened_on) FROM client_movement m WHERE m.person_id = p.id AND m.id <> NEW.id) AS before
    INTO last FROM person p WHERE p.id = NEW.person_id FOR UPDATE;
  IF last.institution_id IS DISTINCT FROM NEW.institution_id OR (NEW.kind = 'IN') = (last.left_on IS NULL) OR last.left_how = 'DIED'
     OR NEW.happened_on < coalesce(last.before, last.left_on, NEW.happened_on) THEN
    RAISE EXCEPTION 'this movement of client % does not follow: client_movement_follows', NEW.person_id USING ERRCODE = 'check_violation';
  END IF;
  UPDATE person SET left_on = CASE WHEN NEW.kind <> 'IN' THEN NEW.happened_on END, left_how = nullif(NEW.kind, 'IN') WHERE id = NEW.person_id;
  RETURN NULL;
END $$;
CREATE TRIGGER client_moves AFTER INSERT ON "client_movement" FOR EACH ROW EXECUTE FUNCTION move_client();

-- A purge blanks what the register says of a person too.
GRANT SELECT ("id", "person_id", "document_number"), UPDATE ("document_number") ON "client_movement" TO salur_lookup;
CREATE POLICY lookup ON "client_movement" FOR ALL TO salur_lookup USING (true);
CREATE FUNCTION forget_movements() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE client_movement SET document_number = NULL WHERE person_id = NEW.id AND document_number IS NOT NULL;
  RETURN NULL;
END $$;
-- who has left is no resident
CREATE OR REPLACE FUNCTION flag_beds(homes uuid[]) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO institution_flag (id, institution_id, regency_code, sign, residents, beds, raised_at)
  SELECT uuidv7(), i.id, i.regency_code, 'OVER_BEDS', c.residents, i.beds,
         date_trunc('milliseconds', coalesce(nullif(current_setting('app.now', true), '')::timestamptz, clock_timestamp()))
    FROM institution i
         CROSS JOIN LATERAL (SELECT count(*)::int AS residents FROM person p
           WHERE p.institution_id = i.id AND p.residence_mode = 'IN_PANTI' AND p.purged_at IS NULL AND p.left_on IS NULL) c
   WHERE i.id = ANY (homes) AND c.residents > i.beds
     AND NOT EXISTS (SELECT FROM institution_flag f WHERE f.institution_id = i.id AND f.sign = 'OVER_BEDS' AND f.beds <= i.beds AND f.residents >= c.residents)
      ON CONFLICT DO NOTHING
$$;
GRANT CREATE ON SCHEMA public TO salur_lookup;
ALTER FUNCTION forget_movements() OWNER TO salur_lookup;
REVOKE CREATE ON SCHEMA public FROM salur_lookup;
CREATE TRIGGER person_purge_forgets AFTER UPDATE OF "purged_at" ON "person" FOR EACH ROW
  WHEN (NEW.purged_at IS NOT NULL AND OLD.purged_at IS NULL) EXECUTE FUNCTION forget_movements();
SELECT seal_table('client_movement');
SELECT seal_table('register_month');
