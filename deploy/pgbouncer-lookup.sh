#!/bin/bash
# Run once, when the database is made: lets PgBouncer look up the password (a SCRAM verifier) of deedline_app, and
# of nobody else. On a server that was there before, run it by hand as a superuser.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -v password="$PGBOUNCER_PASSWORD" \
  --username "${POSTGRES_USER:-deedline}" --dbname "${POSTGRES_DB:-${POSTGRES_USER:-deedline}}" <<'SQL'
create role pgbouncer_lookup login password :'password';
create schema pgbouncer;
grant usage on schema pgbouncer to pgbouncer_lookup;
create function pgbouncer.find_secret(asked text) returns table (name text, secret text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select rolname::text, rolpassword from pg_authid where rolname = asked and rolname = 'deedline_app'
$$;
revoke all on function pgbouncer.find_secret(text) from public;
grant execute on function pgbouncer.find_secret(text) to pgbouncer_lookup;
SQL
