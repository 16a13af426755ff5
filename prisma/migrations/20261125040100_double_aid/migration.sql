-- Double aid of people without a NIK (process.md 4): who may be one person is found tolerantly and decided by people.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

/* One form for a name as it is written differently: titles left out, Muh., Moh. and M. one name, old spelling as new. */
CREATE FUNCTION match_name(typed text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(nullif(btrim(
    regexp_replace(regexp_replace(replace(replace(replace(
      regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        btrim(regexp_replace(lower(normalize(left(typed, 100), NFKD)), '[^a-z0-9]+', ' ', 'g')),
        '\m(h|hj|haji|hajjah|drs|dra|ir|alm|almh|bin|binti|bt|ust|ustadz|sdr|sdri|bpk|bapak|ibu|tn|ny)\M', '', 'g'),
        '\m(m|md|mhd|muh|moh|mohd|muhd|mu?o?cha?m+ad|mu?o?ha?m+a[dt])\M', 'muhamad', 'g'),
        '\m(a[ck]?hma[dt])\M', 'ahmad', 'g'),
        '\m(abd)\M', 'abdul', 'g'),
      'oe', 'u'), 'dj', 'j'), 'tj', 'c'),
    '(.)\1+', '\1', 'g'), ' +', ' ', 'g')), ''), lower(typed))
$$;

/* What people are compared by; made from `person` at each write of it and of no right of its own. */
CREATE TABLE person_match (
  person_id uuid PRIMARY KEY REFERENCES person(id) ON DELETE CASCADE ON UPDATE RESTRICT,
  identity_key bytea NOT NULL,
  no_nik boolean NOT NULL,
  birth_date date NOT NULL,
  -- the same for a day and month that were exchanged
  date_key integer NOT NULL,
  name_key text NOT NULL,
  mother_key text,
  -- a year and how a name begins: where both date and name were mistyped
  start_key text NOT NULL
);
CREATE INDEX person_match_date ON person_match (date_key);
CREATE INDEX person_match_name ON person_match (name_key);
CREATE INDEX person_match_start ON person_match (start_key);
CREATE INDEX person_match_identity ON person_match (identity_key);
ALTER TABLE person_match ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_match FORCE ROW LEVEL SECURITY;
CREATE POLICY lookup ON person_match FOR ALL TO salur_lookup USING (true);
CREATE POLICY owner ON person_match FOR ALL TO CURRENT_USER USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON person_match TO salur_lookup;
-- no policy lets the program see a row of it
GRANT SELECT ON person_match TO salur_app;

CREATE FUNCTION match_person() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO person_match AS m (person_id, identity_key, no_nik, birth_date, date_key, name_key, mother_key, start_key)
  SELECT n.id, n.identity_key, n.nik_status = 'NONE', n.birth_date,
         extract(year FROM n.birth_date)::int * 10000 + least(extract(month FROM n.birth_date), extract(day FROM n.birth_date))::int * 100
           + greatest(extract(month FROM n.birth_date), extract(day FROM n.birth_date))::int,
         k.name_key, match_name(n.mother_name), extract(year FROM n.birth_date)::text || left(k.name_key, 3)
    FROM n CROSS JOIN LATERAL (SELECT match_name(n.name) AS name_key) k WHERE n.purged_at IS NULL
  ON CONFLICT (person_id) DO UPDATE SET identity_key = excluded.identity_key, no_nik = excluded.no_nik, birth_date = excluded.birth_date,
         date_key = excluded.date_key, name_key = excluded.name_key, mother_key = excluded.mother_key, start_key = excluded.start_key
   WHERE (m.identity_key, m.no_nik, m.birth_date, m.name_key, m.mother_key)
         IS DISTINCT FROM (excluded.identity_key, excluded.no_nik, excluded.birth_date, excluded.name_key, excluded.mother_key);
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM person_match m USING n WHERE n.id = m.person_id AND n.purged_at IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER person_matched AFTER INSERT ON person REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION match_person();
CREATE TRIGGER person_rematched AFTER UPDATE ON person REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION match_person();

