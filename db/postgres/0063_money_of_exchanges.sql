-- The money of exchanges: where it is held, the ledger of every cent, who is paid and by whose approval, and bank statements.
-- What must always be true of it is held here, whoever writes: entries add to zero and are never edited, no balance falls
-- below zero on any day, nothing crosses from one exchange to another, and two people approve what a third requested.

/* The key under which money refers to a property of the same exchange. */
create unique index idx_exchange_properties_exchange on exchange_properties (organization_id, exchange_id, id);

create table exchange_accounts (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  kind text not null check (kind in ('segregated', 'master', 'sub_account')),
  -- The one exchange whose money it holds; a master account holds the money of its sub-accounts.
  exchange_id uuid,
  master_id uuid,
  master_kind text generated always as (case when master_id is not null then 'master' end) stored,
  bank_name text not null check (length(bank_name) between 1 and 200),
  -- As the bank has it: "Peak 1031, Inc., FBO Ines Alvarez".
  title text not null check (length(title) between 1 and 300),
  account_number_encrypted text not null check (length(account_number_encrypted) <= 500),
  account_number_last4 text not null check (account_number_last4 ~ '^[0-9]{1,4}$'),
  custody text not null default 'none' check (custody in ('none', 'qualified_escrow', 'qualified_trust')),
  annual_rate numeric(7, 6) not null default 0 check (annual_rate between 0 and 1),
  compounding text not null default 'none' check (compounding in ('none', 'daily', 'monthly')),
  day_count_basis smallint not null default 365 check (day_count_basis in (360, 365, 366)),
  opened_on date not null,
  closed_on date check (closed_on >= opened_on),
  -- Reconciled: nothing is posted on or before this day.
  locked_through date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  primary key (organization_id, id),
  unique (organization_id, exchange_id, id),
  unique (organization_id, id, kind),
  foreign key (organization_id, exchange_id) references exchanges,
  foreign key (organization_id, master_id, master_kind) references exchange_accounts (organization_id, id, kind),
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id),
  check ((kind = 'master') = (exchange_id is null)),
  check ((kind = 'sub_account') = (master_id is not null))
);
create index idx_exchange_accounts_master on exchange_accounts (organization_id, master_id) where master_id is not null;
create trigger touch before update on exchange_accounts for each row execute function bump_version();

-- What the exchange has agreed to pay the intermediary. A later agreement takes the place of an earlier one.
create table fee_agreements (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  exchange_id uuid not null,
  amount numeric(15, 2) not null check (amount >= 0),
  agreed_on date not null,
  -- The evidence: its hash stays when the document is deleted.
  document_id uuid not null,
  document_hash text not null check (document_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now(),
  created_by uuid,
  superseded_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, exchange_id) references exchanges,
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id)
);
create unique index idx_fee_agreements_once on fee_agreements (organization_id, exchange_id) where superseded_at is null;
create trigger only_supersede before update on fee_agreements for each row execute function only_supersede();

-- A contact with bank details. Whoever enters them, another member verifies them by a call to a number known before.
create table payees (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  contact_id uuid not null,
  account_name text not null check (length(account_name) between 1 and 200),
  bank_name text not null check (length(bank_name) between 1 and 200),
  routing_number text not null check (routing_number ~ '^[0-9]{9}$'),
  account_number_encrypted text not null check (length(account_number_encrypted) <= 500),
  account_number_last4 text not null check (account_number_last4 ~ '^[0-9A-Z]{1,4}$'),
  -- HMAC of routing and account number: the same account is known again without being read.
  account_digest text not null check (account_digest ~ '^[0-9a-f]{64}$'),
  status text not null default 'unverified' check (status in ('unverified', 'verified', 'frozen')),
  -- Counts the bank details: what was authorized and approved is bound to one of them.
  details_version integer not null default 1,
  entered_by uuid not null,
  entered_at timestamptz not null,
  -- The numbers of the contact when the details were entered: [{ number, on_file_since }]. Only these are called.
  phones_on_file jsonb not null default '[]' check (pg_column_size(phones_on_file) <= 10000),
  verified_by uuid,
  verified_at timestamptz,
  frozen_by uuid,
  frozen_at timestamptz,
  freeze_reason text check (length(freeze_reason) <= 1000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, contact_id) references contacts,
  foreign key (organization_id, entered_by) references organization_members (organization_id, user_id),
  foreign key (organization_id, verified_by) references organization_members (organization_id, user_id),
  foreign key (organization_id, frozen_by) references organization_members (organization_id, user_id),
  check (status <> 'verified' or (verified_by is not null and verified_by <> entered_by)),
  check ((status = 'frozen') = (frozen_at is not null))
);
create index idx_payees_contact on payees (organization_id, contact_id);
create index idx_payees_account on payees (organization_id, account_digest);
create trigger touch before update on payees for each row execute function bump_version();

