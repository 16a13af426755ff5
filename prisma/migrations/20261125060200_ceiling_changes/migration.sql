-- Money limits are set by people (process.md 7): each change is a version of its own, with both values, the reason and the person.
-- INSTITUTION and PERSON limit what one institution or one person gets; the key '*' holds for each of them.
ALTER TABLE ceiling ADD CONSTRAINT ceiling_scope_known CHECK (scope IN ('PROGRAMME','AREA','GROUP','INSTITUTION','PERSON','DPA_LINE','ACCOUNT'));
CREATE TABLE "ceiling_change" (
  "ceiling_id" UUID NOT NULL REFERENCES "ceiling"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "version" INTEGER NOT NULL CHECK ("version" > 0),
  "programme_id" UUID NOT NULL REFERENCES "programme"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "amount_before" BIGINT,
  "amount" BIGINT NOT NULL CHECK ("amount" >= 0),
  "hard_before" BOOLEAN,
  "hard" BOOLEAN NOT NULL,
  "reason" TEXT NOT NULL CHECK (btrim("reason") <> ''),
  "changed_by" UUID NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "changed_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("ceiling_id", "version")
);
ALTER TABLE "ceiling_change" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ceiling_change" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON "ceiling_change" TO salur_app;
CREATE POLICY read_province ON "ceiling_change" FOR SELECT TO salur_app USING ((SELECT app_scope()) IN ('province','system'));
CREATE POLICY write_province ON "ceiling_change" FOR INSERT TO salur_app WITH CHECK ((SELECT app_scope()) = 'province');
SELECT seal_table('ceiling_change');
