-- What two officers saw of each person at a visit, with the proof of an absence and the identity paper that was shown; how many
-- lived there and how many stood on no list; what the camera says of a photo; and the form as it is saved on the way.
CREATE TABLE "visit_person" (
  "visit_id" UUID NOT NULL REFERENCES "visit"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  -- no reference: the list may change after the visit, what was seen stays
  "beneficiary_id" UUID NOT NULL,
  "proposal_id" UUID NOT NULL REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "institution_id" UUID NOT NULL,
  "regency_code" TEXT NOT NULL,
  "presence" TEXT NOT NULL CHECK ("presence" IN ('PRESENT','ABSENT_WITH_PROOF','HOME_CARE_SAMPLED','HOME_CARE_UNSAMPLED','NOT_FOUND')),
  "whereabouts" TEXT CHECK ("whereabouts" IN ('SCHOOL','HOSPITAL','HOME')),
  "proof" TEXT,
  "proof_blob_id" UUID REFERENCES "blob"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "identity_paper" TEXT CHECK ("identity_paper" IN ('KTP','KK','KIA')),
  PRIMARY KEY ("visit_id", "beneficiary_id"),
  CONSTRAINT visit_absence_proved CHECK ("presence" <> 'ABSENT_WITH_PROOF' OR "whereabouts" IS NOT NULL AND num_nonnulls("proof", "proof_blob_id") > 0),
  CONSTRAINT visit_nobody_showed_no_paper CHECK ("presence" <> 'NOT_FOUND' OR "identity_paper" IS NULL)
);
CREATE INDEX "visit_person_proposal_id_idx" ON "visit_person"("proposal_id");
ALTER TABLE "visit_person" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "visit_person" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON "visit_person" TO salur_app;
-- a visit that was taken back is entered anew
GRANT UPDATE ("presence", "whereabouts", "proof", "proof_blob_id", "identity_paper") ON "visit_person" TO salur_app;
CREATE POLICY change_province ON "visit_person" FOR UPDATE TO salur_app USING ((SELECT app_scope()) IN ('province','system'));
-- proofs of hospitals and schools are the province's
CREATE POLICY read_province ON "visit_person" FOR SELECT TO salur_app USING ((SELECT app_scope()) IN ('province','system'));
CREATE POLICY write_province ON "visit_person" FOR INSERT TO salur_app WITH CHECK ((SELECT app_scope()) IN ('province','system'));
SELECT seal_table('visit_person');

ALTER TABLE "visit"
  ADD COLUMN "resident_count" INTEGER CHECK ("resident_count" BETWEEN 0 AND 100000),
  ADD COLUMN "unlisted_count" INTEGER CHECK ("unlisted_count" BETWEEN 0 AND 100000),
  ADD COLUMN "unlisted_note" TEXT,
  ADD COLUMN "working_copy" JSONB,
  ADD COLUMN "saved_at" TIMESTAMPTZ(3),
  ADD COLUMN "saved_by" UUID REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "blob"
  ADD COLUMN "taken_at" TIMESTAMPTZ(3),
  ADD COLUMN "taken_latitude" DOUBLE PRECISION CHECK ("taken_latitude" BETWEEN -90 AND 90),
  ADD COLUMN "taken_longitude" DOUBLE PRECISION CHECK ("taken_longitude" BETWEEN -180 AND 180);
SELECT seal_table('blob');
CREATE INDEX "blob_sha256_idx" ON "blob"("sha256");

/* Where else the very same picture stands: another visit, another document, another proof. */
CREATE FUNCTION photo_used_elsewhere(photo uuid, by_visit uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM blob p JOIN blob o ON o.sha256 = p.sha256
     WHERE p.id = photo AND (
           EXISTS (SELECT FROM visit v WHERE o.id = ANY (v.photo_blob_ids) AND (v.id <> by_visit OR o.id <> p.id))
        OR EXISTS (SELECT FROM visit_person s WHERE s.proof_blob_id = o.id)
        OR EXISTS (SELECT FROM proposal_document d WHERE d.blob_id = o.id)
        OR EXISTS (SELECT FROM institution_document d WHERE d.blob_id = o.id)
        OR EXISTS (SELECT FROM delivery_drop d WHERE d.bast_blob_id = o.id)))
$$;
REVOKE ALL ON FUNCTION photo_used_elsewhere(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION photo_used_elsewhere(uuid, uuid) TO salur_app;

/* A purged case keeps who was seen, without the words and files about the person. */
CREATE FUNCTION purge_visit_people() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE blob f SET sealed = '', file_name = '–', purged_at = NEW.purged_at
   WHERE f.purged_at IS NULL AND f.id IN (SELECT s.proof_blob_id FROM visit_person s WHERE s.proposal_id = NEW.proposal_id);
  UPDATE visit_person s SET proof = '–' WHERE s.proposal_id = NEW.proposal_id AND s.proof IS NOT NULL;
  UPDATE visit v SET unlisted_note = NULL, working_copy = NULL
   WHERE v.proposal_id = NEW.proposal_id AND num_nonnulls(v.unlisted_note, v.working_copy) > 0;
  RETURN NULL;
END $$;
GRANT CREATE ON SCHEMA public TO salur_lookup;
ALTER FUNCTION purge_visit_people() OWNER TO salur_lookup;
REVOKE CREATE ON SCHEMA public FROM salur_lookup;
GRANT SELECT, UPDATE (proof) ON "visit_person" TO salur_lookup;
GRANT UPDATE (unlisted_note, working_copy) ON "visit" TO salur_lookup;
CREATE POLICY purge_reads ON "visit_person" FOR SELECT TO salur_lookup USING (true);
CREATE POLICY purge_blanks ON "visit_person" FOR UPDATE TO salur_lookup USING (true);
CREATE TRIGGER purge_case_visit_people AFTER UPDATE OF purged_at ON "purge_case" FOR EACH ROW
  WHEN (OLD.purged_at IS NULL AND NEW.purged_at IS NOT NULL) EXECUTE FUNCTION purge_visit_people();