-- The call by which bank details were verified. Never edited.
create table payee_verifications (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  payee_id uuid not null,
  details_version integer not null,
  phone_number text not null check (length(phone_number) <= 40),
  on_file_since timestamptz not null,
  called_at timestamptz not null,
  spoken_with text not null check (length(spoken_with) between 1 and 200),
  note text check (length(note) <= 1000),
  verified_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, payee_id) references payees,
  foreign key (organization_id, verified_by) references organization_members (organization_id, user_id)
);
create index idx_payee_verifications_payee on payee_verifications (organization_id, payee_id, id);

create table disbursements (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  exchange_id uuid not null,
  exchange_account_id uuid not null,
  payee_id uuid not null,
  payee_version integer not null,
  purpose text not null check (purpose in
    ('purchase', 'earnest_money', 'exchange_expense', 'nonexchange_item', 'fee', 'interest', 'boot_release',
     'failed_exchange_release', 'transfer_to_eat', 'state_withholding')),
  -- The line of a closing statement, of an expense or an item that is none.
  closing_item text check (length(closing_item) <= 60),
  exchange_property_id uuid,
  amount numeric(15, 2) not null check (amount > 0),
  memo text check (length(memo) <= 500),
  state text not null default 'requested' check (state in
    ('requested', 'authorized', 'approved', 'released', 'sent', 'canceled', 'refused')),
  -- Of amount, payee with its bank details, account, purpose and property. Kept by a trigger.
  terms_hash text not null default '',
  authorized_hash text,
  authorized_at timestamptz,
  authorized_by uuid,
  authorization_document_id uuid,
  authorization_document_hash text check (authorization_document_hash ~ '^[0-9a-f]{64}$'),
  -- The last answer of the money gate, and where it is written that the payment is allowed.
  gate jsonb not null check (pg_column_size(gate) <= 20000),
  legal_basis text check (length(legal_basis) <= 200),
  released_at timestamptz,
  released_by uuid,
  sent_at timestamptz,
  sent_by uuid,
  bank_reference text check (length(bank_reference) between 1 and 100),
  ended_at timestamptz,
  ended_by uuid,
  end_reason text check (length(end_reason) <= 1000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (organization_id, id),
  unique (organization_id, exchange_id, id),
  foreign key (organization_id, exchange_id) references exchanges,
  foreign key (organization_id, exchange_id, exchange_account_id)
    references exchange_accounts (organization_id, exchange_id, id),
  foreign key (organization_id, exchange_id, exchange_property_id)
    references exchange_properties (organization_id, exchange_id, id),
  foreign key (organization_id, payee_id) references payees,
  foreign key (organization_id, authorized_by) references organization_members (organization_id, user_id),
  foreign key (organization_id, released_by) references organization_members (organization_id, user_id),
  foreign key (organization_id, sent_by) references organization_members (organization_id, user_id),
  foreign key (organization_id, ended_by) references organization_members (organization_id, user_id),
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id),
  check ((state in ('released', 'sent')) <= (released_at is not null and legal_basis is not null)),
  check ((state = 'sent') <= (sent_at is not null and bank_reference is not null)),
  check ((state in ('canceled', 'refused')) <= (ended_at is not null and end_reason is not null))
);
create index idx_disbursements_state on disbursements (organization_id, state, id);
create index idx_disbursements_payee on disbursements (organization_id, payee_id);
create index idx_disbursements_exchange_account on disbursements (organization_id, exchange_account_id);
create index idx_disbursements_property on disbursements (organization_id, exchange_property_id)
  where exchange_property_id is not null;

