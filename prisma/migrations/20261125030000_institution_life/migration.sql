-- The life of an institution (domain.md 4): its status follows from a confirmed change, and from nothing else that the program does.
CREATE TABLE "institution_change" (
  "id" UUID PRIMARY KEY,
  "institution_id" UUID NOT NULL REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "regency_code" TEXT NOT NULL,
  "step" TEXT NOT NULL,
  "from_status" TEXT NOT NULL,
  "to_status" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "letter_number" TEXT,
  "letter_date" DATE,
  "blob_id" UUID REFERENCES "blob"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "state" TEXT NOT NULL CHECK ("state" IN ('PROPOSED','CONFIRMED','REFUSED')),
  "proposed_by" UUID NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "proposed_at" TIMESTAMPTZ(3) NOT NULL,
  "decided_by" UUID REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "decided_at" TIMESTAMPTZ(3),
  "refusal" TEXT,
  CONSTRAINT institution_change_in_order CHECK (("step", "from_status", "to_status") IN (
    ('register','DRAFT','REGISTERED'), ('activate','REGISTERED','ACTIVE'), ('suspend','ACTIVE','SUSPENDED'), ('resume','SUSPENDED','ACTIVE'),
    ('blacklist','SUSPENDED','BLACKLISTED'), ('close','DRAFT','CLOSED'), ('close','REGISTERED','CLOSED'), ('close','ACTIVE','CLOSED'),
    ('close','SUSPENDED','CLOSED'))),
  CONSTRAINT institution_change_two_persons CHECK ("decided_by" <> "proposed_by"),
  CONSTRAINT institution_change_second CHECK ("state" = 'PROPOSED' OR "step" = 'register' OR "decided_by" IS NOT NULL),
  CONSTRAINT institution_change_decided CHECK (("state" = 'PROPOSED') = ("decided_at" IS NULL)),
  CONSTRAINT institution_change_refused CHECK (("state" = 'REFUSED') = ("refusal" IS NOT NULL)),
  CONSTRAINT institution_change_paper CHECK ("step" = 'register' OR num_nonnulls("letter_number", "letter_date", "blob_id") = 3),
  CONSTRAINT institution_change_reason CHECK ("step" IN ('register','activate') OR "reason" <> '')
);
CREATE INDEX "institution_change_of_institution" ON "institution_change" ("institution_id", "proposed_at");
CREATE UNIQUE INDEX institution_change_one_pending ON "institution_change" ("institution_id") WHERE "state" = 'PROPOSED';
ALTER TABLE "institution_change" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "institution_change" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON "institution_change" TO salur_app;
GRANT UPDATE ("state", "decided_by", "decided_at", "refusal") ON "institution_change" TO salur_app;
-- what is only proposed is a matter among officials
CREATE POLICY own_institution ON "institution_change" FOR SELECT TO salur_app
  USING ((SELECT app_scope()) IN ('province','system')
     OR ("state" = 'CONFIRMED' AND (((SELECT app_scope()) = 'institution' AND institution_id = (SELECT nullif(current_setting('app.institution', true), '')::uuid))
       OR ((SELECT app_scope()) = 'regency' AND regency_code = (SELECT current_setting('app.regency', true))))));
CREATE POLICY propose ON "institution_change" FOR INSERT TO salur_app WITH CHECK ((SELECT app_scope()) IN ('province','system'));
CREATE POLICY decide ON "institution_change" FOR UPDATE TO salur_app USING ((SELECT app_scope()) IN ('province','system'));

CREATE FUNCTION refuse_decided_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'institution change % is decided already', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER institution_change_decided_once BEFORE UPDATE ON "institution_change" FOR EACH ROW
  WHEN (OLD.state <> 'PROPOSED') EXECUTE FUNCTION refuse_decided_change();

-- The program may write everything of an institution but its status: that is this trigger's.
REVOKE UPDATE ON "institution" FROM salur_app;
GRANT UPDATE ("name", "kind", "target_group", "village_code", "address", "capacity", "email", "phone_sealed", "chair_name", "npwp_sealed",
  "npwp_lookup", "registration_number", "registration_valid_until") ON "institution" TO salur_app;
GRANT SELECT, UPDATE ("status") ON "institution" TO salur_lookup;
CREATE POLICY lookup ON "institution" FOR ALL TO salur_lookup USING (true);
CREATE FUNCTION apply_institution_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE institution SET status = NEW.to_status WHERE id = NEW.institution_id AND status = NEW.from_status;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'institution % is not %: institution_change_from_here', NEW.institution_id, NEW.from_status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
GRANT CREATE ON SCHEMA public TO salur_lookup;
ALTER FUNCTION apply_institution_change() OWNER TO salur_lookup;
REVOKE CREATE ON SCHEMA public FROM salur_lookup;
CREATE TRIGGER institution_change_applies AFTER INSERT OR UPDATE ON "institution_change" FOR EACH ROW
  WHEN (NEW.state = 'CONFIRMED') EXECUTE FUNCTION apply_institution_change();
SELECT seal_table('institution_change');
