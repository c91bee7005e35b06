/* How colleagues share a document with the person who asks, for those who do not see it by right. A function of its own:
   in the query itself its plan, with the policies of two tables in it, was made ready at each read and hardly ever run. */
create function shared_with_me(organization uuid, document uuid) returns jsonb language sql stable set search_path = public, pg_temp as $$
  select jsonb_build_object('by_right', false, 'shared', coalesce(jsonb_agg(distinct s.access_type), '[]'),
                            'until', case when bool_or(s.expires_at is null) then null else max(s.expires_at) end)
    from document_shares s
   where s.organization_id = organization and s.document_id = document
     and s.shared_with_user_id = app_user_id() and s.revoked_at is null
     and (s.expires_at is null or s.expires_at > now())
$$;

/* When a document came, in steps of 4.7 hours: the first three bytes of its id. In the index of words it lets a search look
   among the newest alone. */
create function period_of(id uuid) returns bytea language sql immutable parallel safe as $$
  select substring(uuid_send(id) from 1 for 3)
$$;

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
