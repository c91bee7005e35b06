-- Apps that a member has connected: AI agents that work with the member's permissions, by OAuth 2.1.

create table connected_apps (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  user_id uuid not null,
  -- Of the client's id, which is a signed statement of what it registered and is kept nowhere.
  client_hash text not null,
  name text not null check (length(name) between 1 and 100),
  host text not null check (length(host) <= 300),
  access text not null check (access in ('read', 'write')),
  -- Null until the app has fetched its first token.
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, user_id) references organization_members (organization_id, user_id) on delete cascade
);
create index idx_connected_apps_user on connected_apps (organization_id, user_id, id);

-- A code is exchanged once for tokens; a refresh token once for the next one. Only hashes are kept.
create table connected_app_tokens (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  app_id uuid not null,
  kind text not null check (kind in ('code', 'refresh')),
  token_hash text not null,
  -- Of a code: where it was sent, and the S256 challenge of whoever may exchange it (RFC 7636).
  redirect_uri text check (length(redirect_uri) <= 1000),
  code_challenge text check (length(code_challenge) <= 128),
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, token_hash),
  foreign key (organization_id, app_id) references connected_apps on delete cascade
);
create index idx_connected_app_tokens_app on connected_app_tokens (organization_id, app_id);

select protect('connected_apps'), protect('connected_app_tokens');
select let_identity('connected_apps'), let_identity('connected_app_tokens');

/* Every session, key and app of a person: `session:{user_id}:{session_id}`. */
create or replace function stale_sessions(person uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  select stale('session:' || person || ':' || k.id) from (
    select family_id as id from user_sessions where user_id = person and expires_at > now() and rotated_at is null
    union all select id from api_keys where user_id = person
    union all select id from connected_apps where user_id = person) k
$$;
create trigger stale after update on connected_apps for each row
  when (old.revoked_at is distinct from new.revoked_at) execute function stale_of_person();
