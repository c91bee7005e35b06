-- Webhooks: an organization's endpoints, what is delivered to each, and every attempt at it.

create table webhook_endpoints (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  url text not null check (length(url) <= 2000),
  description text not null default '' check (length(description) <= 500),
  -- Names ("documents.uploaded"), groups ("documents.*"), or everything ("*").
  facts text[] not null check (cardinality(facts) between 1 and 100),
  state text not null default 'active' check (state in ('active', 'paused', 'disabled')),
  secret_encrypted text not null,
  -- Signs beside the new one until it expires, so that a receiver can change over.
  previous_secret_encrypted text,
  previous_secret_expires_at timestamptz,
  -- The first failure since the last success.
  failing_since timestamptz,
  last_success_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id)
);

-- One fact for one endpoint. Its id is the webhook-id of every attempt. Without a fact it is a test.
create table webhook_deliveries (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  endpoint_id uuid not null,
  event_id uuid,
  fact text not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'failed')),
  -- Attempts since the delivery was made or last resent: the place in the retry schedule.
  tries integer not null default 0,
  next_attempt_at timestamptz default now(),
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, endpoint_id, event_id),
  foreign key (organization_id, endpoint_id) references webhook_endpoints on delete cascade
);
create index idx_webhook_deliveries_log on webhook_deliveries (organization_id, endpoint_id, id);
create index idx_webhook_deliveries_state on webhook_deliveries (organization_id, endpoint_id, state, id);

create table webhook_attempts (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  delivery_id uuid not null,
  status_code integer,
  -- Why there was no answer, or none that counts.
  error text check (length(error) <= 500),
  response_body text not null default '' check (length(response_body) <= 1024),
  duration_ms integer not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, delivery_id) references webhook_deliveries on delete cascade
);
create index idx_webhook_attempts_delivery on webhook_attempts (organization_id, delivery_id, id);

select protect('webhook_endpoints'), protect('webhook_deliveries'), protect('webhook_attempts');

-- What happens to an endpoint by itself is not an edit: it must not make a form stale.
create trigger touch before update on webhook_endpoints for each row
  when (old.url is distinct from new.url or old.description is distinct from new.description
        or old.facts is distinct from new.facts or old.state is distinct from new.state
        or old.secret_encrypted is distinct from new.secret_encrypted)
  execute function bump_version();

/* Writes the fact, the jobs that answer it and its webhooks in the caller's transaction: all of it happens, or nothing.
   The deliveries of one endpoint are sent one after the other (the queue has its name). It does not NOTIFY: that would make
   all commits stand in one line. Readers look every 200 ms. */
create or replace function publish_fact(organization uuid, fact text, subject_kind text, subject uuid, body jsonb)
returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare
  new_id uuid := uuidv7();
  due record;
begin
  if app_organization_id() is not null and organization <> app_organization_id() then
    raise exception 'a fact belongs to the organization of its transaction' using errcode = '42501';
  end if;
  insert into events (organization_id, id, name, subject_type, subject_id, user_id, actor_role, payload,
                      ip_address, user_agent, request_id)
  values (organization, new_id, fact, subject_kind, subject, app_user_id(), app_role(), body,
          nullif(current_setting('app.ip_address', true), '')::inet,
          nullif(current_setting('app.user_agent', true), ''),
          nullif(current_setting('app.request_id', true), ''));
  perform enqueue(r.job,
                  json_build_object('organization_id', organization, 'event_id', new_id),
                  r.job || ':' || new_id)
    from fact_reactions r where r.fact = publish_fact.fact;
  if exists (select from webhook_endpoints e where e.organization_id = organization and e.state = 'active') then
    for due in
      insert into webhook_deliveries (organization_id, endpoint_id, event_id, fact)
      select e.organization_id, e.id, new_id, publish_fact.fact
        from webhook_endpoints e
        join organizations o on o.id = e.organization_id and o.subscription_status <> 'suspended'
       where e.organization_id = organization and e.state = 'active'
         and e.facts && array['*', split_part(publish_fact.fact, '.', 1) || '.*', publish_fact.fact]
      returning webhook_deliveries.id, webhook_deliveries.endpoint_id
    loop
      perform enqueue('identity.deliver_webhook',
                      json_build_object('organization_id', organization, 'delivery_id', due.id),
                      'webhook:' || due.id, now(), 8, 'webhook:' || due.endpoint_id);
    end loop;
  end if;
  return new_id;
end $$;
