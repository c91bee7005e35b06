-- Deals: the properties that they are about, who takes part in them, their dates and their documents.

create domain transaction_type as text check (value in ('sale', 'purchase', 'lease', 'refinance', 'rental'));
create domain transaction_status as text check (value in ('active', 'pending', 'closed', 'cancelled'));
create domain transaction_stage as text check (value in
  ('pre_listing', 'listed', 'offer', 'under_contract', 'contingencies_cleared', 'clear_to_close', 'closed', 'cancelled'));
create domain transaction_side as text check (value in ('listing', 'selling', 'both'));
create domain transaction_visibility as text check (value in ('private', 'team', 'organization'));
create domain property_type as text check (value in ('residential', 'commercial', 'land', 'multi_family', 'condo'));
create domain party_role as text check (value in
  ('seller', 'buyer', 'landlord', 'tenant', 'borrower', 'listing_agent', 'selling_agent', 'lender', 'title', 'escrow',
   'attorney', 'inspector', 'other'));

/* An address in one line: "12 Harbor Street, Unit 3, Austin, TX 78701". */
create function address_line(line1 text, line2 text, city text, state text, zip_code text) returns text
language sql immutable parallel safe as $$
  select concat_ws(', ', line1, line2, city, nullif(concat_ws(' ', state, zip_code), ''))
$$;

-- One real-world property, with many deals over the years.
create table properties (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  address_line1 text not null check (length(address_line1) between 1 and 200),
  address_line2 text check (length(address_line2) <= 100),
  city text check (length(city) <= 100),
  state text check (length(state) <= 50),
  zip_code text check (length(zip_code) <= 20),
  county text check (length(county) <= 100),
  address text not null generated always as (address_line(address_line1, address_line2, city, state, zip_code)) stored,
  -- Street and unit as they are compared, however they are written: "12 harbor st 3".
  address_key text not null check (length(address_key) <= 400),
  parcel_number text check (length(parcel_number) <= 60),
  property_type property_type,
  year_built integer check (year_built between 1600 and 2200),
  bedrooms integer check (bedrooms between 0 and 1000),
  bathrooms numeric(5, 1) check (bathrooms between 0 and 1000),
  square_feet integer check (square_feet between 1 and 100000000),
  hoa boolean,
  coordinates point,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id)
);
create index idx_properties_key on properties (organization_id, address_key);
create index idx_properties_address on properties (organization_id, address, id);
create trigger touch before update on properties for each row execute function bump_version();

create table transactions (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  transaction_number text not null check (length(transaction_number) <= 100),
  transaction_type transaction_type not null,
  side transaction_side not null,
  stage transaction_stage not null,
  status transaction_status not null generated always as (case
    when stage in ('closed', 'cancelled') then stage
    when stage in ('pre_listing', 'listed', 'offer') then 'active' else 'pending' end) stored,
  property_id uuid not null,

  list_price numeric(15, 2) check (list_price >= 0),
  sale_price numeric(15, 2) check (sale_price >= 0),
  commission_rate numeric(7, 6) check (commission_rate between 0 and 1),
  commission_amount numeric(15, 2) check (commission_amount >= 0),

  listing_agent_id uuid,
  selling_agent_id uuid,
  team_id uuid,
  visibility transaction_visibility not null default 'organization',

  listing_date date,
  contract_date date,
  closing_date date,
  possession_date date,
  -- When it really closed; the closing date is the day that was agreed.
  closed_on date,
  closed_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text check (length(cancel_reason) <= 1000),
  archived_at timestamptz,

  custom_fields jsonb not null default '{}' check (pg_column_size(custom_fields) <= 20000),
  notes text check (length(notes) <= 20000),

  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,

  primary key (organization_id, id),
  unique (organization_id, transaction_number),
  foreign key (organization_id, property_id) references properties,
  foreign key (organization_id, listing_agent_id) references organization_members (organization_id, user_id),
  foreign key (organization_id, selling_agent_id) references organization_members (organization_id, user_id),
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id),
  foreign key (organization_id, team_id) references teams,
  check (visibility <> 'team' or team_id is not null),
  check ((stage = 'closed') = (closed_on is not null) and (closed_on is null) = (closed_at is null)),
  check ((stage = 'cancelled') = (cancelled_at is not null))
);
create index idx_transactions_listing_agent on transactions (organization_id, listing_agent_id);
create index idx_transactions_selling_agent on transactions (organization_id, selling_agent_id);
create index idx_transactions_status on transactions (organization_id, status);
create index idx_transactions_dates on transactions (organization_id, closing_date, id);
create index idx_transactions_property on transactions (organization_id, property_id);
create trigger touch before update on transactions for each row execute function bump_version();

