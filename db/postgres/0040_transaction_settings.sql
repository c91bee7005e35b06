-- How an organization numbers its deals.
create table transaction_settings (
  organization_id uuid primary key references organizations,
  number_pattern text not null check (length(number_pattern) between 3 and 60),
  version integer not null default 1,
  updated_at timestamptz not null default now()
);
select protect('transaction_settings');
create trigger touch before update on transaction_settings for each row execute function bump_version();

/* Whether a deal of the organization has this number, also one that the person doesn't see. */
create function transaction_number_taken(number text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from transactions t where t.organization_id = app_organization_id() and t.transaction_number = number)
$$;
select open_door('transaction_number_taken(text)');
