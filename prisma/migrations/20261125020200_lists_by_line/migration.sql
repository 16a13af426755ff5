-- A version of the list keeps its lines (id, person, item, quantity), of which its hash was taken: what differs from it can be
-- named line by line (I4). Versions from before keep their hash alone.
ALTER TABLE beneficiary_list ADD COLUMN lines jsonb;

/* The slots of one proposal alone: the view walks through every line of the record. A replacement stands in the same proposal. */
CREATE FUNCTION slots_of(wanted uuid) RETURNS TABLE (line_id uuid, slot_id uuid, person_id uuid)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH RECURSIVE slot AS (
    SELECT l.id AS line_id, l.id AS slot_id, l.person_id FROM entitlement_line l WHERE l.proposal_id = wanted AND l.replaces_line_id IS NULL
    UNION ALL
    SELECT l.id, s.slot_id, s.person_id FROM slot s JOIN entitlement_line l ON l.replaces_line_id = s.line_id)
  SELECT slot.line_id, slot.slot_id, slot.person_id FROM slot
$$;
REVOKE ALL ON FUNCTION slots_of(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION slots_of(uuid) TO salur_app;
