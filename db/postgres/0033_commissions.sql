-- The money of a deal: what agents keep of a commission and by which plan, who is paid from it, and what else is paid.

create domain commission_gross_kind as text check (value in ('rate', 'flat', 'tiered'));
create domain commission_payer as text check (value in ('seller', 'buyer'));
create domain commission_line_kind as text check (value in
  ('cooperating', 'referral', 'franchise', 'company', 'agent', 'team'));
create domain deal_amount_kind as text check (value in
  ('earnest_money', 'deposit', 'credit', 'concession', 'fee', 'payoff', 'loan'));
create domain deal_amount_status as text check (value in ('expected', 'received', 'paid', 'refunded', 'waived'));
create domain deal_payer as text check (value in
  ('seller', 'buyer', 'listing_broker', 'selling_broker', 'lender', 'title', 'other'));
create domain disbursement_status as text check (value in ('approved', 'sent', 'paid'));

-- What is computed from a deal is no change to the deal itself.
drop trigger touch on transactions;
create trigger touch before update on transactions for each row
  when (new.commission_amount is not distinct from old.commission_amount) execute function bump_version();

/* Whether the person of the transaction is an agent of a deal. */
create function is_agent_of(deal uuid) returns boolean language sql stable as $$
  select exists (select from transactions t where t.organization_id = app_organization_id() and t.id = deal
                    and app_user_id() in (t.listing_agent_id, t.selling_agent_id))
$$;

-- How an agent and the company share, from a day on. A later plan changes nothing that closed before it.
create table commission_plans (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  user_id uuid not null,
  valid_from date not null,
  -- The day and month on which the agent's year begins.
  anniversary date not null,
  -- [{ from, rate }]: the agent's part of what they bring in, by what they brought in before in their year.
  tiers jsonb not null check (jsonb_array_length(tiers) between 1 and 10),
  -- What the company keeps of an agent in a year at most.
  cap numeric(15, 2) check (cap >= 0),
  -- [{ label, amount }]: what the agent pays the company from each deal.
  deductions jsonb not null default '[]' check (jsonb_array_length(deductions) <= 10),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, user_id) references organization_members (organization_id, user_id)
);
create unique index idx_commission_plans_once on commission_plans (organization_id, user_id, valid_from);
select protect('commission_plans',
  $$(select app_may('transactions.see_commissions')) or user_id = (select app_user_id())$$);
create trigger touch before update on commission_plans for each row execute function bump_version();

-- What the company pays its franchise of each commission, from a day on; a rate of zero ends it.
create table franchise_fees (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  valid_from date not null,
  rate numeric(7, 6) not null check (rate between 0 and 1),
  at_most numeric(15, 2) check (at_most >= 0),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  primary key (organization_id, id)
);
create unique index idx_franchise_fees_once on franchise_fees (organization_id, valid_from);
select protect('franchise_fees', $$(select app_may('transactions.see_commissions'))$$);
create trigger touch before update on franchise_fees for each row execute function bump_version();

-- What the commission of a deal is and who pays it, where it is more than its rate. Everyone on the deal needs it
-- for the net sheet; how it is shared stands in tables of its own.
create table transaction_commissions (
  organization_id uuid not null,
  transaction_id uuid not null,
  gross_kind commission_gross_kind not null default 'rate',
  flat_amount numeric(15, 2) check (flat_amount >= 0),
  -- [{ up_to, rate }]
  tiers jsonb not null default '[]' check (jsonb_array_length(tiers) <= 10),
  paid_by commission_payer not null,
  -- Of the gross commission, the listing side's.
  listing_share numeric(7, 6) not null check (listing_share between 0 and 1),
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (organization_id, transaction_id),
  foreign key (organization_id, transaction_id) references transactions on delete cascade,
  check ((gross_kind = 'flat') = (flat_amount is not null))
);
select protect('transaction_commissions', 'sees_transaction(transaction_id)');
create trigger touch before update on transaction_commissions for each row execute function bump_version();

-- Who shares in it, where that is more than the agents of the deal.
create table commission_shares (
  organization_id uuid not null,
  transaction_id uuid not null,
  user_id uuid not null,
  position integer not null check (position between 0 and 9),
  share numeric(7, 6) not null check (share between 0 and 1),
  -- [{ user_id, rate }]
  team jsonb not null default '[]' check (jsonb_array_length(team) <= 10),
  -- [{ label, amount }], beside those of the agent's plan.
  deductions jsonb not null default '[]' check (jsonb_array_length(deductions) <= 10),
  primary key (organization_id, transaction_id, user_id),
  foreign key (organization_id, transaction_id) references transaction_commissions on delete cascade,
  foreign key (organization_id, user_id) references organization_members (organization_id, user_id)
);
create index idx_commission_shares_user on commission_shares (organization_id, user_id);
select protect('commission_shares',
  $$(select app_may('transactions.see_commissions')) and sees_transaction(transaction_id)$$);

