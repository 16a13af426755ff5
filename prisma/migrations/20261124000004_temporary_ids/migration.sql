-- A person without a national id gets a number of the province's (domain.md 5.1: TMP-6472-2026-00001). An institution draws
-- it without seeing the counter, whose rows are the province's.
CREATE FUNCTION next_temporary_numbers(wanted_regency text, wanted_year int, wanted_count int) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO counter AS c (name, value)
  SELECT 'temporary/' || wanted_regency || '/' || wanted_year, wanted_count
   WHERE wanted_count BETWEEN 1 AND 5000 AND app_scope() IN ('institution','regency','province','system')
  ON CONFLICT (name) DO UPDATE SET value = c.value + excluded.value
  RETURNING value - wanted_count + 1
$$;
GRANT CREATE ON SCHEMA public TO salur_lookup;
ALTER FUNCTION next_temporary_numbers(text, int, int) OWNER TO salur_lookup;
REVOKE CREATE ON SCHEMA public FROM salur_lookup;
REVOKE ALL ON FUNCTION next_temporary_numbers(text, int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION next_temporary_numbers(text, int, int) TO salur_app;
GRANT SELECT, INSERT, UPDATE ON counter TO salur_lookup;
CREATE POLICY lookup ON counter FOR ALL TO salur_lookup USING (name LIKE 'temporary/%') WITH CHECK (name LIKE 'temporary/%');
