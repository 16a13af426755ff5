-- What a decree or a batch has decided and one proposal must yet be told: kept with the entry until the proposal has answered,
-- so that a killed process, or a workflow that is rebuilt from the record, goes on exactly there.
ALTER TABLE decree_entry ADD COLUMN task jsonb;
ALTER TABLE delivery_drop ADD COLUMN task jsonb;
ALTER TABLE decree_entry ADD CONSTRAINT decree_entry_task_known CHECK (task->>'type' IN ('include','exclude','decree'));
ALTER TABLE delivery_drop ADD CONSTRAINT drop_task_known CHECK (task->>'type' IN ('start_delivery','finalise_lines'));

-- A list of persons is frozen; only the form rendered from it is added afterwards, once
GRANT UPDATE (blob_id) ON beneficiary_list TO salur_app;
CREATE FUNCTION refuse_second_form() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the form of list % is rendered already', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER list_form_once BEFORE UPDATE OF blob_id ON beneficiary_list FOR EACH ROW
  WHEN (OLD.blob_id IS NOT NULL) EXECUTE FUNCTION refuse_second_form();