create table commission_referrals (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  transaction_id uuid not null,
  contact_id uuid not null,
  position integer not null check (position between 0 and 9),
  rate numeric(7, 6) check (rate between 0 and 1),
  amount numeric(15, 2) check (amount >= 0),
  primary key (organization_id, id),
  foreign key (organization_id, transaction_id) references transaction_commissions on delete cascade,
  foreign key (organization_id, contact_id) references contacts,
  check ((rate is null) <> (amount is null))
);
create index idx_commission_referrals_transaction on commission_referrals (organization_id, transaction_id, position);
create index idx_commission_referrals_contact on commission_referrals (organization_id, contact_id);
select protect('commission_referrals',
  $$(select app_may('transactions.see_commissions')) and sees_transaction(transaction_id)$$);

-- Who gets what, as it was computed, with the day on which the deal counts and what it was computed from.
create table commission_results (
  organization_id uuid not null,
  transaction_id uuid not null,
  counts_on date not null,
  gross numeric(15, 2) not null,
  gross_formula text[] not null,
  ours numeric(15, 2) not null,
  ours_formula text[] not null,
  -- A hash of the deal's own figures: where it is the same and the lines are not, another deal changed them.
  inputs text not null,
  computed_at timestamptz not null default now(),
  primary key (organization_id, transaction_id),
  foreign key (organization_id, transaction_id) references transactions on delete cascade
);
select protect('commission_results', 'sees_transaction(transaction_id)');

create table commission_lines (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  transaction_id uuid not null,
  -- What it is in its deal: an agent, "company" and an agent, a referral.
  key text not null check (length(key) <= 100),
  position integer not null,
  paid_to commission_line_kind not null,
  name text not null check (length(name) <= 300),
  -- The member who gets it, and the agent of whose part it is.
  user_id uuid,
  agent_id uuid,
  amount numeric(15, 2) not null,
  formula text[] not null,
  -- Of an agent's line: what the deal counts toward their year.
  brought_in numeric(15, 2),
  kept numeric(15, 2),
  primary key (organization_id, id),
  foreign key (organization_id, transaction_id) references commission_results on delete cascade,
  foreign key (organization_id, user_id) references organization_members (organization_id, user_id),
  foreign key (organization_id, agent_id) references organization_members (organization_id, user_id)
);
create unique index idx_commission_lines_once on commission_lines (organization_id, transaction_id, key);
create index idx_commission_lines_agent on commission_lines (organization_id, agent_id, transaction_id);
create index idx_commission_lines_user on commission_lines (organization_id, user_id);
-- Members see what they get, and an agent what becomes of their part; the agents of a deal see who is paid before them.
select protect('commission_lines', $$
  ((select app_may('transactions.see_commissions')) and sees_transaction(transaction_id))
  or (select app_user_id()) in (user_id, agent_id)
  or (user_id is null and agent_id is null and is_agent_of(transaction_id))$$);

-- Deposits, credits, fees and what else is paid around a closing.
create table transaction_amounts (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  transaction_id uuid not null,
  kind deal_amount_kind not null,
  label text not null check (length(label) between 1 and 200),
  amount numeric(15, 2) not null check (amount >= 0),
  paid_by deal_payer not null,
  paid_to deal_payer not null,
  -- Of a deposit: who holds it.
  held_by uuid,
  due_on date,
  -- When it was received or paid.
  settled_on date,
  status deal_amount_status not null default 'expected',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, transaction_id) references transactions on delete cascade,
  foreign key (organization_id, held_by) references contacts,
  check (paid_by <> paid_to)
);
create index idx_transaction_amounts_transaction on transaction_amounts (organization_id, transaction_id, id);
create index idx_transaction_amounts_held_by on transaction_amounts (organization_id, held_by) where held_by is not null;
select protect('transaction_amounts', 'sees_transaction(transaction_id)');
create trigger touch before update on transaction_amounts for each row execute function bump_version();

-- A closing as it was confirmed: it stays as it was, also when it is undone or amended.
create table transaction_closings (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  transaction_id uuid not null,
  closed_on date not null,
  sale_price numeric(15, 2),
  net_sheet jsonb not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, transaction_id) references transactions on delete cascade
);
create index idx_transaction_closings_transaction on transaction_closings (organization_id, transaction_id, id desc);
select protect('transaction_closings', 'sees_transaction(transaction_id)');

-- A commission disbursement authorization, from its approval on; before that it is drafted from the lines.
create table commission_disbursements (
  organization_id uuid not null,
  transaction_id uuid not null,
  status disbursement_status not null default 'approved',
  -- What it says, as it was approved, with the day on which each line was paid.
  statement jsonb not null,
  document_id uuid,
  approved_by uuid not null,
  approved_at timestamptz not null default now(),
  sent_to text check (length(sent_to) between 1 and 300),
  sent_at timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (organization_id, transaction_id),
  foreign key (organization_id, transaction_id) references transactions on delete cascade,
  foreign key (organization_id, document_id) references documents on delete set null (document_id),
  foreign key (organization_id, approved_by) references organization_members (organization_id, user_id)
);
create index idx_commission_disbursements_document on commission_disbursements (organization_id, document_id)
  where document_id is not null;
select protect('commission_disbursements',
  $$(select app_may('transactions.see_commissions')) and sees_transaction(transaction_id)$$);
create trigger touch before update on commission_disbursements for each row execute function bump_version();
