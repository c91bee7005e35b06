-- Contacts: the people and organizations of a deal, how they are related, and what happened with them.

create domain contact_kind as text check (value in ('person', 'company', 'trust', 'llc', 'partnership', 'estate'));
create domain contact_method as text check (value in ('email', 'phone', 'text', 'mail'));
create domain risk_tolerance as text check (value in ('conservative', 'moderate', 'aggressive'));
create domain contact_visibility as text check (value in ('private', 'team', 'organization'));
create domain interaction_kind as text check (value in ('call', 'meeting', 'email', 'text', 'letter', 'note'));
create domain contact_relation as text check (value in
  ('spouse', 'sibling', 'parent', 'grantor', 'trustee', 'beneficiary', 'owner', 'employee', 'assistant',
   'primary_contact', 'representative', 'referral', 'other'));
create domain tax_status as text check (value in
  ('individual', 'disregarded', 'partnership', 'c_corporation', 's_corporation', 'grantor_trust', 'complex_trust', 'estate'));

/* What can be typed to find a contact: names, company, city, email addresses and the digits of phone numbers, in lower case,
   without accents, and once more with joints closed: obrien for O'Brien. */
create function contact_words(display_name text, legal_name text, company text, emails jsonb, phones jsonb, city text)
returns text language sql immutable parallel safe as $$
  select said || ' ' || translate(said, E'-\'\u2019', '')
    from (select lower(regexp_replace(normalize(concat_ws(' ', display_name, legal_name, company, city,
                   (select string_agg(e ->> 'email', ' ') from jsonb_array_elements(emails) e),
                   (select string_agg(regexp_replace(p ->> 'number', '\D', '', 'g'), ' ')
                      from jsonb_array_elements(phones) p)), NFKD), E'[\u0300-\u036f]', '', 'g')) as said) words
$$;

create function first_phone(phones jsonb, wanted text) returns text language sql immutable parallel safe as $$
  select p ->> 'number' from jsonb_array_elements(phones) with ordinality as t(p, place)
   where p ->> 'label' = wanted order by place limit 1
$$;

/* The values of one key of a list of objects, in lower case. */
create function values_of(list jsonb, key text) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(lower(e ->> key)), '{}') from jsonb_array_elements(list) e
$$;

