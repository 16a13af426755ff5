-- Who made a version of a policy, and why; the first one comes with its programme.
ALTER TABLE policy_version
  ADD COLUMN created_by text,
  ADD COLUMN reason text;
ALTER TABLE policy_version
  ADD CONSTRAINT policy_changes_say_why CHECK (version = 1 OR (created_by IS NOT NULL AND btrim(reason) <> ''));
-- a version is never changed: open cases are pinned to it
REVOKE UPDATE ON policy_version FROM salur_app;
