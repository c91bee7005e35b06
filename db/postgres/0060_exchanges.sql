-- Exchanges under section 1031: what is exchanged, by whom, and the facts from which their deadlines follow.

create domain exchange_type as text check (value in
  ('delayed', 'simultaneous', 'reverse', 'improvement', 'build_to_suit'));
create domain exchange_status as text check (value in
  ('draft', 'active', 'identification_period', 'exchange_period', 'completed', 'failed', 'cancelled'));
create domain priority as text check (value in ('low', 'medium', 'high', 'urgent'));
create domain participant_role as text check (value in
  ('buyer', 'seller', 'client', 'attorney', 'agent', 'lender', 'title_officer', 'escrow_officer', 'cpa', 'intermediary',
   'coordinator', 'third_party'));
create domain authority_level as text check (value in ('none', 'standard', 'signatory', 'full'));
create domain document_access_level as text check (value in ('none', 'standard', 'full'));

create table exchanges (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  exchange_number text not null check (length(exchange_number) <= 50),
  name text not null check (length(name) between 1 and 255),
  exchange_type exchange_type not null default 'delayed',
  status exchange_status not null default 'draft',
  substatus text check (length(substatus) <= 100),
  priority priority not null default 'medium',

  -- The taxpayer.
  client_id uuid not null,
  coordinator_id uuid,
  primary_attorney_id uuid,
  intermediary_id uuid,
  -- Whose midnight ends the periods.
  time_zone text not null check (length(time_zone) <= 64),
  -- Signed by the taxpayer and the intermediary: the exchange must begin before the first transfer.
  agreement_signed_on date,

  -- Totals of its properties, kept by whatever changes them.
  relinquished_property_value numeric(15, 2),
  replacement_property_value numeric(15, 2),
  exchange_value numeric(15, 2) generated always as (relinquished_property_value) stored,
  cash_boot numeric(15, 2) check (cash_boot >= 0),
  financing_amount numeric(15, 2) check (financing_amount >= 0),
  estimated_fees numeric(15, 2) check (estimated_fees >= 0),
  actual_fees numeric(15, 2) check (actual_fees >= 0),
  fee_variance numeric(15, 2) generated always as (actual_fees - estimated_fees) stored,

  -- The deadlines that are in force, of exchange_deadlines.
  clock_start date,
  identification_deadline date,
  exchange_deadline date,

  cancelled_at timestamptz,
  cancel_reason text check (length(cancel_reason) <= 1000),
  tags text[] not null default '{}',
  custom_fields jsonb not null default '{}' check (pg_column_size(custom_fields) <= 20000),
  notes text check (length(notes) <= 20000),

  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  updated_by uuid,

  primary key (organization_id, id),
  foreign key (organization_id, client_id) references contacts,
  foreign key (organization_id, intermediary_id) references contacts,
  foreign key (organization_id, coordinator_id) references organization_members (organization_id, user_id),
  foreign key (organization_id, primary_attorney_id) references organization_members (organization_id, user_id),
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id),
  foreign key (organization_id, updated_by) references organization_members (organization_id, user_id),
  check ((status = 'cancelled') = (cancelled_at is not null))
) partition by range (id);
select partition_by_time('exchanges', 'year');
create index idx_exchanges_client_status on exchanges (organization_id, client_id, status);
create index idx_exchanges_coordinator_active on exchanges (organization_id, coordinator_id)
  where status in ('active', 'identification_period', 'exchange_period');
create index idx_exchanges_deadlines on exchanges (organization_id, identification_deadline, exchange_deadline);
create trigger touch before update on exchanges for each row execute function bump_version();

-- A number is given once, whatever year its exchange is of.
create table exchange_numbers (
  organization_id uuid not null,
  exchange_number text not null,
  exchange_id uuid not null,
  primary key (organization_id, exchange_number),
  foreign key (organization_id, exchange_id) references exchanges on delete cascade
);
create index idx_exchange_numbers_exchange on exchange_numbers (organization_id, exchange_id);

/* The last number that an organization gave in a period; see transaction_counters. */
create table exchange_counters (
  organization_id uuid not null references organizations,
  period integer not null,
  last integer not null,
  primary key (organization_id, period)
);

create table exchange_participants (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  exchange_id uuid not null,
  participant_id uuid not null,
  -- The member that the participant is, where they are one.
  user_id uuid,
  role participant_role not null,
  sub_roles text[] not null default '{}',
  is_primary boolean not null default false,
  authority_level authority_level not null default 'standard',
  joined_at timestamptz not null default now(),
  left_at timestamptz,
  is_active boolean not null generated always as (left_at is null) stored,
  document_access_level document_access_level not null default 'none',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, exchange_id) references exchanges on delete cascade,
  foreign key (organization_id, participant_id) references contacts,
  foreign key (organization_id, user_id) references organization_members (organization_id, user_id),
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id)
);
-- Who left may join again.
create unique index idx_exchange_participants_once on exchange_participants (organization_id, exchange_id, participant_id, role)
  where left_at is null;
