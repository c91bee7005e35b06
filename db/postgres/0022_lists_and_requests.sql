-- What lists lead with, how they are kept, and what clients are asked for.

-- Lists as people set them up: filters, order and columns under a name. Others see only what its owner shares.
create table saved_views (
  organization_id uuid not null references organizations,
  id uuid not null default uuidv7(),
  user_id uuid not null,
  subject_type text not null check (subject_type ~ '^[a-z_]{1,40}$'),
  name text not null check (length(name) between 1 and 60),
  filters jsonb not null default '{}' check (pg_column_size(filters) <= 8000),
  sort text check (length(sort) <= 40),
  columns text[] check (cardinality(columns) <= 40),
  shared boolean not null default false,
  position integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, user_id) references organization_members (organization_id, user_id) on delete cascade
);
create index idx_saved_views_list on saved_views (organization_id, subject_type, position, id);
create index idx_saved_views_user on saved_views (organization_id, user_id);
select protect('saved_views', '(user_id = app_user_id() or shared) and (select app_role()) is distinct from ''share''');
create trigger touch before update on saved_views for each row execute function bump_version();

-- The address of the property that a document concerns, from its values: kept with the document, because lists are sorted,
-- grouped and narrowed by it. It follows from what was read and decided, so that it is no change to the document itself.
alter table documents add column property_address text check (length(property_address) <= 300);
drop trigger touch on documents;
create trigger touch before update on documents for each row
  when (new.property_address is not distinct from old.property_address) execute function bump_version();

create or replace function keep_document_words() returns trigger language plpgsql as $$
declare
  same_head boolean := false;
  same_text boolean := false;
begin
  if tg_op = 'UPDATE' then
    same_head := (new.title, new.description, new.filename, new.tags, new.property_address)
                 is not distinct from (old.title, old.description, old.filename, old.tags, old.property_address);
    same_text := new.extracted_text is not distinct from old.extracted_text;
  end if;
  if same_head and same_text then return new; end if;
  new.head_vector := document_head(new.title, concat_ws(' ', new.property_address, new.description), new.filename, new.tags);
  new.search_vector := case when same_text and coalesce(length(new.extracted_text), 0) < 200000
    then new.head_vector || ts_filter(old.search_vector, '{c}')
    else document_words(new.head_vector, new.extracted_text) end;
  return new;
end $$;
drop trigger words on documents;
create trigger words before insert or update of title, description, filename, tags, property_address, extracted_text
  on documents for each row execute function keep_document_words();

/* The property that a document concerns: what a person accepted as its address, else the reading that is most certain, else
   the only address that its newest version names. */
create function property_address_of(organization uuid, document uuid, version integer) returns text
language sql stable set search_path = public, pg_temp as $$
  with read as (
    select e.field, left(coalesce(e.normalized, e.value), 300) as address, e.state, e.confidence, e.version_number, e.id
      from document_extractions e
     where e.organization_id = organization and e.document_id = document and e.field in ('property_address', 'address')
       and (e.version_number = version or e.state = 'accepted') and e.state <> 'rejected'
  )
  select coalesce(
    (select address from read where field = 'property_address' and (state = 'accepted' or confidence >= 0.8)
      order by state = 'accepted' desc, version_number desc, confidence desc, id limit 1),
    (select min(address) from read where confidence >= 0.9 having count(distinct address) = 1))
$$;

/* Fills it for documents that were read before, in small commits, so that nothing waits for it. */
create procedure fill_property_addresses() language plpgsql as $$
declare
  organization uuid := '00000000-0000-0000-0000-000000000000';
  document uuid := organization;
  batch record;
begin
  loop
    select array_agg(d.id order by d.organization_id, d.id) as ids,
           (array_agg(d.organization_id order by d.organization_id desc, d.id desc))[1] as last_organization,
           (array_agg(d.id order by d.organization_id desc, d.id desc))[1] as last_document
      into batch
      from (select organization_id, id from documents where (organization_id, id) > (organization, document)
             order by organization_id, id limit 500) d;
    exit when batch.ids is null;
    update documents d set property_address = found.address
      from (select o.organization_id, o.id, property_address_of(o.organization_id, o.id, o.version_number) as address
              from documents o where o.id = any (batch.ids) and o.organization_id between organization and batch.last_organization) found
     where d.organization_id = found.organization_id and d.id = found.id
       and found.address is distinct from d.property_address;
    organization := batch.last_organization;
    document := batch.last_document;
    commit;
  end loop;
