-- Every row that the program writes is bound into the chain (ADR 0011). A trigger of each table writes one seal per written
-- row: its key and the hash of its content; at commit one event of the chain takes in the root hash of all seals of the
-- transaction. What anybody else writes gets no seal, so that `salur audit verify` names it.
CREATE SEQUENCE row_seal_id;
CREATE TABLE row_seal (
  id bigint PRIMARY KEY,
  -- the first seal of the same transaction
  seal bigint NOT NULL,
  table_name text NOT NULL,
  row_key text NOT NULL,
  -- null: the row was deleted
  row_hash bytea
);
CREATE INDEX row_seal_of_row ON row_seal (table_name, row_key, id DESC);
CREATE INDEX row_seal_of_transaction ON row_seal (seal);
ALTER TABLE row_seal ENABLE ROW LEVEL SECURITY;
ALTER TABLE row_seal FORCE ROW LEVEL SECURITY;
CREATE POLICY read_whole ON row_seal FOR SELECT TO salur_app USING ((SELECT app_scope()) IN ('province','system'));
CREATE POLICY lookup ON row_seal FOR ALL TO salur_lookup USING (true);
CREATE POLICY owner ON row_seal FOR ALL TO CURRENT_USER USING (true);
CREATE POLICY lookup ON event FOR ALL TO salur_lookup USING (true);
GRANT SELECT ON row_seal TO salur_app;
GRANT SELECT, INSERT ON row_seal, event TO salur_lookup;
GRANT USAGE ON SEQUENCE row_seal_id TO salur_lookup;
CREATE TRIGGER row_seal_only_grows BEFORE UPDATE OR DELETE ON row_seal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER row_seal_not_emptied BEFORE TRUNCATE ON row_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

/* Columns that hold nothing are left out: a column added later changes no hash as long as it is empty. */
CREATE FUNCTION sealed_body(content jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_object_agg(part.key, part.value)::text FROM jsonb_each(content) part WHERE part.value <> 'null'::jsonb
$$;

/* Ends a transaction's seals: the one event that takes their root into the chain, on one of 64 streams, so that people who
   work at the same time seldom wait for each other. It is the last lock of a transaction. */
CREATE FUNCTION close_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  name text := 'rows/' || lpad((NEW.seal % 64)::text, 2, '0');
  moment timestamptz := coalesce(nullif(current_setting('app.now', true), '')::timestamptz, clock_timestamp());
  reason text := nullif(current_setting('app.reseal', true), '');
  kind text := CASE WHEN reason IS NULL THEN 'rows' ELSE 'resealed' END;
  number int;
  previous text;
  data text;
  body text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(name, 7));
  SELECT e.seq, e.hash INTO number, previous FROM event e WHERE e.stream = name ORDER BY e.seq DESC LIMIT 1;
  number := coalesce(number, 0) + 1;
  previous := coalesce(previous, '');
  moment := date_trunc('milliseconds', moment);
  SELECT '{"count":' || count(*) || coalesce(',"reason":' || to_json(reason), '') || ',"root":"'
         || encode(sha256(convert_to(string_agg(concat_ws('|', s.id, s.table_name, s.row_key, coalesce(encode(s.row_hash, 'hex'), 'deleted')), e'\n' ORDER BY s.id), 'UTF8')), 'hex')
         || '","seal":"' || NEW.seal || '"}'
    INTO data FROM row_seal s WHERE s.seal = NEW.seal;
  -- the canonical text of src/domain/canonical.ts: keys in order, no space
  body := '{"actor":' || to_json(current_setting('app.actor', true)) || ',"at":"' || to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    || '","commandId":null,"data":' || data || ',"roles":[],"seq":' || number || ',"stream":"' || name || '","type":"' || kind || '"}';
  INSERT INTO event (stream, seq, type, actor, actor_name, roles, at, data, prev_hash, hash)
  VALUES (name, number, kind, current_setting('app.actor', true), '', '{}', moment, data::jsonb, previous,
          encode(sha256(convert_to(e'salur/event/1\n' || previous || e'\n' || body, 'UTF8')), 'hex'));
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER row_seal_closes AFTER INSERT ON row_seal DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.id = NEW.seal) EXECUTE FUNCTION close_seal();

/* Lets the program's writes to a table be sealed. A migration that makes a table calls it; a column of a sealed table that
   starts with a value needs `reseal_table` afterwards. Makes sealed_<table>(), the rows as `salur audit verify` reads them. */
