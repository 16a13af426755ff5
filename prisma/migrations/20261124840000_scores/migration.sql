-- Points by which proposals are ranked (process.md 10), with everything they were computed from: kept for the revision that was
-- judged, and anew by the recommendation. A row is never changed, so that later data alters no score that was decided.
CREATE FUNCTION score_sum(criteria jsonb) RETURNS int LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(sum((c->>'points')::int), 0)::int FROM jsonb_array_elements(criteria) c
$$;
CREATE TABLE "proposal_score" (
  "id" UUID PRIMARY KEY,
  "proposal_id" UUID NOT NULL REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "institution_id" UUID NOT NULL,
  "regency_code" TEXT NOT NULL,
  "revision" INTEGER NOT NULL,
  "seq" INTEGER NOT NULL,
  "points" INTEGER NOT NULL,
  "criteria" JSONB NOT NULL,
  -- made by the recommendation; the others are work before it
  "decided" BOOLEAN NOT NULL,
  -- when this revision came in whole: of equal points the earlier one goes first
  "complete_at" TIMESTAMPTZ(3) NOT NULL,
  "policy_version_id" UUID NOT NULL,
  "scored_by" UUID,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  UNIQUE ("proposal_id", "seq"),
  CONSTRAINT score_is_its_sum CHECK ("points" BETWEEN 0 AND 100 AND "points" = score_sum("criteria"))
);
ALTER TABLE "proposal_score" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "proposal_score" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON "proposal_score" TO salur_app;
-- outside the province nobody reads it before the decree (process.md 1)
CREATE POLICY read_after_decree ON "proposal_score" FOR SELECT TO salur_app
  USING ((SELECT app_scope()) IN ('province','system')
     OR (((SELECT app_scope()) = 'institution' AND institution_id = (SELECT nullif(current_setting('app.institution', true), '')::uuid)
       OR (SELECT app_scope()) = 'regency' AND regency_code = (SELECT current_setting('app.regency', true)))
       AND EXISTS (SELECT FROM proposal p WHERE p.id = proposal_id AND p.decreed_amount IS NOT NULL)));
CREATE POLICY write_province ON "proposal_score" FOR INSERT TO salur_app WITH CHECK ((SELECT app_scope()) IN ('province','system'));

/* Before the recommendation the revision at hand is scored, by it once more, and afterwards nothing is. */
CREATE FUNCTION refuse_late_score() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM proposal p WHERE p.id = NEW.proposal_id
              AND (p.revision <> NEW.revision OR p.state <> CASE WHEN NEW.decided THEN 'RECOMMENDED' ELSE 'FIELD_VERIFIED' END)) THEN
    RAISE EXCEPTION 'proposal % is not to be scored now', NEW.proposal_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER proposal_score_in_time BEFORE INSERT ON "proposal_score" FOR EACH ROW EXECUTE FUNCTION refuse_late_score();
SELECT seal_table('proposal_score');
