-- A disbursement authorization that was emailed: to which address, and which file, with its hash as it was attached.

alter table commission_disbursements
  add column sent_email text check (length(sent_email) between 3 and 320),
  add column sent_document_id uuid,
  add column sent_hash text check (sent_hash ~ '^[0-9a-f]{64}$'),
  add column mail_failed_at timestamptz,
  add foreign key (organization_id, sent_document_id) references documents on delete set null (sent_document_id);
create index idx_commission_disbursements_sent_document on commission_disbursements (organization_id, sent_document_id)
  where sent_document_id is not null;
