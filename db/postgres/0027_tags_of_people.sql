-- outside a transaction
set role deedline_worker;
call forget_tags_of_reading();
reset role;
