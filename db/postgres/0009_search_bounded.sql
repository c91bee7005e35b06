create function texts_of(list jsonb) returns text[] language sql immutable parallel safe as $$
  select array_agg(value) from jsonb_array_elements_text(list) value
$$;

/* Full text search over what the person of the transaction sees, by the same rule as the policy `visible` (a test holds
   them together): under row-level security `@@` may not use an index. The filters narrow before anything is cut off, so
   that what they name is found however common the words are. At most `cap` documents, the newest (or the oldest), which
   alone are ranked: a word in 87,000 of 100,000 documents costs what a page of them costs.

   There are two ways to the newest: through the documents until enough have the words, or by the index of words through
   all that have them. The first reads cap / share documents, the second share * all of them, about half as dear each; the
   planner knows the share from its statistics, but not what fetching a document's words costs. Of 101,000 documents, a
   word in 87,000: 27 ms for 790 (2026-11-30). What is set here ends with the function, which is volatile because EXPLAIN
   asks for it. `search_documents` stays for programs of the version before. */
create function find_documents(query tsquery, filter jsonb, oldest boolean, beyond uuid, cap integer)
returns table (id uuid, document_type text, status text, tags text[], uploaded_by uuid, title text, file_size bigint,
               head_rank real)
language plpgsql volatile security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
set enable_bitmapscan = on set enable_indexscan = on set enable_seqscan = off as $$
declare
  tenant uuid := app_organization_id();
  me uuid := app_user_id();
  everything boolean := coalesce(app_role() in ('owner', 'admin', 'system'), false);
  teams uuid[] := my_team_ids();
  shared uuid[] := my_shared_document_ids();
  trashed boolean := coalesce((filter ->> 'trashed')::boolean, false);
  types text[] := texts_of(filter -> 'document_type');
  statuses text[] := texts_of(filter -> 'status');
  tagged text[] := texts_of(filter -> 'tag');
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
  share double precision;
  walks boolean;
begin
  if app_role() = 'share' then return; end if;
  execute format('explain (format json) select from documents where organization_id = %L and search_vector @@ %L::tsquery',
                 tenant, query) into found;
  expected := (found -> 0 -> 'Plan' ->> 'Plan Rows')::double precision;
  execute format('explain (format json) select from documents where organization_id = %L', tenant) into found;
  share := expected / greatest((found -> 0 -> 'Plan' ->> 'Plan Rows')::double precision, 1);
  walks := expected * share > 2 * cap;
  perform set_config('enable_bitmapscan', case when walks then 'off' else 'on' end, true),
          set_config('enable_indexscan', case when walks then 'on' else 'off' end, true);
  return query
    select m.id, m.document_type, m.status, m.tags, m.uploaded_by, m.title, m.file_size, ts_rank(m.head_vector, query)
      from (
        select d.id, d.document_type::text, d.status::text, d.tags, d.uploaded_by, d.title, d.file_size, d.head_vector
          from documents d
         where d.organization_id = tenant and d.search_vector @@ query
           and (everything or d.uploaded_by = me or d.visibility = 'agency'
                or (d.visibility = 'team' and d.team_id = any (teams)) or d.id = any (shared))
           and (d.deleted_at is not null) = trashed
           and (types is null or d.document_type = any (types))
           and (statuses is null or d.status = any (statuses))
           and (tagged is null or d.tags @> tagged)
           and (uploaders is null or d.uploaded_by = any (uploaders))
           and (visible_to is null or d.visibility = visible_to)
           and (not only_shared or d.id = any (shared))
           and (unsure is null or d.needs_review = unsure)
           and (legible is null or d.readable = legible)
           and (since is null or d.created_at >= since)
           and (until is null or d.created_at < until)
           and (smallest is null or d.file_size >= smallest)
           and (largest is null or d.file_size <= largest)
           and (beyond is null or case when oldest then d.id > beyond else d.id < beyond end)
         order by case when oldest then d.id end, case when not oldest then d.id end desc
         limit cap) m;
end $$;

select open_door('find_documents(tsquery, jsonb, boolean, uuid, integer)');
