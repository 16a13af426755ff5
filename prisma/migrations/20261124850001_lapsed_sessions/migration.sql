/* An office that ends by its date ends nobody's session by itself: no row is written on that day. A round names who held what
   until when; sessions begun while it was held end, those begun after it stay. */
CREATE FUNCTION end_sessions_begun_before(who uuid[], until timestamptz[]) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (
    DELETE FROM auth.session s USING unnest(who, until) AS u(id, ended) WHERE s."userId" = u.id::text AND s."createdAt" < u.ended RETURNING 1)
  SELECT count(*)::int FROM gone
$$;
REVOKE ALL ON FUNCTION end_sessions_begun_before(uuid[], timestamptz[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_sessions_begun_before(uuid[], timestamptz[]) TO salur_app;
