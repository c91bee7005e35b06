-- When the client said that they had sent what they have: the page of their link shows it whenever they come back.
alter table document_requests add column submitted_at timestamptz;