/* Two identities that may be one person, asked once and for all. */
CREATE TABLE identity_question (
  id uuid PRIMARY KEY,
  low_key bytea NOT NULL,
  high_key bytea NOT NULL,
  fiscal_year integer NOT NULL,
  likeness integer NOT NULL,
  found_at timestamptz(3) NOT NULL,
  verdict text,
  ground text,
  decided_by uuid REFERENCES user_account(id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  decided_at timestamptz(3),
  UNIQUE (low_key, high_key),
  CONSTRAINT question_of_two CHECK (low_key < high_key),
  CONSTRAINT question_verdict CHECK (verdict IN ('SAME','DIFFERENT')),
  CONSTRAINT question_decided_whole CHECK (num_nulls(verdict, ground, decided_by, decided_at) IN (0, 4)),
  CONSTRAINT question_ground CHECK (
    (verdict = 'SAME' AND ground IN ('SAME_CARD','SAME_FAMILY','SEEN_AT_VISIT','INSTITUTIONS_AGREE'))
    OR (verdict = 'DIFFERENT' AND ground IN ('OTHER_CARD','OTHER_FAMILY','SEEN_BOTH','INSTITUTIONS_AGREE')))
);
/* Asked once and for all. */
CREATE FUNCTION keep_identity_verdict() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'identity question % was decided (question_decided_once)', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'question_decided_once';
END $$;
CREATE TRIGGER question_decided_once BEFORE UPDATE ON identity_question FOR EACH ROW WHEN (OLD.verdict IS NOT NULL) EXECUTE FUNCTION keep_identity_verdict();
CREATE INDEX identity_question_open ON identity_question (found_at) WHERE verdict IS NULL;
CREATE INDEX identity_question_high ON identity_question (high_key);
/* A decision that two identities are one: what is typed again under the first counts as the second. */
CREATE TABLE identity_alias (
  alias_key bytea PRIMARY KEY,
  identity_key bytea NOT NULL,
  question_id uuid NOT NULL REFERENCES identity_question(id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT alias_of_another CHECK (alias_key <> identity_key)
);
CREATE INDEX identity_alias_of ON identity_alias (identity_key);
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['identity_question','identity_alias'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY lookup ON %I FOR ALL TO salur_lookup USING (true)', t);
  END LOOP;
END $$;
CREATE POLICY read_province ON identity_question FOR SELECT TO salur_app USING ((SELECT app_scope()) IN ('province','system'));
CREATE POLICY decide ON identity_question FOR UPDATE TO salur_app
  USING ((SELECT app_scope()) = 'province') WITH CHECK (decided_by = (SELECT nullif(current_setting('app.user', true), '')::uuid));
-- keyed digests alone, by which an institution's own import must find a person again
CREATE POLICY read_all ON identity_alias FOR SELECT TO salur_app USING ((SELECT app_scope()) NOT IN ('none','public'));
CREATE POLICY write_province ON identity_alias FOR INSERT TO salur_app WITH CHECK ((SELECT app_scope()) = 'province');
CREATE POLICY change_province ON identity_alias FOR UPDATE TO salur_app USING ((SELECT app_scope()) = 'province');
GRANT SELECT ON identity_question TO salur_app;
GRANT UPDATE (verdict, ground, decided_by, decided_at) ON identity_question TO salur_app;
GRANT SELECT, INSERT ON identity_alias TO salur_app;
GRANT UPDATE (identity_key) ON identity_alias TO salur_app;
GRANT SELECT, INSERT ON identity_question TO salur_lookup;
GRANT SELECT ON identity_alias TO salur_lookup;
GRANT UPDATE (status) ON proposal_beneficiary TO salur_lookup;

/* Pairs that may be one person: those on whom a shared key brings them together (block), judged by name, date and mother's
   name (compare), and of these the ones who ask for the same need in the same year. At least one of each has no NIK. Without
   `wanted` all are compared with all. */
CREATE FUNCTION possible_same(year int, wanted uuid[]) RETURNS TABLE (one uuid, other uuid, likeness int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  RETURN QUERY
  WITH asked AS MATERIALIZED (
    SELECT m.* FROM person_match m WHERE CASE WHEN wanted IS NULL THEN m.no_nik ELSE m.person_id = ANY (wanted) END),
  blocked AS (
    SELECT a.person_id AS a, o.person_id AS b FROM asked a JOIN person_match o ON o.date_key = a.date_key
     WHERE o.identity_key <> a.identity_key AND (a.no_nik OR o.no_nik)
    UNION
    SELECT a.person_id, o.person_id FROM asked a JOIN person_match o ON o.start_key = a.start_key
     -- one digit differs: then the month is the same, or the day
       AND (extract(month FROM o.birth_date) = extract(month FROM a.birth_date) OR extract(day FROM o.birth_date) = extract(day FROM a.birth_date))
     WHERE o.identity_key <> a.identity_key AND (a.no_nik OR o.no_nik)
    UNION
    SELECT a.person_id, o.person_id FROM asked a JOIN person_match o ON o.name_key = a.name_key
     WHERE o.identity_key <> a.identity_key AND (a.no_nik OR o.no_nik)
       AND abs(extract(year FROM o.birth_date) - extract(year FROM a.birth_date)) <= 1),
  -- how alike two forms are, 0 to 1: by their trigrams or by single letters, whichever sees more
  named AS MATERIALIZED (
    SELECT least(x.person_id, y.person_id) AS one, greatest(x.person_id, y.person_id) AS other, x.mother_key AS mother_a, y.mother_key AS mother_b,
           x.birth_date AS day_a, y.birth_date AS day_b, x.date_key = y.date_key AS turned,
           greatest(similarity(x.name_key, y.name_key), 1 - levenshtein(x.name_key, y.name_key)::real / greatest(length(x.name_key), length(y.name_key), 1)) AS name
      FROM blocked b JOIN person_match x ON x.person_id = b.a JOIN person_match y ON y.person_id = b.b),
  compared AS MATERIALIZED (
    SELECT n.one, n.other, n.name,
           CASE WHEN n.mother_a IS NOT NULL AND n.mother_b IS NOT NULL THEN greatest(similarity(n.mother_a, n.mother_b), 1 - levenshtein(n.mother_a, n.mother_b)::real / greatest(length(n.mother_a), length(n.mother_b), 1)) END AS mother,
           CASE WHEN n.day_a = n.day_b THEN 3 WHEN n.turned THEN 2
                WHEN levenshtein(to_char(n.day_a, 'YYYYMMDD'), to_char(n.day_b, 'YYYYMMDD')) = 1 THEN 1 ELSE 0 END AS day
      FROM named n WHERE n.name >= 0.6),
  alike AS (
    SELECT DISTINCT c.one, c.other, (100 * (c.name * 0.5 + coalesce(c.mother, 0.7) * 0.2 + c.day / 3.0 * 0.3))::int AS likeness
      FROM compared c
     WHERE (c.day >= 2 AND coalesce(c.mother, 1) >= 0.4)
        OR (c.day = 1 AND c.name >= 0.8 AND c.mother >= 0.6)
        OR (c.name = 1 AND c.mother = 1))
  SELECT k.one, k.other, k.likeness FROM alike k
   WHERE EXISTS (
     SELECT FROM entitlement_line s JOIN proposal p ON p.id = s.proposal_id JOIN entitlement_line t ON t.person_id = k.other AND t.need_group = s.need_group
       JOIN proposal q ON q.id = t.proposal_id AND q.fiscal_year = p.fiscal_year AND q.disaster_id IS NOT DISTINCT FROM p.disaster_id
      WHERE s.person_id = k.one AND p.fiscal_year = year AND s.status NOT IN ('DROPPED','NOT_RECEIVED') AND t.status NOT IN ('DROPPED','NOT_RECEIVED')
        AND p.state NOT IN ('REJECTED','REJECTED_FINAL','WITHDRAWN','EXPIRED','CANCELLED') AND q.state NOT IN ('REJECTED','REJECTED_FINAL','WITHDRAWN','EXPIRED','CANCELLED'));
END $$;

/* Asks about every such pair that nobody has been asked about, and flags its people where nobody has judged them yet. */
CREATE FUNCTION ask_identities(year int, wanted uuid[], at timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  asked int;
BEGIN
  WITH found AS MATERIALIZED (
    SELECT least(x.identity_key, y.identity_key) AS low_key, greatest(x.identity_key, y.identity_key) AS high_key, max(s.likeness) AS likeness
      FROM possible_same(year, wanted) s JOIN person x ON x.id = s.one JOIN person y ON y.id = s.other
     GROUP BY 1, 2),
  fresh AS (
    INSERT INTO identity_question (id, low_key, high_key, fiscal_year, likeness, found_at)
    SELECT uuidv7(), f.low_key, f.high_key, year, f.likeness, at FROM found f
     WHERE NOT EXISTS (SELECT FROM identity_alias a WHERE a.alias_key = f.low_key AND a.identity_key = f.high_key OR a.alias_key = f.high_key AND a.identity_key = f.low_key)
     ORDER BY 2, 3
    ON CONFLICT (low_key, high_key) DO NOTHING RETURNING low_key, high_key)
  SELECT count(*) INTO asked FROM fresh;
  UPDATE proposal_beneficiary b SET status = 'FLAGGED_DUPLICATE'
    FROM identity_question q JOIN person n ON n.identity_key IN (q.low_key, q.high_key), proposal p
   WHERE q.verdict IS NULL AND n.id = b.person_id AND p.id = b.proposal_id AND p.fiscal_year = year AND b.status IN ('PROPOSED','NO_NIK')
     AND p.state IN ('DRAFT','SUBMITTED','REGISTERED','ADMIN_REVIEW','RETURNED','ADMIN_VERIFIED','FIELD_VERIFICATION','FIELD_VERIFIED');
  RETURN asked;
END $$;

DO $$
DECLARE f text;
BEGIN
  GRANT CREATE ON SCHEMA public TO salur_lookup;
  FOREACH f IN ARRAY ARRAY['match_person()','possible_same(int, uuid[])','ask_identities(int, uuid[], timestamptz)'] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO salur_lookup', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
  REVOKE CREATE ON SCHEMA public FROM salur_lookup;
END $$;
GRANT EXECUTE ON FUNCTION ask_identities(int, uuid[], timestamptz) TO salur_app;
CREATE POLICY flag_duplicates ON proposal_beneficiary FOR UPDATE TO salur_lookup USING (true);

-- everybody who is there already
ALTER TABLE person NO FORCE ROW LEVEL SECURITY;
INSERT INTO person_match (person_id, identity_key, no_nik, birth_date, date_key, name_key, mother_key, start_key)
SELECT n.id, n.identity_key, n.nik_status = 'NONE', n.birth_date,
       extract(year FROM n.birth_date)::int * 10000 + least(extract(month FROM n.birth_date), extract(day FROM n.birth_date))::int * 100
         + greatest(extract(month FROM n.birth_date), extract(day FROM n.birth_date))::int, k.name_key, match_name(n.mother_name),
       extract(year FROM n.birth_date)::text || left(k.name_key, 3)
  FROM person n CROSS JOIN LATERAL (SELECT match_name(n.name) AS name_key) k WHERE n.purged_at IS NULL;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
SELECT seal_table('identity_question');
SELECT seal_table('identity_alias');

/* Whether somebody must yet say if this person is the one who asks for the same need elsewhere. Officials see both sides. */
CREATE FUNCTION identity_undecided(wanted uuid, need text, year int) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM person n JOIN identity_question q ON q.verdict IS NULL AND (q.low_key = n.identity_key OR q.high_key = n.identity_key)
      JOIN person o ON o.identity_key = CASE WHEN q.low_key = n.identity_key THEN q.high_key ELSE q.low_key END
      JOIN entitlement_line t ON t.person_id = o.id AND t.need_group = need AND t.status NOT IN ('DROPPED','NOT_RECEIVED')
      JOIN proposal c ON c.id = t.proposal_id AND c.fiscal_year = year AND c.state NOT IN ('REJECTED','REJECTED_FINAL','WITHDRAWN','EXPIRED','CANCELLED')
     WHERE n.id = wanted)
$$;
REVOKE ALL ON FUNCTION identity_undecided(uuid, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity_undecided(uuid, text, int) TO salur_app;