create table contacts (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  kind contact_kind not null default 'person',

  first_name text check (length(first_name) <= 100),
  last_name text check (length(last_name) <= 100),
  display_name text not null check (length(display_name) between 1 and 200),
  legal_name text check (length(legal_name) <= 300),
  tax_status tax_status,
  -- Files under the last name; an organization under its own.
  sort_name text not null generated always as (lower(case when kind = 'person' and last_name is not null
    then last_name || coalesce(' ' || first_name, '') else display_name end)) stored,

  -- [{ label, email }], [{ label, number in E.164, extension }], [{ label, line1, line2, city, state, zip_code, country }].
  -- The first is the primary one.
  emails jsonb not null default '[]' check (jsonb_array_length(emails) <= 20 and pg_column_size(emails) <= 10000),
  phones jsonb not null default '[]' check (jsonb_array_length(phones) <= 20 and pg_column_size(phones) <= 10000),
  addresses jsonb not null default '[]' check (jsonb_array_length(addresses) <= 10 and pg_column_size(addresses) <= 20000),
  email text generated always as (emails -> 0 ->> 'email') stored,
  phone_primary text generated always as (phones -> 0 ->> 'number') stored,
  phone_mobile text generated always as (first_phone(phones, 'mobile')) stored,
  phone_work text generated always as (first_phone(phones, 'work')) stored,
  phone_home text generated always as (first_phone(phones, 'home')) stored,
  phone_fax text generated always as (first_phone(phones, 'fax')) stored,
  address_line1 text generated always as (addresses -> 0 ->> 'line1') stored,
  address_line2 text generated always as (addresses -> 0 ->> 'line2') stored,
  city text generated always as (addresses -> 0 ->> 'city') stored,
  state text generated always as (addresses -> 0 ->> 'state') stored,
  zip_code text generated always as (addresses -> 0 ->> 'zip_code') stored,
  country text generated always as (addresses -> 0 ->> 'country') stored,
  email_keys text[] generated always as (values_of(emails, 'email')) stored,
  phone_keys text[] generated always as (values_of(phones, 'number')) stored,
  coordinates point,
  coordinates_precision text check (coordinates_precision in ('zip', 'city', 'exact')),

  contact_type text[] not null default '{}' check (cardinality(contact_type) <= 20),
  industry text check (length(industry) <= 100),
  company text check (length(company) <= 255),
  title text check (length(title) <= 100),
  referral_source text check (length(referral_source) <= 255),

  preferred_contact_method contact_method not null default 'email',
  communication_preferences jsonb not null default '{}' check (pg_column_size(communication_preferences) <= 4000),
  timezone text check (length(timezone) <= 50),
  language text not null default 'en' check (length(language) <= 10),
  birthday date,
  risk_tolerance risk_tolerance,

  -- How close the relationship is, 1 to 5: computed from what happened, or set by a person, with the computed one beside it.
  strength_computed smallint check (strength_computed between 1 and 5),
  strength_reasons jsonb not null default '[]',
  strength_set smallint check (strength_set between 1 and 5),
  relationship_strength smallint generated always as (coalesce(strength_set, strength_computed)) stored,
  importance_score smallint not null default 50 check (importance_score between 1 and 100),
  last_interaction_date timestamptz,
  next_followup_date date,

  pp_id text check (length(pp_id) <= 36),
  account_ref_id text check (length(account_ref_id) <= 36),
  account_ref_name text check (length(account_ref_name) <= 1000),
  is_primary_contact boolean not null default false,
  custom_field_values jsonb not null default '{}' check (pg_column_size(custom_field_values) <= 20000),
  pp_synced_at timestamptz,
  pp_raw_data jsonb,

  tags text[] not null default '{}' check (cardinality(tags) <= 50),
  notes text check (length(notes) <= 20000),

  -- Who works with them, and who else sees them.
  owner_id uuid,
  team_id uuid,
  visibility contact_visibility not null default 'organization',

  import_id uuid,
  merged_into uuid,
  search_text text generated always as (contact_words(display_name, legal_name, company, emails, phones, addresses -> 0 ->> 'city')) stored,

  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  updated_by uuid,
  deleted_at timestamptz,
  deleted_by uuid,

  primary key (organization_id, id),
  unique (organization_id, pp_id),
  foreign key (organization_id, owner_id) references organization_members (organization_id, user_id),
  foreign key (organization_id, team_id) references teams,
  foreign key (organization_id, merged_into) references contacts,
  check (visibility <> 'team' or team_id is not null),
  check (merged_into is null or deleted_at is not null)
);
create index idx_contacts_name on contacts (organization_id, sort_name, id) where deleted_at is null;
create index idx_contacts_newest on contacts (organization_id, id desc) where deleted_at is null;
create index idx_contacts_last on contacts (organization_id, last_interaction_date desc nulls last, id) where deleted_at is null;
create index idx_contacts_followup on contacts (organization_id, next_followup_date, id)
  where deleted_at is null and next_followup_date is not null;
