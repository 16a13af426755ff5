-- What an institution that never accounted for its aid must give back. A case that was closed by it stays closed; the debt is a
-- record of its own and blocks the institution until it is paid.
CREATE TABLE "clawback" (
  "id" UUID PRIMARY KEY,
  "proposal_id" UUID NOT NULL UNIQUE REFERENCES "proposal"("id"),
  "institution_id" UUID NOT NULL REFERENCES "institution"("id"),
  "regency_code" TEXT NOT NULL,
  "amount" BIGINT NOT NULL CHECK ("amount" > 0),
  "state" TEXT NOT NULL CHECK ("state" IN ('VERIFIED','LEGAL')),
  "number" TEXT NOT NULL,
  "dated" DATE NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "paid_on" DATE,
  "paid_number" TEXT,
  CHECK (("paid_on" IS NULL) = ("paid_number" IS NULL))
);
CREATE INDEX "clawback_institution" ON "clawback" ("institution_id");
ALTER TABLE "clawback" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "clawback" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON "clawback" TO salur_app;
GRANT UPDATE ("paid_on", "paid_number") ON "clawback" TO salur_app;
CREATE POLICY own_case ON "clawback" FOR SELECT TO salur_app
  USING ((SELECT app_scope()) IN ('province','system')
     OR ((SELECT app_scope()) = 'institution' AND institution_id = (SELECT nullif(current_setting('app.institution', true), '')::uuid))
     OR ((SELECT app_scope()) = 'regency' AND regency_code = (SELECT current_setting('app.regency', true))));
CREATE POLICY write_province ON "clawback" FOR INSERT TO salur_app WITH CHECK ((SELECT app_scope()) IN ('province','system'));
CREATE POLICY pay_province ON "clawback" FOR UPDATE TO salur_app USING ((SELECT app_scope()) IN ('province','system'));

-- A debt is paid once
CREATE FUNCTION refuse_second_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'clawback % is paid already', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER clawback_paid_once BEFORE UPDATE ON "clawback" FOR EACH ROW
  WHEN (OLD.paid_on IS NOT NULL) EXECUTE FUNCTION refuse_second_payment();