alter table transactions enable row level security;
alter table transactions force row level security;
create policy visible on transactions for select to deedline_app using (
  organization_id = app_organization_id() and (select app_role()) is distinct from 'share' and (
    (select app_may('transactions.see_all')) or visibility = 'organization' or created_by = (select app_user_id())
    or listing_agent_id = (select app_user_id()) or selling_agent_id = (select app_user_id())
    or (visibility = 'team' and team_id = any ((select my_team_ids())::uuid[])))
);
create policy added on transactions for insert to deedline_app with check (organization_id = app_organization_id());
create policy changed on transactions for update to deedline_app using (organization_id = app_organization_id());
create policy every_organization on transactions to deedline_worker using (true);
grant select, insert, update on transactions to deedline_app;
grant select, insert, update, delete on transactions to deedline_worker;

/* Whether the person of the transaction sees a deal: what belongs to it follows it. */
create function sees_transaction(deal uuid) returns boolean language sql stable as $$
  select exists (select from transactions t where t.organization_id = app_organization_id() and t.id = deal)
$$;

-- Seen by the person who added it, and by everyone who sees a deal about it: a private deal keeps its address to itself.
select protect('properties', $$(select app_role()) is distinct from 'share' and (created_by = (select app_user_id())
  or (select app_may('transactions.see_all')) or exists (
    select from transactions t where t.organization_id = properties.organization_id and t.property_id = properties.id))$$);

/* The last number that an organization gave in a year. Its row stays locked until the deal is saved, so that numbers have
   no gaps and no number is given twice. */
create table transaction_counters (
  organization_id uuid not null references organizations,
  year integer not null,
  last integer not null,
  primary key (organization_id, year)
);
select protect('transaction_counters');

create table transaction_parties (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  transaction_id uuid not null,
  contact_id uuid not null,
  role party_role not null,
  -- Whose side they are on, where they are on one.
  side text check (side in ('listing', 'selling')),
  signing_order integer check (signing_order between 1 and 99),
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, transaction_id) references transactions on delete cascade,
  foreign key (organization_id, contact_id) references contacts
);
create unique index idx_transaction_parties_once on transaction_parties (organization_id, transaction_id, contact_id, role);
create index idx_transaction_parties_contact on transaction_parties (organization_id, contact_id);
select protect('transaction_parties', 'sees_transaction(transaction_id)');

create table transaction_documents (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  transaction_id uuid not null,
  document_id uuid not null,
  document_role text check (length(document_role) between 1 and 100),
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, transaction_id) references transactions on delete cascade,
  foreign key (organization_id, document_id) references documents on delete cascade
);
create unique index idx_transaction_documents_transaction on transaction_documents (organization_id, transaction_id, document_id);
create index idx_transaction_documents_document on transaction_documents (organization_id, document_id);
select protect('transaction_documents', 'sees_transaction(transaction_id)');

-- Dates that follow from others by a rule, or that people set.
create table transaction_dates (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  transaction_id uuid not null,
  position integer not null check (position between 0 and 99),
  name text not null check (length(name) between 1 and 100),
  -- A date of the deal, such as contract_date, or the id of another of its dates.
  counted_from text not null check (length(counted_from) <= 36),
  days integer not null check (days between 0 and 3650),
  unit text not null check (unit in ('calendar', 'business')),
  direction text not null check (direction in ('after', 'before')),
  roll text not null check (roll in ('next', 'previous', 'none')),
  first_day integer not null check (first_day in (0, 1)),
  -- What people set in place of what the rule says.
  fixed date,
  -- What follows from all of it.
  date date,
  done_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, transaction_id) references transactions on delete cascade
);
create index idx_transaction_dates_transaction on transaction_dates (organization_id, transaction_id, position);
create index idx_transaction_dates_due on transaction_dates (organization_id, date, id) where done_at is null;
select protect('transaction_dates', 'sees_transaction(transaction_id)');
