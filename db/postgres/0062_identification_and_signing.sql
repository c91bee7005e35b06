-- What a taxpayer identifies, in notices that are signed; who signs which document; and clients who see their exchange by
-- a link and a code.

alter table exchange_properties
  -- The larger item with which it is typically transferred, so that it isn't counted as a property of its own.
  add column incidental_to uuid,
  -- Of property to be produced: what it is expected to be worth when it is received.
  add column expected_receipt_value numeric(15, 2) check (expected_receipt_value >= 0),
  -- Whether what was received is substantially the same as what was identified.
  add column substantially_same boolean,
  -- The deed went from the seller to the buyer, without the intermediary in between.
  add column direct_deeded boolean not null default false,
  add constraint exchange_properties_incidental_to_fkey
    foreign key (organization_id, incidental_to) references exchange_properties on delete set null (incidental_to),
  add check (incidental_to is null or incidental_to <> id);
create index idx_exchange_properties_incidental_to on exchange_properties (organization_id, incidental_to)
  where incidental_to is not null;

create table exchange_documents (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  exchange_id uuid not null,
  document_id uuid not null,
  kind text not null check (kind in
    ('exchange_agreement', 'assignment', 'notice_of_assignment', 'contract', 'identification', 'revocation',
     'settlement_statement', 'deed', 'escrow_agreement', 'parking_agreement', 'acknowledgement', 'authorization',
     'contingency', 'other')),
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, exchange_id) references exchanges on delete cascade,
  foreign key (organization_id, document_id) references documents on delete cascade,
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id)
);
create unique index idx_exchange_documents_once on exchange_documents (organization_id, exchange_id, document_id);
create index idx_exchange_documents_document on exchange_documents (organization_id, document_id);

create table signature_requests (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  exchange_id uuid not null,
  document_id uuid not null,
  -- Exactly what is signed.
  version_number integer not null,
  file_hash text not null check (file_hash ~ '^[0-9a-f]{64}$'),
  title text not null check (length(title) between 1 and 500),
  message text check (length(message) <= 2000),
  in_order boolean not null default false,
  status text not null default 'open' check (status in ('open', 'completed', 'declined', 'cancelled')),
  -- After it no one signs anymore.
  expires_at timestamptz,
  completed_at timestamptz,
  -- Canceled by the organization or declined by a signer.
  ended_at timestamptz,
  end_reason text check (length(end_reason) <= 1000),
  -- The version with the certificate and the seal.
  signed_version_number integer,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Null where the taxpayer themselves drafted what is signed.
  created_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, exchange_id) references exchanges on delete cascade,
  foreign key (organization_id, document_id) references documents,
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id),
  check ((status = 'completed') = (completed_at is not null))
);
create index idx_signature_requests_exchange on signature_requests (organization_id, exchange_id, id);
create index idx_signature_requests_document on signature_requests (organization_id, document_id);
create trigger touch before update on signature_requests for each row execute function bump_version();

create table signatures (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  request_id uuid not null,
  exchange_id uuid not null,
  -- In order, those of place 2 sign after those of place 1.
  place integer not null default 1 check (place between 1 and 50),
  contact_id uuid not null,
  -- The member that the signer is, where they are one.
  user_id uuid,
  name text not null check (length(name) between 1 and 255),
  email text check (length(email) <= 320),
  status text not null default 'waiting' check (status in ('waiting', 'signed', 'declined')),
  method text check (method in ('typed', 'drawn')),
  signed_name text check (length(signed_name) between 1 and 255),
  -- A drawn signature as an SVG path in a box of 400 by 120.
  drawing text check (length(drawing) between 1 and 40000),
  -- The sentence to which the signer agreed.
  consent text check (length(consent) <= 2000),
  document_hash text check (document_hash ~ '^[0-9a-f]{64}$'),
  signed_at timestamptz,
  ip_address text,
  user_agent text,
  declined_at timestamptz,
  decline_reason text check (length(decline_reason) <= 1000),
  reminded_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, request_id) references signature_requests on delete cascade,
  foreign key (organization_id, exchange_id) references exchanges on delete cascade,
  foreign key (organization_id, contact_id) references contacts,
  foreign key (organization_id, user_id) references organization_members (organization_id, user_id),
  check ((status = 'signed') = (signed_at is not null and consent is not null and document_hash is not null)),
  check ((status = 'declined') = (declined_at is not null))
);
create unique index idx_signatures_once on signatures (organization_id, request_id, contact_id);
create index idx_signatures_request on signatures (organization_id, request_id, place, id);
create index idx_signatures_exchange on signatures (organization_id, exchange_id);
create index idx_signatures_contact on signatures (organization_id, contact_id);
create index idx_signatures_user on signatures (organization_id, user_id) where status = 'waiting';

