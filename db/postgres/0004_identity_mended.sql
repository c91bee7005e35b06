-- Sessions that end when they are told to, sign-in that slows strangers and not owners, requests that are carried out
-- once, and seals that notice when they were cut off.

/* An organization has a calendar of its own: its days begin and end there whoever asks. */
alter table organizations add column timezone text not null default 'America/Los_Angeles' check (length(timezone) <= 64);
set local role deedline_worker;
update organizations o set timezone = u.timezone
  from organization_members m join users u on u.id = m.user_id
 where m.organization_id = o.id and m.role = 'owner' and m.status = 'active'
   and not exists (select from organization_members e where e.organization_id = o.id and e.role = 'owner'
                      and e.status = 'active' and e.id < m.id);
reset role;

-- When the person behind a session last proved who they are, by password, code or provider.
alter table user_sessions add column confirmed_at timestamptz;
drop trigger stale on user_sessions;
create trigger stale after update on user_sessions for each row
  when (old.revoked_at is distinct from new.revoked_at or old.mfa_at is distinct from new.mfa_at
        or old.confirmed_at is distinct from new.confirmed_at)
  execute function stale_of_person();

-- Signing in, or failing to, does not change the profile that somebody is editing.
drop trigger touch on users;
create trigger touch before update on users for each row
  when (old.login_count = new.login_count and old.failed_login_attempts = new.failed_login_attempts)
  execute function bump_version();

-- Browsers on which somebody signed in before. Wrong tries elsewhere do not lock them out.
create table known_devices (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users on delete cascade,
  token_hash text not null,
  last_used_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  unique (user_id, token_hash)
);
select protect_person('known_devices'), let_identity('known_devices');

-- `source`: the known device or the session that an attempt came from; null for everybody else.
alter table login_attempts add column source uuid;
alter table login_attempts drop constraint login_attempts_outcome_check;
alter table login_attempts add constraint login_attempts_outcome_check check (outcome in
  ('succeeded', 'wrong_password', 'unknown_user', 'locked', 'wrong_code', 'disabled', 'unverified', 'reset'));

-- A key is written in the transaction of the effect that it stands for. Answers that show a secret are not kept.
alter table idempotency_keys add column secret_answer boolean not null default false;
set local role deedline_worker;
delete from idempotency_keys;
reset role;
create index idx_idempotency_keys_created on idempotency_keys (created_at);

-- A seal names the place in the feed that it reaches, and its hash covers it.
alter table event_seals add column last_id uuid;

-- Reactions are added and never taken away by whichever version starts last; those that no version has named for a
-- week are forgotten.
alter table fact_reactions add column seen_at timestamptz not null default now();

/* A transaction that writes a fact does not NOTIFY: that would make all commits stand in one line. Readers look every
   200 ms, or are woken by the process that wrote. */
create or replace function publish_fact(organization uuid, fact text, subject_kind text, subject uuid, body jsonb)
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
  return event_id;
end $$;

-- When its mail could not be delivered after every try.
alter table invitations add column mail_failed_at timestamptz;

-- Every foreign key has an index that begins with it, so that deleting what it points to reads no whole table.
create index idx_users_created_by on users (created_by) where created_by is not null;
create index idx_users_updated_by on users (updated_by) where updated_by is not null;
create index idx_organizations_billing_contact on organizations (billing_contact_id) where billing_contact_id is not null;
create index idx_organization_members_created_by on organization_members (created_by);
create index idx_teams_lead on teams (organization_id, lead_user_id) where lead_user_id is not null;
create index idx_invitations_team on invitations (organization_id, team_id) where team_id is not null;
create index idx_invitations_invited_by on invitations (invited_by);
create index idx_api_keys_user on api_keys (organization_id, user_id, id);
create index idx_login_attempts_user on login_attempts (user_id) where user_id is not null;
