-- How many offices endorse is said by the policy and the amount and kept in the case: lists ask for the next one by name.
DROP VIEW case_list;
CREATE VIEW case_list WITH (security_invoker = true) AS
SELECT p.id, p.state, p.version, p.state_since, p.escalation, p.registration_number, p.agenda_number, p.programme_id, p.package_id,
       p.institution_id, p.regency_code, p.fiscal_year, p.person_count, p.requested_amount, p.recommended_amount, p.considered_amount,
       p.decreed_amount, p.decree_id, p.fenced_by, p.case_data, p.created_at, p.updated_at,
       nullif(p.case_data->'pending', 'null'::jsonb) AS pending,
       -- cases from before the levels were kept in them have the three of then
       coalesce(coalesce(nullif(p.case_data->'endorsers', 'null'::jsonb), '["KETUA_TIM","KABID","SEKRETARIS_DINAS"]'::jsonb)
                ->> jsonb_array_length(coalesce(nullif(p.case_data->'endorsed', 'null'::jsonb), '[]'::jsonb)), 'HEAD_DINSOS') AS next_endorser,
       -- a draft waits for its institution until the window closes
       coalesce(p.due_at, CASE p.state WHEN 'DRAFT' THEN g.window_closes_at END) AS due_at,
       i.name AS institution_name, i.code AS institution_code, r.name AS regency_name, g.name_id AS programme_name_id,
       g.name_en AS programme_name_en, a.name_id AS package_name_id, a.name_en AS package_name_en, a.target_group, p.source
  FROM proposal p JOIN institution i ON i.id = p.institution_id JOIN programme g ON g.id = p.programme_id
  JOIN aid_package a ON a.id = p.package_id LEFT JOIN region r ON r.code = p.regency_code;
GRANT SELECT ON case_list TO salur_app;