create index idx_contacts_trash on contacts (organization_id, deleted_at desc) where deleted_at is not null;
create index idx_contacts_organization_type on contacts using gin (organization_id, contact_type);
create index idx_contacts_tags on contacts using gin (organization_id, tags);
create index idx_contacts_emails on contacts using gin (organization_id, email_keys);
create index idx_contacts_phones on contacts using gin (organization_id, phone_keys);
create index idx_contacts_search on contacts using gin (organization_id, search_text gin_trgm_ops);
create index idx_contacts_owner on contacts (organization_id, owner_id, sort_name);
create index idx_contacts_import on contacts (organization_id, import_id) where import_id is not null;
create index idx_contacts_merged_into on contacts (organization_id, merged_into) where merged_into is not null;
alter table contacts enable row level security;
alter table contacts force row level security;
create policy visible on contacts for select to deedline_app using (
  organization_id = app_organization_id() and (select app_role()) is distinct from 'share' and (
    (select app_may('contacts.see_all')) or owner_id = (select app_user_id()) or visibility = 'organization'
    or (visibility = 'team' and team_id = any ((select my_team_ids())::uuid[])))
);
create policy added on contacts for insert to deedline_app with check (organization_id = app_organization_id());
create policy changed on contacts for update to deedline_app using (organization_id = app_organization_id());
create policy removed on contacts for delete to deedline_app using (organization_id = app_organization_id());
create policy every_organization on contacts to deedline_worker using (true);
grant select, insert, update, delete on contacts to deedline_app, deedline_worker;
-- What follows from what happened is no change to the contact itself.
create trigger touch before update on contacts for each row
  when ((new.last_interaction_date, new.strength_computed, new.strength_reasons)
        is not distinct from (old.last_interaction_date, old.strength_computed, old.strength_reasons))
  execute function bump_version();

/* Whether the person of the transaction sees a contact: its children follow it. */
create function sees_contact(contact uuid) returns boolean language sql stable as $$
  select exists (select from contacts c where c.organization_id = app_organization_id() and c.id = contact)
$$;

-- What only the permission contacts.see_financials opens: never in lists, search, exports or audiences.
create table contact_financials (
  organization_id uuid not null,
  contact_id uuid not null,
  tax_id_encrypted text check (length(tax_id_encrypted) <= 500),
  tax_id_last4 text check (tax_id_last4 ~ '^[0-9]{4}$'),
  credit_score integer check (credit_score between 300 and 850),
  net_worth_estimate numeric(15, 2),
  investment_capacity numeric(15, 2),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (organization_id, contact_id),
  foreign key (organization_id, contact_id) references contacts on delete cascade
);
select protect('contact_financials', $$(select app_may('contacts.see_financials')) and sees_contact(contact_id)$$);
create trigger touch before update on contact_financials for each row execute function touch_updated_at();

/* "A is the spouse of B", "A is trustee of B", "A owns 40 percent of B": from whom, what, to whom. */
create table contact_relationships (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  from_contact_id uuid not null,
  to_contact_id uuid not null,
  relation contact_relation not null,
  ownership_percent numeric(7, 4) check (ownership_percent > 0 and ownership_percent <= 100),
  description text check (length(description) <= 300),
  source text check (length(source) <= 300),
  starts_on date,
  ends_on date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, from_contact_id) references contacts on delete cascade,
  foreign key (organization_id, to_contact_id) references contacts on delete cascade,
  check (from_contact_id <> to_contact_id),
  check (ends_on is null or starts_on is null or ends_on >= starts_on),
  check (ownership_percent is null or relation in ('owner', 'beneficiary'))
);
create unique index idx_contact_relationships_once on contact_relationships
  (organization_id, from_contact_id, to_contact_id, relation) where ends_on is null;
create index idx_contact_relationships_to on contact_relationships (organization_id, to_contact_id);
select protect('contact_relationships', 'sees_contact(from_contact_id) and sees_contact(to_contact_id)');
create trigger touch before update on contact_relationships for each row execute function bump_version();

create table contact_interactions (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  contact_id uuid not null,
  kind interaction_kind not null,
  -- Whether the contact reached out (in) or was reached (out); a meeting and a note have none.
  direction text check (direction in ('in', 'out')),
  happened_at timestamptz not null,
  minutes integer check (minutes between 0 and 1440),
  summary text not null check (length(summary) between 1 and 5000),
  created_by uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, contact_id) references contacts on delete cascade,
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id)
);
create index idx_contact_interactions_contact on contact_interactions (organization_id, contact_id, happened_at desc, id desc);
select protect('contact_interactions', 'sees_contact(contact_id)');
create trigger touch before update on contact_interactions for each row execute function bump_version();

