-- Every paper that the program makes: what it is, by which code anybody can ask whether it is true, and the file with its hash. The
-- row is written by the deciding transaction; the paper is rendered afterwards and stored here once. Papers among officials have no
-- institution: amounts stay hidden from it until the decree (process.md 1).
CREATE TABLE "paper" (
  "id" UUID PRIMARY KEY,
  "code" TEXT NOT NULL UNIQUE,
  "kind" TEXT NOT NULL,
  "template" INTEGER NOT NULL,
  "proposal_id" UUID REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "decree_id" UUID REFERENCES "decree"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  -- which of this kind: the event that it comes from, or the version of the list
  "ordinal" INTEGER NOT NULL,
  "institution_id" UUID,
  "regency_code" TEXT,
  -- for whoever verifies it: whose it is, its number and its date; never a person
  "about" TEXT NOT NULL,
  "number" TEXT,
  "dated" DATE NOT NULL,
  "content_hash" TEXT,
  "blob_id" UUID REFERENCES "blob"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "sha256" TEXT,
  "ordered_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT paper_code_readable CHECK ("code" ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  CONSTRAINT paper_of_one CHECK (num_nonnulls("proposal_id", "decree_id") = 1),
  CONSTRAINT paper_owner_whole CHECK (("institution_id" IS NULL) = ("regency_code" IS NULL)),
  CONSTRAINT paper_stored_whole CHECK (num_nonnulls("blob_id", "sha256", "content_hash") IN (0, 3))
);
CREATE UNIQUE INDEX paper_once ON "paper" ("kind", coalesce("proposal_id", "decree_id"), "ordinal");
CREATE INDEX paper_of_proposal ON "paper" ("proposal_id");
CREATE INDEX paper_unrendered ON "paper" ("ordered_at") WHERE "blob_id" IS NULL;

ALTER TABLE "paper" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "paper" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON "paper" TO salur_app;
GRANT UPDATE ("content_hash", "blob_id", "sha256") ON "paper" TO salur_app;
CREATE POLICY own_case ON "paper" FOR SELECT TO salur_app
  USING ((SELECT app_scope()) IN ('province','system')
     OR ((SELECT app_scope()) = 'institution' AND institution_id = (SELECT nullif(current_setting('app.institution', true), '')::uuid))
     OR ((SELECT app_scope()) = 'regency' AND regency_code = (SELECT current_setting('app.regency', true))));
-- whoever decides orders it; the system stores what it rendered
CREATE POLICY order_own ON "paper" FOR INSERT TO salur_app WITH CHECK ((SELECT app_scope()) IN ('province','system')
     OR ((SELECT app_scope()) = 'institution' AND institution_id = (SELECT nullif(current_setting('app.institution', true), '')::uuid))
     OR ((SELECT app_scope()) = 'regency' AND regency_code = (SELECT current_setting('app.regency', true))));
CREATE POLICY store_rendered ON "paper" FOR UPDATE TO salur_app USING ((SELECT app_scope()) = 'system');

CREATE FUNCTION refuse_second_rendering() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'paper % is rendered already', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_rendered_once';
END $$;
CREATE TRIGGER paper_rendered_once BEFORE UPDATE ON "paper" FOR EACH ROW WHEN (OLD.blob_id IS NOT NULL) EXECUTE FUNCTION refuse_second_rendering();
SELECT seal_table('paper');

-- Anybody who holds a paper may ask whether it is one of ours: what it is, whose, and the hash of the file; nothing else
GRANT SELECT ON "paper" TO salur_lookup;
CREATE POLICY lookup ON "paper" FOR SELECT TO salur_lookup USING (true);
CREATE FUNCTION verify_paper(wanted text) RETURNS TABLE (kind text, number text, dated date, about text, sha256 text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.kind, p.number, p.dated, p.about, p.sha256 FROM paper p WHERE p.code = wanted AND p.sha256 IS NOT NULL
$$;
GRANT CREATE ON SCHEMA public TO salur_lookup;
ALTER FUNCTION verify_paper(text) OWNER TO salur_lookup;
REVOKE CREATE ON SCHEMA public FROM salur_lookup;
REVOKE ALL ON FUNCTION verify_paper(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION verify_paper(text) TO salur_app;
