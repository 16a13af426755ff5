-- A list of persons that was read and judged and is not saved yet: only who uploaded it sees it, sealed, and for two days. It is
-- not bound into the chain: nobody's right rests on it, and it is deleted; what is accepted is sealed as persons and lines.
CREATE TABLE "person_import" (
  "id" UUID PRIMARY KEY,
  "proposal_id" UUID NOT NULL REFERENCES "proposal"("id") ON DELETE CASCADE ON UPDATE RESTRICT,
  "institution_id" UUID NOT NULL,
  "regency_code" TEXT NOT NULL,
  "created_by" UUID NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  -- how many persons it has brought into the list
  "saved" INTEGER NOT NULL DEFAULT 0,
  "ended_at" TIMESTAMPTZ(3)
);
CREATE INDEX "person_import_of_proposal" ON "person_import" ("proposal_id");
CREATE INDEX "person_import_expires" ON "person_import" ("expires_at");
CREATE TABLE "person_import_row" (
  "id" UUID PRIMARY KEY,
  "import_id" UUID NOT NULL REFERENCES "person_import"("id") ON DELETE CASCADE ON UPDATE RESTRICT,
  "institution_id" UUID NOT NULL,
  "regency_code" TEXT NOT NULL,
  "created_by" UUID NOT NULL,
  "row_number" INTEGER NOT NULL,
  "content_sealed" BYTEA NOT NULL,
  -- null where the row says nobody
  "identity_key" BYTEA,
  "errors" JSONB NOT NULL,
  "warnings" JSONB NOT NULL,
  UNIQUE ("import_id", "row_number")
);
ALTER TABLE "person_import" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "person_import" FORCE ROW LEVEL SECURITY;
ALTER TABLE "person_import_row" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "person_import_row" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON "person_import", "person_import_row" TO salur_app;
GRANT UPDATE ("saved", "ended_at") ON "person_import" TO salur_app;
GRANT UPDATE ("content_sealed", "identity_key", "errors", "warnings") ON "person_import_row" TO salur_app;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['person_import','person_import_row'] LOOP
    EXECUTE format($p$CREATE POLICY own_import ON %I FOR ALL TO salur_app
      USING ((SELECT app_scope()) = 'system'
         OR ((SELECT app_scope()) IN ('institution','regency','province') AND created_by = (SELECT nullif(current_setting('app.user', true), '')::uuid)
           AND ((SELECT app_scope()) <> 'institution' OR institution_id = (SELECT nullif(current_setting('app.institution', true), '')::uuid))))$p$, t);
  END LOOP;
END $$;