create table identification_notices (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  exchange_id uuid not null,
  kind text not null check (kind in ('identification', 'revocation')),
  status text not null default 'draft' check (status in ('draft', 'out_for_signature', 'signed', 'discarded')),
  -- Whom it is sent to: a contact, or this organization as the intermediary.
  recipient_id uuid,
  recipient_capacity text not null default 'intermediary' check (recipient_capacity in
    ('intermediary', 'seller', 'escrow_agent', 'title_company', 'settlement_agent', 'other')),
  document_id uuid,
  signature_request_id uuid,
  method text check (method in ('electronic', 'wet_ink')),
  delivery text check (delivery in ('portal', 'hand', 'mail', 'fax', 'email')),
  -- Signed and sent: whether it is timely follows from this moment, in the time zone of the exchange.
  sent_at timestamptz,
  recorded_at timestamptz,
  recorded_by uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, exchange_id) references exchanges on delete cascade,
  foreign key (organization_id, recipient_id) references contacts,
  foreign key (organization_id, document_id) references documents,
  foreign key (organization_id, signature_request_id) references signature_requests,
  foreign key (organization_id, recorded_by) references organization_members (organization_id, user_id),
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id),
  check ((status = 'signed') = (sent_at is not null and method is not null and document_id is not null))
);
create index idx_identification_notices_exchange on identification_notices (organization_id, exchange_id, id);
create unique index idx_identification_notices_request on identification_notices (organization_id, signature_request_id)
  where signature_request_id is not null;
create index idx_identification_notices_document on identification_notices (organization_id, document_id)
  where document_id is not null;
create trigger touch before update on identification_notices for each row execute function bump_version();

create table notice_properties (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  notice_id uuid not null,
  exchange_property_id uuid not null,
  -- A legal description, a street address, or a distinguishable name; of property to be produced also what is to be built.
  description text not null check (length(description) between 1 and 2000),
  -- Of the interest that is identified, without regard to liabilities.
  fair_market_value numeric(15, 2) check (fair_market_value >= 0),
  ownership_percent numeric(7, 4) not null default 100 check (ownership_percent > 0 and ownership_percent <= 100),
  primary key (organization_id, id),
  foreign key (organization_id, notice_id) references identification_notices on delete cascade,
  foreign key (organization_id, exchange_property_id) references exchange_properties
);
create unique index idx_notice_properties_once on notice_properties (organization_id, notice_id, exchange_property_id);
create index idx_notice_properties_property on notice_properties (organization_id, exchange_property_id);

create table exchange_guests (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  exchange_id uuid not null,
  exchange_participant_id uuid not null,
  email text not null check (length(email) <= 320),
  token_hash text not null unique,
  -- Encrypted, so that every email to them has the link.
  sealed_token text not null,
  -- The code that was emailed last, until it is used, and how often it was guessed wrong.
  code_hash text,
  code_expires_at timestamptz,
  wrong_codes integer not null default 0,
  invited_by uuid not null,
  created_at timestamptz not null default now(),
  first_seen_at timestamptz,
  last_seen_at timestamptz,
  mail_failed_at timestamptz,
  revoked_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, exchange_id) references exchanges on delete cascade,
  foreign key (organization_id, exchange_participant_id) references exchange_participants on delete cascade,
  foreign key (organization_id, invited_by) references organization_members (organization_id, user_id)
);
create unique index idx_exchange_guests_live on exchange_guests (organization_id, exchange_participant_id)
  where revoked_at is null;
create index idx_exchange_guests_exchange on exchange_guests (organization_id, exchange_id, id);

select protect('exchange_documents', 'sees_exchange(exchange_id)'),
       protect('signature_requests', 'sees_exchange(exchange_id)'),
       protect('signatures', 'sees_exchange(exchange_id)'),
       protect('identification_notices', 'sees_exchange(exchange_id)'),
       protect('notice_properties', 'app_role() is distinct from ''share'' and exists (select from identification_notices n
         where n.organization_id = notice_properties.organization_id and n.id = notice_id)'),
       protect('exchange_guests', 'sees_exchange(exchange_id)');
revoke delete on signature_requests, signatures, identification_notices, exchange_guests from deedline_app;

/* The exchange of the guest whose link the request came with, as long as they take part in it. The taxpayer, their attorney
   and accountant, who signs for them, and who sees all documents, also see what is exchanged and identified. */
