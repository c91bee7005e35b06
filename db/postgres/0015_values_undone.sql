-- What was read where a person has changed it, so that their decision can be undone; null where nothing was changed.
alter table document_extractions
  add column read_field text,
  add column read_normalized text;
-- Likewise the category of a document whose type a person has corrected.
alter table document_labels add column predicted_category text;
