-- Signs that an institution is not what it says (domain.md 4): raised by the database whenever the fact behind one is written,
-- whoever writes it, and resolved by a person with a reason. No institution ever sees one.
CREATE TABLE "institution_flag" (
  "id" UUID PRIMARY KEY,
  "institution_id" UUID NOT NULL REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "regency_code" TEXT NOT NULL,
  "sign" TEXT NOT NULL CHECK ("sign" IN ('SAME_NPWP','SAME_DEED','SAME_ACCOUNT','SAME_CHAIR','SAME_PLACE','ACCOUNT_NAME','OVER_BEDS')),
  -- with whom it shares the fact
  "other_id" UUID REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "residents" INTEGER,
  "beds" INTEGER,
  "raised_at" TIMESTAMPTZ(3) NOT NULL,
  "resolved_by" UUID REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "resolved_at" TIMESTAMPTZ(3),
  "reason" TEXT,
  CONSTRAINT institution_flag_resolved CHECK (num_nonnulls("resolved_by", "resolved_at", "reason") IN (0, 3)),
  CONSTRAINT institution_flag_other CHECK (("sign" LIKE 'SAME_%') = ("other_id" IS NOT NULL) AND "other_id" <> "institution_id"),
  CONSTRAINT institution_flag_beds CHECK (("sign" = 'OVER_BEDS') = (num_nonnulls("residents", "beds") = 2))
);
CREATE UNIQUE INDEX institution_flag_open_once ON "institution_flag" ("institution_id", "sign", (coalesce("other_id", "institution_id"))) WHERE "resolved_at" IS NULL;
CREATE INDEX "institution_flag_other_side" ON "institution_flag" ("other_id");
ALTER TABLE "institution_flag" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "institution_flag" FORCE ROW LEVEL SECURITY;
GRANT SELECT ON "institution_flag" TO salur_app;
GRANT UPDATE ("resolved_by", "resolved_at", "reason") ON "institution_flag" TO salur_app;
CREATE POLICY province_only ON "institution_flag" FOR SELECT TO salur_app USING ((SELECT app_scope()) IN ('province','system'));
CREATE POLICY resolve ON "institution_flag" FOR UPDATE TO salur_app USING ((SELECT app_scope()) IN ('province','system'));
GRANT SELECT, INSERT ON "institution_flag" TO salur_lookup;
CREATE POLICY lookup ON "institution_flag" FOR ALL TO salur_lookup USING (true);
GRANT SELECT ON "institution_account" TO salur_lookup;
CREATE POLICY lookup ON "institution_account" FOR SELECT TO salur_lookup USING (true);
CREATE FUNCTION refuse_second_resolution() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'flag % is resolved already', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER institution_flag_resolved_once BEFORE UPDATE ON "institution_flag" FOR EACH ROW
  WHEN (OLD.resolved_at IS NOT NULL) EXECUTE FUNCTION refuse_second_resolution();

-- The same tax number in two institutions is a sign to be looked at, and no way to learn whose number it is.
DROP INDEX "institution_npwp_lookup_key";
CREATE INDEX "institution_npwp" ON "institution" ("npwp_lookup");
CREATE INDEX "institution_chair" ON "institution" ("chair_nik_lookup");
CREATE INDEX "institution_deed" ON "institution" (plain_name("deed_number"));
CREATE INDEX "institution_latitude" ON "institution" ("latitude");

