-- Documents find their deal: the deal that a document may belong to, and what people decide about the values in it.

alter table transactions add column earnest_money numeric(15, 2) check (earnest_money >= 0);

/* Whether the person of the transaction sees a document: what is said about it follows it. */
create function sees_document(document uuid) returns boolean language sql stable as $$
  select exists (select from documents d where d.organization_id = app_organization_id() and d.id = document)
$$;

create table transaction_document_proposals (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  document_id uuid not null,
  transaction_id uuid not null,
  score numeric(3, 2) not null check (score between 0 and 1),
  -- Why: [{ kind, text, page_number, contact_id }].
  evidence jsonb not null check (jsonb_typeof(evidence) = 'array' and pg_column_size(evidence) <= 20000),
  state text not null default 'proposed' check (state in ('proposed', 'accepted', 'dismissed')),
  decided_by uuid,
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, document_id) references documents on delete cascade,
  foreign key (organization_id, transaction_id) references transactions on delete cascade
);
create unique index idx_transaction_document_proposals_once
  on transaction_document_proposals (organization_id, document_id, transaction_id);
create index idx_transaction_document_proposals_transaction
  on transaction_document_proposals (organization_id, transaction_id);
create index idx_transaction_document_proposals_open
  on transaction_document_proposals (organization_id, id desc) where state = 'proposed';
select protect('transaction_document_proposals', 'sees_transaction(transaction_id) and sees_document(document_id)');

-- Values of documents that a person didn't want for the deal: they are not proposed again.
create table transaction_rejected_values (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  transaction_id uuid not null,
  document_id uuid not null,
  field text not null check (length(field) <= 50),
  value text not null check (length(value) <= 2000),
  rejected_by uuid,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, transaction_id) references transactions on delete cascade,
  foreign key (organization_id, document_id) references documents on delete cascade
);
create unique index idx_transaction_rejected_values_once
  on transaction_rejected_values (organization_id, transaction_id, document_id, field, md5(value));
create index idx_transaction_rejected_values_document on transaction_rejected_values (organization_id, document_id);
select protect('transaction_rejected_values', 'sees_transaction(transaction_id) and sees_document(document_id)');

-- The last decision about a field: which values were known then. A value that came later opens the question again.
create table transaction_settled_values (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  transaction_id uuid not null,
  field text not null check (length(field) <= 50),
  -- The document that is right; none where the deal is.
  document_id uuid,
  known text[] not null check (cardinality(known) <= 1000),
  reason text check (length(reason) between 1 and 1000),
  settled_by uuid,
  settled_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, transaction_id) references transactions on delete cascade,
  foreign key (organization_id, document_id) references documents on delete set null (document_id)
);
create unique index idx_transaction_settled_values_once
  on transaction_settled_values (organization_id, transaction_id, field);
create index idx_transaction_settled_values_document on transaction_settled_values (organization_id, document_id);
select protect('transaction_settled_values', 'sees_transaction(transaction_id)');
