-- Deals are found by parts of their number, of their address and of the names of their parties, by indexes.

/* The address as it reads, and as it is compared: "12 harbor street, austin" and " 12 harbor st". */
alter table properties add column search_text text not null generated always as (
  lower(address_line(address_line1, address_line2, city, state, zip_code)) || e'\n ' || address_key) stored;
create index idx_properties_search on properties using gin (organization_id, search_text gin_trgm_ops);
create index idx_transactions_number_search on transactions using gin (organization_id, lower(transaction_number) gin_trgm_ops);

/* The deals that have all of these parts: of each, as a pattern, what was typed and how an address writes it; and where it
   can be a name, the name. LIKE is not leakproof, so under row-level security no index would answer it; who sees which
   deal is decided here as in the policy of the table. */
create function find_deals(typed text[], written text[], names text[]) returns table (id uuid)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  matching uuid[];
  part uuid[];
begin
  if app_role() = 'share' then return; end if;
  for place in 1 .. cardinality(typed) loop
    execute format(
      'select array(
         select t.id from transactions t where t.organization_id = $1 and lower(t.transaction_number) like %1$L
         union
         select t.id from properties p
           join transactions t on t.organization_id = p.organization_id and t.property_id = p.id
          where p.organization_id = $1 and (p.search_text like %1$L or p.search_text like %2$L)
         union
         select a.transaction_id from find_contacts(array[$2], 5000) f
           join transaction_parties a on a.organization_id = $1 and a.contact_id = f.id
          where $2 is not null)', typed[place], written[place])
      into part using app_organization_id(), names[place];
    matching := case when place = 1 then part
                     else array(select unnest(matching) intersect select unnest(part)) end;
    if cardinality(matching) = 0 then return; end if;
  end loop;
  return query
    select t.id from transactions t
     where t.organization_id = app_organization_id() and t.id = any (matching)
       and (app_may('transactions.see_all') or t.visibility = 'organization' or t.created_by = app_user_id()
            or t.listing_agent_id = app_user_id() or t.selling_agent_id = app_user_id()
            or (t.visibility = 'team' and t.team_id = any (my_team_ids())));
end $$;
select open_door('find_deals(text[], text[], text[])');
