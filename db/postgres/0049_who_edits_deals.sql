/* Whether the person of the transaction works on a deal: as one of its agents, as the member who created it, or with its
   team. */
create function works_on_deal(creator uuid, listing_agent uuid, selling_agent uuid, team uuid) returns boolean
language sql stable as $$
  select coalesce(app_user_id() in (creator, listing_agent, selling_agent), false)
      or coalesce(team = any ((select my_team_ids())::uuid[]), false)
$$;

/* The product asks before it changes a deal, and answers with a sentence. This holds whatever it forgets to ask. A policy
   would also refuse the lock on a deal to people who review its documents and change nothing of the deal itself. */
create function demand_deal_editor() returns trigger language plpgsql as $$
begin
  if current_user = 'deedline_app' and not app_may('transactions.edit_all')
     and not works_on_deal(old.created_by, old.listing_agent_id, old.selling_agent_id, old.team_id) then
    raise insufficient_privilege using message = 'deal of another member';
  end if;
  return new;
end $$;
create trigger editor before update on transactions for each row execute function demand_deal_editor();
