-- What every domain stands on: roles, the actor's settings, protection of tables, partitions, the queue's door.
-- deedline_app serves requests, owns nothing and bypasses nothing. deedline_identity is what it becomes, for one
-- transaction, while it does not know yet who is asking (sign-in, sign-up): it sees the tables of identity only.
-- deedline_worker works across tenants and owns the few definer functions ("doors") through which a request may
-- ask a question that no tenant owns yet.

create extension if not exists btree_gin;
create extension if not exists pg_trgm;

grant usage on schema public to deedline_app, deedline_identity, deedline_worker;
revoke create on schema public from public;

-- PostgreSQL 18 has uuidv7(); older servers get the same layout (RFC 9562) in SQL.
do $$ begin
  if current_setting('server_version_num')::int < 180000 then
    create function uuidv7() returns uuid language sql volatile parallel safe as $f$
      select encode(
        set_bit(set_bit(
          overlay(uuid_send(gen_random_uuid())
                  placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
                  from 1 for 6),
          52, 1), 53, 1), 'hex')::uuid
    $f$;
  end if;
end $$;

/* The smallest version 7 id of an instant: the bound of a partition by time. */
create function uuid_floor(at timestamptz) returns uuid language sql immutable parallel safe as $$
  select (lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

create function app_user_id() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.user_id', true), '')::uuid
$$;
create function app_organization_id() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.organization_id', true), '')::uuid
$$;
create function app_role() returns text language sql stable parallel safe as $$
  select nullif(current_setting('app.role', true), '')
$$;

create function touch_updated_at() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  return new;
end $$;

create function bump_version() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  new.version := old.version + 1;
  return new;
end $$;

/* Called once by the migration of every table that has an organization_id: its members see its rows. `narrower` is a
   further condition; the holder of a link (role share) sees only tables whose condition lets him. */
create function protect(target regclass, narrower text default '(select app_role()) is distinct from ''share''')
returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy same_organization on %s to deedline_app
                  using (organization_id = app_organization_id() and (%s))', target, narrower);
  execute format('create policy every_organization on %s to deedline_worker using (true)', target);
  execute format('grant select, insert, update, delete on %s to deedline_app, deedline_worker', target);
end $$;

/* The same for a table that belongs to a person and not to an organization. */
create function protect_person(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy same_person on %s to deedline_app using (user_id = app_user_id())', target);
  execute format('create policy every_person on %s to deedline_worker using (true)', target);
  execute format('grant select, insert, update, delete on %s to deedline_app, deedline_worker', target);
end $$;

/* What deedline_identity may work with, across organizations and people. */
create function let_identity(target regclass) returns void language plpgsql as $$
begin
  execute format('create policy identity on %s to deedline_identity using (true)', target);
  execute format('grant select, insert, update, delete on %s to deedline_identity', target);
end $$;

/* A door: runs with the worker's rights, so it must filter by what it is given. */
create function open_door(target regprocedure) returns void language plpgsql as $$
begin
  execute format('alter function %s owner to deedline_worker', target);
  execute format('revoke all on function %s from public', target);
  execute format('grant execute on function %s to deedline_app, deedline_identity, deedline_worker', target);
end $$;

-- Partitions by month over version 7 ids. The default partition catches the unexpected; the daily job reports it.
create table partitioned_tables (
  name text primary key,
  span text not null check (span in ('month', 'year'))
);
grant select on partitioned_tables to deedline_worker;

create function ensure_partitions(since timestamptz, until timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  kind record;
  start_at timestamptz;
  part text;
  made integer := 0;
begin
  for kind in select name, span from partitioned_tables loop
    start_at := date_trunc(kind.span, since at time zone 'UTC') at time zone 'UTC';
    while start_at < until loop
      part := kind.name || to_char(start_at at time zone 'UTC', case kind.span when 'month' then '_YYYY_MM' else '_YYYY' end);
      if to_regclass(part) is null then
        execute format('create table %I partition of %I for values from (%L) to (%L)', part, kind.name,
          uuid_floor(start_at),
          uuid_floor(((start_at at time zone 'UTC') + ('1 ' || kind.span)::interval) at time zone 'UTC'));
        made := made + 1;
      end if;
      start_at := ((start_at at time zone 'UTC') + ('1 ' || kind.span)::interval) at time zone 'UTC';
    end loop;
  end loop;
  return made;
end $$;
revoke all on function ensure_partitions(timestamptz, timestamptz) from public;
grant execute on function ensure_partitions(timestamptz, timestamptz) to deedline_worker;

create function partition_by_time(target text, span text) returns void language plpgsql as $$
begin
  insert into partitioned_tables values (target, span);
  execute format('create table %I partition of %I default', target || '_default', target);
  perform ensure_partitions(now() - interval '1 month', now() + interval '3 months');
end $$;

-- The queue belongs to the owner; a request may only put a job into it, in its own transaction.
create function enqueue(task text, payload json, job_key text default null, run_at timestamptz default now(),
                        max_attempts integer default 8, queue_name text default null, priority integer default 0)
returns void language sql security definer set search_path = public, pg_temp as $$
  select graphile_worker.add_job(task, payload, queue_name, run_at, max_attempts, job_key, priority)
$$;
revoke all on function enqueue(text, json, text, timestamptz, integer, text, integer) from public;
grant execute on function enqueue(text, json, text, timestamptz, integer, text, integer)
  to deedline_app, deedline_identity, deedline_worker;

-- Which jobs answer which fact; written at every migration from the code's own list.
create table fact_reactions (
  fact text not null,
  job text not null,
  primary key (fact, job)
);

create table feed_cursors (
  name text primary key,
  xid xid8 not null,
  id uuid not null,
  updated_at timestamptz not null default now()
);
grant select, insert, update on feed_cursors to deedline_worker;

/* One channel for the caches of every process: the payload is the cache key that is stale. */
create function stale(key text) returns void language sql as $$
  select pg_notify('cache_invalidate', key)
$$;
