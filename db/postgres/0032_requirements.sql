-- Which documents a deal needs, and why: rules of the organization over the facts of a deal, and what follows from them.

create domain financing as text check (value in ('cash', 'conventional', 'fha', 'va', 'seller', 'other'));
create domain occupancy as text check (value in ('owner', 'tenant', 'vacant'));

-- What is unknown is null, and is asked for where a rule depends on it.
alter table transactions
  add column financing financing,
  add column occupancy occupancy,
  add column seller_is_foreign boolean,
  -- The seller is exchanging the property under section 1031, and everyone in the deal cooperates.
  add column exchange_cooperation boolean,
  add column exchange_intermediary_contact_id uuid,
  add foreign key (organization_id, exchange_intermediary_contact_id) references contacts;
create index idx_transactions_intermediary on transactions (organization_id, exchange_intermediary_contact_id)
  where exchange_intermediary_contact_id is not null;
alter table properties add column new_construction boolean;

create table requirement_rules (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  name text not null check (length(name) between 1 and 150),
  -- What fills it: documents of this type, and of this category where one is named. Without a type, only people do.
  document_type document_type,
  document_category text check (length(document_category) <= 100),
  requirement text not null check (requirement in ('required', 'optional')),
  "when" jsonb not null check (pg_column_size("when") <= 20000),
  reason text not null check (length(reason) between 1 and 500),
  citation text check (length(citation) <= 300),
  -- Which rule of the library it was copied from.
  library_key text check (length(library_key) <= 100),
  active boolean not null default true,
  position integer not null check (position >= 0),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  -- A rule that was removed stays for the deals that it asked something of.
  removed_at timestamptz,
  primary key (organization_id, id),
  check (document_category is null or document_type is not null),
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id)
);
create index idx_requirement_rules_position on requirement_rules (organization_id, position, id) where removed_at is null;
create unique index idx_requirement_rules_library on requirement_rules (organization_id, library_key) where removed_at is null;
create trigger touch before update on requirement_rules for each row execute function bump_version();
select protect('requirement_rules');

/* How far the evaluation of all open deals is, after the rules have changed. `revision` counts their changes. */
create table requirement_evaluations (
  organization_id uuid not null references organizations,
  revision integer not null,
  state text not null check (state in ('running', 'done', 'failed')),
  total integer not null,
  done integer not null,
  changed integer not null,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (organization_id)
);
select protect('requirement_evaluations');

create table transaction_requirements (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  transaction_id uuid not null,
  -- Null: added to this deal by hand.
  rule_id uuid,
  position integer not null check (position >= 0),
  name text not null check (length(name) between 1 and 150),
  document_type document_type,
  document_category text check (length(document_category) <= 100),
  requirement text not null check (requirement in ('required', 'optional', 'not_applicable')),
  reason text check (length(reason) <= 500),
  citation text check (length(citation) <= 300),
  -- Facts that would decide whether it applies.
  missing text[] not null default '{}' check (cardinality(missing) <= 20),
  state text not null default 'open' check (state in ('open', 'submitted', 'approved', 'rejected', 'not_applicable')),
  -- Since when it is in its state, as exactly as the API says it: the review takes the oldest first.
  since timestamptz(3) not null default now(),
  document_id uuid,
  submitted_by uuid,
  -- The version that was approved or rejected.
  version_number integer,
  reviewed_by uuid,
  -- What the reviewer said: why it was rejected, or why it isn't needed.
  message text check (length(message) <= 1000),
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, transaction_id) references transactions on delete cascade,
  foreign key (organization_id, rule_id) references requirement_rules,
  foreign key (organization_id, document_id) references documents on delete set null (document_id),
  foreign key (organization_id, submitted_by) references organization_members (organization_id, user_id),
  foreign key (organization_id, reviewed_by) references organization_members (organization_id, user_id),
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id)
);
create unique index idx_transaction_requirements_rule on transaction_requirements (organization_id, transaction_id, rule_id);
create index idx_transaction_requirements_state on transaction_requirements (organization_id, state, since, id)
  where state in ('submitted', 'rejected');
create index idx_transaction_requirements_document on transaction_requirements (organization_id, document_id)
  where document_id is not null;
select protect('transaction_requirements', 'sees_transaction(transaction_id)');
