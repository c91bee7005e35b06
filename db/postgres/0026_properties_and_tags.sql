-- A part of an address narrows lists, tags are people's, and guests pass for no member.

/* The addresses of an organization's properties in which a word stands: a list is narrowed by a part of an address, and
   which of these are meant is decided by rules/addresses.ts. Each address is one step along the index, however many
   documents it has. */
create function list_property_addresses(organization uuid, word text) returns setof text
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  address text;
begin
  if organization is distinct from app_organization_id() or app_role() = 'share' then return; end if;
  loop
    select d.property_address into address from documents d
     where d.organization_id = organization and d.property_address is not null
       and (address is null or d.property_address > address)
     order by d.property_address limit 1;
    exit when not found;
    if strpos(lower(address), word) > 0 then return next address; end if;
  end loop;
end $$;
select open_door('list_property_addresses(uuid, text)');

/* Full text search over what the person of the transaction sees, by the same rule as the policy `visible` (a test holds
   them together): under row-level security `@@` may not use an index. The filters narrow before anything is cut off, so
   that what they name is found however common the words are. At most `cap` documents, the newest (or the oldest), which
   alone are ranked: a word in 87,000 of 100,000 documents costs what a page of them costs.

   Words that many have are first looked for among the newest documents, so many that twice the cap is expected there by
   the planner's statistics, and then in ever longer stretches further back while that was not enough. So it is read what
   is needed and not all that have the words; the index of words knows each one's period. The planner would go through the
   documents instead, for it does not know what fetching a document's words costs. What is set here ends with the function,
   which is volatile because EXPLAIN asks for it. */
create or replace function find_documents(query tsquery, filter jsonb, oldest boolean, beyond uuid, cap integer)
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
  -- Of a part of an address that no property has, none: another nothing than no filter.
  properties text[] := coalesce(texts_of(filter -> 'property'), case when filter ? 'property' then '{}'::text[] end);
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
             and (properties is null or d.property_address = any (properties))
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

-- A document is found by the names of its type and category, which follow what people say of it; for that, reading no
-- longer writes tags, which are people's own.
create or replace function keep_document_words() returns trigger language plpgsql as $$
declare
  same_head boolean := false;
  same_text boolean := false;
begin
  if tg_op = 'UPDATE' then
    same_head := (new.title, new.description, new.filename, new.tags, new.property_address, new.document_type, new.category)
                 is not distinct from (old.title, old.description, old.filename, old.tags, old.property_address,
                                       old.document_type, old.category);
    same_text := new.extracted_text is not distinct from old.extracted_text;
  end if;
  if same_head and same_text then return new; end if;
  new.head_vector := document_head(new.title, concat_ws(' ', new.property_address, new.description,
    nullif(new.document_type, 'other'), replace(new.category, '_', ' ')), new.filename, new.tags);
  new.search_vector := case when same_text and coalesce(length(new.extracted_text), 0) < 200000
    then new.head_vector || ts_filter(old.search_vector, '{c}')
    else document_words(new.head_vector, new.extracted_text) end;
  return new;
end $$;
drop trigger words on documents;
create trigger words before insert or update of title, description, filename, tags, property_address, document_type, category,
  extracted_text on documents for each row execute function keep_document_words();

-- What a migration mends in small commits (app.backfill) is no edit by anybody.
drop trigger touch on documents;
create trigger touch before update on documents for each row
  when (new.property_address is not distinct from old.property_address and current_setting('app.backfill', true) is distinct from 'on')
  execute function bump_version();

/* A document's tags without those that reading wrote when there were none: always its type and a category of that type,
   then "scanned" and the year of its last date. A type that is also its own category was one tag, which a person could
   have given; it was the reading's where the audit log says that it took the document for one. */
