-- Urgent aid for victims of a disaster (process.md 2.3): the disaster is named once, and its id is part of what a person may
-- claim once.
CREATE FUNCTION disaster_key(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT lower(btrim(regexp_replace(name, '\s+', ' ', 'g')))
$$;
CREATE TABLE disaster (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (btrim(name) <> ''),
  happened_on date NOT NULL,
  created_by uuid NOT NULL REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  created_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX disaster_named_once ON disaster (disaster_key(name), happened_on);
ALTER TABLE disaster ENABLE ROW LEVEL SECURITY;
ALTER TABLE disaster FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON disaster TO salur_app;
CREATE POLICY read_all ON disaster FOR SELECT TO salur_app USING ((SELECT app_scope()) <> 'none');
-- the institution at the place knows first; what it has named is never changed
CREATE POLICY name_it ON disaster FOR INSERT TO salur_app WITH CHECK ((SELECT app_scope()) IN ('institution','regency','province'));
SELECT seal_table('disaster');

ALTER TABLE proposal ADD COLUMN disaster_id uuid REFERENCES disaster (id);
ALTER TABLE proposal ADD CONSTRAINT proposal_urgent_for_a_disaster CHECK ((track = 'UNPLANNED') = (disaster_id IS NOT NULL));

-- the account that pays says which way a proposal goes (belanja tidak terduga, 5.3), and it goes that way to its end
CREATE FUNCTION refuse_other_track() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'proposal % keeps its track and its disaster', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.track = 'UNPLANNED') <> (SELECT a.account_code = '5.3' OR a.account_code LIKE '5.3.%' FROM aid_package a WHERE a.id = NEW.package_id) THEN
    RAISE EXCEPTION 'the package of proposal % is not of track %', NEW.id, NEW.track USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER proposal_track_of_package BEFORE INSERT ON proposal FOR EACH ROW EXECUTE FUNCTION refuse_other_track();
CREATE TRIGGER proposal_track_kept BEFORE UPDATE OF track, disaster_id ON proposal FOR EACH ROW
  WHEN ((OLD.track, OLD.disaster_id) IS DISTINCT FROM (NEW.track, NEW.disaster_id)) EXECUTE FUNCTION refuse_other_track();

-- an approval of urgent aid becomes a decree of one proposal in the transaction that names it
ALTER TABLE proposal ALTER CONSTRAINT proposal_decree_id_fkey DEFERRABLE INITIALLY DEFERRED;

-- lists show track and disaster; an urgent draft has no window to wait for
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
       coalesce(p.due_at, CASE WHEN p.state = 'DRAFT' AND p.track = 'PLANNED' THEN g.window_closes_at END) AS due_at,
       i.name AS institution_name, i.code AS institution_code, r.name AS regency_name, g.name_id AS programme_name_id,
       g.name_en AS programme_name_en, a.name_id AS package_name_id, a.name_en AS package_name_en, a.target_group, p.source,
       p.track, d.name AS disaster_name
  FROM proposal p JOIN institution i ON i.id = p.institution_id JOIN programme g ON g.id = p.programme_id
  JOIN aid_package a ON a.id = p.package_id LEFT JOIN region r ON r.code = p.regency_code LEFT JOIN disaster d ON d.id = p.disaster_id;
GRANT SELECT ON case_list TO salur_app;
