-- Who may not be the intermediary of a taxpayer: those who served them within two years, and related persons. And how an
-- organization numbers its exchanges.

create table exchange_settings (
  organization_id uuid primary key references organizations,
  number_pattern text not null check (length(number_pattern) between 3 and 60),
  version integer not null default 1,
  updated_at timestamptz not null default now()
);
select protect('exchange_settings');
create trigger touch before update on exchange_settings for each row execute function bump_version();

alter table exchange_properties
  -- Who holds title to what is sold, or takes title to what is bought: the same taxpayer as the exchange's.
  add column title_holder_id uuid,
  -- The buyer of what is sold, the seller of what is bought.
  add column counterparty_id uuid,
  add constraint exchange_properties_title_holder_id_fkey
    foreign key (organization_id, title_holder_id) references contacts,
  add constraint exchange_properties_counterparty_id_fkey
    foreign key (organization_id, counterparty_id) references contacts;
create index idx_exchange_properties_title_holder on exchange_properties (organization_id, title_holder_id)
  where title_holder_id is not null;
create index idx_exchange_properties_counterparty on exchange_properties (organization_id, counterparty_id)
  where counterparty_id is not null;

create table taxpayer_relationships (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  -- The taxpayer who was served.
  contact_id uuid not null,
  -- Who served them: a contact, or this organization.
  provider_id uuid,
  role text not null check (role in
    ('employee', 'attorney', 'accountant', 'investment_banker', 'broker', 'real_estate_agent')),
  started_on date,
  -- The last day of the service; it goes on where there is none.
  ended_on date,
  -- Only for 1031 exchanges, or routine financial, title insurance, escrow or trust services of such a company.
  only_1031_or_routine boolean not null default false,
  note text check (length(note) <= 2000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, contact_id) references contacts,
  foreign key (organization_id, provider_id) references contacts,
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id),
  check (ended_on >= started_on),
  check (provider_id is null or provider_id <> contact_id)
);
create index idx_taxpayer_relationships_contact on taxpayer_relationships (organization_id, contact_id, id);
create index idx_taxpayer_relationships_provider on taxpayer_relationships (organization_id, provider_id)
  where provider_id is not null;
create trigger touch before update on taxpayer_relationships for each row execute function bump_version();
select protect('taxpayer_relationships', $$(select app_role()) is distinct from 'share' and exists (
  select from contacts c where c.organization_id = taxpayer_relationships.organization_id and c.id = contact_id)$$);

-- An officer found that a service doesn't count against the intermediary of an exchange. Never edited.
create table conflict_exceptions (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  exchange_id uuid not null,
  taxpayer_relationship_id uuid,
  transaction_id uuid,
  reason text not null check (length(reason) between 1 and 2000),
  document_id uuid not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (organization_id, id),
  foreign key (organization_id, exchange_id) references exchanges on delete cascade,
  foreign key (organization_id, taxpayer_relationship_id) references taxpayer_relationships,
  foreign key (organization_id, transaction_id) references transactions,
  foreign key (organization_id, document_id) references documents,
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id),
  check (num_nonnulls(taxpayer_relationship_id, transaction_id) = 1)
);
create unique index idx_conflict_exceptions_relationship
  on conflict_exceptions (organization_id, exchange_id, taxpayer_relationship_id) where taxpayer_relationship_id is not null;
create unique index idx_conflict_exceptions_deal
  on conflict_exceptions (organization_id, exchange_id, transaction_id) where transaction_id is not null;
create index idx_conflict_exceptions_document on conflict_exceptions (organization_id, document_id);
select protect('conflict_exceptions', 'sees_exchange(exchange_id)');
revoke update, delete on conflict_exceptions from deedline_app;

/* The deals in which this organization represented one of these contacts, whoever sees the deals: an agency as an agent, a
   law firm as an attorney. The last day is that of the closing, or of the end; an open deal goes on. */
create function deals_served(tenant uuid, contacts uuid[])
returns table (transaction_id uuid, transaction_number text, contact_id uuid, role text, ended_on date)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if tenant is distinct from app_organization_id() or app_role() = 'share' then return; end if;
  return query
    select t.id, t.transaction_number, a.contact_id,
           case o.type when 'law_firm' then 'attorney' else 'real_estate_agent' end,
           coalesce(t.closed_on, (t.cancelled_at at time zone 'UTC')::date)
      from transaction_parties a
      join transactions t on t.organization_id = a.organization_id and t.id = a.transaction_id
      join organizations o on o.id = a.organization_id
     where a.organization_id = tenant and a.contact_id = any (contacts) and o.type in ('agency', 'law_firm')
       and a.role in ('buyer', 'seller', 'landlord', 'tenant', 'borrower') and (t.side = 'both' or a.side = t.side)
     order by t.id;
end $$;
select open_door('deals_served(uuid, uuid[])');

/* As before, in one place; also contacts who hold title, are on the other side, or served a taxpayer. */
create or replace function used_contacts(import uuid) returns table (id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id from contacts c
   where c.organization_id = app_organization_id() and c.import_id = import
     and (exists (select from transaction_parties a where a.organization_id = c.organization_id and a.contact_id = c.id)
       or exists (select from exchange_participants a where a.organization_id = c.organization_id and a.participant_id = c.id)
       or exists (select from exchanges e where e.organization_id = c.organization_id and c.id in (e.client_id, e.intermediary_id))
       or exists (select from signatures s where s.organization_id = c.organization_id and s.contact_id = c.id)
       or exists (select from identification_notices n where n.organization_id = c.organization_id and n.recipient_id = c.id)
       or exists (select from payees p where p.organization_id = c.organization_id and p.contact_id = c.id)
       or exists (select from ledger_entries e where e.organization_id = c.organization_id and e.counterparty_id = c.id)
       or exists (select from exchange_properties x
                   where x.organization_id = c.organization_id and c.id in (x.title_holder_id, x.counterparty_id))
       or exists (select from taxpayer_relationships r
                   where r.organization_id = c.organization_id and c.id in (r.contact_id, r.provider_id)))
$$;
drop function used_contacts_before_money(uuid);
