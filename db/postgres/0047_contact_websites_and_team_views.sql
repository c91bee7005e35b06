-- Contacts have a website, imports relate spouses, and views are shared with one team.

alter table contacts add column website text check (length(website) <= 500);

-- A relationship that an import added is removed with it while nobody has changed it.
alter table contact_relationships add column import_id uuid, add foreign key (organization_id, import_id) references imports;
create index idx_contact_relationships_import on contact_relationships (organization_id, import_id, id)
  where import_id is not null;

-- Shared with everyone, with one team, or with no one. Without its team, a view is its owner's alone again.
alter table saved_views add column team_id uuid,
  add foreign key (organization_id, team_id) references teams on delete set null (team_id),
  add check (team_id is null or not shared);
create index idx_saved_views_team on saved_views (organization_id, team_id) where team_id is not null;
drop policy same_organization on saved_views;
create policy same_organization on saved_views to deedline_app using (
  organization_id = app_organization_id() and (select app_role()) is distinct from 'share'
  and (user_id = app_user_id() or shared or team_id = any ((select my_team_ids())::uuid[])));

-- Deals leave the table only while the import that added them is being undone.
alter policy imported on transactions using (
  organization_id = app_organization_id() and import_id is not null
  and exists (select from imports i where i.organization_id = app_organization_id() and i.id = import_id
               and i.subject = 'transaction' and i.state = 'undoing'));
