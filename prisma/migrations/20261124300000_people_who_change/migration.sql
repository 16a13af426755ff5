-- An officer whose task another one took over stays in the record of the visit, with the instant of the change.
ALTER TABLE "visit_officer" ADD COLUMN "replaced_at" TIMESTAMPTZ(3);

/* Whether a case waits for somebody who has left the office it needs. Reads with the rights of whoever asks: offices are known
   to the province and to the system alone, and nobody else is told. */
CREATE FUNCTION is_orphaned(state text, case_data jsonb, at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT app_scope() IN ('province','system') AND EXISTS (
    SELECT FROM (
      SELECT case_data->>'adminVerifier' AS person, ARRAY['ADMIN_VERIFIER','KETUA_TIM'] AS offices
       WHERE state IN ('REGISTERED','ADMIN_REVIEW') AND case_data->>'adminVerifier' IS NOT NULL
      UNION ALL
      SELECT o, ARRAY['FIELD_VERIFIER'] FROM jsonb_array_elements_text(case_data->'fieldOfficers') o
       WHERE state = 'FIELD_VERIFICATION' AND jsonb_typeof(case_data->'fieldOfficers') = 'array') t
     WHERE NOT EXISTS (
       SELECT FROM membership m JOIN user_account u ON u.id = m.user_id
        WHERE u.id = t.person::uuid AND u.active AND m.role = ANY (t.offices)
          AND m.valid_from <= at AND (m.valid_to IS NULL OR m.valid_to > at)))
$$;
