-- The product has more kinds of facts by now than an endpoint could be sent one by one.
alter table webhook_endpoints drop constraint webhook_endpoints_facts_check,
  add constraint webhook_endpoints_facts_check check (cardinality(facts) between 1 and 500);
