-- Clients of a deal see it by a link: its dates, what is asked of them, and what was shared with them.

create table transaction_guests (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  transaction_id uuid not null,
  party_id uuid not null,
  -- Where the link went. What was shared with this address, and is attached to the deal, is listed.
  email text not null check (length(email) <= 320),
  token_hash text not null unique,
  invited_by uuid not null,
  created_at timestamptz not null default now(),
  first_seen_at timestamptz,
  last_seen_at timestamptz,
  mail_failed_at timestamptz,
  revoked_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, transaction_id) references transactions on delete cascade,
  foreign key (organization_id, party_id) references transaction_parties on delete cascade,
  foreign key (organization_id, invited_by) references organization_members (organization_id, user_id)
);
create unique index idx_transaction_guests_live on transaction_guests (organization_id, party_id) where revoked_at is null;
create index idx_transaction_guests_transaction on transaction_guests (organization_id, transaction_id, id);

-- Requests for documents that were made for a deal. What arrives is attached to the deal.
create table transaction_requests (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  transaction_id uuid not null,
  party_id uuid,
  request_id uuid not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, transaction_id) references transactions on delete cascade,
  foreign key (organization_id, party_id) references transaction_parties on delete set null (party_id),
  foreign key (organization_id, request_id) references document_requests on delete cascade
);
create unique index idx_transaction_requests_request on transaction_requests (organization_id, request_id);
create index idx_transaction_requests_transaction on transaction_requests (organization_id, transaction_id, id);

/* The guest whose link the request came with. */
create function app_guest_id() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.guest_id', true), '')::uuid
$$;

/* The deal of that guest, until their access is revoked. */
create function guest_deal() returns table (transaction_id uuid, party_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select g.transaction_id, g.party_id from transaction_guests g
   where g.organization_id = app_organization_id() and g.id = app_guest_id() and app_role() = 'share' and g.revoked_at is null
$$;
select open_door('guest_deal()');

/* What comes before any tenant is known: whose link is this? */
create function find_transaction_guest(token_hash text) returns table (organization_id uuid, id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select g.organization_id, g.id from transaction_guests g where g.token_hash = find_transaction_guest.token_hash
$$;
select open_door('find_transaction_guest(text)');

/* What belongs to a deal follows it for members only: each thing that guests see has a policy of its own below. */
create or replace function sees_transaction(deal uuid) returns boolean language sql stable as $$
  select app_role() is distinct from 'share'
     and exists (select from transactions t where t.organization_id = app_organization_id() and t.id = deal)
$$;

select protect('transaction_guests', 'sees_transaction(transaction_id)'),
       protect('transaction_requests', 'sees_transaction(transaction_id)');

alter policy added on transactions with check (
  organization_id = app_organization_id() and (select app_role()) is distinct from 'share');
alter policy changed on transactions using (
  organization_id = app_organization_id() and (select app_role()) is distinct from 'share');

create policy as_guest on transactions for select to deedline_app using (
  organization_id = app_organization_id() and id = (select g.transaction_id from guest_deal() g));
create policy as_guest on properties for select to deedline_app using (
  organization_id = app_organization_id() and id = (
    select t.property_id from transactions t join guest_deal() g on g.transaction_id = t.id
     where t.organization_id = app_organization_id()));
create policy as_guest on transaction_dates for select to deedline_app using (
  organization_id = app_organization_id() and transaction_id = (select g.transaction_id from guest_deal() g));
create policy as_guest on transaction_documents for select to deedline_app using (
  organization_id = app_organization_id() and transaction_id = (select g.transaction_id from guest_deal() g));
create policy as_guest on transaction_parties for select to deedline_app using (
  organization_id = app_organization_id() and id = (select g.party_id from guest_deal() g));
create policy as_guest on transaction_requests for select to deedline_app using (
  organization_id = app_organization_id() and party_id = (select g.party_id from guest_deal() g));
create policy as_guest on transaction_guests for select to deedline_app using (
  organization_id = app_organization_id() and id = (select app_guest_id()) and (select app_role()) = 'share');
create policy seen_by_guest on transaction_guests for update to deedline_app using (
  organization_id = app_organization_id() and id = (select app_guest_id()) and (select app_role()) = 'share');
