-- What concerns a member, made from the facts by a reader of the feed. Whether they still see the subject is asked when
-- the list is read.
create table notifications (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  user_id uuid not null,
  event_id uuid not null,
  fact text not null,
  subject_type text not null,
  subject_id uuid not null,
  actor_id uuid,
  payload jsonb not null,
  read_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, user_id, event_id),
  foreign key (organization_id, user_id) references organization_members (organization_id, user_id) on delete cascade
);
create index idx_notifications_person on notifications (organization_id, user_id, id desc);
create index idx_notifications_unread on notifications (organization_id, user_id, id desc) where read_at is null;
select protect('notifications', 'user_id = (select app_user_id())');

-- What a member has chosen for themselves in one organization. `first_run`: they opened it and are shown its first steps.
create table member_settings (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  user_id uuid not null,
  first_run boolean not null default false,
  muted_facts text[] not null default '{}' check (cardinality(muted_facts) <= 100),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, user_id),
  foreign key (organization_id, user_id) references organization_members (organization_id, user_id) on delete cascade
);
select protect('member_settings', 'user_id = (select app_user_id())'), let_identity('member_settings');
create trigger touch before update on member_settings for each row execute function touch_updated_at();

-- Nobody is notified of what happened before there were notifications.
insert into feed_cursors (name, xid, id)
values ('notifications', ((pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text)::xid8,
        'ffffffff-ffff-ffff-ffff-ffffffffffff');