end $$;
grant execute on procedure fill_property_addresses() to deedline_worker;

drop function find_documents(tsquery, jsonb, boolean, uuid, integer);
/* Full text search over what the person of the transaction sees, by the same rule as the policy `visible` (a test holds
   them together): under row-level security `@@` may not use an index. The filters narrow before anything is cut off, so
   that what they name is found however common the words are. At most `cap` documents, the newest (or the oldest), which
   alone are ranked: a word in 87,000 of 100,000 documents costs what a page of them costs.

   Words that many have are first looked for among the newest documents, so many that twice the cap is expected there by
   the planner's statistics, and then in ever longer stretches further back while that was not enough. So it is read what
   is needed and not all that have the words; the index of words knows each one's period. The planner would go through the
   documents instead, for it does not know what fetching a document's words costs. What is set here ends with the function,
   which is volatile because EXPLAIN asks for it. */
create function find_documents(query tsquery, filter jsonb, oldest boolean, beyond uuid, cap integer)
returns table (id uuid, document_type text, status text, tags text[], uploaded_by uuid, title text, file_size bigint,
               property_address text, category text, updated_at timestamptz, head_rank real)
language plpgsql volatile security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
set enable_bitmapscan = on set enable_indexscan = on set enable_seqscan = off as $$
declare
  tenant uuid := app_organization_id();
  me uuid := app_user_id();
  everything boolean := app_may('documents.see_all');
  teams uuid[] := my_team_ids();
  shared uuid[] := my_shared_document_ids();
  trashed boolean := coalesce((filter ->> 'trashed')::boolean, false);
  types text[] := texts_of(filter -> 'document_type');
  statuses text[] := texts_of(filter -> 'status');
  tagged text[] := texts_of(filter -> 'tag');
  categories text[] := texts_of(filter -> 'category');
  wanted_property text := filter ->> 'property';
  uploaders uuid[] := texts_of(filter -> 'uploaded_by')::uuid[];
  visible_to text := filter ->> 'visibility';
  only_shared boolean := coalesce((filter ->> 'shared_with_me')::boolean, false);
  unsure boolean := (filter ->> 'needs_review')::boolean;
  legible boolean := (filter ->> 'readable')::boolean;
  since timestamptz := (filter ->> 'created_from')::timestamptz;
  until timestamptz := (filter ->> 'created_to')::timestamptz;
  smallest bigint := (filter ->> 'min_size')::bigint;
  largest bigint := (filter ->> 'max_size')::bigint;
  found jsonb;
  expected double precision;
  stretch bigint;
  edge uuid;
  wanted integer := cap;
  got integer;
