-- The calendar of working days is edited by people (process.md 8): who made a day a holiday or took one away, when and why. A
-- day that was taken away stays in the table, so that the reference data of a release does not bring it back.
ALTER TABLE holiday
  ADD COLUMN changed_by text,
  ADD COLUMN changed_at timestamptz(3),
  ADD COLUMN reason text,
  ADD COLUMN cancelled_at timestamptz(3),
  ADD CONSTRAINT holiday_says_what CHECK (btrim(name) <> '' AND kind IN ('national','joint_leave','regional')),
  ADD CONSTRAINT holiday_change_whole CHECK (num_nonnulls(changed_by, changed_at, reason) IN (0, 3) AND btrim(reason) <> ''),
  ADD CONSTRAINT holiday_cancelled_by_somebody CHECK (cancelled_at IS NULL OR cancelled_at = changed_at);

/* The days from Monday to Friday, and others, on which nobody is waited for. */
CREATE FUNCTION holidays_between(first_day date, last_day date) RETURNS text[]
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(h.date::text ORDER BY h.date), '{}') FROM holiday h
   WHERE h.date BETWEEN first_day AND last_day AND h.cancelled_at IS NULL
$$;
REVOKE ALL ON FUNCTION holidays_between(date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION holidays_between(date, date) TO salur_app;
