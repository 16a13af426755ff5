-- What was typed wrong of a paper can be repaired (process.md 2, correct_record); what the paper changed of the annex never can.
CREATE FUNCTION refuse_other_amendment() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF to_jsonb(NEW) - '{number,signed_on,signatory,scan_blob_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{number,signed_on,signatory,scan_blob_id}'::text[] THEN
    RAISE EXCEPTION 'of amendment % only the entry of its paper can be repaired', OLD.number USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER decree_amendment_only_grows ON decree_amendment;
CREATE TRIGGER decree_amendment_only_grows BEFORE DELETE ON decree_amendment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decree_amendment_paper_only BEFORE UPDATE ON decree_amendment FOR EACH ROW EXECUTE FUNCTION refuse_other_amendment();
GRANT UPDATE (number, signed_on, signatory, scan_blob_id) ON decree_amendment TO salur_app;