-- A merge can be undone: what it changed in the winner, and every pointer that it moved.
create table contact_merges (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  loser_id uuid not null,
  winner_id uuid not null,
  -- The winner's fields before and after, and the rows that pointed to the loser: [{ table, column, key }].
  before jsonb not null,
  after jsonb not null,
  pointers jsonb not null,
  merged_by uuid,
  created_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, loser_id) references contacts on delete cascade,
  foreign key (organization_id, winner_id) references contacts on delete cascade
);
create index idx_contact_merges_winner on contact_merges (organization_id, winner_id, id desc);
create index idx_contact_merges_loser on contact_merges (organization_id, loser_id);
select protect('contact_merges', 'sees_contact(winner_id)');

-- Pairs that a person said are not the same.
create table contact_distinctions (
  organization_id uuid not null,
  one_id uuid not null,
  other_id uuid not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (organization_id, one_id, other_id),
  foreign key (organization_id, one_id) references contacts on delete cascade,
  foreign key (organization_id, other_id) references contacts on delete cascade,
  check (one_id < other_id)
);
create index idx_contact_distinctions_other on contact_distinctions (organization_id, other_id);
select protect('contact_distinctions', 'sees_contact(one_id) and sees_contact(other_id)');

/* The contacts whose words have all of these parts, at most `cap` by name. LIKE is not leakproof, so under row-level
   security no index would answer it; who sees which contact is decided here as in the policy of the table. */
create function find_contacts(parts text[], cap integer) returns table (id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  conditions text := '';
  part text;
begin
  if app_role() = 'share' then return; end if;
  foreach part in array parts loop
    conditions := conditions || format(' and c.search_text like %L', '%' || replace(replace(replace(part, '\', '\\'), '%', '\%'), '_', '\_') || '%');
  end loop;
  return query execute format(
    'select c.id from contacts c where c.organization_id = $1 and c.deleted_at is null %s
        and ($2 or c.owner_id = $3 or c.visibility = ''organization'' or (c.visibility = ''team'' and c.team_id = any ($4)))
      order by c.sort_name, c.id limit $5', conditions)
    using app_organization_id(), app_may('contacts.see_all'), app_user_id(), my_team_ids(), cap;
end $$;
select open_door('find_contacts(text[], integer)');

/* Has everything that points to one contact point to another, in every table with a foreign key to contacts, and says
   what it moved. A row that would then exist twice, or point to itself, stays where it is. Merges themselves and the
   contacts that were merged before keep naming the contact that they are about. */
create function move_contact_pointers(loser uuid, winner uuid) returns jsonb
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
    for target in execute format('select ctid as place from %s where organization_id = $1 and %I = $2 for update', pointer.child, pointer.col)
      using app_organization_id(), loser
    loop
      begin
        execute format('update %s t set %I = $1 where ctid = $2 returning (select jsonb_object_agg(e.key, e.value)
                          from jsonb_each(to_jsonb(t)) e where e.key = any ($3))', pointer.child, pointer.col)
          into key using winner, target.place, pointer.keys;
        moved := moved || jsonb_build_object('table', pointer.child::text, 'column', pointer.col, 'key', key);
      exception when unique_violation or check_violation then null;
      end;
    end loop;
  end loop;
  return moved;
end $$;
select open_door('move_contact_pointers(uuid, uuid)');

/* Has what was moved point to the loser again, where it still points to the winner. Returns how many rows were moved back. */
create function restore_contact_pointers(moved jsonb, loser uuid, winner uuid) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  pointer jsonb;
  touched integer;
  total integer := 0;
  conditions text;
begin
  for pointer in select * from jsonb_array_elements(moved) loop
    select string_agg(format('%I = %L', k.key, k.value), ' and ') into conditions from jsonb_each_text(pointer -> 'key') k;
    execute format('update %s set %I = $1 where organization_id = $2 and %s and %2$I = $3',
                   (pointer ->> 'table')::regclass, pointer ->> 'column', conditions)
      using loser, app_organization_id(), winner;
    get diagnostics touched = row_count;
    total := total + touched;
  end loop;
  return total;
end $$;
select open_door('restore_contact_pointers(jsonb, uuid, uuid)');
