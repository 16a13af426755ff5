-- A receipt captured inside a freeze (process.md 1, I7) is neither refused nor counted: it waits here for the head of the office,
-- line by line as it was captured. Who signed is kept only until it is decided; then it stands with the receipts, or nowhere.
CREATE TABLE quarantined_receipt (
  id uuid PRIMARY KEY,
  proposal_id uuid NOT NULL REFERENCES proposal(id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  institution_id uuid NOT NULL,
  regency_code text NOT NULL,
  drop_id uuid NOT NULL REFERENCES delivery_drop(id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  received_on date NOT NULL,
  signed_by text NOT NULL,
  -- [{lineId, quantity, outcome}]
  lines jsonb NOT NULL,
  letter_number text NOT NULL,
  captured_by uuid NOT NULL REFERENCES user_account(id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  captured_at timestamptz(3) NOT NULL,
  state text NOT NULL CHECK (state IN ('WAITING','ACCEPTED','REFUSED')),
  reason text,
  decided_by uuid REFERENCES user_account(id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  decided_at timestamptz(3),
  CONSTRAINT quarantine_decided_whole CHECK (
    num_nonnulls(reason, decided_by, decided_at) = CASE WHEN state = 'WAITING' THEN 0 ELSE 3 END AND btrim(reason) <> ''
    AND (state = 'WAITING' OR signed_by = '–')),
  CONSTRAINT quarantine_two_people CHECK (decided_by <> captured_by)
);
CREATE UNIQUE INDEX quarantine_waits_once ON quarantined_receipt (drop_id) WHERE state = 'WAITING';
CREATE INDEX quarantined_receipt_case ON quarantined_receipt (proposal_id);
ALTER TABLE quarantined_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE quarantined_receipt FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON quarantined_receipt TO salur_app;
GRANT UPDATE (state, reason, decided_by, decided_at, signed_by) ON quarantined_receipt TO salur_app;
CREATE POLICY own_case ON quarantined_receipt FOR SELECT TO salur_app
  USING ((SELECT app_scope()) IN ('province','system')
     OR ((SELECT app_scope()) = 'institution' AND institution_id = (SELECT nullif(current_setting('app.institution', true), '')::uuid))
     OR ((SELECT app_scope()) = 'regency' AND regency_code = (SELECT current_setting('app.regency', true))));
-- nobody captures in another's name, and nothing is born decided
CREATE POLICY capture ON quarantined_receipt FOR INSERT TO salur_app WITH CHECK (
  state = 'WAITING' AND captured_by = (SELECT nullif(current_setting('app.user', true), '')::uuid)
  AND ((SELECT app_scope()) = 'province' OR institution_id = (SELECT nullif(current_setting('app.institution', true), '')::uuid)
    OR ((SELECT app_scope()) = 'regency' AND regency_code = (SELECT current_setting('app.regency', true)))));
CREATE POLICY decide ON quarantined_receipt FOR UPDATE TO salur_app USING ((SELECT app_scope()) = 'province')
  WITH CHECK (decided_by = (SELECT nullif(current_setting('app.user', true), '')::uuid));
CREATE FUNCTION refuse_second_judgement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'receipt % was judged already', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'quarantine_decided_once';
END $$;
CREATE TRIGGER quarantine_decided_once BEFORE UPDATE ON quarantined_receipt FOR EACH ROW WHEN (OLD.state <> 'WAITING') EXECUTE FUNCTION refuse_second_judgement();
SELECT seal_table('quarantined_receipt');

-- I7: whatever the program does, a receipt inside a freeze counts only once it was accepted
CREATE FUNCTION refuse_frozen_receipt() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM freeze_over(NEW.proposal_id, NEW.received_on)) AND NOT EXISTS (
    SELECT FROM quarantined_receipt q WHERE q.drop_id = NEW.drop_id AND q.received_on = NEW.received_on AND q.state = 'ACCEPTED') THEN
    RAISE EXCEPTION 'line % would be received inside a freeze', NEW.line_id USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_not_frozen';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER receipt_not_frozen BEFORE INSERT OR UPDATE OF received_on, drop_id ON receipt FOR EACH ROW EXECUTE FUNCTION refuse_frozen_receipt();