create table disbursement_approvals (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  disbursement_id uuid not null,
  terms_hash text not null,
  -- What the money gate answered then.
  gate jsonb not null check (pg_column_size(gate) <= 20000),
  approved_by uuid not null,
  approved_at timestamptz not null default now(),
  voided_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, disbursement_id) references disbursements,
  foreign key (organization_id, approved_by) references organization_members (organization_id, user_id)
);
create unique index idx_disbursement_approvals_once on disbursement_approvals (organization_id, disbursement_id, approved_by)
  where voided_at is null;

-- The ledger, double entry and append only. A positive amount is a debit: cash that came in, a liability that was paid.
create table ledger_entries (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  exchange_id uuid not null,
  -- The transaction that wrote it: its postings are of the same one.
  xid xid8 not null default pg_current_xact_id(),
  type text not null check (type in
    ('receipt_sale_proceeds', 'receipt_additional_taxpayer_funds', 'earnest_money_out', 'earnest_money_returned',
     'disbursement_purchase', 'disbursement_exchange_expense', 'disbursement_nonexchange_item', 'interest_accrued',
     'interest_paid_out', 'fee_qi', 'withholding_state', 'release_boot', 'release_failed_exchange', 'transfer_to_eat',
     'return_from_eat', 'reversal')),
  value_date date not null,
  booked_at timestamptz not null default now(),
  memo text check (length(memo) <= 500),
  counterparty_id uuid,
  exchange_property_id uuid,
  -- The evidence: its hash stays when the document is deleted.
  document_id uuid,
  document_hash text check (document_hash ~ '^[0-9a-f]{64}$'),
  disbursement_id uuid,
  legal_basis text check (length(legal_basis) <= 200),
  reverses_id uuid,
  created_by uuid,
  primary key (organization_id, id),
  unique (organization_id, exchange_id, id),
  foreign key (organization_id, exchange_id) references exchanges,
  foreign key (organization_id, counterparty_id) references contacts,
  foreign key (organization_id, exchange_id, exchange_property_id)
    references exchange_properties (organization_id, exchange_id, id),
  foreign key (organization_id, exchange_id, disbursement_id)
    references disbursements (organization_id, exchange_id, id),
  foreign key (organization_id, exchange_id, reverses_id) references ledger_entries (organization_id, exchange_id, id),
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id),
  check ((type = 'reversal') = (reverses_id is not null)),
  check ((type = 'reversal') <= (memo is not null)),
  check ((document_id is null) = (document_hash is null)),
  -- Money goes out by a disbursement only.
  check ((disbursement_id is not null) = (type in
    ('earnest_money_out', 'disbursement_purchase', 'disbursement_exchange_expense', 'disbursement_nonexchange_item',
     'interest_paid_out', 'fee_qi', 'withholding_state', 'release_boot', 'release_failed_exchange', 'transfer_to_eat')))
);
create unique index idx_ledger_entries_disbursement on ledger_entries (organization_id, disbursement_id)
  where disbursement_id is not null;
create unique index idx_ledger_entries_reversed_once on ledger_entries (organization_id, reverses_id)
  where reverses_id is not null;
create index idx_ledger_entries_exchange on ledger_entries (organization_id, exchange_id, value_date, id);

