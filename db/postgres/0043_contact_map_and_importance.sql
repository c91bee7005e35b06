-- Contacts on a map, and how important a contact is: computed, or set by a person, with the computed one beside it.

-- As columns of their own, an index answers a map without reading the contacts.
alter table contacts
  add column longitude double precision generated always as (coordinates[0]) stored,
  add column latitude double precision generated always as (coordinates[1]) stored,
  add column importance_computed smallint check (importance_computed between 1 and 100),
  add column importance_reasons jsonb not null default '[]',
  add column importance_set smallint check (importance_set between 1 and 100);

drop trigger touch on contacts;

-- 50 was what a contact had that no one had rated.
set role deedline_worker;
update contacts set importance_set = importance_score where importance_score <> 50;
reset role;
alter table contacts drop column importance_score;
alter table contacts add column importance_score smallint not null
  generated always as (coalesce(importance_set, importance_computed, 50)) stored;

-- What follows from what happened is no change to the contact itself.
create trigger touch before update on contacts for each row
  when ((new.last_interaction_date, new.strength_computed, new.strength_reasons, new.importance_computed, new.importance_reasons)
        is not distinct from (old.last_interaction_date, old.strength_computed, old.strength_reasons, old.importance_computed,
                              old.importance_reasons))
  execute function bump_version();