CREATE FUNCTION metres_between(lat1 float8, lon1 float8, lat2 float8, lon2 float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
  SELECT 2 * 6371000 * asin(sqrt(least(1, power(sin(radians(lat2 - lat1) / 2), 2)
    + cos(radians(lat1)) * cos(radians(lat2)) * power(sin(radians(lon2 - lon1) / 2), 2))))
$$;
CREATE FUNCTION raise_flag(home institution, what text, others uuid[]) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO institution_flag (id, institution_id, regency_code, sign, other_id, raised_at)
  SELECT uuidv7(), home.id, home.regency_code, what, o.id,
         date_trunc('milliseconds', coalesce(nullif(current_setting('app.now', true), '')::timestamptz, clock_timestamp()))
    FROM unnest(others) AS o(id)
      ON CONFLICT DO NOTHING
$$;
CREATE FUNCTION flag_institution() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.npwp_lookup IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.npwp_lookup IS DISTINCT FROM OLD.npwp_lookup) THEN
    PERFORM raise_flag(NEW, 'SAME_NPWP', array(SELECT i.id FROM institution i WHERE i.npwp_lookup = NEW.npwp_lookup AND i.id <> NEW.id));
  END IF;
  IF NEW.chair_nik_lookup IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.chair_nik_lookup IS DISTINCT FROM OLD.chair_nik_lookup) THEN
    PERFORM raise_flag(NEW, 'SAME_CHAIR', array(SELECT i.id FROM institution i WHERE i.chair_nik_lookup = NEW.chair_nik_lookup AND i.id <> NEW.id));
  END IF;
  -- a number stands once for each notary: the same number of the same day is the sign
  IF NEW.deed_number IS NOT NULL AND (TG_OP = 'INSERT' OR (NEW.deed_number, NEW.deed_date) IS DISTINCT FROM (OLD.deed_number, OLD.deed_date)) THEN
    PERFORM raise_flag(NEW, 'SAME_DEED', array(SELECT i.id FROM institution i WHERE plain_name(i.deed_number) = plain_name(NEW.deed_number)
      AND i.deed_date IS NOT DISTINCT FROM NEW.deed_date AND i.id <> NEW.id));
  END IF;
  IF NEW.latitude IS NOT NULL AND (TG_OP = 'INSERT' OR (NEW.latitude, NEW.longitude) IS DISTINCT FROM (OLD.latitude, OLD.longitude)) THEN
    PERFORM raise_flag(NEW, 'SAME_PLACE', array(SELECT i.id FROM institution i WHERE i.latitude BETWEEN NEW.latitude - 0.001 AND NEW.latitude + 0.001
      AND metres_between(i.latitude, i.longitude, NEW.latitude, NEW.longitude) < 30 AND i.id <> NEW.id));
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION flag_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE home institution;
BEGIN
  SELECT i.* INTO home FROM institution i WHERE i.id = NEW.institution_id;
  PERFORM raise_flag(home, 'SAME_ACCOUNT', array(SELECT DISTINCT a.institution_id FROM institution_account a
    WHERE a.number_lookup = NEW.number_lookup AND a.institution_id <> NEW.institution_id AND a.state <> 'REFUSED'));
  IF plain_name(home.name) <> plain_name(NEW.holder_name) THEN PERFORM raise_flag(home, 'ACCOUNT_NAME', array[NULL::uuid]); END IF;
  RETURN NULL;
END $$;
/* More people live there than there are beds; a larger number than one that was looked at before is looked at again. */
CREATE FUNCTION flag_beds(homes uuid[]) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  INSERT INTO institution_flag (id, institution_id, regency_code, sign, residents, beds, raised_at)
  SELECT uuidv7(), i.id, i.regency_code, 'OVER_BEDS', c.residents, i.beds,
         date_trunc('milliseconds', coalesce(nullif(current_setting('app.now', true), '')::timestamptz, clock_timestamp()))
    FROM institution i
         CROSS JOIN LATERAL (SELECT count(*)::int AS residents FROM person p
           WHERE p.institution_id = i.id AND p.residence_mode = 'IN_PANTI' AND p.purged_at IS NULL) c
   WHERE i.id = ANY (homes) AND c.residents > i.beds
     AND NOT EXISTS (SELECT FROM institution_flag f WHERE f.institution_id = i.id AND f.sign = 'OVER_BEDS' AND f.beds <= i.beds AND f.residents >= c.residents)
      ON CONFLICT DO NOTHING
$$;
CREATE FUNCTION flag_beds_of_persons() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM flag_beds(array(SELECT DISTINCT n.institution_id FROM n JOIN institution i ON i.id = n.institution_id WHERE i.beds IS NOT NULL));
  RETURN NULL;
END $$;
CREATE FUNCTION flag_beds_of_institution() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM flag_beds(array[NEW.id]);
  RETURN NULL;
END $$;
GRANT CREATE ON SCHEMA public TO salur_lookup;
ALTER FUNCTION flag_institution() OWNER TO salur_lookup;
ALTER FUNCTION flag_account() OWNER TO salur_lookup;
ALTER FUNCTION flag_beds_of_persons() OWNER TO salur_lookup;
ALTER FUNCTION flag_beds_of_institution() OWNER TO salur_lookup;
REVOKE CREATE ON SCHEMA public FROM salur_lookup;
REVOKE ALL ON FUNCTION raise_flag(institution, text, uuid[]), flag_beds(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION raise_flag(institution, text, uuid[]), flag_beds(uuid[]) TO salur_lookup;
CREATE TRIGGER institution_flags AFTER INSERT OR UPDATE ON "institution" FOR EACH ROW EXECUTE FUNCTION flag_institution();
CREATE TRIGGER institution_flags_beds AFTER UPDATE OF "beds" ON "institution" FOR EACH ROW
  WHEN (NEW.beds IS NOT NULL AND OLD.beds IS DISTINCT FROM NEW.beds) EXECUTE FUNCTION flag_beds_of_institution();
CREATE TRIGGER institution_account_flags AFTER INSERT ON "institution_account" FOR EACH ROW EXECUTE FUNCTION flag_account();
CREATE TRIGGER person_flags_beds AFTER INSERT ON "person" REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION flag_beds_of_persons();
SELECT seal_table('institution_flag');