create table ledger_postings (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  exchange_id uuid not null,
  entry_id uuid not null,
  ledger_account text not null check (ledger_account in ('cash', 'exchange_funds', 'interest')),
  exchange_account_id uuid,
  amount numeric(15, 2) not null check (amount <> 0),
  primary key (organization_id, id),
  foreign key (organization_id, exchange_id, entry_id) references ledger_entries (organization_id, exchange_id, id),
  foreign key (organization_id, exchange_id, exchange_account_id)
    references exchange_accounts (organization_id, exchange_id, id),
  check ((ledger_account = 'cash') = (exchange_account_id is not null))
);
create unique index idx_ledger_postings_once on ledger_postings (organization_id, entry_id, ledger_account, exchange_account_id)
  nulls not distinct;
create index idx_ledger_postings_exchange on ledger_postings (organization_id, exchange_id, ledger_account);
create index idx_ledger_postings_exchange_account on ledger_postings (organization_id, exchange_account_id)
  where exchange_account_id is not null;

/* A file of a bank, imported once. */
create table bank_statements (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  exchange_account_id uuid not null,
  filename text not null check (length(filename) between 1 and 255),
  file_hash text not null check (file_hash ~ '^[0-9a-f]{64}$'),
  format text not null check (format in ('ofx', 'csv', 'bai2')),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  -- What the bank says was there at the end of the last day.
  closing_balance numeric(15, 2),
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (organization_id, id),
  unique (organization_id, exchange_account_id, id),
  foreign key (organization_id, exchange_account_id) references exchange_accounts,
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id)
);
create unique index idx_bank_statements_once on bank_statements (organization_id, exchange_account_id, file_hash);

create table bank_statement_lines (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  statement_id uuid not null,
  exchange_account_id uuid not null,
  -- The bank's own number of the line, or what it says with its place among equal ones: files that overlap have it once.
  line_key text not null check (length(line_key) between 1 and 200),
  posted_on date not null,
  amount numeric(15, 2) not null check (amount <> 0),
  reference text check (length(reference) <= 200),
  description text not null check (length(description) <= 1000),
  -- The posting to cash that it is.
  posting_id uuid,
  matched_at timestamptz,
  matched_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, exchange_account_id, statement_id)
    references bank_statements (organization_id, exchange_account_id, id),
  foreign key (organization_id, posting_id) references ledger_postings,
  foreign key (organization_id, matched_by) references organization_members (organization_id, user_id),
  check ((posting_id is null) = (matched_at is null))
);
create unique index idx_bank_statement_lines_once on bank_statement_lines (organization_id, exchange_account_id, line_key);
create unique index idx_bank_statement_lines_posting on bank_statement_lines (organization_id, posting_id)
  where posting_id is not null;
create index idx_bank_statement_lines_day on bank_statement_lines (organization_id, exchange_account_id, posted_on, id);
create index idx_bank_statement_lines_statement on bank_statement_lines (organization_id, statement_id);

/* Whether the person sees an account, and a payment: what belongs to them follows them. */
create function sees_exchange_account(account uuid) returns boolean language sql stable as $$
  select exists (select from exchange_accounts a where a.organization_id = app_organization_id() and a.id = account)
$$;
create function sees_disbursement(disbursement uuid) returns boolean language sql stable as $$
  select exists (select from disbursements d where d.organization_id = app_organization_id() and d.id = disbursement)
$$;

-- Who sees it: members who see funds, of the exchanges that they see.
select protect('exchange_accounts', '(select app_may(''money.see_funds'')) and (exchange_id is null or sees_exchange(exchange_id))'),
       protect('fee_agreements', '(select app_may(''money.see_funds'')) and sees_exchange(exchange_id)'),
       protect('payees', '(select app_may(''money.see_funds''))'),
       protect('payee_verifications', '(select app_may(''money.see_funds''))'),
       protect('disbursements', '(select app_may(''money.see_funds'')) and sees_exchange(exchange_id)'),
       protect('disbursement_approvals', '(select app_may(''money.see_funds'')) and sees_disbursement(disbursement_id)'),
       protect('ledger_entries', '(select app_may(''money.see_funds'')) and sees_exchange(exchange_id)'),
       protect('ledger_postings', '(select app_may(''money.see_funds'')) and sees_exchange(exchange_id)'),
       protect('bank_statements', '(select app_may(''money.see_funds'')) and sees_exchange_account(exchange_account_id)'),
       protect('bank_statement_lines', '(select app_may(''money.see_funds'')) and sees_exchange_account(exchange_account_id)');