create function tags_of_people(tags text[], understood_as text[]) returns text[] language plpgsql immutable as $$
declare
  categories jsonb := '{
    "addendum": ["addendum", "financing_addendum", "contingency_addendum", "occupancy_addendum", "exchange_cooperation"],
    "amendment": ["amendment", "extension", "amended_listing", "repair_amendment", "price_change"],
    "appraisal": ["residential_appraisal", "narrative_appraisal", "valuation"],
    "closing": ["settlement_statement", "closing_disclosure", "tax_reporting", "closing_instructions", "disbursement", "exchange_instructions", "cover_letter", "payoff_statement", "wire_instructions"],
    "contract": ["purchase_agreement", "exchange_agreement", "lease", "buyer_representation", "assignment", "option", "exchange_accommodation_agreement"],
    "counteroffer": ["seller_counter_offer", "buyer_counter_offer", "multiple_counter_offer"],
    "deed": ["grant_deed", "warranty_deed", "quitclaim_deed", "other_deed", "deed_of_trust"],
    "disclosure": ["transfer_disclosure", "lead_based_paint", "natural_hazard", "agency_disclosure", "hoa_disclosure", "advisory"],
    "inspection": ["home_inspection", "wood_destroying_insect", "specialty"],
    "insurance": ["certificate_of_insurance", "homeowners_policy", "flood_insurance", "home_warranty", "binder"],
    "listing": ["listing_agreement", "mls_sheet", "flyer", "offering_memorandum"],
    "loan": ["loan_estimate", "application", "note", "mortgage", "approval", "payment_letter"],
    "offer": ["offer_to_purchase", "letter_of_intent", "offer_summary"],
    "other": ["identification_notice", "notice_of_assignment", "identity", "tax_form", "money", "correspondence", "miscellaneous", "article", "legal_proceeding", "software", "entity", "account_statement", "resume", "household", "invoice", "tax_bill", "association_letter", "receipt", "power_of_attorney", "exchange_notice", "permit"],
    "title": ["commitment", "preliminary_report", "title_policy", "title_other", "affidavit", "title_opinion", "lien_search", "survey"]}';
  place integer;
begin
  place := case
    when categories -> tags[1] ? tags[2] then 3
    when categories -> tags[1] ? tags[1] and tags[1] = any (understood_as) then 2
    else 1 end;
  if place = 1 then return tags; end if;
  if tags[place] in ('scanned', 'unreadable') then place := place + 1; end if;
  if tags[place] ~ '^(19|20)[0-9]{2}$' then place := place + 1; end if;
  return tags[place:];
end $$;

create procedure forget_tags_of_reading() language plpgsql as $$
declare
  organization uuid := '00000000-0000-0000-0000-000000000000';
  document uuid := organization;
  batch record;
begin
  loop
    select array_agg(d.id) as ids,
           (array_agg(d.organization_id order by d.organization_id desc, d.id desc))[1] as last_organization,
           (array_agg(d.id order by d.organization_id desc, d.id desc))[1] as last_document
      into batch
      from (select organization_id, id from documents where (organization_id, id) > (organization, document)
             order by organization_id, id limit 500) d;
    exit when batch.ids is null;
    perform set_config('app.backfill', 'on', true);
    update documents d set tags = own.tags
      from (select o.organization_id, o.id, tags_of_people(o.tags, array(
                     select e.payload ->> 'document_type' from events e
                      where e.organization_id = o.organization_id and e.subject_id = o.id
                        and e.name = 'documents.understood')) as tags
              from documents o
             where o.id = any (batch.ids) and o.organization_id between organization and batch.last_organization
               and o.tags <> '{}') own
     where d.organization_id = own.organization_id and d.id = own.id and own.tags is distinct from d.tags;
    organization := batch.last_organization;
    document := batch.last_document;
    commit;
  end loop;
end $$;
grant execute on procedure forget_tags_of_reading() to deedline_worker;

/* A name as it looks: letters that look alike are one, whatever alphabet, accents, spaces and signs they come with. */
create function look_of_name(name text) returns text language sql immutable parallel safe as $$
  select regexp_replace(translate(lower(regexp_replace(normalize(name, nfkd), E'[\u0300-\u036f]', '', 'g')),
    E'\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458\u043a\u043c\u0442\u0432\u043d\u04bb\u0501\u051b\u051d\u03b1\u03bf\u03b5\u03b9\u03ba\u03bd\u03c1\u03c4\u03c5\u03c7\u03b7\u03b2\u0131\u0142\u00f8\u0111\u0261\u1d04\u217c|01',
    'aeopcyxisjkmtbhhdqwaoeikvptuxnbilodgcllol'), '[^[:alnum:]]', '', 'g')
$$;

/* Whether somebody outside would pass for a member, the organization or the product by this name: it looks like theirs, or
   has theirs in it. */
create function is_name_of_member(organization uuid, name text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  look text := look_of_name(name);
begin
  if organization is distinct from app_organization_id() then return false; end if;
  return exists (
    select from (
      select u.display_name as taken from organization_members m join users u on u.id = m.user_id
       where m.organization_id = organization
      union all select o.name from organizations o where o.id = organization
      union all select 'Deedline') known
     where length(look_of_name(taken)) > 0
       and (look_of_name(taken) = look or (length(look_of_name(taken)) >= 6 and look like '%' || look_of_name(taken) || '%')));
end $$;
select open_door('is_name_of_member(uuid, text)');
