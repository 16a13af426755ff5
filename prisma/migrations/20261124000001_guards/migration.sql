-- What the database itself refuses: vocabularies, amounts, order of quantities, second lives, changes to the record.

-- Vocabularies
ALTER TABLE proposal ADD CONSTRAINT proposal_state_known CHECK (state IN (
  'DRAFT','SUBMITTED','REGISTERED','ADMIN_REVIEW','RETURNED','ADMIN_VERIFIED','FIELD_VERIFICATION','FIELD_VERIFIED',
  'RECOMMENDED','CONSIDERED','WAITLISTED','BUDGETED','DECREED','PACT_SIGNED','IN_DELIVERY','REPORT_DUE','REPORT_REVIEW',
  'REPORT_RETURNED','DEFAULTED','REJECTED','APPEAL_REVIEW','CLOSED','REJECTED_FINAL','WITHDRAWN','EXPIRED','CANCELLED'));
ALTER TABLE proposal ADD CONSTRAINT proposal_track_known CHECK (track IN ('PLANNED','UNPLANNED'));
ALTER TABLE proposal ADD CONSTRAINT proposal_source_known CHECK (source IN ('LKS','SKPD','POKIR_DPRD','MUSRENBANG'));
ALTER TABLE institution ADD CONSTRAINT institution_status_known CHECK (status IN ('DRAFT','REGISTERED','ACTIVE','SUSPENDED','BLACKLISTED','CLOSED'));
ALTER TABLE institution ADD CONSTRAINT institution_kind_known CHECK (kind IN ('LKSA','LKS_LU','LKS_PD','LKS_TS','IPWL','LKS_OTHER','UPTD'));
ALTER TABLE institution ADD CONSTRAINT institution_group_known CHECK (target_group IN ('CHILD','ELDERLY','DISABILITY','HOMELESS','DISASTER'));
ALTER TABLE person ADD CONSTRAINT person_sex_known CHECK (sex IN ('F','M'));
ALTER TABLE person ADD CONSTRAINT person_nik_status_known CHECK (nik_status IN ('VERIFIED','UNVERIFIED','NONE'));
ALTER TABLE person ADD CONSTRAINT person_nik_or_reason CHECK ((nik_status = 'NONE') = (nik_sealed IS NULL) AND (nik_status <> 'NONE' OR no_nik_reason IS NOT NULL));
ALTER TABLE person ADD CONSTRAINT person_residence_known CHECK (residence_mode IN ('IN_PANTI','HOME_CARE'));
ALTER TABLE person ADD CONSTRAINT person_birth_sane CHECK (birth_date BETWEEN DATE '1890-01-01' AND DATE '2200-01-01');
ALTER TABLE proposal_beneficiary ADD CONSTRAINT beneficiary_status_known CHECK (status IN (
  'PROPOSED','MATCHED','FLAGGED_DUPLICATE','NIK_INVALID','NO_NIK','VERIFIED_FIELD','NOT_FOUND','ELIGIBLE','INELIGIBLE','DECEASED','MOVED_OUT','REPLACED'));
