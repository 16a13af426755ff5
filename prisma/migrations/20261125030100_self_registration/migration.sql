-- An institution registers itself: a request that is confirmed from the mailbox, then the file, checked document by document.
CREATE TABLE "institution_sign_up" (
  "id" UUID PRIMARY KEY,
  -- SHA-256 of the secret in the mail
  "token_hash" TEXT NOT NULL UNIQUE,
  "email" TEXT,
  "person_name" TEXT,
  "institution_name" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "target_group" TEXT NOT NULL,
  "regency_code" TEXT NOT NULL,
  "locale" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "institution_id" UUID UNIQUE REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "user_id" UUID UNIQUE REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "used_at" TIMESTAMPTZ(3),
  -- nobody came from the mailbox: who asked is forgotten
  "forgotten_at" TIMESTAMPTZ(3),
  CONSTRAINT sign_up_made_together CHECK (("institution_id" IS NULL) = ("user_id" IS NULL)),
  CONSTRAINT sign_up_forgotten CHECK (("forgotten_at" IS NOT NULL) = (num_nonnulls("email", "person_name") = 0)),
  CONSTRAINT sign_up_used CHECK ("used_at" IS NULL OR "user_id" IS NOT NULL)
);
ALTER TABLE "institution_sign_up" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "institution_sign_up" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON "institution_sign_up" TO salur_app;
CREATE POLICY desk ON "institution_sign_up" FOR ALL TO salur_app USING ((SELECT app_scope()) = 'system');
SELECT seal_table('institution_sign_up');

-- For how long a grade of accreditation is good, by regime: dated reference data. The printed day is the truth (domain.md 4).
CREATE TABLE "accreditation_term" (
  "regime" TEXT NOT NULL,
  "grade" TEXT NOT NULL CHECK ("grade" IN ('A','B','C')),
  "valid_from" DATE NOT NULL,
  "years" INTEGER CHECK ("years" BETWEEN 1 AND 20),
  PRIMARY KEY ("regime", "grade")
);
ALTER TABLE "accreditation_term" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "accreditation_term" FORCE ROW LEVEL SECURITY;
GRANT SELECT ON "accreditation_term" TO salur_app;
CREATE POLICY read_all ON "accreditation_term" FOR SELECT TO salur_app USING ((SELECT app_scope()) <> 'none');
INSERT INTO "accreditation_term" ("regime", "grade", "valid_from", "years") VALUES
  ('PERMENSOS_17_2012', 'A', '2012-01-01', 5), ('PERMENSOS_17_2012', 'B', '2012-01-01', 3), ('PERMENSOS_17_2012', 'C', '2012-01-01', 2),
  ('PERMENSOS_8_2025', 'A', '2025-01-01', NULL), ('PERMENSOS_8_2025', 'B', '2025-01-01', NULL), ('PERMENSOS_8_2025', 'C', '2025-01-01', NULL);
SELECT seal_table('accreditation_term');
SELECT reseal_table('accreditation_term', 'terms of accreditation');

CREATE FUNCTION kind_serves(kind text, target_group text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE kind WHEN 'LKSA' THEN target_group = 'CHILD' WHEN 'LKS_LU' THEN target_group = 'ELDERLY' WHEN 'LKS_PD' THEN target_group = 'DISABILITY'
    WHEN 'LKS_TS' THEN target_group = 'HOMELESS' WHEN 'IPWL' THEN FALSE ELSE TRUE END
$$;
ALTER TABLE "institution"
  ADD COLUMN "legal_form" TEXT CHECK ("legal_form" IN ('FOUNDATION','ASSOCIATION','NO_LEGAL_ENTITY')),
  ADD COLUMN "deed_number" TEXT,
  ADD COLUMN "deed_date" DATE,
  ADD COLUMN "accreditation_regime" TEXT,
  ADD COLUMN "accreditation_grade" TEXT,
  ADD COLUMN "accreditation_on" DATE,
  ADD COLUMN "accreditation_valid_until" DATE,
  ADD COLUMN "beds" INTEGER CHECK ("beds" BETWEEN 0 AND 100000),
  ADD COLUMN "latitude" DOUBLE PRECISION CHECK ("latitude" BETWEEN -90 AND 90),
  ADD COLUMN "longitude" DOUBLE PRECISION CHECK ("longitude" BETWEEN -180 AND 180),
  ADD COLUMN "chair_nik_sealed" BYTEA,
  ADD COLUMN "chair_nik_lookup" BYTEA,
  ADD COLUMN "secretary_name" TEXT,
  ADD COLUMN "treasurer_name" TEXT,
  -- why the institution serves a group that its kind does not
  ADD COLUMN "group_reason" TEXT,
  ADD COLUMN "file_saved_at" TIMESTAMPTZ(3),
  -- the file is with the secretariat; nobody of the institution changes it meanwhile
  ADD COLUMN "file_sent_at" TIMESTAMPTZ(3),
  ADD CONSTRAINT institution_group_has_reason CHECK ("file_saved_at" IS NULL OR kind_serves("kind", "target_group") OR "group_reason" IS NOT NULL),
  ADD CONSTRAINT institution_place_whole CHECK (("latitude" IS NULL) = ("longitude" IS NULL)),
  ADD CONSTRAINT institution_accreditation_whole CHECK (num_nonnulls("accreditation_regime", "accreditation_grade", "accreditation_valid_until") IN (0, 3)),
  ADD CONSTRAINT institution_accreditation_known FOREIGN KEY ("accreditation_regime", "accreditation_grade") REFERENCES "accreditation_term"("regime", "grade") ON DELETE RESTRICT ON UPDATE RESTRICT;
GRANT UPDATE ("legal_form", "deed_number", "deed_date", "accreditation_regime", "accreditation_grade", "accreditation_on", "accreditation_valid_until",
  "beds", "latitude", "longitude", "chair_nik_sealed", "chair_nik_lookup", "secretary_name", "treasurer_name", "group_reason", "file_saved_at",
  "file_sent_at") ON "institution" TO salur_app;

ALTER TABLE "institution_document"
  ADD COLUMN "checked_by" UUID REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD COLUMN "checked_at" TIMESTAMPTZ(3),
  ADD COLUMN "check_reason" TEXT,
  ADD CONSTRAINT institution_document_checked CHECK ((("checked_by" IS NULL) = ("checked_at" IS NULL)) AND ("checked_by" IS NULL OR "status" IN ('VALID','INVALID'))
    AND ("checked_by" IS NULL OR "status" <> 'INVALID' OR "check_reason" IS NOT NULL));
CREATE FUNCTION refuse_own_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an institution does not check its own documents' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER institution_document_checked_by_others BEFORE UPDATE ON "institution_document" FOR EACH ROW
  WHEN (app_scope() = 'institution') EXECUTE FUNCTION refuse_own_check();

-- A draft becomes registered only with a file that was sent and has no document left to check.
CREATE FUNCTION refuse_unchecked_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM institution i WHERE i.id = NEW.institution_id AND i.file_sent_at IS NULL)
     OR EXISTS (SELECT FROM (SELECT DISTINCT ON (d.code) d.status FROM institution_document d WHERE d.institution_id = NEW.institution_id
                              ORDER BY d.code, d.version DESC) n WHERE n.status <> 'VALID') THEN
    RAISE EXCEPTION 'the file of institution % is not checked: institution_file_checked', NEW.institution_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER institution_change_on_checked_file BEFORE INSERT ON "institution_change" FOR EACH ROW
  WHEN (NEW.step = 'register') EXECUTE FUNCTION refuse_unchecked_file();
