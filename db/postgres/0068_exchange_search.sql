-- Exchanges are found by parts of their number and name, of the addresses of their properties, and of the names of the taxpayer
-- and the participants, by indexes.

create index idx_exchanges_words on exchanges using gin (organization_id, lower(exchange_number || ' ' || name) gin_trgm_ops);

/* The exchanges that have all of these parts; see find_deals. Names are those of contacts that the person sees. */
create function find_exchanges(tenant uuid, typed text[], written text[], names text[]) returns table (id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  matching uuid[];
  part uuid[];
begin
  if tenant is distinct from app_organization_id() or app_role() = 'share' then return; end if;
  for place in 1 .. cardinality(typed) loop
    execute format(
      'select array(
         select e.id from exchanges e
          where e.organization_id = $1 and lower(e.exchange_number || '' '' || e.name) like %1$L
         union
         select x.exchange_id from properties p
           join exchange_properties x on x.organization_id = p.organization_id and x.property_id = p.id
          where p.organization_id = $1 and (p.search_text like %1$L or p.search_text like %2$L)
         union
         select e.id from find_contacts(array[$2], 5000) f
           join exchanges e on e.organization_id = $1 and e.client_id = f.id
          where $2 is not null
         union
         select a.exchange_id from find_contacts(array[$2], 5000) f
           join exchange_participants a on a.organization_id = $1 and a.participant_id = f.id and a.left_at is null
          where $2 is not null)', typed[place], written[place])
      into part using tenant, names[place];
    matching := case when place = 1 then part
                     else array(select unnest(matching) intersect select unnest(part)) end;
    if cardinality(matching) = 0 then return; end if;
  end loop;
  return query
    select e.id from exchanges e
     where e.organization_id = tenant and e.id = any (matching)
       and (app_may('exchanges.see_all') or e.coordinator_id = app_user_id() or e.primary_attorney_id = app_user_id()
            or e.created_by = app_user_id() or e.id = any (my_exchange_ids()));
end $$;
select open_door('find_exchanges(uuid, text[], text[], text[])');
