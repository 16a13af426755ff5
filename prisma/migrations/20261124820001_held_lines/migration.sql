-- Single lines that the head of division holds while the others go on (process.md 1, overlays "per line"): nothing of them is
-- handed over, and they are not final, until they are let go.
ALTER TABLE entitlement_line
  ADD COLUMN held_at timestamptz(3),
  ADD COLUMN held_words text;
ALTER TABLE entitlement_line
  ADD CONSTRAINT line_held_with_reason CHECK ((held_at IS NULL) = (held_words IS NULL) AND btrim(held_words) <> ''),
  ADD CONSTRAINT line_held_waits CHECK (held_at IS NULL OR status IN ('DECREED','NOT_RECEIVED'));