revoke update, delete on ledger_entries, ledger_postings, payee_verifications, bank_statements from deedline_app, deedline_worker;
revoke delete on exchange_accounts, fee_agreements, payees, disbursements, disbursement_approvals, bank_statement_lines
  from deedline_app, deedline_worker;

create function never_edited() returns trigger language plpgsql as $$
begin
  raise exception 'Rows of % are never edited or deleted. Post a reversal.', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger never_edited before update or delete on ledger_entries for each row execute function never_edited();
create trigger never_edited before update or delete on ledger_postings for each row execute function never_edited();
create trigger never_edited before update or delete on payee_verifications for each row execute function never_edited();
create trigger never_emptied before truncate on ledger_entries execute function never_edited();
create trigger never_emptied before truncate on ledger_postings execute function never_edited();
create trigger never_emptied before truncate on payee_verifications execute function never_edited();
create trigger never_deleted before delete on disbursements for each row execute function never_edited();
create trigger never_deleted before delete on disbursement_approvals for each row execute function never_edited();

/* What was posted belongs to the transaction of its entry: nothing is added to an entry later. */
create function posted_at_once() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'ledger_entries' then
    new.xid := pg_current_xact_id();
  elsif not exists (select from ledger_entries e where e.organization_id = new.organization_id and e.id = new.entry_id
                       and e.xid = pg_current_xact_id()) then
    raise exception 'Nothing is added to an entry of the ledger later.' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger posted_at_once before insert on ledger_entries for each row execute function posted_at_once();
create trigger posted_at_once before insert on ledger_postings for each row execute function posted_at_once();

/* What must be true of an entry and of the balances that it changes, at the commit. The exchange and its accounts are locked
   first, so that of two transactions at once the second one counts what the first has posted. */
create function check_ledger_entry() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  org uuid := new.organization_id;
  entry ledger_entries;
  account record;
  paid disbursements;
  postings integer;
  total numeric;
