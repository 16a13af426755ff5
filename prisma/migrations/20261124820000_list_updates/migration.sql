-- BA Pemutakhiran (process.md 2.1 update_list, 4 lines): who left a list of persons that goods go by, and who takes the rest over.
-- The columns hold the difference of each version to the one before, person by person.
ALTER TABLE proposal_beneficiary
  ADD COLUMN left_on date,
  ADD COLUMN left_version int,
  ADD COLUMN joined_version int;
ALTER TABLE proposal_beneficiary ADD CONSTRAINT beneficiary_left_by_list CHECK (
  (status IN ('DECEASED','MOVED_OUT','REPLACED')) = (left_version IS NOT NULL) AND (left_on IS NULL) = (left_version IS NULL));
ALTER TABLE proposal_beneficiary
  ADD CONSTRAINT beneficiary_left_list FOREIGN KEY (proposal_id, left_version) REFERENCES beneficiary_list (proposal_id, version) DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT beneficiary_joined_list FOREIGN KEY (proposal_id, joined_version) REFERENCES beneficiary_list (proposal_id, version) DEFERRABLE INITIALLY DEFERRED;

-- A replacement takes over what was not handed over; both are one slot, which never gives more than it was granted (I1).
ALTER TABLE entitlement_line ADD COLUMN replaces_line_id uuid;
CREATE UNIQUE INDEX line_one_successor ON entitlement_line (replaces_line_id);
ALTER TABLE entitlement_line ADD CONSTRAINT line_replaces FOREIGN KEY (replaces_line_id) REFERENCES entitlement_line (id);
CREATE FUNCTION refuse_other_successor() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM entitlement_line o
                  WHERE o.id = NEW.replaces_line_id AND o.proposal_id = NEW.proposal_id AND o.item_id = NEW.item_id AND o.unit_price = NEW.unit_price
                    AND o.person_id <> NEW.person_id AND NEW.requested + coalesce(o.decreed, o.considered) <= o.considered) THEN
    RAISE EXCEPTION 'line % takes over more, or other, than line % leaves', NEW.id, NEW.replaces_line_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'line_successor_fits';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER line_successor_fits BEFORE INSERT OR UPDATE OF replaces_line_id ON entitlement_line
  FOR EACH ROW WHEN (NEW.replaces_line_id IS NOT NULL) EXECUTE FUNCTION refuse_other_successor();

/* Each line with the first line of its slot and the person for whom that was decreed. */
CREATE VIEW line_slot WITH (security_invoker = true) AS
WITH RECURSIVE slot AS (
  SELECT id AS line_id, id AS slot_id, person_id FROM entitlement_line WHERE replaces_line_id IS NULL
  UNION ALL
  SELECT l.id, s.slot_id, s.person_id FROM entitlement_line l JOIN slot s ON l.replaces_line_id = s.line_id)
SELECT line_id, slot_id, person_id FROM slot;
GRANT SELECT ON line_slot TO salur_app;
