-- Contacts are imported from files. An import can be undone, also what it filled in.

-- A file of contacts, how its columns are read, and what came of it.
create table contact_imports (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  filename text not null check (length(filename) between 1 and 255),
  -- Its rows, one a line; null once they are no longer needed.
  storage_path text check (length(storage_path) <= 512),
  file_size bigint not null,
  format text not null check (format in ('csv', 'xlsx', 'vcard')),
  state text not null default 'uploaded' check (state in ('uploaded', 'checking', 'checked', 'running', 'done', 'failed', 'undoing', 'undone')),
  headers text[] not null default '{}' check (cardinality(headers) <= 500),
  -- The first rows, as they came.
  samples jsonb not null default '[]',
  mapping jsonb not null default '{}' check (pg_column_size(mapping) <= 20000),
  settings jsonb not null default '{}' check (pg_column_size(settings) <= 20000),
  row_count integer not null default 0,
  -- How far it is: rows of a check or an import, contacts of an undo.
  done_count integer not null default 0,
  created_count integer not null default 0,
  filled_count integer not null default 0,
  skipped_count integer not null default 0,
  error_count integer not null default 0,
  removed_count integer not null default 0,
  kept_count integer not null default 0,
  -- The first of them: [{ row, column, reason }], and [{ row, name, reason, contact_id }].
  errors jsonb not null default '[]',
  duplicates jsonb not null default '[]',
  failure text check (length(failure) <= 500),
  created_by uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, created_by) references organization_members (organization_id, user_id)
);
create index idx_contact_imports_created_by on contact_imports (organization_id, created_by, id desc);
select protect('contact_imports', $$(select app_may('contacts.see_all')) or created_by = (select app_user_id())$$);
create trigger touch before update on contact_imports for each row execute function bump_version();

alter table contacts add foreign key (organization_id, import_id) references contact_imports;

-- What an import filled in where a contact was there already, so that it can be taken back.
create table contact_import_fills (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  import_id uuid not null,
  contact_id uuid not null,
  before jsonb not null,
  after jsonb not null,
  primary key (organization_id, id),
  foreign key (organization_id, import_id) references contact_imports on delete cascade,
  foreign key (organization_id, contact_id) references contacts on delete cascade
);
create index idx_contact_import_fills_import on contact_import_fills (organization_id, import_id, id);
create index idx_contact_import_fills_contact on contact_import_fills (organization_id, contact_id);
select protect('contact_import_fills', 'sees_contact(contact_id)');

/* How a member of the organization last matched the columns of a file with these headers. */
create function remembered_mapping(columns text[]) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_role() = 'share' then return null; end if;
  return (select i.mapping from contact_imports i
           where i.organization_id = app_organization_id() and i.headers = columns and i.mapping <> '{}'
           order by i.id desc limit 1);
end $$;
select open_door('remembered_mapping(text[])');

/* The contacts that the person of the transaction sees with one of these email addresses or phone numbers. Hundreds are
   looked up at once: one pass over the organization's contacts, with the values in a hash, takes the same time whatever the
   planner knows of a table that is being filled (EXECUTE makes them constants, which is what has them hashed). Who sees which
   contact is decided as in the policy. */
create function find_contacts_reached(some_emails text[], some_phones text[]) returns table (id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if app_role() = 'share' then return; end if;
  return query execute
    'select c.id from contacts c
      where c.organization_id = $2 and c.deleted_at is null
        and ($3 or c.owner_id = $4 or c.visibility = ''organization'' or (c.visibility = ''team'' and c.team_id = any ($5)))
        and exists (select from unnest(c.email_keys || c.phone_keys) k(value) where k.value = any ($1))'
    using some_emails || some_phones, app_organization_id(), app_may('contacts.see_all'), app_user_id(), my_team_ids();
end $$;
select open_door('find_contacts_reached(text[], text[])');
