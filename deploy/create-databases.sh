#!/bin/sh
# Runs once, when PostgreSQL's volume is empty: the owners and their databases. The other roles come with the migrations.
set -eu

psql --set ON_ERROR_STOP=1 --username postgres --dbname postgres \
  --set owner_password="$SALUR_OWNER_PASSWORD" --set temporal_password="$TEMPORAL_DB_PASSWORD" <<'SQL'
-- Row security is forced, so that the owner needs BYPASSRLS to migrate rows; nobody but the migration logs in as it.
CREATE ROLE salur_owner LOGIN CREATEROLE BYPASSRLS PASSWORD :'owner_password';
-- The migrations give functions to roles they create themselves, which takes membership in them.
ALTER ROLE salur_owner SET createrole_self_grant = 'set, inherit';
CREATE DATABASE salur OWNER salur_owner TEMPLATE template0;

CREATE ROLE temporal LOGIN PASSWORD :'temporal_password';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
-- Salur's roles may not so much as connect to Temporal's databases.
REVOKE CONNECT ON DATABASE temporal, temporal_visibility, postgres FROM PUBLIC;
SQL
