-- Who asked for a proposal that the institution did not begin itself, and by which letter (process.md 2.1, create).
ALTER TABLE proposal
  ADD COLUMN outside_letter_number text,
  ADD COLUMN outside_letter_date date,
  ADD COLUMN outside_letter_blob_id uuid REFERENCES blob (id);
ALTER TABLE proposal ADD CONSTRAINT proposal_source_by_letter CHECK (
  CASE source
    WHEN 'LKS' THEN num_nonnulls(outside_letter_number, outside_letter_date, outside_letter_blob_id) = 0
    ELSE num_nonnulls(outside_letter_number, outside_letter_date, outside_letter_blob_id) = 3 AND btrim(outside_letter_number) <> ''
  END);

-- where a proposal comes from is said once and kept
CREATE FUNCTION refuse_other_source() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the source of proposal % is kept as it was recorded', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER proposal_source_kept BEFORE UPDATE OF source, outside_letter_number, outside_letter_date, outside_letter_blob_id ON proposal
  FOR EACH ROW WHEN (
    (OLD.source, OLD.outside_letter_number, OLD.outside_letter_date, OLD.outside_letter_blob_id)
    IS DISTINCT FROM (NEW.source, NEW.outside_letter_number, NEW.outside_letter_date, NEW.outside_letter_blob_id))
  EXECUTE FUNCTION refuse_other_source();

-- lists show it too
CREATE OR REPLACE VIEW case_list WITH (security_invoker = true) AS
SELECT p.id, p.state, p.version, p.state_since, p.escalation, p.registration_number, p.agenda_number, p.programme_id, p.package_id,
       p.institution_id, p.regency_code, p.fiscal_year, p.person_count, p.requested_amount, p.recommended_amount, p.considered_amount,
       p.decreed_amount, p.decree_id, p.fenced_by, p.case_data, p.created_at, p.updated_at,
       nullif(p.case_data->'pending', 'null'::jsonb) AS pending,
       least(jsonb_array_length(coalesce(nullif(p.case_data->'endorsed', 'null'::jsonb), '[]'::jsonb)), 3) AS endorsements,
       -- a draft waits for its institution until the window closes
       coalesce(p.due_at, CASE p.state WHEN 'DRAFT' THEN g.window_closes_at END) AS due_at,
       i.name AS institution_name, i.code AS institution_code, r.name AS regency_name, g.name_id AS programme_name_id,
       g.name_en AS programme_name_en, a.name_id AS package_name_id, a.name_en AS package_name_en, a.target_group, p.source
  FROM proposal p JOIN institution i ON i.id = p.institution_id JOIN programme g ON g.id = p.programme_id
  JOIN aid_package a ON a.id = p.package_id LEFT JOIN region r ON r.code = p.regency_code;
