-- Assisted intake (process.md 3): whoever entered a proposal for an institution, or compared it with the chair's paper, has no
-- other part in it. The pair is one of those that the domain keeps; here it holds whatever the program does, also for two
-- commands of one person at once.
CREATE FUNCTION check_assisted_intake() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM involvement n
     WHERE n.proposal_id = NEW.proposal_id AND n.user_id = NEW.user_id
       AND CASE NEW.duty WHEN 'ASSISTED_INTAKE' THEN n.duty NOT IN ('ASSISTED_INTAKE', 'LKS') ELSE n.duty = 'ASSISTED_INTAKE' AND NEW.duty <> 'LKS' END) THEN
    RAISE EXCEPTION 'who entered proposal % has no other part in it (assisted_intake_apart)', NEW.proposal_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'assisted_intake_apart';
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION check_assisted_intake() FROM PUBLIC;
CREATE TRIGGER assisted_intake_apart AFTER INSERT ON involvement FOR EACH ROW EXECUTE FUNCTION check_assisted_intake();
