-- The verification team as a decree names it, its journeys by one letter of assignment (surat tugas) for many institutions, and
-- who of the officials is bound to an institution: such a person verifies none of its proposals (process.md 2.1, domain.md 7).
CREATE TABLE "verification_team" (
  "id" UUID PRIMARY KEY,
  "name" TEXT NOT NULL CHECK (btrim("name") <> ''),
  "decree_number" TEXT NOT NULL CHECK (btrim("decree_number") <> ''),
  "decree_date" DATE NOT NULL,
  "decree_year" INTEGER NOT NULL,
  "valid_from" DATE NOT NULL,
  "valid_until" DATE NOT NULL,
  "created_by" UUID NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT team_days_in_order CHECK ("decree_date" <= "valid_from" AND "valid_from" <= "valid_until"),
  CONSTRAINT team_year_of_decree CHECK ("decree_year" = extract(year FROM "decree_date")),
  CONSTRAINT team_decree_once UNIQUE ("decree_number", "decree_year")
);
CREATE TABLE "verification_team_member" (
  "team_id" UUID NOT NULL REFERENCES "verification_team"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "user_id" UUID NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  PRIMARY KEY ("team_id", "user_id")
);
CREATE TABLE "link_declaration" (
  "id" UUID PRIMARY KEY,
  "user_id" UUID NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "institution_id" UUID NOT NULL REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('KIN','BOARD')),
  "words" TEXT NOT NULL,
  "declared_by" UUID NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "declared_at" TIMESTAMPTZ(3) NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  "ended_by" UUID REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "ended_reason" TEXT,
  -- nobody frees oneself
  CONSTRAINT link_ended_by_another CHECK (num_nonnulls("ended_at", "ended_by", "ended_reason") IN (0, 3) AND "ended_by" IS DISTINCT FROM "user_id")
);
CREATE UNIQUE INDEX link_declared_once ON "link_declaration" ("user_id", "institution_id", "kind") WHERE "ended_at" IS NULL;
CREATE TABLE "trip" (
  "id" UUID PRIMARY KEY,
  "team_id" UUID NOT NULL REFERENCES "verification_team"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "order_number" TEXT NOT NULL CHECK (btrim("order_number") <> ''),
  "order_date" DATE NOT NULL,
  "order_year" INTEGER NOT NULL,
  "route" TEXT NOT NULL CHECK (btrim("route") <> ''),
  "starts_on" DATE NOT NULL,
  "ends_on" DATE NOT NULL,
  "created_by" UUID NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT trip_days_in_order CHECK ("order_date" <= "starts_on" AND "starts_on" <= "ends_on"),
  CONSTRAINT trip_year_of_order CHECK ("order_year" = extract(year FROM "order_date")),
  CONSTRAINT trip_order_once UNIQUE ("order_number", "order_year")
);
CREATE TABLE "trip_officer" (
  "trip_id" UUID NOT NULL REFERENCES "trip"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "user_id" UUID NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  PRIMARY KEY ("trip_id", "user_id")
);
CREATE TABLE "trip_stop" (
  "trip_id" UUID NOT NULL REFERENCES "trip"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "proposal_id" UUID NOT NULL REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "institution_id" UUID NOT NULL,
  "regency_code" TEXT NOT NULL,
  "planned_on" DATE NOT NULL,
  PRIMARY KEY ("trip_id", "proposal_id")
);
CREATE INDEX "trip_stop_proposal_id_idx" ON "trip_stop"("proposal_id");
ALTER TABLE "visit" ADD COLUMN "trip_id" UUID REFERENCES "trip"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
-- one journey comes to a proposal once, however often its officers are sent
CREATE UNIQUE INDEX visit_once_by_trip ON "visit" ("trip_id", "proposal_id") WHERE "trip_id" IS NOT NULL;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['verification_team','verification_team_member','link_declaration','trip','trip_officer','trip_stop'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO salur_app', t);
    EXECUTE format($p$CREATE POLICY read_province ON %I FOR SELECT TO salur_app USING ((SELECT app_scope()) IN ('province','system'))$p$, t);
    EXECUTE format($p$CREATE POLICY write_province ON %I FOR INSERT TO salur_app WITH CHECK ((SELECT app_scope()) IN ('province','system'))$p$, t);
    PERFORM seal_table(t);
  END LOOP;
END $$;
GRANT UPDATE ("ended_at", "ended_by", "ended_reason") ON "link_declaration" TO salur_app;
CREATE POLICY end_province ON "link_declaration" FOR UPDATE TO salur_app USING ((SELECT app_scope()) = 'province');
CREATE TRIGGER link_declaration_ended_once BEFORE UPDATE ON "link_declaration" FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION refuse_second_end();

/* Who of some officials is bound to an institution. */
CREATE FUNCTION linked_officials(wanted uuid, officials uuid[]) RETURNS TABLE (user_id uuid, name text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT DISTINCT l.user_id, u.name FROM link_declaration l JOIN user_account u ON u.id = l.user_id
   WHERE l.institution_id = wanted AND l.user_id = ANY (officials) AND l.ended_at IS NULL
$$;
REVOKE ALL ON FUNCTION linked_officials(uuid, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION linked_officials(uuid, uuid[]) TO salur_app;

-- whatever the program does, nobody is sent to an institution to which a declaration binds them
CREATE FUNCTION refuse_linked_officer() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM link_declaration l WHERE l.user_id = NEW.user_id AND l.institution_id = NEW.institution_id AND l.ended_at IS NULL) THEN
    RAISE EXCEPTION 'officer_linked: % is bound to institution %', NEW.user_id, NEW.institution_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER visit_officer_not_linked BEFORE INSERT ON "visit_officer" FOR EACH ROW EXECUTE FUNCTION refuse_linked_officer();