create function guest_exchange()
returns table (exchange_id uuid, exchange_participant_id uuid, contact_id uuid, all_documents boolean, insider boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_role() is distinct from 'share' or app_guest_id() is null then return; end if;
  return query
    select g.exchange_id, g.exchange_participant_id, a.participant_id, a.document_access_level = 'full',
           a.role in ('client', 'attorney', 'cpa') or a.authority_level in ('signatory', 'full')
             or a.document_access_level = 'full'
      from exchange_guests g
      join exchange_participants a on a.organization_id = g.organization_id and a.id = g.exchange_participant_id
     where g.organization_id = app_organization_id() and g.id = app_guest_id() and g.revoked_at is null and a.left_at is null;
end $$;
select open_door('guest_exchange()');

/* What comes before any tenant is known: whose link is this? */
create function find_exchange_guest(token_hash text) returns table (organization_id uuid, id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select g.organization_id, g.id from exchange_guests g where g.token_hash = find_exchange_guest.token_hash;
end $$;
select open_door('find_exchange_guest(text)');

create policy as_guest on exchanges for select to deedline_app using (
  organization_id = app_organization_id() and id = (select g.exchange_id from guest_exchange() g));
create policy as_guest on exchange_deadlines for select to deedline_app using (
  organization_id = app_organization_id() and exchange_id = (select g.exchange_id from guest_exchange() g));
create policy as_guest on exchange_properties for select to deedline_app using (
  organization_id = app_organization_id() and exchange_id = (select g.exchange_id from guest_exchange() g where g.insider));
create policy as_guest on exchange_participants for select to deedline_app using (
  organization_id = app_organization_id() and id = (select g.exchange_participant_id from guest_exchange() g));
create policy as_guest on identification_notices for select to deedline_app using (
  organization_id = app_organization_id() and exchange_id = (select g.exchange_id from guest_exchange() g where g.insider));
create policy as_guest on notice_properties for select to deedline_app using (
  organization_id = app_organization_id() and (select app_role()) = 'share' and exists (select from identification_notices n
    where n.organization_id = notice_properties.organization_id and n.id = notice_id));
create policy as_guest on signatures for select to deedline_app using (
  organization_id = app_organization_id() and contact_id = (select g.contact_id from guest_exchange() g)
  and exchange_id = (select g.exchange_id from guest_exchange() g));
create policy as_guest on signature_requests for select to deedline_app using (
  organization_id = app_organization_id() and id in (
    select s.request_id from signatures s
     where s.organization_id = app_organization_id() and s.contact_id = (select g.contact_id from guest_exchange() g)));
create policy as_guest on exchange_documents for select to deedline_app using (
  organization_id = app_organization_id() and exchange_id = (select g.exchange_id from guest_exchange() g) and (
    (select g.all_documents from guest_exchange() g)
    or exists (select from signature_requests r
                where r.organization_id = app_organization_id() and r.document_id = exchange_documents.document_id)));
create policy as_guest on exchange_guests for select to deedline_app using (
  organization_id = app_organization_id() and id = (select app_guest_id()) and (select app_role()) = 'share');
create policy seen_by_guest on exchange_guests for update to deedline_app using (
  organization_id = app_organization_id() and id = (select app_guest_id()) and (select app_role()) = 'share');

/* A signature, and a notice that was sent, are evidence: nothing of them changes anymore. */
create function keep_signature() returns trigger language plpgsql as $$
begin
  if old.status <> 'waiting' and to_jsonb(new) - 'contact_id' is distinct from to_jsonb(old) - 'contact_id' then
    raise exception 'A signature is never edited.' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep before update on signatures for each row execute function keep_signature();

create function keep_notice() returns trigger language plpgsql as $$
begin
  if old.status in ('signed', 'discarded')
     and to_jsonb(new) - '{recipient_id,version,updated_at}'::text[] is distinct from to_jsonb(old) - '{recipient_id,version,updated_at}'::text[] then
    raise exception 'A notice that was sent is never edited.' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep before update on identification_notices for each row execute function keep_notice();

create function keep_notice_properties() returns trigger language plpgsql as $$
begin
  if exists (select from identification_notices n
              where n.organization_id = coalesce(new.organization_id, old.organization_id)
                and n.id in (new.notice_id, old.notice_id) and n.status <> 'draft') then
    raise exception 'A notice that was sent is never edited.' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger keep before insert or update or delete on notice_properties for each row execute function keep_notice_properties();

/* As before, and contacts who sign or whom a notice was sent to. */
create or replace function used_contacts(import uuid) returns table (id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id from contacts c
   where c.organization_id = app_organization_id() and c.import_id = import
     and (exists (select from transaction_parties a where a.organization_id = c.organization_id and a.contact_id = c.id)
       or exists (select from exchange_participants a where a.organization_id = c.organization_id and a.participant_id = c.id)
       or exists (select from exchanges e where e.organization_id = c.organization_id and c.id in (e.client_id, e.intermediary_id))
       or exists (select from signatures s where s.organization_id = c.organization_id and s.contact_id = c.id)
       or exists (select from identification_notices n where n.organization_id = c.organization_id and n.recipient_id = c.id))
$$;

-- The keys with which signed PDFs are sealed, and their certificates. One for all organizations of this installation.
create table sealing_keys (
  id uuid primary key default uuidv7(),
  certificate bytea not null,
  private_key text not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz
);
grant select, insert on sealing_keys to deedline_worker;