CREATE FUNCTION seal_table(t text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $outer$
DECLARE
  row_key text;
  content text;
  chosen text := '';
BEGIN
  SELECT 'concat_ws(''/'', ' || string_agg(format('n.%I::text', a.attname), ', ' ORDER BY array_position(i.indkey::int2[], a.attnum)) || ')'
    INTO row_key FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::int2[])
   WHERE i.indrelid = t::regclass AND i.indisprimary;
  content := 'to_jsonb(n)';
  IF t = 'blob' THEN -- a file goes in by its digest
    SELECT 'jsonb_build_object(' || string_agg(format(CASE WHEN a.atttypid = 'bytea'::regtype THEN '%1$L, encode(sha256(n.%1$I), ''hex'')' ELSE '%1$L, n.%1$I' END, a.attname), ', ' ORDER BY a.attnum) || ')'
      INTO content FROM pg_attribute a WHERE a.attrelid = t::regclass AND a.attnum > 0 AND NOT a.attisdropped;
  ELSIF t = 'event' THEN -- the events that hold the seals are held by their chain
    chosen := 'WHERE n.stream NOT LIKE ''rows/%''';
  END IF;
  EXECUTE format($f$
    CREATE OR REPLACE FUNCTION sealed_%1$s() RETURNS TABLE (row_key text, body text) LANGUAGE sql STABLE SET search_path = public, pg_temp SET TimeZone = 'UTC' AS $b$
      SELECT %2$s, sealed_body(%3$s) FROM %1$I n %4$s $b$$f$, t, row_key, content, chosen);
  EXECUTE format($f$
    CREATE OR REPLACE FUNCTION seal_%1$s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET TimeZone = 'UTC' AS $b$
    DECLARE
      begun bigint := nullif(current_setting('app.seal', true), '')::bigint;
      first bigint;
    BEGIN
      IF session_user <> 'salur_app' THEN RETURN NULL; END IF;
      IF TG_OP = 'DELETE' THEN
        WITH fresh AS MATERIALIZED (SELECT nextval('row_seal_id') AS id, %2$s AS row_key FROM n %4$s)
        INSERT INTO row_seal (id, seal, table_name, row_key, row_hash)
        SELECT f.id, coalesce(begun, min(f.id) OVER ()), %5$L, f.row_key, NULL FROM fresh f;
      ELSE
        WITH fresh AS MATERIALIZED (SELECT nextval('row_seal_id') AS id, %2$s AS row_key, sealed_body(%3$s) AS body FROM n %4$s)
        INSERT INTO row_seal (id, seal, table_name, row_key, row_hash)
        SELECT f.id, coalesce(begun, min(f.id) OVER ()), %5$L, f.row_key, sha256(convert_to(f.body, 'UTF8')) FROM fresh f;
      END IF;
      IF begun IS NULL AND FOUND THEN
        first := currval('row_seal_id');
        SELECT s.seal INTO first FROM row_seal s WHERE s.id = first;
        PERFORM set_config('app.seal', first::text, true);
      END IF;
      RETURN NULL;
    END $b$$f$, t, row_key, content, chosen, t);
  EXECUTE format('GRANT CREATE ON SCHEMA public TO salur_lookup');
  EXECUTE format('ALTER FUNCTION seal_%s() OWNER TO salur_lookup', t);
  EXECUTE format('REVOKE CREATE ON SCHEMA public FROM salur_lookup');
  EXECUTE format('REVOKE ALL ON FUNCTION sealed_%s() FROM PUBLIC', t);
  EXECUTE format('GRANT EXECUTE ON FUNCTION sealed_%s() TO salur_app', t);
  EXECUTE format('CREATE OR REPLACE TRIGGER seal_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION seal_%s()', t, t);
  EXECUTE format('CREATE OR REPLACE TRIGGER seal_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION seal_%s()', t, t);
  EXECUTE format('CREATE OR REPLACE TRIGGER seal_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION seal_%s()', t, t);
END $outer$;

/* Seals what the owner of the database wrote or changed, with a reason that the chain keeps and `salur audit verify` reports. */
CREATE FUNCTION reseal_table(t text, reason text) RETURNS bigint LANGUAGE plpgsql SET search_path = public, pg_temp SET TimeZone = 'UTC' AS $$
DECLARE
  begun bigint := nullif(current_setting('app.seal', true), '')::bigint;
  written bigint;
BEGIN
  PERFORM set_config('app.reseal', reason, true), set_config('app.actor', 'system:owner', true);
  EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', t); -- an owner who is no superuser sees its rows too
  EXECUTE format($f$
    WITH latest AS (SELECT DISTINCT ON (s.row_key) s.row_key, s.row_hash FROM row_seal s WHERE s.table_name = %2$L ORDER BY s.row_key, s.id DESC),
    live AS (SELECT r.row_key, sha256(convert_to(r.body, 'UTF8')) AS row_hash FROM sealed_%1$s() r),
    fresh AS MATERIALIZED (
      SELECT nextval('row_seal_id') AS id, coalesce(v.row_key, l.row_key) AS row_key, v.row_hash
        FROM live v FULL JOIN latest l ON l.row_key = v.row_key WHERE v.row_hash IS DISTINCT FROM l.row_hash)
    INSERT INTO row_seal (id, seal, table_name, row_key, row_hash)
    SELECT f.id, coalesce($1, min(f.id) OVER ()), %2$L, f.row_key, f.row_hash FROM fresh f ORDER BY f.id$f$, t, t) USING begun;
  GET DIAGNOSTICS written = ROW_COUNT;
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  IF begun IS NULL AND written > 0 THEN
    PERFORM set_config('app.seal', (SELECT s.seal FROM row_seal s WHERE s.id = currval('row_seal_id'))::text, true);
  END IF;
  RETURN written;
END $$;
REVOKE ALL ON FUNCTION seal_table(text), reseal_table(text, text), close_seal() FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO salur_lookup;
ALTER FUNCTION close_seal() OWNER TO salur_lookup;
REVOKE CREATE ON SCHEMA public FROM salur_lookup;

DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('_prisma_migrations','row_seal','alarm','stepped_clock') ORDER BY tablename LOOP
    PERFORM seal_table(t);
    PERFORM reseal_table(t, 'rows from before seals were kept');
  END LOOP;
END $$;
