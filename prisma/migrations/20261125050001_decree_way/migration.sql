-- The way of a frozen decree to its signature (process.md 5): at whom it lies since when, as the secretariat records it. Each stop
-- belongs to the annex as it was frozen then; a decree that is opened and frozen again goes its way anew.
CREATE TABLE "decree_stop" (
  "decree_id" UUID NOT NULL REFERENCES "decree"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "root_hash" TEXT NOT NULL,
  "seq" INTEGER NOT NULL CHECK ("seq" > 0),
  "holder" TEXT NOT NULL CHECK ("holder" IN ('NOTA_DINAS','BIRO_HUKUM','PARAF_KOORDINASI','SEKDA','GOVERNOR')),
  "arrived_on" DATE NOT NULL,
  "note" TEXT NOT NULL DEFAULT '',
  "recorded_by" UUID NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("decree_id", "root_hash", "seq")
);
ALTER TABLE "decree_stop" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "decree_stop" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON "decree_stop" TO salur_app;
CREATE POLICY province_reads ON "decree_stop" FOR SELECT TO salur_app USING ((SELECT app_scope()) IN ('province','system'));
CREATE POLICY province_records ON "decree_stop" FOR INSERT TO salur_app
  WITH CHECK ((SELECT app_scope()) = 'province' AND recorded_by = (SELECT nullif(current_setting('app.user', true), '')::uuid));

-- Whatever the program does: of the annex at hand, while it waits for its signature, and never backwards in time
CREATE FUNCTION refuse_stray_stop() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM decree d WHERE d.id = NEW.decree_id AND d.state = 'FROZEN' AND d.root_hash = NEW.root_hash)
     OR EXISTS (SELECT FROM decree_stop s WHERE s.decree_id = NEW.decree_id AND s.root_hash = NEW.root_hash AND s.arrived_on > NEW.arrived_on) THEN
    RAISE EXCEPTION 'decree % does not lie at % on %', NEW.decree_id, NEW.holder, NEW.arrived_on USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decree_stop_in_order AFTER INSERT ON "decree_stop" FOR EACH ROW EXECUTE FUNCTION refuse_stray_stop();
SELECT seal_table('decree_stop');
