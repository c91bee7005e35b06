create domain user_status as text check (value in ('active', 'inactive', 'suspended', 'deleted'));
create domain mfa_type as text check (value in ('email', 'sms', 'totp', 'backup_code'));
create domain organization_type as text check (value in ('agency', 'law_firm', 'intermediary', 'title_company'));
create domain subscription_tier as text check (value in ('starter', 'basic', 'professional', 'enterprise'));
create domain subscription_status as text check (value in ('active', 'past_due', 'canceled', 'suspended'));
create domain organization_role as text check (value in
  ('owner', 'admin', 'coordinator', 'agent', 'assistant', 'viewer', 'officer', 'approver', 'accountant'));
create domain member_status as text check (value in ('active', 'inactive', 'pending'));
create domain team_role as text check (value in ('lead', 'member'));
create domain email_address as text check (value = lower(value) and value ~ '^[^@\s]+@[^@\s]+$' and length(value) <= 320);

create table users (
  id uuid primary key default uuidv7(),
  email email_address not null unique,
  password_hash text,
  first_name text not null check (length(first_name) between 1 and 200),
  last_name text not null check (length(last_name) between 1 and 200),
  display_name text generated always as (first_name || ' ' || last_name) stored,
  phone_primary text check (length(phone_primary) <= 40),
  phone_secondary text check (length(phone_secondary) <= 40),
  address_line1 text check (length(address_line1) <= 300),
  address_line2 text check (length(address_line2) <= 300),
  city text check (length(city) <= 200),
  state text check (length(state) <= 100),
  zip_code text check (length(zip_code) <= 20),
  country text not null default 'USA' check (length(country) <= 100),
  avatar_url text check (length(avatar_url) <= 2000),
  timezone text not null default 'America/Los_Angeles' check (length(timezone) <= 64),
  locale text not null default 'en-US' check (length(locale) <= 20),
  license_numbers jsonb not null default '[]',
  specializations text[] not null default '{}',
  status user_status not null default 'active',
  email_verified boolean not null default false,
  mfa_enabled boolean not null default false,
  last_login_at timestamptz,
  login_count integer not null default 0,
  failed_login_attempts integer not null default 0,
  locked_until timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid references users,
  updated_by uuid references users
);
create index idx_users_status_active on users (status) where status = 'active';

create table organizations (
  id uuid primary key default uuidv7(),
  name text not null check (length(name) between 1 and 300),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,99}$'),
  type organization_type not null,
  tax_id_encrypted text,
  license_number text check (length(license_number) <= 100),
  address jsonb,
  phone text check (length(phone) <= 40),
  email email_address,
  website text check (length(website) <= 2000),
  logo_url text check (length(logo_url) <= 2000),
  branding jsonb not null default '{}',
  settings jsonb not null default '{}',
  subscription_tier subscription_tier not null default 'starter',
  subscription_status subscription_status not null default 'active',
  subscription_expires_at timestamptz,
  billing_contact_id uuid references users on delete set null,
  mfa_required boolean not null default false,
  storage_quota_bytes bigint not null default 107374182400 check (storage_quota_bytes >= 0),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table organization_members (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  user_id uuid not null references users,
  role organization_role not null,
  permissions jsonb not null default '[]',
  status member_status not null default 'active',
  joined_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid references users,
  version integer not null default 1,
  pp_user_id text check (length(pp_user_id) <= 36),
  pp_display_name text check (length(pp_display_name) <= 255),
  pp_is_active boolean,
  pp_synced_at timestamptz,
  pp_raw_data jsonb,
  primary key (organization_id, id),
  unique (organization_id, user_id),
  unique (organization_id, pp_user_id)
);
create index idx_organization_members_user_id on organization_members (user_id);
create index idx_organization_members_role on organization_members (organization_id, role);

create table teams (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  name text not null check (length(name) between 1 and 200),
  description text check (length(description) <= 2000),
  lead_user_id uuid,
  settings jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, name),
  foreign key (organization_id, lead_user_id) references organization_members (organization_id, user_id)
);

create table team_members (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  team_id uuid not null,
  user_id uuid not null,
  role team_role not null default 'member',
  joined_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, team_id, user_id),
  foreign key (organization_id, team_id) references teams on delete cascade,
  foreign key (organization_id, user_id) references organization_members (organization_id, user_id) on delete cascade
);
create index idx_team_members_user on team_members (organization_id, user_id, team_id);

create table invitations (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  email email_address not null,
  role organization_role not null,
  team_id uuid,
  token_hash text not null unique,
  invited_by uuid not null references users,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, team_id) references teams on delete cascade
);
create unique index idx_invitations_open on invitations (organization_id, email)
  where accepted_at is null and revoked_at is null;