begin
  select * into entry from ledger_entries e where e.organization_id = org
     and e.id = case tg_table_name when 'ledger_entries' then (to_jsonb(new) ->> 'id')::uuid
                                   else (to_jsonb(new) ->> 'entry_id')::uuid end;
  perform from exchanges x where x.organization_id = org and x.id = entry.exchange_id for no key update;
  select count(*), sum(p.amount) into postings, total from ledger_postings p
   where p.organization_id = org and p.entry_id = entry.id;
  if postings < 2 or total <> 0 then
    raise exception 'The postings of an entry must be two or more and add to zero.' using errcode = 'check_violation';
  end if;

  for account in
    select a.* from exchange_accounts a
      join ledger_postings p on p.organization_id = a.organization_id and p.exchange_account_id = a.id
     where p.organization_id = org and p.entry_id = entry.id order by a.id for no key update of a
  loop
    if entry.value_date <= account.locked_through or entry.value_date < account.opened_on or entry.value_date > account.closed_on then
      raise exception 'The account takes no entry on %.', entry.value_date using errcode = 'check_violation';
    end if;
  end loop;

  -- Never below zero at the end of any day: cash is a debit balance, what is owed to the taxpayer a credit.
  if exists (
    select from (
      select p.ledger_account, sum(sum(case p.ledger_account when 'cash' then p.amount else -p.amount end))
               over (partition by p.ledger_account, p.exchange_account_id order by e.value_date) as balance
        from ledger_postings p join ledger_entries e on e.organization_id = p.organization_id and e.id = p.entry_id
       where p.organization_id = org and p.exchange_id = entry.exchange_id
       group by p.ledger_account, p.exchange_account_id, e.value_date) days
     where days.balance < 0) then
    raise exception 'A balance of the exchange would fall below zero.' using errcode = 'check_violation';
  end if;

  if entry.reverses_id is not null and exists (
    select from (select * from ledger_postings where organization_id = org and entry_id = entry.id) p
      full join (select * from ledger_postings where organization_id = org and entry_id = entry.reverses_id) o
        on o.ledger_account = p.ledger_account and o.exchange_account_id is not distinct from p.exchange_account_id
     where (p.amount = -o.amount) is not true) then
    raise exception 'A reversal mirrors the entry that it reverses.' using errcode = 'check_violation';
  end if;
  if exists (select from ledger_entries r where r.organization_id = org and r.id = entry.reverses_id and r.type = 'reversal') then
    raise exception 'A reversal is not reversed.' using errcode = 'check_violation';
  end if;

  if entry.disbursement_id is not null then
    select * into paid from disbursements d where d.organization_id = org and d.id = entry.disbursement_id;
    if paid.released_at is null or not exists (
      select from ledger_postings p where p.organization_id = org and p.entry_id = entry.id
         and p.exchange_account_id = paid.exchange_account_id and p.amount = -paid.amount) then
      raise exception 'Money goes out only by a released disbursement, and in its amount.' using errcode = 'check_violation';
    end if;
  elsif entry.type <> 'reversal' and exists (
    select from ledger_postings p where p.organization_id = org and p.entry_id = entry.id
       and p.ledger_account = 'cash' and p.amount < 0) then
    raise exception 'Money goes out only by a disbursement.' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger check_ledger_entry after insert on ledger_entries deferrable initially deferred
  for each row execute function check_ledger_entry();
create constraint trigger check_ledger_entry after insert on ledger_postings deferrable initially deferred
  for each row execute function check_ledger_entry();

/* The terms of a payment, by which authorization and approvals are bound to it. Another amount, payee, account, purpose or
   property voids both; once it is released, its terms stay. */
create function bind_disbursement() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.terms_hash := encode(sha256(convert_to(concat_ws('|', new.exchange_id, new.exchange_account_id, new.payee_id,
    new.payee_version, new.purpose, coalesce(new.closing_item, ''), coalesce(new.exchange_property_id::text, ''), new.amount), 'UTF8')), 'hex');
  if tg_op = 'INSERT' then
    if new.state <> 'requested' then
      raise exception 'A disbursement begins as a request.' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  new.version := old.version + 1;
  new.updated_at := now();
  if new.terms_hash <> old.terms_hash then
    if old.released_at is not null or old.state in ('canceled', 'refused') then
      raise exception 'The terms of a payment stay once it is released or has ended.' using errcode = 'restrict_violation';
    end if;
    update disbursement_approvals set voided_at = now()
     where organization_id = new.organization_id and disbursement_id = new.id and voided_at is null;
    new.state := 'requested';
    new.authorized_hash := null;
    new.authorized_at := null;
    new.authorized_by := null;
    new.authorization_document_id := null;
    new.authorization_document_hash := null;
  end if;
  if new.created_by <> old.created_by or (old.released_at is not null and new.released_at is distinct from old.released_at) then
    raise exception 'This of a disbursement is never edited.' using errcode = 'restrict_violation';
  end if;
  if new.released_at is not null and old.released_at is null then
    perform check_release(old, new);
  end if;
  return new;
end $$;

/* The two-person rule: a verified payee, the client's authorization of these very terms, and two approvers of these very terms
   who neither requested the payment nor entered or verified the bank details. */
create function check_release(before disbursements, after disbursements) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  payee payees;
  approvers integer;