ALTER TABLE proposal_beneficiary ADD CONSTRAINT beneficiary_presence_known CHECK (presence IN ('PRESENT','ABSENT_WITH_PROOF','HOME_CARE_SAMPLED','HOME_CARE_UNSAMPLED','NOT_FOUND'));
ALTER TABLE entitlement_line ADD CONSTRAINT line_status_known CHECK (status IN ('DRAFT','DROPPED','DECREED','RECEIVED','PARTIALLY_RECEIVED','NOT_RECEIVED'));
ALTER TABLE package_item ADD CONSTRAINT item_handover_known CHECK (handover_mode IN ('COLLECTIVE','PER_PERSON'));
ALTER TABLE aid_package ADD CONSTRAINT package_annex_known CHECK (annex_level IN ('INSTITUTION','PERSON'));
ALTER TABLE reservation ADD CONSTRAINT reservation_state_known CHECK (state IN ('RESERVED','CONSUMED','RELEASED'));
ALTER TABLE decree ADD CONSTRAINT decree_state_known CHECK (state IN ('DRAFT','FROZEN','RECORDED','SIGNED','REGISTERED'));
ALTER TABLE decree_entry ADD CONSTRAINT decree_entry_state_known CHECK (state IN ('ADDED','FENCED','FROZEN','DECREED','REMOVED'));
ALTER TABLE delivery_batch ADD CONSTRAINT batch_state_known CHECK (state IN ('PLANNED','DISPATCHED','RECONCILED'));
ALTER TABLE delivery_drop ADD CONSTRAINT drop_state_known CHECK (state IN ('PLANNED','STARTED','HANDED_OVER','CONFIRMED','RECONCILED'));
ALTER TABLE receipt ADD CONSTRAINT receipt_outcome_known CHECK (outcome IN ('RECEIVED','PARTIAL','DECEASED','MOVED_OUT','REFUSED','ABSENT'));
ALTER TABLE notification ADD CONSTRAINT notification_state_known CHECK (state IN ('QUEUED','SENT','REFUSED'));
ALTER TABLE institution_document ADD CONSTRAINT institution_document_status_known CHECK (status IN ('UPLOADED','VALID','INVALID','EXPIRED'));
ALTER TABLE proposal_document ADD CONSTRAINT proposal_document_status_known CHECK (status IN ('UPLOADED','VALID','INVALID','EXPIRED'));
ALTER TABLE report ADD CONSTRAINT report_state_known CHECK (state IN ('DRAFT','SUBMITTED','RETURNED','ACCEPTED'));
ALTER TABLE pact ADD CONSTRAINT pact_state_known CHECK (state IN ('PREPARED','UPLOADED','SIGNED'));

-- Amounts and quantities
ALTER TABLE proposal ADD CONSTRAINT proposal_amounts_sane CHECK (requested_amount >= 0 AND own_share >= 0 AND person_count >= 0 AND version >= 0 AND revision >= 0);
ALTER TABLE proposal ADD CONSTRAINT proposal_amounts_descend CHECK (recommended_amount <= requested_amount AND considered_amount <= recommended_amount AND decreed_amount <= considered_amount);
ALTER TABLE proposal ADD CONSTRAINT proposal_year_sane CHECK (fiscal_year BETWEEN 2005 AND 2100);
ALTER TABLE cost_line ADD CONSTRAINT cost_line_amount_exact CHECK (volume > 0 AND unit_price > 0 AND amount = volume * unit_price);
ALTER TABLE package_item ADD CONSTRAINT item_amounts_positive CHECK (unit_price > 0 AND quantity_per_person > 0);
ALTER TABLE ceiling ADD CONSTRAINT ceiling_not_negative CHECK (amount >= 0 AND reserved >= 0 AND consumed >= 0);
ALTER TABLE ceiling ADD CONSTRAINT ceiling_hard_holds CHECK (NOT hard OR reserved + consumed <= amount);
ALTER TABLE reservation ADD CONSTRAINT reservation_positive CHECK (amount >= 0);
-- I1: each later quantity stays within the earlier one
ALTER TABLE entitlement_line ADD CONSTRAINT line_quantities_descend CHECK (
  requested > 0 AND unit_price > 0
  AND recommended BETWEEN 0 AND requested AND considered BETWEEN 0 AND recommended
  AND decreed BETWEEN 0 AND considered AND delivered BETWEEN 0 AND decreed AND reported BETWEEN 0 AND delivered);
ALTER TABLE receipt ADD CONSTRAINT receipt_quantity_sane CHECK (quantity >= 0 AND instalment >= 1);
ALTER TABLE report_line ADD CONSTRAINT report_line_sane CHECK (received >= 0 AND used >= 0 AND returned >= 0 AND lost >= 0 AND used + returned + lost <= received);
ALTER TABLE institution ADD CONSTRAINT institution_capacity_sane CHECK (capacity BETWEEN 0 AND 100000);
ALTER TABLE programme ADD CONSTRAINT programme_window_ordered CHECK (window_opens_at < window_closes_at);
ALTER TABLE visit ADD CONSTRAINT visit_signature_known CHECK (signature IN ('SIGNED','REFUSED'));
ALTER TABLE visit ADD CONSTRAINT visit_beds_sane CHECK (bed_count BETWEEN 0 AND 100000);

-- A fenced proposal cannot leave by another door, and one institution has one living proposal per package and year
ALTER TABLE proposal ADD CONSTRAINT proposal_fence_holds CHECK (fenced_by IS NULL OR state IN ('BUDGETED','DECREED','PACT_SIGNED','IN_DELIVERY'));
CREATE UNIQUE INDEX proposal_one_living ON proposal (institution_id, package_id, fiscal_year)
  WHERE track = 'PLANNED' AND state NOT IN ('DRAFT','REJECTED','REJECTED_FINAL','WITHDRAWN','EXPIRED','CANCELLED');