create table api_keys (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  user_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  prefix text not null,
  token_hash text not null unique,
  scopes text[] not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, user_id) references organization_members (organization_id, user_id) on delete cascade
);

-- A family is one sign-in on one device; each refresh makes a new row and marks the old one rotated.
create table user_sessions (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users on delete cascade,
  family_id uuid not null,
  refresh_token_hash text not null unique,
  device_info jsonb not null default '{}',
  ip_address inet,
  user_agent text check (length(user_agent) <= 1000),
  mfa_at timestamptz,
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  rotated_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index idx_user_sessions_user_id on user_sessions (user_id, family_id);
create index idx_user_sessions_expires on user_sessions (expires_at);

-- One-time secrets: e-mail verification, password reset, codes by e-mail or SMS, backup codes. Only hashes are kept.
create table mfa_tokens (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users on delete cascade,
  purpose text not null check (purpose in ('sign_in', 'verify_email', 'reset_password')),
  token_type mfa_type not null,
  token_hash text not null,
  attempts integer not null default 0,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);
create index idx_mfa_tokens_user_expires on mfa_tokens (user_id, expires_at);
create index idx_mfa_tokens_hash on mfa_tokens (token_hash);

create table mfa_factors (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users on delete cascade,
  type mfa_type not null,
  secret_encrypted text,
  phone text check (length(phone) <= 40),
  confirmed_at timestamptz,
  last_used_step bigint,
  created_at timestamptz not null default now(),
  unique (user_id, type)
);

create table oauth_connections (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users on delete cascade,
  provider text not null check (length(provider) <= 50),
  provider_user_id text not null check (length(provider_user_id) <= 255),
  email text not null check (length(email) <= 320),
  last_used_at timestamptz,
  access_token_encrypted text,
  refresh_token_encrypted text,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider, provider_user_id),
  unique (user_id, provider)
);

create table login_attempts (
  id uuid primary key default uuidv7(),
  email_hash text not null,
  user_id uuid references users on delete set null,
  ip_address inet,
  user_agent text,
  outcome text not null check (outcome in ('succeeded', 'wrong_password', 'unknown_user', 'locked', 'wrong_code', 'disabled', 'unverified')),
  created_at timestamptz not null default now()
);
create index idx_login_attempts_email on login_attempts (email_hash, created_at desc);
create index idx_login_attempts_address on login_attempts (ip_address, created_at desc);

-- The facts. Append only: audit trail, outbox, and the feed of search, warehouse, sockets and webhooks.
create table events (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  xid xid8 not null default pg_current_xact_id(),
  name text not null,
  subject_type text not null,
  subject_id uuid not null,
  user_id uuid,
  actor_role text,
  payload jsonb not null,
  ip_address inet,
  user_agent text,
  request_id text,
  created_at timestamptz not null default clock_timestamp(),
  primary key (organization_id, id)
) partition by range (id);
create index idx_events_subject on events (organization_id, subject_id, id);
create index idx_events_name on events (organization_id, name, id);
create index idx_events_feed on events (xid, id);
select partition_by_time('events', 'month');

-- The chain over an organization's facts, in the order of the feed. `hashes` holds one 32-byte link a fact, so the
-- first fact that was touched can be named; `hash` is the last link.
create table event_seals (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  position bigint not null,
  event_ids uuid[] not null,
  hashes bytea not null,
  previous_hash bytea not null,
  hash bytea not null,
  last_xid xid8 not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, position)
);

create table idempotency_keys (
  organization_id uuid not null references organizations,
  user_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  request_hash text not null,
  status integer,
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (organization_id, user_id, key)
);

select protect('organization_members'), protect('teams'), protect('team_members'), protect('invitations'),
       protect('api_keys'), protect('events'), protect('event_seals'), protect('idempotency_keys');
select protect_person('user_sessions'), protect_person('mfa_tokens'), protect_person('mfa_factors'),
       protect_person('oauth_connections');

-- Facts are written through publish_fact only and never changed.
revoke insert, update, delete on events, event_seals from deedline_app;
revoke update, delete on events, event_seals from deedline_worker;

-- A person sees himself and whoever shares an organization with him; an organization is seen by its members.
alter table users enable row level security;
alter table users force row level security;
create policy self_and_colleagues on users to deedline_app using (
  id = app_user_id()
  or exists (select from organization_members m where m.organization_id = app_organization_id() and m.user_id = users.id)
);
create policy every_person on users to deedline_worker using (true);
-- password_hash is readable only through the doors below.
revoke all on users from deedline_app;
grant select (id, email, first_name, last_name, display_name, phone_primary, phone_secondary, address_line1,
  address_line2, city, state, zip_code, country, avatar_url, timezone, locale, license_numbers, specializations,
  status, email_verified, mfa_enabled, last_login_at, login_count, locked_until, version, created_at, updated_at,
  created_by, updated_by) on users to deedline_app;