begin
  if app_role() = 'share' then return; end if;
  execute format('explain (format json) select from documents where organization_id = %L and search_vector @@ %L::tsquery',
                 tenant, query) into found;
  expected := (found -> 0 -> 'Plan' ->> 'Plan Rows')::double precision;
  if expected > 3 * cap then
    execute format('explain (format json) select from documents where organization_id = %L', tenant) into found;
    stretch := 2 * cap * (found -> 0 -> 'Plan' ->> 'Plan Rows')::double precision / expected;
  end if;
  loop
    perform set_config('enable_indexscan', 'on', true);
    edge := case
      when stretch is null then null
      when oldest then (select d.id from documents d where d.organization_id = tenant and (beyond is null or d.id > beyond)
                         order by d.id offset stretch limit 1)
      else (select d.id from documents d where d.organization_id = tenant and (beyond is null or d.id < beyond)
             order by d.id desc offset stretch limit 1) end;
    perform set_config('enable_indexscan', 'off', true);
    return query
      select m.id, m.document_type, m.status, m.tags, m.uploaded_by, m.title, m.file_size, m.property_address,
             m.category, m.updated_at, ts_rank(m.head_vector, query)
        from (
          select d.id, d.document_type::text, d.status::text, d.tags, d.uploaded_by, d.title, d.file_size,
                 d.property_address, d.category, d.updated_at, d.head_vector
            from documents d
           where d.organization_id = tenant and d.search_vector @@ query
             and (everything or d.uploaded_by = me or d.visibility = 'agency'
                  or (d.visibility = 'team' and d.team_id = any (teams)) or d.id = any (shared))
             and (d.deleted_at is not null) = trashed
             and (types is null or d.document_type = any (types))
             and (statuses is null or d.status = any (statuses))
             and (tagged is null or d.tags @> tagged)
             and (categories is null or d.category = any (categories))
             and (wanted_property is null or d.property_address = wanted_property)
             and (uploaders is null or d.uploaded_by = any (uploaders))
             and (visible_to is null or d.visibility = visible_to)
             and (not only_shared or d.id = any (shared))
             and (unsure is null or d.needs_review = unsure)
             and (legible is null or d.readable = legible)
             and (since is null or d.created_at >= since)
             and (until is null or d.created_at < until)
             and (smallest is null or d.file_size >= smallest)
             and (largest is null or d.file_size <= largest)
             and (beyond is null or case when oldest then d.id > beyond and period_of(d.id) >= period_of(beyond)
                                         else d.id < beyond and period_of(d.id) <= period_of(beyond) end)
             and (edge is null or case when oldest then d.id <= edge and period_of(d.id) <= period_of(edge)
                                       else d.id >= edge and period_of(d.id) >= period_of(edge) end)
           order by case when oldest then d.id end, case when not oldest then d.id end desc
           limit wanted) m;
    get diagnostics got = row_count;
    wanted := wanted - got;
    exit when edge is null or wanted <= 0;
    beyond := edge;
    stretch := 4 * stretch;
  end loop;
end $$;

select open_door('find_documents(tsquery, jsonb, boolean, uuid, integer)');

-- A request is a checklist: each thing that is asked for has its own explanation and state, and knows its documents.
alter table document_requests
  add column requested_from_name text check (length(requested_from_name) <= 200),
  add column due_on date,
  add column import_id uuid;
create index idx_document_requests_import on document_requests (organization_id, import_id) where import_id is not null;

create table document_request_items (
  organization_id uuid not null,
  id uuid not null default uuidv7(),
  document_request_id uuid not null,
  position integer not null check (position between 0 and 49),
  title text not null check (length(title) between 1 and 500),
  explanation text check (length(explanation) <= 2000),
  document_type document_type,
  state text not null default 'open' check (state in ('open', 'received', 'waived')),
  received_count integer not null default 0 check (received_count >= 0),
  created_at timestamptz not null default now(),
  primary key (organization_id, id),
  unique (organization_id, document_request_id, position),
  foreign key (organization_id, document_request_id) references document_requests on delete cascade
);
select protect('document_request_items', 'exists (select from document_requests r
  where r.organization_id = document_request_items.organization_id and r.id = document_request_items.document_request_id)');

alter table documents
  add column document_request_item_id uuid,
  add foreign key (organization_id, document_request_item_id) references document_request_items
    on delete set null (document_request_item_id);
create index idx_documents_request_item on documents (organization_id, document_request_item_id)
  where document_request_item_id is not null;

-- What was asked for until now is a list of one.
set local role deedline_worker;
insert into document_request_items (organization_id, document_request_id, position, title, document_type, state, received_count)
select organization_id, id, 0, title, document_type, case when fulfilled_at is not null or received_count > 0 then 'received' else 'open' end,
       received_count
  from document_requests;
reset role;

/* The card of the member whom a client hears from, for people outside, who see neither members nor organizations
   themselves. The license may stand in the profile's list or in a field of its own. */
create function sender_card(organization uuid, person uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('name', u.display_name, 'phone', nullif(u.phone_primary, ''),
           'license_number', nullif(coalesce(to_jsonb(u) ->> 'license_number', to_jsonb(m) ->> 'license_number', (
             select coalesce(l ->> 'number', l #>> '{}') from jsonb_array_elements(
               case jsonb_typeof(u.license_numbers) when 'array' then u.license_numbers else '[]' end) l limit 1)), ''))
    from organization_members m join users u on u.id = m.user_id
   where m.organization_id = organization and organization = app_organization_id() and m.user_id = person
$$;
select open_door('sender_card(uuid, uuid)');
