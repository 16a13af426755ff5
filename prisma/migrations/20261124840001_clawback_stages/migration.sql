-- A clawback goes its stages (process.md 5): asked for, billed, deposited, verified by somebody else; overdue after the day of the
-- bill, and then before the law. What was kept of the first form stands in the last stage that it had reached.
ALTER TABLE "clawback"
  ADD COLUMN "reason" TEXT,
  ADD COLUMN "bill_number" TEXT,
  ADD COLUMN "billed_on" DATE,
  ADD COLUMN "bill_due" DATE,
  ADD COLUMN "sts_number" TEXT,
  ADD COLUMN "deposited_on" DATE,
  ADD COLUMN "deposited_amount" BIGINT,
  ADD COLUMN "deposited_by" UUID REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  -- deposited after the year of the aid: it goes to another account than spending of the same year
  ADD COLUMN "earlier_year" BOOLEAN,
  ADD COLUMN "verified_by" UUID REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD COLUMN "legal_number" TEXT,
  ADD COLUMN "legal_on" DATE;
ALTER TABLE "clawback" DROP CONSTRAINT "clawback_state_check";
ALTER TABLE "clawback" DISABLE TRIGGER clawback_paid_once;
UPDATE "clawback" SET "legal_number" = "number", "legal_on" = "dated" WHERE "state" = 'LEGAL';
UPDATE "clawback" SET "state" = 'VERIFIED' WHERE "paid_on" IS NOT NULL;
ALTER TABLE "clawback" ENABLE TRIGGER clawback_paid_once;
ALTER TABLE "clawback"
  ADD CONSTRAINT clawback_state_check CHECK ("state" IN ('REQUESTED','BILLED','OVERDUE','DEPOSITED','VERIFIED','LEGAL','CANCELLED')),
  ADD CONSTRAINT clawback_bill_whole CHECK (num_nonnulls("bill_number", "billed_on", "bill_due") IN (0, 3) AND "billed_on" <= "bill_due"),
  ADD CONSTRAINT clawback_deposit_whole CHECK (num_nonnulls("sts_number", "deposited_on", "deposited_amount", "deposited_by", "earlier_year") IN (0, 5)
    AND "deposited_amount" >= "amount"),
  ADD CONSTRAINT clawback_legal_whole CHECK (("legal_number" IS NULL) = ("legal_on" IS NULL)),
  ADD CONSTRAINT clawback_two_persons CHECK ("verified_by" <> "deposited_by"),
  ADD CONSTRAINT clawback_stage_kept CHECK (CASE "state"
    WHEN 'BILLED' THEN "bill_number" IS NOT NULL
    WHEN 'OVERDUE' THEN "bill_number" IS NOT NULL
    WHEN 'DEPOSITED' THEN "sts_number" IS NOT NULL
    WHEN 'LEGAL' THEN "legal_number" IS NOT NULL
    ELSE TRUE END),
  ADD CONSTRAINT clawback_paid_is_verified CHECK (("paid_on" IS NOT NULL) = ("state" = 'VERIFIED'));
CREATE UNIQUE INDEX clawback_sts_once ON "clawback" ("sts_number");
GRANT UPDATE ("state", "bill_number", "billed_on", "bill_due", "sts_number", "deposited_on", "deposited_amount", "deposited_by", "earlier_year",
  "verified_by", "legal_number", "legal_on") ON "clawback" TO salur_app;

CREATE FUNCTION refuse_clawback_leap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'clawback % does not go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER clawback_in_stages BEFORE UPDATE OF "state" ON "clawback" FOR EACH ROW
  WHEN (OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (('REQUESTED','BILLED'), ('BILLED','OVERDUE'), ('BILLED','DEPOSITED'),
    ('OVERDUE','DEPOSITED'), ('OVERDUE','LEGAL'), ('LEGAL','DEPOSITED'), ('DEPOSITED','VERIFIED'), ('DEPOSITED','BILLED'), ('DEPOSITED','LEGAL'),
    ('REQUESTED','CANCELLED'), ('BILLED','CANCELLED'), ('OVERDUE','CANCELLED')))
  EXECUTE FUNCTION refuse_clawback_leap();
SELECT reseal_table('clawback', 'stages of clawbacks');