begin
  select * into payee from payees p where p.organization_id = after.organization_id and p.id = after.payee_id for no key update;
  if payee.status <> 'verified' or payee.details_version <> after.payee_version then
    raise exception 'The bank details of the payee are not verified.' using errcode = 'check_violation';
  end if;
  select count(distinct a.approved_by) into approvers from disbursement_approvals a
   where a.organization_id = after.organization_id and a.disbursement_id = after.id and a.voided_at is null
     and a.terms_hash = after.terms_hash and a.approved_by not in (after.created_by, payee.entered_by, payee.verified_by);
  if before.state <> 'approved' or after.state <> 'released' or approvers < 2
     or after.authorized_hash is distinct from after.terms_hash then
    raise exception 'A payment is released once the client has authorized and two others have approved it.'
      using errcode = 'check_violation';
  end if;
end $$;
create trigger bind_disbursement before insert or update on disbursements for each row execute function bind_disbursement();

/* Changing nothing of an approval but that it no longer counts. */
create function only_void() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'voided_at' is distinct from to_jsonb(old) - 'voided_at' or old.voided_at is not null then
    raise exception 'An approval is never edited.' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger only_void before update on disbursement_approvals for each row execute function only_void();

/* A line of a statement is what the bank said. It is matched with a posting of the same amount to the account or one of its
   sub-accounts, and stays so once the account is reconciled through its day. */
create function only_match() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if to_jsonb(new) - '{posting_id,matched_at,matched_by}'::text[] is distinct from to_jsonb(old) - '{posting_id,matched_at,matched_by}'::text[] then
    raise exception 'A line of a bank statement is never edited.' using errcode = 'restrict_violation';
  end if;
  if exists (select from exchange_accounts a where a.organization_id = new.organization_id and a.id = new.exchange_account_id
                and new.posted_on <= a.locked_through) then
    raise exception 'The account is reconciled through that day.' using errcode = 'restrict_violation';
  end if;
  if new.posting_id is not null and not exists (
    select from ledger_postings p
      join exchange_accounts a on a.organization_id = p.organization_id and a.id = p.exchange_account_id
     where p.organization_id = new.organization_id and p.id = new.posting_id and p.amount = new.amount
       and new.exchange_account_id in (a.id, a.master_id)) then
    raise exception 'A line is matched with a posting of the same amount to the same account.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger only_match before update on bank_statement_lines for each row execute function only_match();
create trigger never_edited before update or delete on bank_statements for each row execute function never_edited();
create trigger never_deleted before delete on bank_statement_lines for each row execute function never_edited();

/* An exchange is completed, failed or canceled with nothing left in its ledger: once it has ended, it pays nothing. */
create function ends_empty() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from ledger_postings p where p.organization_id = new.organization_id and p.exchange_id = new.id
              group by p.ledger_account, p.exchange_account_id having sum(p.amount) <> 0) then
    raise exception 'The exchange still holds money.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger ends_empty before update of status on exchanges for each row
  when (new.status in ('completed', 'failed', 'cancelled') and new.status is distinct from old.status) execute function ends_empty();

select open_door('posted_at_once()'), open_door('check_ledger_entry()'), open_door('bind_disbursement()'),
       open_door('check_release(disbursements, disbursements)'), open_door('ends_empty()'), open_door('only_match()');

/* As before; a row that is never edited keeps the contact that it names, which stays and says into which it was merged. */
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
       and has_table_privilege(current_user, c.conrelid, 'update')
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

/* Undoing an import also keeps the contacts that money names. */
alter function used_contacts(uuid) rename to used_contacts_before_money;
create function used_contacts(import uuid) returns table (id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.id from used_contacts_before_money(import) u
  union
  select c.id from contacts c
   where c.organization_id = app_organization_id() and c.import_id = import
     and (exists (select from payees p where p.organization_id = c.organization_id and p.contact_id = c.id)
       or exists (select from ledger_entries e where e.organization_id = c.organization_id and e.counterparty_id = c.id))
$$;
select open_door('used_contacts(uuid)');