grant select, insert, update on users to deedline_worker;

alter table organizations enable row level security;
alter table organizations force row level security;
create policy mine on organizations to deedline_app using (id = app_organization_id());
create policy every_organization on organizations to deedline_worker using (true);
grant select, update on organizations to deedline_app;
grant select, insert, update on organizations to deedline_worker;

alter table login_attempts enable row level security;
alter table login_attempts force row level security;
create policy every_attempt on login_attempts to deedline_worker using (true);
grant select, insert, delete on login_attempts to deedline_worker;

select let_identity('users'), let_identity('organizations'), let_identity('organization_members'),
       let_identity('team_members'), let_identity('invitations'), let_identity('api_keys'), let_identity('user_sessions'),
       let_identity('mfa_tokens'), let_identity('mfa_factors'), let_identity('oauth_connections'),
       let_identity('login_attempts');

create trigger touch before update on users for each row execute function bump_version();
create trigger touch before update on organizations for each row execute function bump_version();
create trigger touch before update on organization_members for each row execute function bump_version();
create trigger touch before update on teams for each row execute function bump_version();
create trigger touch before update on oauth_connections for each row execute function touch_updated_at();

/* Writes the fact and the jobs that answer it in the caller's transaction: all of it happens, or nothing. */
create function publish_fact(organization uuid, fact text, subject_kind text, subject uuid, body jsonb)
returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare
  event_id uuid := uuidv7();
begin
  if app_organization_id() is not null and organization <> app_organization_id() then
    raise exception 'a fact belongs to the organization of its transaction' using errcode = '42501';
  end if;
  insert into events (organization_id, id, name, subject_type, subject_id, user_id, actor_role, payload,
                      ip_address, user_agent, request_id)
  values (organization, event_id, fact, subject_kind, subject, app_user_id(), app_role(), body,
          nullif(current_setting('app.ip_address', true), '')::inet,
          nullif(current_setting('app.user_agent', true), ''),
          nullif(current_setting('app.request_id', true), ''));
  perform enqueue(r.job,
                  json_build_object('organization_id', organization, 'event_id', event_id),
                  r.job || ':' || event_id)
    from fact_reactions r where r.fact = publish_fact.fact;
  perform pg_notify('facts', '');
  return event_id;
end $$;
grant select on fact_reactions to deedline_worker;
grant insert on events to deedline_worker;
select open_door('publish_fact(uuid, text, text, uuid, jsonb)');

-- Caches: what a request remembers of a person, a membership or an organization is stale when the row changes.
/* Every session and key of a person: `session:{user_id}:{session_id}`. */
create function stale_sessions(person uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  select stale('session:' || person || ':' || k.id) from (
    select family_id as id from user_sessions where user_id = person and expires_at > now() and rotated_at is null
    union all select id from api_keys where user_id = person) k
$$;
select open_door('stale_sessions(uuid)');

create function stale_person() returns trigger language plpgsql as $$
begin
  perform stale_sessions(new.id);
  return null;
end $$;
create trigger stale after update on users for each row
  when (old.status is distinct from new.status or old.mfa_enabled is distinct from new.mfa_enabled
        or old.email is distinct from new.email or old.email_verified is distinct from new.email_verified
        or old.timezone is distinct from new.timezone or old.display_name is distinct from new.display_name)
  execute function stale_person();

create function stale_of_person() returns trigger language plpgsql as $$
begin
  perform stale_sessions(coalesce(new.user_id, old.user_id));
  return null;
end $$;
create trigger stale after insert or update or delete on organization_members
  for each row execute function stale_of_person();
create trigger stale after update on api_keys for each row
  when (old.revoked_at is distinct from new.revoked_at) execute function stale_of_person();
create trigger stale after update on user_sessions for each row
  when (old.revoked_at is distinct from new.revoked_at or old.mfa_at is distinct from new.mfa_at)
  execute function stale_of_person();

create function stale_organization() returns trigger language plpgsql as $$
begin
  perform stale('agency:' || new.id || ':settings');
  if old.mfa_required is distinct from new.mfa_required or old.name is distinct from new.name
     or old.subscription_status is distinct from new.subscription_status then
    perform stale_sessions(m.user_id) from organization_members m where m.organization_id = new.id;
  end if;
  return null;
end $$;
create trigger stale after update on organizations for each row execute function stale_organization();
