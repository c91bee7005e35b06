-- Addresses at which calendar programs read a member's dates: all of theirs, or those of one subject, such as a deal.
create table calendar_feeds (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  user_id uuid not null,
  name text not null check (length(name) between 1 and 300),
  subject_type text check (length(subject_type) <= 60),
  subject_id uuid,
  token_hash text not null unique,
  last_read_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, user_id) references organization_members (organization_id, user_id) on delete cascade,
  check ((subject_type is null) = (subject_id is null))
);
create index idx_calendar_feeds_user on calendar_feeds (organization_id, user_id, id) where revoked_at is null;
select protect('calendar_feeds', 'user_id = app_user_id() and (select app_role()) is distinct from ''share''');
select let_identity('calendar_feeds');