CREATE UNIQUE INDEX decree_entry_one_decree ON decree_entry (proposal_id) WHERE state <> 'REMOVED';

-- References that no part of the program may break
ALTER TABLE entitlement_line ADD FOREIGN KEY (proposal_id) REFERENCES proposal(id),
  ADD FOREIGN KEY (beneficiary_id) REFERENCES proposal_beneficiary(id), ADD FOREIGN KEY (item_id) REFERENCES package_item(id);
ALTER TABLE proposal_beneficiary ADD FOREIGN KEY (person_id) REFERENCES person(id);
ALTER TABLE person ADD FOREIGN KEY (institution_id) REFERENCES institution(id);
ALTER TABLE proposal ADD FOREIGN KEY (programme_id) REFERENCES programme(id), ADD FOREIGN KEY (package_id) REFERENCES aid_package(id),
  ADD FOREIGN KEY (decree_id) REFERENCES decree(id), ADD FOREIGN KEY (fenced_by) REFERENCES decree(id);
ALTER TABLE claim ADD FOREIGN KEY (proposal_id) REFERENCES proposal(id);
ALTER TABLE reservation ADD FOREIGN KEY (proposal_id) REFERENCES proposal(id), ADD FOREIGN KEY (ceiling_id) REFERENCES ceiling(id);
ALTER TABLE receipt ADD FOREIGN KEY (line_id) REFERENCES entitlement_line(id), ADD FOREIGN KEY (drop_id) REFERENCES delivery_drop(id);
ALTER TABLE delivery_batch ADD FOREIGN KEY (decree_id) REFERENCES decree(id), ADD FOREIGN KEY (unit_id) REFERENCES org_unit(id);
ALTER TABLE delivery_drop ADD FOREIGN KEY (proposal_id) REFERENCES proposal(id);
ALTER TABLE decree_entry ADD FOREIGN KEY (proposal_id) REFERENCES proposal(id);
ALTER TABLE report ADD FOREIGN KEY (proposal_id) REFERENCES proposal(id);
ALTER TABLE membership ADD FOREIGN KEY (institution_id) REFERENCES institution(id), ADD FOREIGN KEY (org_unit_id) REFERENCES org_unit(id);
ALTER TABLE visit ADD FOREIGN KEY (proposal_id) REFERENCES proposal(id);
ALTER TABLE proposal_document ADD FOREIGN KEY (blob_id) REFERENCES blob(id);
ALTER TABLE institution_document ADD FOREIGN KEY (blob_id) REFERENCES blob(id);

-- I9 and I13: an ended case stays ended, the event chain only grows
CREATE FUNCTION refuse_second_life() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('CLOSED','REJECTED_FINAL','WITHDRAWN','EXPIRED','CANCELLED') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'proposal % has ended as % and stays so', OLD.id, OLD.state USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_terminal_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER proposal_terminal_stays BEFORE UPDATE OF state ON proposal FOR EACH ROW EXECUTE FUNCTION refuse_second_life();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER event_only_grows BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_not_emptied BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER command_only_grows BEFORE UPDATE OR DELETE ON command FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Working copies are deleted only while the case is the institution's to edit
CREATE FUNCTION refuse_frozen_delete() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE current_state text;
BEGIN
  SELECT state INTO current_state FROM proposal WHERE id = OLD.proposal_id;
  IF current_state IS NOT NULL AND current_state NOT IN ('DRAFT','RETURNED') THEN
    RAISE EXCEPTION '% of a proposal in % cannot be deleted', TG_TABLE_NAME, current_state USING ERRCODE = 'check_violation', CONSTRAINT = 'working_copy_only';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER cost_line_working_copy BEFORE DELETE ON cost_line FOR EACH ROW EXECUTE FUNCTION refuse_frozen_delete();
CREATE TRIGGER beneficiary_working_copy BEFORE DELETE ON proposal_beneficiary FOR EACH ROW EXECUTE FUNCTION refuse_frozen_delete();
CREATE TRIGGER line_working_copy BEFORE DELETE ON entitlement_line FOR EACH ROW EXECUTE FUNCTION refuse_frozen_delete();
