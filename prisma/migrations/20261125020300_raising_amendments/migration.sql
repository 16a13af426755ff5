-- An amendment may raise too (process.md 2.2); then the pact is signed anew, and goods that left before it went by the first one.
DO $$
DECLARE c text;
BEGIN
  FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = 'decree_amendment'::regclass AND contype = 'c' LOOP
    EXECUTE format('ALTER TABLE decree_amendment DROP CONSTRAINT %I', c);
  END LOOP;
END $$;
ALTER TABLE decree_amendment ADD CONSTRAINT decree_amendment_amount CHECK (amount_after >= 0);
ALTER TABLE pact ADD COLUMN first_signed_on date;