create index idx_participants_exchange_role on exchange_participants (organization_id, exchange_id, role, is_active);
create index idx_exchange_participants_contact on exchange_participants (organization_id, participant_id);
create index idx_exchange_participants_user on exchange_participants (organization_id, user_id) where left_at is null;
create trigger touch before update on exchange_participants for each row execute function bump_version();

create domain exchange_side as text check (value in ('relinquished', 'replacement'));

create table exchange_properties (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  exchange_id uuid not null,
  side exchange_side not null,
  property_id uuid not null,
  -- The deal in which it is sold or bought, where it is one of this organization.
  transaction_id uuid,
  -- The contract price; before there is one, what it is expected to sell or cost.
  price numeric(15, 2) check (price >= 0),
  -- Without regard to liabilities, where it is not the price.
  fair_market_value numeric(15, 2) check (fair_market_value >= 0),
  debt numeric(15, 2) check (debt >= 0),
  adjusted_basis numeric(15, 2) check (adjusted_basis >= 0),
  ownership_percent numeric(7, 4) not null default 100 check (ownership_percent > 0 and ownership_percent <= 100),
  acquired_on date,
  -- In writing to all parties of the contract, with the assignment to the intermediary.
  assigned_on date,
  parties_notified_on date,
  -- Relinquished: day 0 is the earliest of them. Replacement: the day on which the taxpayer received it.
  transferred_on date,
  to_be_produced boolean not null default false,
  description text check (length(description) <= 2000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, exchange_id) references exchanges on delete cascade,
  foreign key (organization_id, property_id) references properties,
  foreign key (organization_id, transaction_id) references transactions,
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id)
);
create unique index idx_exchange_properties_once on exchange_properties (organization_id, exchange_id, side, property_id);
create index idx_exchange_properties_property on exchange_properties (organization_id, property_id);
-- A deal is a sale or a purchase of one exchange.
create unique index idx_exchange_properties_transaction on exchange_properties (organization_id, transaction_id)
  where transaction_id is not null;
create trigger touch before update on exchange_properties for each row execute function bump_version();

-- What moves deadlines beside the transfers. A fact is never edited: a later one takes its place.
create table deadline_facts (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  exchange_id uuid not null,
  kind text not null check (kind in ('return', 'parking', 'disaster')),
  fact jsonb not null check (pg_column_size(fact) <= 8000),
  -- The evidence.
  document_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid,
  superseded_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, exchange_id) references exchanges on delete cascade,
  foreign key (organization_id, document_id) references documents,
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id)
);
create unique index idx_deadline_facts_once on deadline_facts (organization_id, exchange_id, kind)
  where superseded_at is null and kind <> 'disaster';
create index idx_deadline_facts_exchange on deadline_facts (organization_id, exchange_id, id);
create index idx_deadline_facts_document on deadline_facts (organization_id, document_id) where document_id is not null;

-- Derived from the facts, never edited: when a fact changes, a new version takes the place of the old one.
create table exchange_deadlines (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  exchange_id uuid not null,
  kind text not null check (kind in ('identification', 'exchange', 'parking_agreement', 'parking_identification', 'parking')),
  date date not null,
  limiting_factor text not null check (limiting_factor in
    ('day_45', 'day_180', 'return_due_date', 'disaster_relief', 'business_day_5', 'parking_day_45', 'parking_day_180')),
  citation text not null check (length(citation) <= 200),
  reason text not null check (length(reason) <= 1000),
  -- The facts of that moment, as the rules were given them.
  computed_from jsonb not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  superseded_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, exchange_id) references exchanges on delete cascade,
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id)
);
create unique index idx_exchange_deadlines_once on exchange_deadlines (organization_id, exchange_id, kind)
  where superseded_at is null;
create index idx_exchange_deadlines_exchange on exchange_deadlines (organization_id, exchange_id, id);
create index idx_exchange_deadlines_date on exchange_deadlines (organization_id, date, id) where superseded_at is null;

/* The exchanges in which the person takes part, by their own row as a participant. */
create function my_exchange_ids() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(p.exchange_id), '{}') from exchange_participants p
   where p.organization_id = app_organization_id() and p.user_id = app_user_id() and p.left_at is null
$$;
select open_door('my_exchange_ids()');

alter table exchanges enable row level security;
alter table exchanges force row level security;
create policy visible on exchanges for select to deedline_app using (
  organization_id = app_organization_id() and (select app_role()) is distinct from 'share' and (
    (select app_may('exchanges.see_all')) or coordinator_id = (select app_user_id())
    or primary_attorney_id = (select app_user_id()) or created_by = (select app_user_id())
    or id = any ((select my_exchange_ids())::uuid[]))
);
create policy added on exchanges for insert to deedline_app with check (
  organization_id = app_organization_id() and (select app_role()) is distinct from 'share');
