-- The label by which a value stands: what a person decides of it is followed where the organization's papers have the same.
alter table document_extractions add column context text;
