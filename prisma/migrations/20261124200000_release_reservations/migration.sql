-- What is reserved is given back by one statement, alone (a cut) or together with the needs that are claimed (every exit).
CREATE FUNCTION release_reservations(wanted uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM proposal p WHERE p.id = wanted AND (app_scope() IN ('province','system')
      OR (app_scope() = 'institution' AND p.institution_id = nullif(current_setting('app.institution', true), '')::uuid))) THEN
    RAISE EXCEPTION 'proposal % is not the actor''s to release', wanted USING ERRCODE = 'insufficient_privilege';
  END IF;
  WITH freed AS (
    UPDATE reservation r SET state = 'RELEASED' WHERE r.proposal_id = wanted AND r.state = 'RESERVED' RETURNING r.ceiling_id, r.amount)
  UPDATE ceiling c SET reserved = c.reserved - f.amount FROM freed f WHERE c.id = f.ceiling_id;
END $$;
GRANT CREATE ON SCHEMA public TO salur_lookup;
ALTER FUNCTION release_reservations(uuid) OWNER TO salur_lookup;
CREATE OR REPLACE FUNCTION release_proposal(wanted uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM release_reservations(wanted);
  DELETE FROM claim k WHERE k.proposal_id = wanted;
END $$;
REVOKE CREATE ON SCHEMA public FROM salur_lookup;
REVOKE ALL ON FUNCTION release_reservations(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release_reservations(uuid) TO salur_app, salur_lookup;
