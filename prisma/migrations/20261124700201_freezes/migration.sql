-- Times in which no aid is handed over, by a letter from outside (elections, mostly), with the groups and programmes that it
-- leaves out. It begins on a later day than it is recorded, so that no hand-over of the same day stands against it.
CREATE TABLE "delivery_freeze" (
  "id" UUID PRIMARY KEY,
  "from_on" DATE NOT NULL,
  "until_on" DATE NOT NULL,
  "reason" TEXT NOT NULL CHECK (btrim("reason") <> ''),
  "letter_number" TEXT NOT NULL CHECK (btrim("letter_number") <> ''),
  "letter_date" DATE NOT NULL,
  "exempt_groups" TEXT[] NOT NULL DEFAULT '{}',
  "exempt_programmes" UUID[] NOT NULL DEFAULT '{}',
  "set_by" UUID NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "set_at" TIMESTAMPTZ(3) NOT NULL,
  "set_on" DATE NOT NULL,
  -- the first day on which it holds no more
  "ended_on" DATE,
  "ended_by" UUID REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  "ended_reason" TEXT,
  CONSTRAINT freeze_days_in_order CHECK ("set_on" < "from_on" AND "from_on" <= "until_on" AND "letter_date" <= "set_on"),
  CONSTRAINT freeze_ended_whole CHECK (num_nonnulls("ended_on", "ended_by", "ended_reason") IN (0, 3))
);
ALTER TABLE "delivery_freeze" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "delivery_freeze" FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON "delivery_freeze" TO salur_app;
GRANT UPDATE ("ended_on", "ended_by", "ended_reason") ON "delivery_freeze" TO salur_app;
CREATE POLICY read_all ON "delivery_freeze" FOR SELECT TO salur_app USING ((SELECT app_scope()) <> 'none');
CREATE POLICY write_province ON "delivery_freeze" FOR INSERT TO salur_app WITH CHECK ((SELECT app_scope()) = 'province');
CREATE POLICY end_province ON "delivery_freeze" FOR UPDATE TO salur_app USING ((SELECT app_scope()) = 'province');
CREATE FUNCTION refuse_second_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'freeze % has been ended already', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER delivery_freeze_ended_once BEFORE UPDATE ON "delivery_freeze" FOR EACH ROW WHEN (OLD.ended_on IS NOT NULL) EXECUTE FUNCTION refuse_second_end();
SELECT seal_table('delivery_freeze');

/* The freeze that holds for a proposal on a day, the longest of several. */
CREATE FUNCTION freeze_over(wanted uuid, day date) RETURNS TABLE (letter_number text, until_on date)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT f.letter_number, f.until_on
    FROM delivery_freeze f, proposal p JOIN aid_package a ON a.id = p.package_id
   WHERE p.id = wanted AND day BETWEEN f.from_on AND f.until_on AND (f.ended_on IS NULL OR day < f.ended_on)
     AND NOT (a.target_group = ANY (f.exempt_groups)) AND NOT (p.programme_id = ANY (f.exempt_programmes))
   ORDER BY f.until_on DESC LIMIT 1
$$;
REVOKE ALL ON FUNCTION freeze_over(uuid, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION freeze_over(uuid, date) TO salur_app;

-- I7: whatever the program does, no minutes of hand-over are dated inside one
CREATE FUNCTION refuse_frozen_hand_over() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM freeze_over(NEW.proposal_id, NEW.bast_date)) THEN
    RAISE EXCEPTION 'drop % would be handed over inside a freeze', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER delivery_drop_not_frozen BEFORE INSERT OR UPDATE OF bast_date ON delivery_drop FOR EACH ROW
  WHEN (NEW.bast_date IS NOT NULL) EXECUTE FUNCTION refuse_frozen_hand_over();