create policy changed on exchanges for update to deedline_app using (
  organization_id = app_organization_id() and (select app_role()) is distinct from 'share');
create policy every_organization on exchanges to deedline_worker using (true);
grant select, insert, update on exchanges to deedline_app;
grant select, insert, update, delete on exchanges to deedline_worker;

/* Whether the person of the transaction sees an exchange: what belongs to it follows it. */
create function sees_exchange(exchange uuid) returns boolean language sql stable as $$
  select app_role() is distinct from 'share'
     and exists (select from exchanges e where e.organization_id = app_organization_id() and e.id = exchange)
$$;

select protect('exchange_numbers'),
       protect('exchange_counters'),
       protect('exchange_participants', 'sees_exchange(exchange_id)'),
       protect('exchange_properties', 'sees_exchange(exchange_id)'),
       protect('deadline_facts', 'sees_exchange(exchange_id)'),
       protect('exchange_deadlines', 'sees_exchange(exchange_id)');
/* Members who see an exchange see its properties, although no deal is about them. */
create policy exchanged on properties for select to deedline_app using (
  organization_id = app_organization_id() and exists (
    select from exchange_properties x where x.organization_id = properties.organization_id and x.property_id = properties.id));
revoke delete on deadline_facts, exchange_deadlines, exchange_numbers, exchange_counters from deedline_app;

/* Changing nothing of a fact or a deadline but that another one has taken its place. */
create function only_supersede() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'superseded_at' is distinct from to_jsonb(old) - 'superseded_at' or old.superseded_at is not null then
    raise exception 'A % is never edited; a later one takes its place.', tg_table_name using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger only_supersede before update on deadline_facts for each row execute function only_supersede();
create trigger only_supersede before update on exchange_deadlines for each row execute function only_supersede();

/* As before, and also for a table that has partitions: a place is one of its own part. */
create or replace function move_contact_pointers(loser uuid, winner uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  pointer record;
  target record;
  key jsonb;
  moved jsonb := '[]';
begin
  for pointer in
    select c.conrelid::regclass as child, a.attname as col,
           (select array_agg(k.attname order by k.attnum) from pg_index i
              join pg_attribute k on k.attrelid = i.indrelid and k.attnum = any (i.indkey)
             where i.indrelid = c.conrelid and i.indisprimary) as keys
      from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'organization_id'
     where c.contype = 'f' and c.confrelid = 'contacts'::regclass and c.conparentid = 0
       and c.conrelid not in ('contacts'::regclass, 'contact_merges'::regclass)
     order by 1, 2
  loop
    for target in execute format('select tableoid as part, ctid as place from %s where organization_id = $1 and %I = $2 for update', pointer.child, pointer.col)
      using app_organization_id(), loser
    loop
      begin
        execute format('update %s t set %I = $1 where tableoid = $4 and ctid = $2 returning (select jsonb_object_agg(e.key, e.value)
                          from jsonb_each(to_jsonb(t)) e where e.key = any ($3))', pointer.child, pointer.col)
          into key using winner, target.place, pointer.keys, target.part;
        moved := moved || jsonb_build_object('table', pointer.child::text, 'column', pointer.col, 'key', key);
      exception when unique_violation or check_violation then null;
      end;
    end loop;
  end loop;
  return moved;
end $$;

/* Undoing an import of deals keeps what an exchange uses, also one that the person who undoes it doesn't see. A domain above
   that uses deals, properties or contacts of an import replaces these functions. */
create function used_deals(import uuid) returns table (id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select x.transaction_id from exchange_properties x
    join transactions t on t.organization_id = x.organization_id and t.id = x.transaction_id
   where x.organization_id = app_organization_id() and t.import_id = import
$$;
select open_door('used_deals(uuid)');
create or replace function used_properties(import uuid) returns table (id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id from properties p
   where p.organization_id = app_organization_id() and p.import_id = import
     and (exists (select from transactions t where t.organization_id = p.organization_id and t.property_id = p.id)
       or exists (select from exchange_properties x where x.organization_id = p.organization_id and x.property_id = p.id))
$$;
create or replace function used_contacts(import uuid) returns table (id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id from contacts c
   where c.organization_id = app_organization_id() and c.import_id = import
     and (exists (select from transaction_parties a where a.organization_id = c.organization_id and a.contact_id = c.id)
       or exists (select from exchange_participants a where a.organization_id = c.organization_id and a.participant_id = c.id)
       or exists (select from exchanges e where e.organization_id = c.organization_id and c.id in (e.client_id, e.intermediary_id)))
$$;
