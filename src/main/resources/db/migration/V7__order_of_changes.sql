-- The theme the activity belonged to in the release it was completed under; null where it had none,
-- and for what was completed before this was kept.
alter table completion add column theme varchar;

-- Where a row stands in the order in which systems that follow the completions read them. Null from
-- when it is added or changed until a reader gives it a place.
alter table completion add column position bigint;
create index completion_in_order on completion (position, recorded_at);

-- For each table that is followed the last place given, which whoever gives places locks, and what
-- the places told to readers are sealed with.
create table change_order (
  name           varchar(20) not null primary key,
  last_position  bigint      not null,
  secret         varchar(64)
);
insert into change_order (name, last_position) values ('completion', 0);
insert into change_order (name, last_position) values ('enrolment', 0);
