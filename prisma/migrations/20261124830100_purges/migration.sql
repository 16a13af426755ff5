-- Retention (I13): the personal columns and files of cases that are closed longer than the policy keeps them are blanked, by two
-- people and by an event of its own. No row goes: ids, quantities, hashes and the chain stay. Everything here is an ordinary
-- write of the program, sealed like any other.
ALTER TABLE person ADD COLUMN purged_at timestamptz(3);
ALTER TABLE blob ADD COLUMN purged_at timestamptz(3);
ALTER TABLE blob ADD CONSTRAINT blob_purged_is_empty CHECK (purged_at IS NULL OR length(sealed) = 0);

CREATE TABLE purge (
  id uuid PRIMARY KEY,
  reason text NOT NULL,
  proposed_by uuid NOT NULL REFERENCES user_account(id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  proposed_at timestamptz(3) NOT NULL,
  confirmed_by uuid REFERENCES user_account(id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  confirmed_at timestamptz(3),
  CONSTRAINT purge_says_why CHECK (btrim(reason) <> ''),
  CONSTRAINT purge_two_people CHECK (confirmed_by <> proposed_by),
  CONSTRAINT purge_confirmed_whole CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
);
CREATE TABLE purge_case (
  purge_id uuid NOT NULL REFERENCES purge(id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  proposal_id uuid NOT NULL REFERENCES proposal(id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  institution_id uuid NOT NULL,
  regency_code text NOT NULL,
  purged_at timestamptz(3),
  persons integer,
  files integer,
  PRIMARY KEY (purge_id, proposal_id),
  CONSTRAINT purge_case_whole CHECK (num_nulls(purged_at, persons, files) IN (0, 3))
);
CREATE UNIQUE INDEX purge_case_once ON purge_case (proposal_id) WHERE purged_at IS NOT NULL;

ALTER TABLE purge ENABLE ROW LEVEL SECURITY;
ALTER TABLE purge FORCE ROW LEVEL SECURITY;
ALTER TABLE purge_case ENABLE ROW LEVEL SECURITY;
ALTER TABLE purge_case FORCE ROW LEVEL SECURITY;
CREATE POLICY read_purge ON purge FOR SELECT TO salur_app USING ((SELECT app_scope()) IN ('province','system'));
-- the data protection officer proposes in the own name, and no round is born confirmed
CREATE POLICY propose ON purge FOR INSERT TO salur_app
  WITH CHECK ((SELECT app_holds('DPO')) AND proposed_by = (SELECT nullif(current_setting('app.user', true), '')::uuid) AND confirmed_by IS NULL);
CREATE POLICY confirm ON purge FOR UPDATE TO salur_app USING ((SELECT app_holds('ADMIN')) OR (SELECT app_holds('HEAD_DINSOS')))
  WITH CHECK (confirmed_by = (SELECT nullif(current_setting('app.user', true), '')::uuid));
CREATE POLICY own_case ON purge_case FOR SELECT TO salur_app
  USING ((SELECT app_scope()) IN ('province','system')
     OR ((SELECT app_scope()) = 'institution' AND institution_id = (SELECT nullif(current_setting('app.institution', true), '')::uuid))
     OR ((SELECT app_scope()) = 'regency' AND regency_code = (SELECT current_setting('app.regency', true))));
CREATE POLICY propose ON purge_case FOR INSERT TO salur_app WITH CHECK ((SELECT app_holds('DPO')) AND purged_at IS NULL);
GRANT SELECT, INSERT ON purge, purge_case TO salur_app;
GRANT UPDATE (confirmed_by, confirmed_at) ON purge TO salur_app;

/* Whoever confirmed stays who confirmed. */
CREATE FUNCTION keep_purge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'purge % was confirmed (purge_confirmed_once)', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'purge_confirmed_once';
END $$;
CREATE TRIGGER purge_confirmed_once BEFORE UPDATE ON purge FOR EACH ROW WHEN (OLD.confirmed_by IS NOT NULL) EXECUTE FUNCTION keep_purge();

/* The one way by which anything is blanked: a case of a confirmed round that has ended, under no audit or hold, with nothing left
   to pay back, and with no breach of personal data still open. Somebody who stands in another case that is kept stays there. */
CREATE FUNCTION purge_person_data(wanted uuid, round uuid, at timestamptz) RETURNS TABLE (blanked_persons int, blanked_files int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  persons_done int;
  files_done int;
BEGIN
  IF app_scope() <> 'system' OR NOT EXISTS (
    SELECT FROM purge_case c JOIN purge r ON r.id = c.purge_id JOIN proposal p ON p.id = c.proposal_id
     WHERE c.proposal_id = wanted AND c.purge_id = round AND c.purged_at IS NULL AND r.confirmed_at IS NOT NULL
       AND p.state IN ('CLOSED','REJECTED_FINAL','WITHDRAWN','EXPIRED','CANCELLED')
       AND coalesce(jsonb_typeof(p.case_data->'hold'), 'null') = 'null' AND coalesce(jsonb_typeof(p.case_data->'audit'), 'null') = 'null'
       AND NOT EXISTS (SELECT FROM clawback k WHERE k.proposal_id = p.id AND k.paid_on IS NULL AND k.state <> 'CANCELLED')
       AND NOT EXISTS (SELECT FROM breach b WHERE b.state = 'OPEN')) THEN
    RAISE EXCEPTION 'case % is not to be purged (purge_not_due)', wanted USING ERRCODE = 'check_violation', CONSTRAINT = 'purge_not_due';
  END IF;
  UPDATE person n SET name = '–', birth_date = DATE '1900-01-01', mother_name = NULL, nik_status = 'NONE', no_nik_reason = 'purged', temporary_id = NULL,
         nik_sealed = NULL, family_card_sealed = NULL, purged_at = at
   WHERE n.purged_at IS NULL AND n.id IN (SELECT b.person_id FROM proposal_beneficiary b WHERE b.proposal_id = wanted)
     AND NOT EXISTS (SELECT FROM proposal_beneficiary o WHERE o.person_id = n.id AND o.proposal_id <> wanted
                        AND NOT EXISTS (SELECT FROM purge_case q WHERE q.proposal_id = o.proposal_id AND q.purged_at IS NOT NULL));
  GET DIAGNOSTICS persons_done = ROW_COUNT;
  UPDATE proposal_beneficiary b SET status_reason = NULL WHERE b.proposal_id = wanted AND b.status_reason IS NOT NULL;
  UPDATE receipt t SET signed_by = '–' WHERE t.proposal_id = wanted;
  UPDATE visit v SET notes = NULL, signature_note = NULL WHERE v.proposal_id = wanted AND num_nonnulls(v.notes, v.signature_note) > 0;
  -- what decrees, pacts and letters among offices say is no file of a person
  UPDATE blob f SET sealed = '', file_name = '–', purged_at = at
   WHERE f.purged_at IS NULL
     AND f.id IN (SELECT d.blob_id FROM proposal_document d WHERE d.proposal_id = wanted
            UNION SELECT l.blob_id FROM beneficiary_list l WHERE l.proposal_id = wanted
            UNION SELECT v.minutes_blob_id FROM visit v WHERE v.proposal_id = wanted
            UNION SELECT unnest(v.photo_blob_ids) FROM visit v WHERE v.proposal_id = wanted
            UNION SELECT (e.data->'note'->>'scan')::uuid FROM event e WHERE e.stream = 'proposal/' || wanted AND e.type = 'update_list'
            UNION SELECT o.bast_blob_id FROM delivery_drop o WHERE o.proposal_id = wanted)
     AND NOT EXISTS (SELECT FROM institution_document i WHERE i.blob_id = f.id)
     AND NOT EXISTS (SELECT FROM proposal_document d WHERE d.blob_id = f.id AND d.proposal_id <> wanted
                        AND NOT EXISTS (SELECT FROM purge_case q WHERE q.proposal_id = d.proposal_id AND q.purged_at IS NOT NULL));
  GET DIAGNOSTICS files_done = ROW_COUNT;
  UPDATE purge_case c SET purged_at = at, persons = persons_done, files = files_done WHERE c.purge_id = round AND c.proposal_id = wanted;
  RETURN QUERY SELECT persons_done, files_done;
END $$;
GRANT CREATE ON SCHEMA public TO salur_lookup;
ALTER FUNCTION purge_person_data(uuid, uuid, timestamptz) OWNER TO salur_lookup;
REVOKE CREATE ON SCHEMA public FROM salur_lookup;
REVOKE ALL ON FUNCTION purge_person_data(uuid, uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION purge_person_data(uuid, uuid, timestamptz) TO salur_app;

GRANT UPDATE (name, birth_date, mother_name, nik_status, no_nik_reason, temporary_id, nik_sealed, family_card_sealed, purged_at) ON person TO salur_lookup;
GRANT UPDATE (sealed, file_name, purged_at) ON blob TO salur_lookup;
GRANT UPDATE (status_reason) ON proposal_beneficiary TO salur_lookup;
GRANT UPDATE (signed_by) ON receipt TO salur_lookup;
GRANT UPDATE (notes, signature_note) ON visit TO salur_lookup;
GRANT UPDATE (purged_at, persons, files) ON purge_case TO salur_lookup;
GRANT SELECT ON person, blob, proposal_beneficiary, receipt, visit, purge, purge_case, proposal, clawback, breach, proposal_document, institution_document, beneficiary_list,
  delivery_drop TO salur_lookup;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['person','blob','proposal_beneficiary','receipt','visit','purge','purge_case','proposal','clawback','breach','proposal_document',
                           'institution_document','beneficiary_list','delivery_drop'] LOOP
    EXECUTE format('CREATE POLICY purge_reads ON %I FOR SELECT TO salur_lookup USING (true)', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['person','blob','proposal_beneficiary','receipt','visit','purge_case'] LOOP
    EXECUTE format('CREATE POLICY purge_blanks ON %I FOR UPDATE TO salur_lookup USING (true)', t);
  END LOOP;
END $$;

SELECT seal_table('purge');
SELECT seal_table('purge_case');
-- a file goes in by its digest, column by column: the new one too
SELECT seal_table('blob');
