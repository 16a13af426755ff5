-- What a later decree of the Governor changed of one proposal's annex: the entry of the decree holds what is in force now,
-- this holds every change, with the paper behind it.
CREATE TABLE decree_amendment (
  id uuid PRIMARY KEY,
  decree_id uuid NOT NULL REFERENCES decree(id),
  proposal_id uuid NOT NULL REFERENCES proposal(id),
  institution_id uuid NOT NULL,
  regency_code text NOT NULL,
  number text NOT NULL,
  signed_on date NOT NULL,
  signatory text NOT NULL,
  scan_blob_id uuid NOT NULL REFERENCES blob(id),
  items_before jsonb NOT NULL,
  items_after jsonb NOT NULL,
  amount_before bigint NOT NULL,
  amount_after bigint NOT NULL CHECK (amount_after BETWEEN 0 AND amount_before),
  lines_hash_before text NOT NULL,
  lines_hash_after text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  -- one paper changes one proposal once
  UNIQUE (proposal_id, number)
);
CREATE INDEX decree_amendment_decree ON decree_amendment (decree_id);
ALTER TABLE decree_amendment ENABLE ROW LEVEL SECURITY;
ALTER TABLE decree_amendment FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON decree_amendment TO salur_app;
CREATE POLICY own_case ON decree_amendment FOR ALL TO salur_app
  USING ((SELECT app_scope()) IN ('province','system')
     OR ((SELECT app_scope()) = 'institution' AND institution_id = (SELECT nullif(current_setting('app.institution', true), '')::uuid))
     OR ((SELECT app_scope()) = 'regency' AND regency_code = (SELECT current_setting('app.regency', true))));
CREATE TRIGGER decree_amendment_only_grows BEFORE UPDATE OR DELETE ON decree_amendment FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A database that keeps seals already seals this table too; on a new one the migration of the seals finds it.
DO $$
BEGIN
  IF to_regprocedure('seal_table(text)') IS NOT NULL THEN PERFORM seal_table('decree_amendment'); END IF;
END $$;
