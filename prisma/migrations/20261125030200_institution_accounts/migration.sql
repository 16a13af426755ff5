-- The bank account of an institution: proposed by it, checked by the finance section, confirmed by a third person; one in force.
CREATE FUNCTION plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT trim(regexp_replace(lower(name), '[^[:alnum:]]+', ' ', 'g'))
$$;
CREATE TABLE "institution_account" (
  "id" UUID PRIMARY KEY,
  "institution_id" UUID NOT NULL REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "regency_code" TEXT NOT NULL,
  "bank" TEXT NOT NULL,
  "number_sealed" BYTEA NOT NULL,
  "number_lookup" BYTEA NOT NULL,
  "holder_name" TEXT NOT NULL,
  -- why it is not in the name of the institution
  "holder_reason" TEXT,
  "blob_id" UUID NOT NULL REFERENCES "blob"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "state" TEXT NOT NULL CHECK ("state" IN ('PROPOSED','CHECKED','IN_FORCE','REFUSED','REPLACED')),
  "proposed_by" UUID NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "proposed_at" TIMESTAMPTZ(3) NOT NULL,
  "checked_by" UUID REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "checked_at" TIMESTAMPTZ(3),
  "confirmed_by" UUID REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "confirmed_at" TIMESTAMPTZ(3),
  "refused_by" UUID REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "refused_at" TIMESTAMPTZ(3),
  "refusal" TEXT,
  "replaced_at" TIMESTAMPTZ(3),
  CONSTRAINT institution_account_two_persons CHECK ("checked_by" <> "proposed_by" AND "confirmed_by" <> "proposed_by" AND "confirmed_by" <> "checked_by"),
  CONSTRAINT institution_account_checked CHECK (("checked_by" IS NULL) = ("checked_at" IS NULL) AND ("state" <> 'CHECKED' OR "checked_by" IS NOT NULL)),
  CONSTRAINT institution_account_confirmed CHECK (("confirmed_by" IS NOT NULL) = ("state" IN ('IN_FORCE','REPLACED'))
    AND ("confirmed_by" IS NULL) = ("confirmed_at" IS NULL) AND ("confirmed_by" IS NULL OR "checked_by" IS NOT NULL)),
  CONSTRAINT institution_account_refused CHECK (("state" = 'REFUSED') = ("refusal" IS NOT NULL)
    AND num_nonnulls("refusal", "refused_by", "refused_at") IN (0, 3)),
  CONSTRAINT institution_account_replaced CHECK (("state" = 'REPLACED') = ("replaced_at" IS NOT NULL))
);
CREATE INDEX "institution_account_of_institution" ON "institution_account" ("institution_id", "proposed_at");
CREATE INDEX "institution_account_number" ON "institution_account" ("number_lookup");
CREATE UNIQUE INDEX institution_account_one_in_force ON "institution_account" ("institution_id") WHERE "state" = 'IN_FORCE';
CREATE UNIQUE INDEX institution_account_one_open ON "institution_account" ("institution_id") WHERE "state" IN ('PROPOSED','CHECKED');
ALTER TABLE "institution_account" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "institution_account" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON "institution_account" TO salur_app;
GRANT UPDATE ("state", "number_sealed", "checked_by", "checked_at", "confirmed_by", "confirmed_at", "refused_by", "refused_at", "refusal", "replaced_at")
  ON "institution_account" TO salur_app;
CREATE POLICY own_account ON "institution_account" FOR SELECT TO salur_app
  USING ((SELECT app_scope()) IN ('province','system')
     OR ((SELECT app_scope()) = 'institution' AND institution_id = (SELECT nullif(current_setting('app.institution', true), '')::uuid)));
CREATE POLICY propose_own ON "institution_account" FOR INSERT TO salur_app
  WITH CHECK ((SELECT app_scope()) = 'institution' AND institution_id = (SELECT nullif(current_setting('app.institution', true), '')::uuid) AND "state" = 'PROPOSED');
CREATE POLICY decide ON "institution_account" FOR UPDATE TO salur_app USING ((SELECT app_scope()) IN ('province','system'));

CREATE FUNCTION refuse_foreign_holder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.holder_reason IS NULL AND NOT EXISTS (SELECT FROM institution i WHERE i.id = NEW.institution_id AND plain_name(i.name) = plain_name(NEW.holder_name)) THEN
    RAISE EXCEPTION 'the account is not in the name of the institution: institution_account_holder' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER institution_account_holder BEFORE INSERT ON "institution_account" FOR EACH ROW EXECUTE FUNCTION refuse_foreign_holder();
CREATE FUNCTION refuse_account_leap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'institution account % does not go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER institution_account_in_stages BEFORE UPDATE OF "state" ON "institution_account" FOR EACH ROW
  WHEN (OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (('PROPOSED','CHECKED'), ('PROPOSED','REFUSED'), ('CHECKED','IN_FORCE'),
    ('CHECKED','REFUSED'), ('IN_FORCE','REPLACED')))
  EXECUTE FUNCTION refuse_account_leap();
SELECT seal_table('institution_account');
