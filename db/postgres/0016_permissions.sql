-- Which rows a person sees follows from their permissions and no longer from the name of their role, so that a permission
-- that was granted to one member opens rows to them as well, and an API key opens no more than its scopes.

/* Whether the person of the transaction has a permission whose verb begins with "see_": those are sent with each
   transaction. The product itself has all of them. */
create function app_may(permission text) returns boolean language sql stable parallel safe as $$
  select coalesce(app_role() = 'system'
                  or permission = any (string_to_array(current_setting('app.permissions', true), ',')), false)
$$;

alter policy visible on documents using (
  organization_id = app_organization_id() and (
    case when (select app_role()) = 'share' then id = (select app_document_id()) else
      (select app_may('documents.see_all'))
      or uploaded_by = (select app_user_id())
      or visibility = 'agency'
      or (visibility = 'team' and team_id = any ((select my_team_ids())::uuid[]))
      or id = any ((select my_shared_document_ids())::uuid[])
    end
  )
);

alter policy same_organization on document_requests using (
  organization_id = app_organization_id()
  and ((select app_may('documents.see_requests')) or requested_by = (select app_user_id()))
);

alter policy same_organization on document_access_logs using (
  organization_id = app_organization_id()
  and ((select app_may('documents.see_deleted'))
       or exists (select from documents d where d.organization_id = document_access_logs.organization_id
                                            and d.id = document_access_logs.document_id))
);

/* The search follows the same rule; the rest of it stays as it is. */
do $$
declare
  before text := pg_get_functiondef('find_documents'::regproc);
  after text := replace(before, 'coalesce(app_role() in (''owner'', ''admin'', ''system''), false)',
                        'app_may(''documents.see_all'')');
begin
  if after = before then raise exception 'find_documents is not as expected'; end if;
  execute after;
end $$;

-- Keys of owners and administrators go on to see what they saw; for all others the scopes change nothing.
set local role deedline_worker;
update api_keys set scopes = scopes || '{documents.see_all,documents.see_requests,documents.see_deleted}'
 where 'documents.read' = any (scopes);
reset role;
